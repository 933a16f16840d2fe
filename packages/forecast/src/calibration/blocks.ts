// Which parameters each block of the calibration may move, and how a point becomes a release row.
// Never moves a parameter outside its block, nor one whose row is fixed.

import type { ParameterName } from '../parameters/parameter-names.ts';
import type { ParameterRow } from '../parameters/parameters.ts';
import { parameterIndex as at, drawRow, type ParameterSet } from '../population/parameter-set.ts';
import { PREDICT_BLOCK, type TargetBlock } from './predictions.ts';
import { relapsePredictions } from './relapse-predictions.ts';

export type Rows = Record<ParameterName, ParameterRow>;
export type BlockName = TargetBlock | 'relapse';

export interface Target {
  readonly id: string;
  readonly study: string;
  readonly observed: number;
  readonly spread: number;
  readonly unit: string;
}

export interface Targets {
  readonly studies: Readonly<Record<string, { readonly block: string; readonly text: string }>>;
  readonly targets: readonly Target[];
}

/** In the order they are fitted: later blocks stand on the values of earlier ones. */
export const BLOCKS: readonly {
  readonly name: BlockName;
  readonly free: readonly ParameterName[];
}[] = [
  {
    name: 'kinetics',
    free: [
      'pk.clearance',
      'pk.centralVolume',
      'pk.exchange',
      'pk.peripheralVolume',
      'pk.absorptionFed',
      'pk.absorptionFasted',
      'pk.metaboliteClearance',
      'pk.metaboliteVolume',
      'bio.conventionalFasted',
      'bio.lidoseFull',
      'bio.lidoseFasted',
    ],
  },
  {
    name: 'gland',
    free: [
      'gland.maximum',
      'gland.dose50',
      'gland.onRate',
      'gland.durableShare',
      'gland.durableHalfLife',
      'gland.durableBuildRate',
      'gland.offHalfLife',
      'gland.casualShare',
    ],
  },
  {
    name: 'lesions',
    free: [
      'lesion.resetRate',
      'lesion.resetDose50',
      'lesion.resetSpread',
      'lesion.glandShare',
      'lesion.comedoneRate',
      'lesion.inflammatoryRate',
      'lesion.noduleRate',
      'lesion.naturalFall',
      'iga.mild',
      'flare.mildRise',
      'flare.moderateRise',
      'flare.severeRise',
    ],
  },
  { name: 'quality', free: ['qol.lagRate', 'qol.inflammatoryWeight'] },
  { name: 'scars', free: ['scar.perLesion', 'scar.lesionDays'] },
  {
    name: 'laboratory',
    free: [
      'lab.triglyceridesBaseline',
      'lab.triglyceridesSpread',
      'lab.triglyceridesRise',
      'lab.triglyceridesRiseSpread',
      'lab.altBaseline',
      'lab.altSpread',
      'lab.altRise',
      'lab.altRiseSpread',
    ],
  },
  {
    name: 'relapse',
    free: [
      'relapse.susceptibleAny',
      'relapse.susceptibleSystemic',
      'relapse.susceptibleSecondCourse',
      'relapse.latencyRate',
      'relapse.doseRatioPer100',
    ],
  },
];

export function predictBlock(
  block: BlockName,
  set: ParameterSet,
): Readonly<Record<string, number>> {
  return block === 'relapse' ? relapsePredictions(set) : PREDICT_BLOCK[block](set);
}

/** The medians of `rows`, with the free parameters moved to `z` prior units. */
export function setAt(rows: Rows, free: readonly ParameterName[], z: Float64Array): ParameterSet {
  const names = Object.keys(rows) as ParameterName[];
  const values = new Float64Array(names.length);
  for (const name of names) values[at(name)] = rows[name].value;
  free.forEach((name, i) => {
    values[at(name)] = drawRow(rows[name], z[i]!);
  });
  return { values, doseRatioPer100: values[at('relapse.doseRatioPer100')]! };
}

const HALF_WIDTH = 1.959963984540054;
/** Below this share of the prior's width the interval is not narrowed: the model may be wrong. */
const NARROWEST = 0.4;

/** The row after a fit: value moved, interval from the fit but never under 0.4 of the prior's. */
export function fittedRow(row: ParameterRow, z: number, sd: number): ParameterRow {
  const width = HALF_WIDTH * Math.max(NARROWEST, Math.min(1, sd));
  const round = (x: number): number => Number(x.toPrecision(4));
  return {
    ...row,
    value: round(drawRow(row, z)),
    low: round(drawRow(row, z - width)),
    high: round(drawRow(row, z + width)),
    fitted: true,
  };
}
