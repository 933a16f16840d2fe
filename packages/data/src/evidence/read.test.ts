// Proves each refusal of the loader by a bad file laid over a good folder.
// It must never pass on a message alone: file, path, rule, line and next step are all checked.
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { readEvidence } from './read.ts';
import { EvidenceRefused, type Refusal, type RefusalRule, refusalSentence } from './refusal.ts';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const made: string[] = [];

afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

function laidOver(badCase?: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'evidence-'));
  made.push(folder);
  cpSync(here('./good'), folder, { recursive: true });
  if (badCase) cpSync(here(`./bad/${badCase}`), folder, { recursive: true });
  return folder;
}

function refusalsOf(folder: string): readonly Refusal[] {
  try {
    readEvidence(folder);
  } catch (error) {
    if (error instanceof EvidenceRefused) return error.refusals;
    throw error;
  }
  return [];
}

const first = 'groups[0].rows[0]';
const refused: readonly [bad: string, rule: RefusalRule, file: string, path: string][] = [
  ['unreadable-file', 'unreadable-file', 'relapse.yaml', ''],
  ['repeated-key', 'unreadable-file', 'relapse.yaml', ''],
  ['alias', 'unreadable-file', 'relapse.yaml', ''],
  ['unknown-key', 'unknown-key', 'relapse.yaml', `${first}.colour`],
  ['unknown-key-interval', 'unknown-key', 'relapse.yaml', `${first}.interval.width`],
  ['wrong-shape', 'wrong-shape', 'relapse.yaml', `${first}.value`],
  ['file-name', 'file-name', 'relapse.yaml', 'topic'],
  ['no-content', 'one-content', 'relapse.yaml', `${first}.id`],
  ['two-contents', 'one-content', 'relapse.yaml', `${first}.id`],
  ['uncited-value', 'uncited-value', 'relapse.yaml', `${first}.sources`],
  ['empty-sources', 'uncited-value', 'relapse.yaml', 'groups[0].sources'],
  ['incomplete-row', 'incomplete-row', 'relapse.yaml', `${first}.population`],
  ['no-interval', 'incomplete-row', 'relapse.yaml', `${first}.interval`],
  ['empty-range', 'incomplete-row', 'relapse.yaml', `${first}.range`],
  ['bare-lognormal', 'incomplete-row', 'relapse.yaml', `${first}.distribution`],
  ['unknown-unit', 'unknown-unit', 'relapse.yaml', `${first}.unit`],
  ['outside-interval', 'outside-interval', 'relapse.yaml', `${first}.interval`],
  ['outside-interval-lognormal', 'outside-interval', 'relapse.yaml', `${first}.interval`],
  ['ends-reversed', 'ends-reversed', 'relapse.yaml', `${first}.range`],
  ['interval-reversed', 'ends-reversed', 'relapse.yaml', `${first}.interval`],
  ['duplicate-id', 'duplicate-id', 'relapse.yaml', 'groups[0].rows[1].id'],
  ['duplicate-source', 'duplicate-id', 'sources.yaml', 'sources[2].id'],
  ['duplicate-study', 'duplicate-id', 'reserved-studies.yaml', 'studies[1].id'],
  ['unknown-source', 'unknown-source', 'relapse.yaml', `${first}.sources`],
  ['unused-source', 'unused-source', 'sources.yaml', 'sources[2].id'],
  ['source-without-place', 'source-without-place', 'sources.yaml', 'sources[0]'],
  ['mark-status', 'mark-status', 'relapse.yaml', 'groups[0].rows[1].status'],
  ['default-stated', 'mark-status', 'relapse.yaml', 'groups[0].rows[2].status'],
  ['disputed-unfollowed', 'disputed-unfollowed', 'relapse.yaml', `${first}.followed`],
  ['reserved-source', 'reserved-source', 'relapse.yaml', 'groups[1].rows[0].sources'],
  ['derived-from-reserved', 'derived-from-reserved', 'relapse.yaml', `${first}.derivedFrom`],
  ['unknown-row', 'unknown-row', 'relapse.yaml', `${first}.derivedFrom`],
  ['reserved-study-figure', 'unknown-key', 'reserved-studies.yaml', 'studies[0].value'],
];

describe('loading refuses', () => {
  test.each(refused)('%s', (bad, rule, file, path) => {
    const refusals = refusalsOf(laidOver(bad));
    const found = refusals.find((refusal) => refusal.rule === rule && refusal.path === path);
    expect(found, refusals.map(refusalSentence).join('\n')).toMatchObject({ file });
    expect(found?.line).toBeGreaterThan(0);
    expect(found?.nextStep).toMatch(/\.$/);
  });

  test('every bad folder is proved above', () => {
    expect(refused.map(([bad]) => bad).sort()).toEqual(readdirSync(here('./bad')).sort());
  });

  test.each(['sources.yaml', 'reserved-studies.yaml'])('a folder without %s', (file) => {
    const folder = laidOver();
    rmSync(join(folder, file));
    const missing = refusalsOf(folder).find((refusal) => refusal.rule === 'missing-file');
    expect(missing).toMatchObject({ file, path: '' });
  });
});

describe('a good folder', () => {
  test('loads whole, each row completed by its group', () => {
    const evidence = readEvidence(laidOver());
    expect(evidence.row('relapse.trial-one.second-course')).toMatchObject({
      kind: 'value',
      value: 8.2,
      unit: '%',
      key: 'R1',
      n: 100,
      mark: 'V',
      status: 'stated',
      sources: ['trial-one'],
      reserved: false,
    });
  });

  test('is found by facets, a listed facet by its members', () => {
    const evidence = readEvidence(laidOver());
    expect(evidence.find('relapse', { drug: 'b' })).toHaveLength(1);
    expect(evidence.find('relapse', { drug: 'c' })).toHaveLength(0);
    expect(evidence.find('sebum')).toHaveLength(0);
  });

  test('a refusal names the line of the fault', () => {
    const [refusal] = refusalsOf(laidOver('unknown-unit'));
    expect(refusalSentence(refusal!)).toMatch(/^relapse\.yaml:18 groups\[0\]\.rows\[0\]\.unit: /);
  });
});
