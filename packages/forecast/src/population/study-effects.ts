// How one study differs from another, block by block: what a new clinic's mean may do to a forecast.
// Never a difference between patients: every patient of a draw meets the same study.

import { SIDE_EFFECTS } from '../parameters/parameter-names.ts';
import { exponential, logarithm } from '../solver/exponential.ts';
import { parameterIndex as at, type ParameterSet } from './parameter-set.ts';

/** Blocks with one effect a study, in the order of the draws; then one a side effect. */
export const STUDY_BLOCKS = [
  'kinetics',
  'gland',
  'lesions',
  'quality',
  'scars',
  'laboratory',
  'relapse',
  'relapseSecondCourse',
  'relapseDose',
] as const;
export type StudyBlock = (typeof STUDY_BLOCKS)[number];
export const STUDY_EFFECTS = STUDY_BLOCKS.length + SIDE_EFFECTS.length;

const VOLUMES_AND_FLOWS = [
  at('pk.clearance'),
  at('pk.centralVolume'),
  at('pk.exchange'),
  at('pk.peripheralVolume'),
  at('pk.metaboliteClearance'),
  at('pk.metaboliteVolume'),
] as const;
const SUSCEPTIBLE = [
  at('relapse.susceptibleAny'),
  at('relapse.susceptibleSystemic'),
  at('relapse.susceptibleSecondCourse'),
] as const;
const SPREADS = STUDY_BLOCKS.map((block) => at(`study.${block}`));
const EFFECTS = at('study.effects');
const LEVELS = SIDE_EFFECTS.map((name) => [at(`effect.${name}Low`), at(`effect.${name}High`)]);
const PLACE = {
  maximum: at('gland.maximum'),
  reset: at('lesion.resetRate'),
  partial: at('lesion.partialShare'),
  natural: at('lesion.naturalFall'),
  lag: at('qol.lagRate'),
  unrelated: at('qol.unrelatedShare'),
  scar: at('scar.perLesion'),
  lipid: at('lab.triglyceridesRise'),
  liver: at('lab.altRise'),
} as const;

/**
 * The set as one study would show it. `z` holds a standard normal value for each effect; its spread
 * stands in the set. Concentrations, rates and rises are multiplied, shares shift on the logit scale,
 * relapse on the scale of the cumulative hazard.
 */
export function shiftByStudy(set: ParameterSet, z: ArrayLike<number>): ParameterSet {
  const values = set.values.slice();
  const effect = (block: StudyBlock): number => {
    const i = STUDY_BLOCKS.indexOf(block);
    return values[SPREADS[i]!]! * z[i]!;
  };
  const times = (place: number, log: number): void => {
    values[place]! *= exponential(log);
  };
  const odds = (place: number, log: number): void => {
    values[place] = shifted(values[place]!, log);
  };
  for (const place of VOLUMES_AND_FLOWS) times(place, -effect('kinetics'));
  odds(PLACE.maximum, effect('gland'));
  times(PLACE.reset, effect('lesions'));
  odds(PLACE.partial, -effect('lesions'));
  odds(PLACE.natural, effect('lesions'));
  times(PLACE.lag, -effect('quality'));
  odds(PLACE.unrelated, effect('quality'));
  odds(PLACE.scar, effect('scars'));
  times(PLACE.lipid, effect('laboratory'));
  times(PLACE.liver, effect('laboratory'));
  const [all, own] = [effect('relapse'), effect('relapseSecondCourse')];
  SUSCEPTIBLE.forEach((place, e) => {
    const hazard = exponential(e === 2 ? all + own : all);
    values[place] = 1 - exponential(hazard * logarithm(1 - values[place]!));
  });
  LEVELS.forEach((places, i) => {
    const log = values[EFFECTS]! * z[STUDY_BLOCKS.length + i]!;
    for (const place of places) odds(place, log);
  });
  const dose = set.doseRatioPer100 * exponential(effect('relapseDose'));
  return { ...set, values, doseRatioPer100: dose };
}

/**
 * What a forecast may take of it: a study can make a dose look harmful, or look useful where the set
 * holds that it is neither; a forecast never says the first, and keeps to the set in the second.
 */
export function asForecast(set: ParameterSet): ParameterSet {
  const isNone = set.structure === 'none';
  return { ...set, doseRatioPer100: isNone ? 1 : Math.min(1, set.doseRatioPer100) };
}

function shifted(share: number, log: number): number {
  const odds = (share / (1 - share)) * exponential(log);
  return odds / (1 + odds);
}
