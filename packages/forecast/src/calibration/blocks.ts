// Which parameters each block of the calibration may move, and how its studies may differ.
// Never moves a parameter outside its block, nor one whose row is fixed.

import { type ParameterName, SIDE_EFFECTS } from '../parameters/parameter-names.ts';
import type { DoseStructure, ParameterRow } from '../parameters/parameters.ts';
import { parameterIndex as at, drawRow, type ParameterSet } from '../population/parameter-set.ts';
import { setUnder } from '../population/posterior-draws.ts';
import { STUDY_BLOCKS, STUDY_EFFECTS, type StudyBlock } from '../population/study-effects.ts';

export type Rows = Record<ParameterName, ParameterRow>;

export const BLOCK_NAMES = [
  'kinetics',
  'gland',
  'lesions',
  'quality',
  'scars',
  'laboratory',
  'effects',
  'relapse',
] as const;
/** In the order they are fitted: later blocks stand on the values of earlier ones. */
export type BlockName = (typeof BLOCK_NAMES)[number];

/** The scale on which a figure is compared; `atLeast` counts only where the model falls short. */
export type TargetScale = 'log' | 'logit' | 'linear' | 'atLeast';

export interface Target {
  readonly id: string;
  readonly study: string;
  readonly observed: number;
  /** Standard error of the figure itself, on its own scale; what studies differ by comes apart. */
  readonly spread: number;
  readonly scale: TargetScale;
  readonly unit: string;
}

export interface Targets {
  readonly studies: Readonly<
    Record<string, { readonly block: string; readonly key: string; readonly text: string }>
  >;
  readonly targets: readonly Target[];
}

/** One way in which the studies of a block differ: a spread to estimate, and its places in a draw. */
export interface BlockEffect {
  readonly spread: ParameterName;
  readonly places: readonly number[];
  /** Spread that one imagined study adds, so that few studies do not look alike for want of data. */
  readonly before: number;
}

export interface BlockPlan {
  readonly name: BlockName;
  readonly free: readonly ParameterName[];
  readonly effects: readonly BlockEffect[];
}

const effect = (block: StudyBlock, before: number): BlockEffect => ({
  spread: `study.${block}`,
  places: [STUDY_BLOCKS.indexOf(block)],
  before,
});

const SIDE_EFFECT_ROWS = SIDE_EFFECTS.filter((name) => name !== 'eye').flatMap((name) => {
  return [`effect.${name}Low`, `effect.${name}High`] as const;
});

export const BLOCKS: readonly BlockPlan[] = [
  {
    name: 'kinetics',
    free: [
      ...(['pk.clearance', 'pk.centralVolume', 'pk.exchange', 'pk.peripheralVolume'] as const),
      ...(['pk.absorptionFed', 'pk.absorptionFasted', 'pk.lagFed', 'pk.lagFasted'] as const),
      ...(['pk.metaboliteClearance', 'pk.metaboliteVolume'] as const),
      ...(['pk.clearanceSpread', 'pk.volumeSpread', 'pk.exchangeSpread'] as const),
      ...(['pk.peripheralSpread', 'pk.absorptionSpread', 'pk.lagSpread'] as const),
      ...(['pk.availabilitySpread', 'pk.fastedSpread', 'pk.metaboliteSpread'] as const),
      ...(['bio.conventionalFasted', 'bio.lidoseFull', 'bio.lidoseFasted'] as const),
      ...(['bio.micronisedFull', 'bio.micronisedFasted'] as const),
    ],
    effects: [effect('kinetics', 0.2)],
  },
  {
    name: 'gland',
    free: [
      ...(['gland.maximum', 'gland.dose50', 'gland.onRate', 'gland.durableShare'] as const),
      ...(['gland.durableHalfLife', 'gland.durableBuildRate', 'gland.offHalfLife'] as const),
      'gland.casualShare',
    ],
    effects: [effect('gland', 0.5)],
  },
  {
    name: 'lesions',
    free: [
      ...(['lesion.resetRate', 'lesion.resetDose50', 'lesion.resetSpread'] as const),
      ...(['lesion.partialShare', 'lesion.partialRate', 'lesion.glandShare'] as const),
      ...(['lesion.comedoneRate', 'lesion.inflammatoryRate', 'lesion.noduleRate'] as const),
      ...(['lesion.naturalFall', 'iga.mild'] as const),
    ],
    effects: [effect('lesions', 0.3)],
  },
  {
    name: 'quality',
    free: ['qol.lagRate', 'qol.unrelatedShare'],
    effects: [effect('quality', 0.6)],
  },
  { name: 'scars', free: ['scar.perLesion', 'scar.lesionDays'], effects: [effect('scars', 0.7)] },
  {
    name: 'laboratory',
    free: [
      ...(['lab.triglyceridesBaseline', 'lab.triglyceridesSpread'] as const),
      ...(['lab.triglyceridesRise', 'lab.triglyceridesRiseSpread'] as const),
      ...(['lab.altBaseline', 'lab.altSpread', 'lab.altRise', 'lab.altRiseSpread'] as const),
    ],
    effects: [effect('laboratory', 0.3)],
  },
  {
    name: 'effects',
    free: SIDE_EFFECT_ROWS,
    effects: [
      {
        spread: 'study.effects',
        places: SIDE_EFFECTS.map((_, i) => STUDY_BLOCKS.length + i),
        before: 0.7,
      },
    ],
  },
  {
    name: 'relapse',
    free: [
      ...(['relapse.susceptibleAny', 'relapse.susceptibleSystemic'] as const),
      ...(['relapse.susceptibleSecondCourse', 'relapse.latencyAny'] as const),
      ...(['relapse.latencyRate', 'relapse.latencySecondCourse'] as const),
      ...(['relapse.doseRatioPer100', 'relapse.clearance'] as const),
    ],
    effects: [
      effect('relapse', 0.5),
      effect('relapseSecondCourse', 0.5),
      effect('relapseDose', 0.7),
    ],
  },
];

/** The medians of `rows`, with the free parameters moved to `z` prior units and studies to `u`. */
export function setAt(
  rows: Rows,
  free: readonly ParameterName[],
  z: ArrayLike<number>,
  structure: DoseStructure['name'] = 'noCeiling',
): ParameterSet {
  const names = Object.keys(rows) as ParameterName[];
  const values = new Float64Array(names.length);
  for (const name of names) values[at(name)] = rows[name].value;
  free.forEach((name, i) => {
    values[at(name)] = drawRow(rows[name], z[i]!);
  });
  return setUnder(structure, values);
}

/** No study's effect at all. */
export const NO_STUDY: Float64Array = new Float64Array(STUDY_EFFECTS);

const HALF_WIDTH = 1.959963984540054;

/** The row after a fit: value moved, interval as the fit left it. */
export function fittedRow(row: ParameterRow, z: number, sd: number): ParameterRow {
  const width = HALF_WIDTH * Math.min(1, sd);
  const round = (x: number): number => Number(x.toPrecision(5));
  return {
    ...row,
    value: round(drawRow(row, z)),
    low: round(drawRow(row, z - width)),
    high: round(drawRow(row, z + width)),
    fitted: true,
  };
}
