// What moves an answer: every parameter to the ends of its interval, every structure in turn.
// Never a joint interval: one cause at a time, the others at their medians.

import { fixedDose, meanOf, reenact } from '../../../packages/forecast/src/calibration/study.ts';
import { reachedBy } from '../../../packages/forecast/src/models/relapse.ts';
import {
  PARAMETER_NAMES,
  type ParameterName,
} from '../../../packages/forecast/src/parameters/parameter-names.ts';
import type { ModelRelease } from '../../../packages/forecast/src/parameters/parameters.ts';
import {
  parameterIndex as at,
  type ParameterSet,
} from '../../../packages/forecast/src/population/parameter-set.ts';
import { setUnder } from '../../../packages/forecast/src/population/posterior-draws.ts';
import {
  asForecast,
  STUDY_BLOCKS,
  STUDY_EFFECTS,
  shiftByStudy,
} from '../../../packages/forecast/src/population/study-effects.ts';
import type { Bar } from './figure.ts';

/** 0.7 mg/kg a day for twenty weeks; read at the end, relapse two years later. */
const PLAN = fixedDose(0.7, 140, [0, 140]);

export const ENDPOINTS = [
  'inflammatory lesions, mean at week 20',
  'comedones, mean at week 20',
  'nodules left, mean at week 20',
  'sebum excretion left, mean at week 20',
  'quality of life, mean at week 20',
  'new scars, mean by week 20',
  'triglycerides, mean at week 20',
  'dry lips, share at week 20',
  'any prescription, share 2 years after',
  'systemic prescription, share 2 years after',
  'second course, share 2 years after',
] as const;

const READ = [
  'inflammatory',
  'nonInflammatory',
  'nodulesLeft',
  'excretion',
  'quality',
  'scars',
] as const;
const LAB_DOSE50 = at('lab.triglyceridesDose50');

/** All endpoints at one parameter set. */
export function endpointsAt(set: ParameterSet): number[] {
  let [lipids, lips, people] = [0, 0, 0];
  const relapse = [0, 0, 0];
  const found = reenact(set, PLAN, READ, ({ person, lags, relapse: shares }) => {
    const blood = lags.laboratory[1]!;
    lipids +=
      person.triglycerides *
      (1 + (person.triglyceridesRise * blood) / (blood + set.values[LAB_DOSE50]!));
    if (lags.mucosal[1]! > person.effectThresholds[0]!) lips++;
    relapse.forEach((_, e) => {
      relapse[e]! += shares[e]! * reachedBy(set, e, 730);
    });
    people++;
  });
  const read = READ.map((reading) => meanOf(found[reading]![1]!));
  return [...read, lipids / people, lips / people, ...relapse.map((sum) => sum / people)];
}

export interface Tornado {
  readonly endpoint: string;
  readonly middle: number;
  readonly bars: readonly Bar[];
}

const TEN = 10;

/** The ten most influential rows of every endpoint, and spreads between studies among them. */
export function tornados(release: ModelRelease): Tornado[] {
  const base = mediansOf(release, 'noCeiling');
  const middle = endpointsAt(base);
  const moved = [...rowsMoved(release, base), ...studiesMoved(base)];
  return ENDPOINTS.map((endpoint, i) => {
    const bars = moved.map(({ name, low, high }) => ({ name, low: low[i]!, high: high[i]! }));
    const reach = ({ low, high }: Bar): number => Math.abs(high - low);
    const sorted = bars.sort((a, b) => reach(b) - reach(a)).slice(0, TEN);
    return { endpoint, middle: middle[i]!, bars: sorted };
  });
}

type Structure = 'none' | 'ceiling' | 'noCeiling';

function mediansOf(release: ModelRelease, structure: Structure): ParameterSet {
  const own = release.doseStructures!.find(({ name }) => name === structure)!.rows;
  const rows = { ...release.rows, ...own };
  return setUnder(
    structure,
    Float64Array.from(PARAMETER_NAMES, (name) => rows[name].value),
  );
}

function rowsMoved(release: ModelRelease, base: ParameterSet) {
  const structure = release.doseStructures!.find(({ name }) => name === 'noCeiling')!;
  const rows = { ...release.rows, ...structure.rows };
  const isPlain = (name: ParameterName): boolean => {
    return rows[name].distribution !== 'fixed' && !name.startsWith('study.');
  };
  return PARAMETER_NAMES.filter(isPlain).map((name) => {
    const [low, high] = (['low', 'high'] as const).map((end) => {
      const values = base.values.slice();
      values[at(name)] = rows[name][end];
      return endpointsAt(setUnder('noCeiling', values));
    });
    return { name: name as string, low: low!, high: high! };
  });
}

/** Each block's studies two standard deviations either way. */
function studiesMoved(base: ParameterSet) {
  return STUDY_BLOCKS.map((block, i) => {
    const [low, high] = [-1.96, 1.96].map((z) => {
      const draw = new Float64Array(STUDY_EFFECTS);
      draw[i] = z;
      return endpointsAt(asForecast(shiftByStudy(base, draw)));
    });
    return { name: `between studies: ${block}`, low: low!, high: high! };
  });
}

export interface StructureRow {
  readonly choice: string;
  readonly values: readonly number[];
}

/** Each structural choice by itself, at the medians. */
export function structures(release: ModelRelease): StructureRow[] {
  const of = (choice: string, set: ParameterSet): StructureRow => ({
    choice,
    values: endpointsAt(set),
  });
  const base = mediansOf(release, 'noCeiling');
  const changed = (name: ParameterName, value: number): ParameterSet => {
    const values = base.values.slice();
    values[at(name)] = value;
    return setUnder('noCeiling', values);
  };
  return [
    of('dose effect to 220 mg/kg', base),
    of('dose effect to 150 mg/kg', mediansOf(release, 'ceiling')),
    of('no dose effect', mediansOf(release, 'none')),
    of('nobody responds in part', changed('lesion.partialShare', 1e-6)),
    of('no gain from clear weeks', changed('relapse.clearance', 1)),
    of('all burden from lesions', changed('qol.unrelatedShare', 1e-6)),
    of('clearance by weight^0.75', changed('pk.weightExponent', 0.75)),
    of('gland plays no part in lesions', changed('lesion.glandShare', 1e-6)),
  ];
}
