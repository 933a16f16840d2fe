// Draws what we do not know: how many parameter sets a run has, and set k of them.
// Never mixes with patient streams: set k is the same whichever patients use it.

import { FIRST_MODEL_NAMES, PARAMETER_NAMES } from '../parameters/parameter-names.ts';
import { type ModelRelease, modelOf } from '../parameters/parameters.ts';
import { normalQuantile } from '../random/normal-quantile.ts';
import { fillWords, openStream, uniformOf } from '../random/streams.ts';
import { drawRow, type ParameterSet, parameterIndex } from './parameter-set.ts';
import { drawSecond, SECOND_DRAWS } from './posterior-draws.ts';

/** Groups of parameter draws that a tally keeps apart: draw `k` counts in group k % 64. */
export const SET_GROUPS = 64;

/** How many draws a run has, and how many patients in a row meet the same one. */
export interface DrawPlan {
  readonly draws: number;
  readonly patientsInARow: number;
}

/**
 * The first model drew 64 sets and dealt them by chunks; the second has 256, dealt by eights, so that
 * two thousand people meet nearly all of them, and by chunks where chunks are enough for each.
 */
export function drawPlanOf(release: Pick<ModelRelease, 'model'>, patients: number): DrawPlan {
  if (modelOf(release) === '1') return { draws: SET_GROUPS, patientsInARow: WHOLE_CHUNK };
  const patientsInARow = patients < WHOLE_CHUNK * SECOND_DRAWS ? 8 : WHOLE_CHUNK;
  return { draws: SECOND_DRAWS, patientsInARow };
}

/** Patients of a chunk; see the tally. */
const WHOLE_CHUNK = 64;

/**
 * Draws set `k`. In the first model rows are drawn independently, by the seed of the question. In the
 * second they keep their correlations, and the sets are the release's own: questions, plans and
 * seeds share them, and differ through people alone.
 */
export function drawParameterSet(release: ModelRelease, seed: number, k: number): ParameterSet {
  return modelOf(release) === '1' ? drawFirst(release, seed, k) : drawSecond(release, k);
}

function drawFirst(release: ModelRelease, seed: number, k: number): ParameterSet {
  const words = new Uint32Array(4 * Math.ceil((FIRST_MODEL_NAMES.length + 1) / 4));
  fillWords(openStream(seed, 'parameters'), k, words);
  const values = new Float64Array(PARAMETER_NAMES.length);
  FIRST_MODEL_NAMES.forEach((name, i) => {
    values[i] = drawRow(release.rows[name], normalQuantile(uniformOf(words[i]!)));
  });
  const noEffect = values[parameterIndex('relapse.noDoseEffectShare')]!;
  const isNone = uniformOf(words[FIRST_MODEL_NAMES.length]!) < noEffect;
  const ratio = values[parameterIndex('relapse.doseRatioPer100')]!;
  return { values, doseRatioPer100: isNone ? 1 : Math.min(1, ratio) };
}
