// `aegle programmes`, `diff` and `schema`: the rules in words, their differences, whom they change.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { example } from '../testing/run-aegle.ts';
import { runHere } from '../testing/run-here.ts';
import type { Difference } from './edition-differences.ts';

const folder = mkdtempSync(join(tmpdir(), 'aegle-diff-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('aegle programmes', () => {
  it('lists every programme with its editions', async () => {
    const ran = await runHere(['programmes', '--json']);
    const { programmes } = JSON.parse(ran.out);
    expect(programmes.length).toBeGreaterThan(10);
    expect(programmes).toContainEqual(
      expect.objectContaining({ id: 'us-ipledge', editions: ['us-2007', 'us-2021', 'us-2026'] }),
    );
  });

  it('leads from every number to the title of its source in two steps', async () => {
    const { out } = await runHere(['programmes', 'de-amvv']);
    const number = /prescription-validity = 6 days, stated \[(\w+)\]/.exec(out);
    expect(number).not.toBeNull();
    expect(out).toContain(`\n  [${number![1]}] `);
  });

  it('checks a programme as loading does and runs its cases', async () => {
    const ran = await runHere(['programmes', 'de-amvv', '--check']);
    expect(ran.out).toMatch(/^de-amvv: \d+ runs, 0 faults\n$/);
    expect(ran.code).toBe(0);
  });

  it.each([
    ['programmes', 'xx'],
    ['programmes', 'xx', '--check'],
    ['schema', 'xx'],
  ])('refuses an unknown name: %s', async (...args) => {
    expect((await runHere(args)).code).toBe(1);
  });
});

describe('aegle diff', () => {
  const differencesOf = async (...args: string[]): Promise<readonly Difference[]> =>
    JSON.parse((await runHere(['diff', ...args, '--json'])).out).differences;

  it('says what was added, removed and changed, with numbers and sources', async () => {
    const found = await differencesOf('us-2021', 'us-2026');
    const of = (kind: Difference['kind']) =>
      found.filter((one) => one.kind === kind).map((one) => one.subject);
    expect(of('removed')).toContain('missed-first-window');
    expect(of('added')).toContain('two-tests');
    expect(of('changed')).toContain('monthly-test');
    expect(found.find((one) => one.kind === 'edition')!.sentence).toContain('not confirmed');
    for (const one of found) expect(one.sentence.length).toBeGreaterThan(10);
  });

  it('turns around when the editions do', async () => {
    const [there, back] = await Promise.all([
      differencesOf('us-2007', 'us-2021'),
      differencesOf('us-2021', 'us-2007'),
    ]);
    const of = (list: readonly Difference[], kind: string) =>
      list
        .filter((one) => one.kind === kind)
        .map((one) => one.subject)
        .sort();
    expect(of(there, 'added')).toEqual(of(back, 'removed'));
    expect(of(there, 'removed')).toEqual(of(back, 'added'));
    expect(of(there, 'changed')).toEqual(of(back, 'changed'));
  });

  it('finds nothing but the days between an edition and itself', async () => {
    expect((await differencesOf('us-2021', 'us-2021')).map((one) => one.kind)).toEqual(['edition']);
  });

  it('tells whom of a data set it changes, line by line', async () => {
    const patient = parse(readFileSync(example('us-can-get-pregnant'), 'utf8'));
    const withoutClia = structuredClone(patient);
    withoutClia.events[10].data.certification = 'none';
    withoutClia.patient = 'without-clia';
    withoutClia.events = withoutClia.events.filter(
      (one: { id: string }) => one.id !== 'portal-number',
    );
    const file = join(folder, 'patients.ndjson');
    writeFileSync(file, `${[patient, withoutClia].map((one) => JSON.stringify(one)).join('\n')}\n`);
    const ran = await runHere([
      'diff',
      'us-2021',
      'us-2026',
      '--data',
      file,
      '--at',
      '2024-03-10T12:00:00-04:00',
      '--json',
    ]);
    const { patients, effects } = JSON.parse(ran.out);
    expect(patients).toBe(2);
    expect(effects).toContainEqual(
      expect.objectContaining({
        line: 2,
        patient: 'without-clia',
        question: 'prescribe',
        before: expect.stringContaining('test_laboratory_not_certified'),
        after: expect.stringMatching(/^granted until /),
      }),
    );
  });

  it('refuses editions of two programmes, unknown ones, and a broken data set by its line', async () => {
    expect((await runHere(['diff', 'us-2021', 'de-3b'])).code).toBe(1);
    expect((await runHere(['diff', 'us-2021', 'us-1999'])).code).toBe(1);
    const file = join(folder, 'broken.ndjson');
    writeFileSync(file, '\n{"zone":"UTC","events":[]}\n');
    const ran = await runHere(['diff', 'us-2021', 'us-2026', '--data', file]);
    expect(ran.code).toBe(1);
    expect(ran.error).toContain('line 2: complete');
  });
});
