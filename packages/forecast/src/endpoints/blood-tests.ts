// Blood tests on a schedule while capsules are taken: the worst finding so far, test by test.
// Never what one snapshot shows: a value moves from test to test, so repeated tests find more.

import { GRADE_ROOM } from '../catalogue/catalogue.ts';
import { altGrade, triglycerideGrade } from '../catalogue/scores.ts';
import type { PatientRun } from '../models/patient-run.ts';
import { parameterIndex as at } from '../population/parameter-set.ts';
import { normalQuantile } from '../random/normal-quantile.ts';
import { fillWords, uniformOf } from '../random/streams.ts';
import { exponential } from '../solver/exponential.ts';

/** Days between tests where the question does not say: about a month. */
export const TEST_EVERY_DAYS = 28;

/** The endpoints that need the tests. */
export const TEST_ENDPOINTS: readonly string[] = ['triglyceridesEver', 'altEver'];

const DOSE50 = at('lab.triglyceridesDose50');
const LIPID_VISIT = at('lab.triglyceridesVisitSpread');
const ALT_VISIT = at('lab.altVisitSpread');

/**
 * Adds the worst grades so far of both values at each output time: triglycerides at `first`, ALT one
 * stride later. Tests fall every `testEveryDays` up to the day after the last capsule.
 */
export function countTests(
  run: PatientRun,
  id: number,
  grades: Uint32Array,
  first: number,
  stride: number,
): void {
  const { outputDays, testEveryDays, tests } = run;
  const last = Math.min(run.stopDay, run.days);
  const count = Math.floor(last / testEveryDays);
  if (count === 0) return;
  writeTests(run, id, count);
  let [lipid, liver, done] = [0, 0, 0];
  for (let t = 0; t < outputDays.length; t++) {
    while (done < count && (done + 1) * testEveryDays <= outputDays[t]!) {
      lipid = Math.max(lipid, tests.grades[2 * done]!);
      liver = Math.max(liver, tests.grades[2 * done + 1]!);
      done++;
    }
    if (lipid > 0) grades[first + t * GRADE_ROOM + lipid]!++;
    if (liver > 0) grades[first + stride + t * GRADE_ROOM + liver]!++;
  }
}

/** Grades of each test, at what the blood had reached on its day. */
function writeTests(run: PatientRun, id: number, count: number): void {
  const { person, tests, lags } = run;
  const p = run.set.values;
  fillWords(tests.stream, id, tests.words, 4 * Math.ceil((2 * count) / 4));
  for (let test = 0; test < count; test++) {
    const blood = lags.tests[test]!;
    const shift = blood / (blood + p[DOSE50]!);
    const lipid = person.triglycerides * (1 + person.triglyceridesRise * shift);
    const liver = person.alt * (1 + person.altRise * shift);
    const [first, second] = [tests.words[2 * test]!, tests.words[2 * test + 1]!];
    tests.grades[2 * test] = triglycerideGrade(lipid * moved(p[LIPID_VISIT]!, first));
    tests.grades[2 * test + 1] = altGrade(liver * moved(p[ALT_VISIT]!, second));
  }
}

function moved(spread: number, word: number): number {
  return exponential(spread * normalQuantile(uniformOf(word)));
}
