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
  'pk.clearance',
  'pk.centralVolume',
  'pk.exchange',
  'pk.peripheralVolume',
  'pk.metaboliteClearance',
  'pk.metaboliteVolume',
] as const;
const SUSCEPTIBLE = [
  'relapse.susceptibleAny',
  'relapse.susceptibleSystemic',
  'relapse.susceptibleSecondCourse',
] as const;

/**
 * The set as one study would show it. `z` holds a standard normal value for each effect; its spread
 * stands in the set. Concentrations, rates and rises are multiplied, shares shift on the logit scale,
 * relapse on the scale of the cumulative hazard.
 */
export function shiftByStudy(set: ParameterSet, z: ArrayLike<number>): ParameterSet {
  const values = set.values.slice();
  const effect = (block: StudyBlock): number => {
    return values[at(`study.${block}`)]! * z[STUDY_BLOCKS.indexOf(block)]!;
  };
  const times = (name: Parameters<typeof at>[0], log: number): void => {
    values[at(name)]! *= exponential(log);
  };
  const odds = (name: Parameters<typeof at>[0], log: number): void => {
    values[at(name)] = shifted(values[at(name)]!, log);
  };
  for (const name of VOLUMES_AND_FLOWS) times(name, -effect('kinetics'));
  odds('gland.maximum', effect('gland'));
  times('lesion.resetRate', effect('lesions'));
  times('qol.lagRate', -effect('quality'));
  odds('qol.unrelatedShare', effect('quality'));
  odds('scar.perLesion', effect('scars'));
  times('lab.triglyceridesRise', effect('laboratory'));
  times('lab.altRise', effect('laboratory'));
  for (const name of SUSCEPTIBLE) {
    const own = name === 'relapse.susceptibleSecondCourse' ? effect('relapseSecondCourse') : 0;
    const hazard = exponential(effect('relapse') + own);
    values[at(name)] = 1 - exponential(hazard * logarithm(1 - values[at(name)]!));
  }
  SIDE_EFFECTS.forEach((name, i) => {
    const log = values[at('study.effects')]! * z[STUDY_BLOCKS.length + i]!;
    odds(`effect.${name}Low`, log);
    odds(`effect.${name}High`, log);
  });
  const isNone = set.doseRatioPer100 === 1;
  const dose = isNone ? 1 : set.doseRatioPer100 * exponential(effect('relapseDose'));
  return { ...set, values, doseRatioPer100: Math.min(1, dose) };
}

function shifted(share: number, log: number): number {
  const odds = (share / (1 - share)) * exponential(log);
  return odds / (1 + odds);
}
