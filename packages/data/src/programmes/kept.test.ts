// Checked programmes are loaded by digest: the same bytes are not checked again, a changed one always is.

import { createHash } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepingBeside, loadKept } from './kept.ts';
import { loadProgramme } from './load.ts';

const root = join(import.meta.dirname, '../../../../programmes');
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('programmes that were checked before', () => {
  let home: string;
  const folder = () => join(home, 'programmes/kr');
  const keeping = (code = 'code-1') => ({ folder: join(home, 'checked'), code });
  const keptFiles = () => readdirSync(join(home, 'checked'));
  const nameOf = (outcome: ReturnType<typeof loadKept>) =>
    outcome.ok ? outcome.loaded.programme.name : outcome.refusals[0]!.rule;

  /** Rewrites what is kept, so that it can be seen whether it was read. */
  function rename(sum: (body: string) => string): void {
    const file = join(home, 'checked', keptFiles()[0]!);
    const text = readFileSync(file, 'utf8');
    const body = text.slice(text.indexOf('\n') + 1).replace(/"name":"[^"]*"/, '"name":"As kept"');
    writeFileSync(file, `${sum(body)}\n${body}`);
  }

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'aegle-kept-'));
    cpSync(join(root, 'kr'), folder(), { recursive: true });
    cpSync(join(root, 'majority.yaml'), join(home, 'programmes/majority.yaml'));
  });
  afterEach(() => rmSync(home, { recursive: true }));

  it('load as they did when they were checked', () => {
    const fresh = loadProgramme(folder());
    expect(loadKept(folder(), keeping())).toEqual(fresh);
    expect(keptFiles()).toHaveLength(1);
    expect(loadKept(folder(), keeping())).toEqual(fresh);
    rename(sha256);
    expect(nameOf(loadKept(folder(), keeping()))).toBe('As kept');
  });

  it('are checked again after one byte of data or of the checking code has changed', () => {
    loadKept(folder(), keeping());
    rename(sha256);
    expect(nameOf(loadKept(folder(), keeping('code-2')))).not.toBe('As kept');
    rename(sha256);
    appendFileSync(join(home, 'programmes/majority.yaml'), '\n');
    expect(nameOf(loadKept(folder(), keeping('code-2')))).not.toBe('As kept');
    appendFileSync(join(folder(), 'sources.yaml'), '- {id: x}\n');
    expect(loadKept(folder(), keeping('code-2')).ok).toBe(false);
    expect(keptFiles()).toHaveLength(1);
  });

  it('are checked again when what was kept was changed or cut short', () => {
    loadKept(folder(), keeping());
    rename(() => sha256('something else'));
    expect(nameOf(loadKept(folder(), keeping()))).not.toBe('As kept');
  });

  it('are kept beside a bundle only, and load where nothing can be kept', () => {
    expect(keepingBeside(import.meta.url)).toBeUndefined();
    const nowhere = { folder: join(folder(), 'programme.yaml/checked'), code: 'c' };
    expect(loadKept(folder(), nowhere).ok).toBe(true);
  });
});
