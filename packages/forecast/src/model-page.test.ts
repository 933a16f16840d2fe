// The numbers that MODEL.md states, read out of it and held to the code and the frozen releases.
// Never a copy of the page: where it says another number, or none, this fails.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { STUDY_PATIENTS } from './calibration/study.ts';
import { histogramQuantile, lowerEdge, OPEN_SCALE, openRow } from './catalogue/histogram.ts';
import { GAGS_MAX } from './catalogue/scores.ts';
import { TEST_EVERY_DAYS } from './endpoints/blood-tests.ts';
import { STUDIED } from './endpoints/limits.ts';
import { MOST_FOLDED } from './models/pharmacokinetics.ts';
import { QOL_SCORE_MAX } from './models/quality-score.ts';
import type { ParameterName } from './parameters/parameter-names.ts';
import { drawPlanOf, SET_GROUPS } from './population/draw-set.ts';
import { newIndividual } from './population/individual.ts';
import { parameterIndex } from './population/parameter-set.ts';
import { SECOND_DRAWS } from './population/posterior-draws.ts';
import { openSampler, samplePatient } from './population/sample.ts';
import { prepareForecast, setOf } from './run/run.ts';
import { CHUNK_PATIENTS } from './summary/tally.ts';
import { PERSON, RELEASE, requestOf, SECOND_RELEASE } from './testing-release.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../../MODEL.md'), 'utf8').replaceAll(
  /\s+/g,
  ' ',
);

/** The numbers in the first match of `pattern`, in order; thousands may be parted by commas. */
function stated(pattern: RegExp): number[] {
  const found = pattern.exec(PAGE);
  if (found === null) throw new Error(`MODEL.md does not say ${pattern.source}`);
  return found.slice(1).map((text) => Number(text.replaceAll(',', '')));
}

const row = (name: ParameterName, release = SECOND_RELEASE) => release.rows[name];
const second = (patients: number) => drawPlanOf(SECOND_RELEASE, patients);

it.each<[what: string, pattern: RegExp, code: () => readonly number[]]>([
  ['draws', /is (\d+) draws of all rows/, () => [SECOND_DRAWS]],
  ['strata', /each row takes each of (\d+) strata/, () => [SECOND_DRAWS]],
  ['groups of draws', /kept by (\d+) groups of four draws/, () => [SECOND_DRAWS / 4]],
  ['groups of a tally', /kept by (\d+) groups/, () => [SET_GROUPS]],
  [
    'people in a row',
    /from ([\d,]+) people on, (\d+) in a row/,
    () => [SECOND_DRAWS * CHUNK_PATIENTS, second(16_384).patientsInARow],
  ],
  [
    'first model: draws and chunks',
    /rows drawn independently, (\d+) draws by the question's seed, dealt to chunks of (\d+)/,
    () => [drawPlanOf(RELEASE, 2000).draws, CHUNK_PATIENTS],
  ],
  ['bins', /fixed edges, (\d+) a doubling/, () => [binsOfADoubling()]],
  ['scales', /\(100 % of before, (\d+) and (\d+) points\)/, () => [GAGS_MAX, QOL_SCORE_MAX]],
  ['quality of life', /\*\*Quality of life\*\*: (\d+) − B/, () => [QOL_SCORE_MAX]],
  ['longest folded lag', /rate times the lag exceeds (\d+)/, () => [MOST_FOLDED]],
  ['tests', /scheduled tests \(every (\d+) days/, () => [TEST_EVERY_DAYS]],
  ['people of a study', /re-enacted on (\d+) virtual people/, () => [STUDY_PATIENTS]],
  ['concentrations', /daily mean above (\d+) ng\/mL/, () => [STUDIED.highestNgPerMl.value]],
  [
    'readings of the dose',
    /none \(θ = 1\), up to (\d+) mg\/kg, up to about (\d+) mg\/kg/,
    () => [row('relapse.doseCeiling').value, row('relapse.doseTop').value],
  ],
  [
    'ceiling of the first',
    /no gap, a ceiling of (\d+) mg\/kg/,
    () => [row('relapse.doseCeiling', RELEASE).value],
  ],
  [
    'weight exponent',
    /\(weight\/70\)\^b, b ([\d.]+) \(95 % from (\d) to (\d)\)/,
    () => {
      const { value, low, high } = row('pk.weightExponent');
      return [value, low, high];
    },
  ],
])('says of %s what the code has', (_, pattern, code) => {
  expect(stated(pattern)).toEqual(code());
});

it('says in words what the releases hold', () => {
  expect(PAGE).toContain("where it is the label's eight weeks");
  expect(row('relapse.secondCourseGap')).toMatchObject({ value: 56, distribution: 'fixed' });
  expect(PAGE).toContain('earned in full over about nine weeks');
  expect(Math.round(row('relapse.clearWeeksForNoDoseEffect').value)).toBe(9);
  expect(PAGE).toContain('θ = 1 in about a quarter of the draws');
  expect(row('relapse.noDoseEffectShare', RELEASE).value).toBe(0.25);
  expect(PAGE).toContain('People meet them eight in a row');
  expect(second(2000).patientsInARow).toBe(8);
  expect(second(16_383).patientsInARow).toBe(8);
  expect(PAGE).toContain('again after three years');
  expect(STUDIED.fewDataFromDay.value).toBe(3 * 365 + 1);
});

it('says 70 kg, at which clearance is as drawn', () => {
  expect(stated(/multiplied by \(weight\/(\d+)\)\^b/)).toEqual([70]);
  const set = setOf(prepareForecast(requestOf(), SECOND_RELEASE), 0);
  const clearanceAt = (weightKg: number) => {
    const person = newIndividual(9);
    samplePatient(openSampler(1, '2'), set, { ...PERSON, weightKg }, 5, person);
    return person.clearanceLph;
  };
  const b = set.values[parameterIndex('pk.weightExponent')]!;
  expect(clearanceAt(140) / clearanceAt(70)).toBeCloseTo(2 ** b, 10);
  expect(clearanceAt(35) / clearanceAt(70)).toBeCloseTo(0.5 ** b, 10);
});

function binsOfADoubling(): number {
  let bin = 1;
  while (lowerEdge(bin) < 2 * lowerEdge(1)) bin++;
  return bin - 1;
}

it('says how wide a bin is, which bounds a quantile', () => {
  const [least, most] = stated(/\((\d) to (\d) % wide/);
  const widths = Array.from(
    { length: 64 },
    (_, i) => 100 * (lowerEdge(i + 34) / lowerEdge(i + 33) - 1),
  );
  expect(Math.min(...widths)).toBeGreaterThan(least! - 0.5);
  expect(Math.max(...widths)).toBeLessThan(most! + 0.2);
  const counts = new Uint32Array(1000);
  counts[100] = 4;
  expect(histogramQuantile(openRow(counts, 0), 0.5, OPEN_SCALE)).toBe(
    0.5 * (lowerEdge(100) + lowerEdge(101)),
  );
});
