// Proves that a release is frozen by its digest and never surer than its evidence.
// It must never write outside a temporary folder.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { readEvidence } from './read.ts';
import { EvidenceRefused, type RefusalRule } from './refusal.ts';
import { readRelease, releaseDigest, writeRelease } from './release.ts';
import type { ReleaseDraft, ReleaseRow } from './release-schema.ts';

const evidence = readEvidence(fileURLToPath(new URL('./good', import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), 'releases-'));
mkdirSync(join(folder, 'releases'));
afterAll(() => rmSync(folder, { recursive: true }));

const row: ReleaseRow = {
  value: 0.082,
  low: 0.07,
  high: 0.09,
  distribution: 'logitnormal',
  unit: '1',
  endpoint: 'second isotretinoin course',
  population: 'people after a course',
  mark: 'V',
  certainty: 'moderate',
  sources: ['relapse.trial-one.second-course'],
  widened: false,
  fitted: false,
};
const recalled: ReleaseRow = {
  ...row,
  value: 20,
  low: 10,
  high: 35,
  distribution: 'lognormal',
  unit: '%',
  mark: 'R',
  sources: ['relapse.trial-one.recalled'],
  widened: true,
};
const baseline = { value: 1, low: 0.5, high: 2 };

function draft(name: string, changed: Partial<ReleaseRow> = {}, from = row): ReleaseDraft {
  return {
    name,
    version: '1',
    rows: { 'relapse.share': { ...from, ...changed } },
    shown: { lesions: 'B1', relapse: 'model' },
    baseline: {
      lesionRatePerWeek: baseline,
      relapseAnyPerYear: baseline,
      relapseSystemicPerYear: baseline,
      relapseSecondCoursePerYear: baseline,
    },
  };
}

function ruleOf(run: () => unknown): RefusalRule | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof EvidenceRefused) return error.refusals[0]?.rule;
    throw error;
  }
  return undefined;
}

describe('a release', () => {
  test('is read back as it was frozen', () => {
    const written = writeRelease(folder, draft('first'), evidence);
    const read = readRelease(folder, 'first', evidence);
    expect(read.digest).toBe(written.digest);
    expect(read.release.rows['relapse.share']).toEqual(row);
    expect(read.recalledParameters).toEqual([]);
  });

  test('has a digest over RFC 8785 text, whatever the order of its keys', () => {
    const one = draft('order');
    const reversed = Object.fromEntries(Object.entries(one).reverse()) as ReleaseDraft;
    expect(releaseDigest(reversed)).toBe(releaseDigest(one));
    const text = '{"a":1,"b":[0.1,1e+21,"\\u0000é"]}';
    const hash = createHash('sha256').update(text).digest('hex');
    const value = { b: [0.1, 1e21, '\u0000é'], a: 1 };
    expect(releaseDigest(value as unknown as ReleaseDraft)).toBe(hash);
  });

  test('is refused when one digit of it changed', () => {
    writeRelease(folder, draft('touched'), evidence);
    const path = join(folder, 'releases/touched.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('0.082', '0.081'));
    expect(ruleOf(() => readRelease(folder, 'touched', evidence))).toBe('release-digest');
  });

  test('is never written over', () => {
    writeRelease(folder, draft('once'), evidence);
    expect(ruleOf(() => writeRelease(folder, draft('once'), evidence))).toBe('duplicate-id');
  });

  test('opens the reserved rows to a validator', () => {
    const frozen = writeRelease(folder, draft('judged'), evidence);
    const seen = evidence.validate(frozen, (rows, release) => [rows[0]?.id, release.digest]);
    expect(seen).toEqual(['relapse.kept-back.second-course', frozen.digest]);
  });

  test('cannot be altered after it was read', () => {
    const frozen = writeRelease(folder, draft('copied'), evidence);
    frozen.release.rows['relapse.share']!.value = 9;
    expect(frozen.release.rows['relapse.share']!.value).toBe(0.082);
  });
});

describe('a recalled figure', () => {
  test('enters widened and stays visible', () => {
    const frozen = writeRelease(folder, draft('recalled', {}, recalled), evidence);
    expect(frozen.recalledParameters).toEqual(['relapse.share']);
  });

  const narrow: [string, Partial<ReleaseRow>][] = [
    ['without a widened interval', { widened: false }],
    ['with the interval of the evidence', { low: 15, high: 25 }],
    ['widened downwards only', { low: 10, high: 25 }],
    ['widened upwards only', { low: 15, high: 35 }],
    ['with a fixed value', { low: 20, high: 20, distribution: 'fixed' }],
    ['under a stronger mark', { mark: 'V' }],
    ['as derived', { mark: 'D' }],
  ];
  test('is recognised in a study cited by its key of which nothing was read', () => {
    const byKey = { sources: ['R3'] };
    expect(ruleOf(() => writeRelease(folder, draft('by-key', byKey), evidence))).toBe(
      'release-mark',
    );
    const marked = writeRelease(folder, draft('by-key', byKey, recalled), evidence);
    expect(marked.recalledParameters).toEqual(['relapse.share']);
  });

  test.each(narrow)('is refused %s', (_words, changed) => {
    const write = () => writeRelease(folder, draft('narrow', changed, recalled), evidence);
    expect(ruleOf(write)).toBe('release-mark');
  });
});

describe('a release is refused', () => {
  const bad: [string, Partial<ReleaseRow>, RefusalRule][] = [
    [
      'that cites a reserved row',
      { sources: ['relapse.kept-back.second-course'] },
      'release-reserved',
    ],
    ['that cites a reserved source', { sources: ['kept-back'] }, 'release-reserved'],
    ['that cites a reserved source by its short id', { sources: ['KEPT'] }, 'release-reserved'],
    ['that cites a reserved study by its key', { sources: ['R2'] }, 'release-reserved'],
    ['that cites nothing known', { sources: ['R99'] }, 'release-evidence'],
    ['without sources', { sources: [] }, 'wrong-shape'],
    ['with its value outside its interval', { value: 0.5 }, 'outside-interval'],
    ['with a value that is not a number', { value: Number.NaN }, 'wrong-shape'],
  ];
  test.each(bad)('%s', (_words, changed, rule) => {
    expect(ruleOf(() => writeRelease(folder, draft('bad', changed), evidence))).toBe(rule);
  });

  test.each(['R1', 'PMID-1', 'ONE', 'trial-one'])('not when it cites %s', (id) => {
    const write = () =>
      writeRelease(folder, draft(`by-${id.toLowerCase()}`, { sources: [id] }), evidence);
    expect(ruleOf(write)).toBeUndefined();
  });

  test('with an unknown key', () => {
    const odd = { ...draft('odd'), washout: 1 };
    expect(ruleOf(() => writeRelease(folder, odd, evidence))).toBe('unknown-key');
  });

  test('under a name that leaves the folder', () => {
    expect(ruleOf(() => readRelease(folder, '../first', evidence))).toBe('wrong-shape');
  });

  test('that does not exist, is no JSON, or calls itself otherwise', () => {
    expect(ruleOf(() => readRelease(folder, 'absent', evidence))).toBe('missing-file');
    writeFileSync(join(folder, 'releases/torn.json'), '{"name":');
    expect(ruleOf(() => readRelease(folder, 'torn', evidence))).toBe('unreadable-file');
    writeRelease(folder, draft('mine'), evidence);
    const text = readFileSync(join(folder, 'releases/mine.json'));
    writeFileSync(join(folder, 'releases/yours.json'), text);
    expect(ruleOf(() => readRelease(folder, 'yours', evidence))).toBe('file-name');
  });
});
