// Visual predictive checks: each calibration curve beside what the frozen release predicts for it.
// Never a curve fitted here: parameters and spreads between studies are the release's own.

import type { Targets } from '../../../packages/forecast/src/calibration/blocks.ts';
import {
  fixedDose,
  meanOf,
  medianOf,
  type Reading,
  reenact,
  type Study,
} from '../../../packages/forecast/src/calibration/study.ts';
import { RELAPSE_ENDPOINTS, reachedBy } from '../../../packages/forecast/src/models/relapse.ts';
import type { ModelRelease } from '../../../packages/forecast/src/parameters/parameters.ts';
import {
  drawParameterSet,
  drawPlanOf,
} from '../../../packages/forecast/src/population/draw-set.ts';
import { parameterIndex } from '../../../packages/forecast/src/population/parameter-set.ts';
import type { Panel, Series } from './figure.ts';

/** Draws that a check reads: enough for a band, few enough for a minute. */
const DRAWS = 64;

function setsOf(release: ModelRelease) {
  const step = Math.floor(drawPlanOf(release, 2000).draws / DRAWS);
  return Array.from({ length: DRAWS }, (_, i) => drawParameterSet(release, 1, i * step));
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.round(share * (sorted.length - 1))]!;
}

interface Curve {
  readonly title: string;
  readonly unit: string;
  readonly study: Study;
  readonly reading: Reading;
  readonly statistic: 'mean' | 'median';
  /** Ids of the figures and the days they were read on. */
  readonly figures: readonly (readonly [string, number])[];
  /** Published points that are no figure of the fit as they stand: day, value, standard error. */
  readonly published?: readonly (readonly [number, number, number])[];
}

const weekly = (days: number): number[] => Array.from({ length: days / 7 + 1 }, (_, i) => 7 * i);
const DE: Study = {
  ...fixedDose(0.3, 84, weekly(84)),
  steps: [{ doseMg: 20, days: 84 }],
  isPerKg: false,
};

const CURVES: readonly Curve[] = [
  ...(['mean', 'median'] as const).flatMap((statistic): Curve[] => {
    const name = statistic === 'mean' ? '' : 'Median';
    const of = (kind: string): (readonly [string, number])[] =>
      [4, 8, 12].map((week) => [`L2.${kind}${name}${week}`, 7 * week]);
    const common = { unit: 'lesions', study: DE, statistic };
    return [
      {
        ...common,
        title: `L2 inflammatory, ${statistic}`,
        reading: 'inflammatory',
        figures: of('il'),
      },
      {
        ...common,
        title: `L2 comedones, ${statistic}`,
        reading: 'nonInflammatory',
        figures: of('nil'),
      },
    ];
  }),
  {
    title: 'L1 nodules left, mean',
    unit: 'of before',
    study: {
      ...fixedDose(0.5, 28, weekly(140)),
      steps: [
        { doseMg: 30, days: 28 },
        { doseMg: 60, days: 112 },
      ],
    },
    reading: 'nodulesLeft',
    statistic: 'mean',
    figures: [['L1.nodules', 140]],
  },
  {
    title: 'S3 sebum excretion, mean',
    unit: 'of before',
    study: fixedDose(0.8, 150, weekly(154)),
    reading: 'excretion',
    statistic: 'mean',
    figures: [
      ['S3.month1', 30],
      ['S3.month3', 90],
      ['S3.month5', 150],
    ],
  },
  {
    title: 'S1, S5 sebum excretion, mean',
    unit: 'of before',
    study: fixedDose(1, 112, weekly(476)),
    reading: 'excretion',
    statistic: 'mean',
    figures: [
      ['S1.week12', 84],
      ['S5.end', 112],
      ['S5.year', 477],
    ],
  },
  {
    title: 'Q1 quality of life, mean',
    unit: 'points of 114',
    study: {
      ...fixedDose(0.9, 140, weekly(140)),
      ...{ productClass: 'lidose', meal: 'fasted' },
      fixed: { 'population.nodules': 10 },
    },
    reading: 'quality',
    statistic: 'mean',
    figures: [],
    published: [
      [0, 61.6, 2.04],
      [140, 101.8, 1.2],
    ],
  },
  {
    title: 'SC2 new scars of a face, mean',
    unit: 'scars',
    study: { ...fixedDose(0, 1, weekly(182)), steps: [] },
    reading: 'scars',
    statistic: 'mean',
    figures: [],
  },
];

/** Every curve that a calibration study reports, and relapse by time since the stop. */
export function predictivePanels(release: ModelRelease, targets: Targets): Panel[] {
  const sets = setsOf(release);
  const panels = CURVES.map((curve): Panel => {
    const found = sets.map((set) => reenact(set, curve.study, [curve.reading])[curve.reading]!);
    const { readDays: x } = curve.study;
    const of = curve.statistic === 'mean' ? meanOf : medianOf;
    const at = (d: number): number[] => found.map((lines) => of(lines[d]!));
    const pooled = (d: number): number[] => found.flatMap((lines) => [...lines[d]!]);
    const line = (read: (d: number) => number): number[] => x.map((_, d) => read(d));
    const series: Series[] = [
      {
        kind: 'people',
        x,
        low: line((d) => quantile(pooled(d), 0.05)),
        high: line((d) => quantile(pooled(d), 0.95)),
      },
      {
        kind: 'studies',
        x,
        low: line((d) => quantile(at(d), 0.05)),
        high: line((d) => quantile(at(d), 0.95)),
        middle: line((d) => quantile(at(d), 0.5)),
      },
    ];
    return {
      title: curve.title,
      xLabel: 'days',
      yLabel: curve.unit,
      series,
      points: [
        ...curve.figures.map(([id, day]) => pointOf(targets, id, day)),
        ...(curve.published ?? []),
      ],
    };
  });
  return [...panels, ...RELAPSE_ENDPOINTS.map((_, e) => relapsePanel(sets, targets, e))];
}

function pointOf(targets: Targets, id: string, x: number): readonly [number, number, number] {
  const { observed, spread } = targets.targets.find((one) => one.id === id)!;
  return [x, observed, spread];
}

const RELAPSE_FIGURES: readonly (readonly (readonly [string, number])[])[] = [
  [
    ['R1.any', 1.74],
    ['R4.any', 8],
    ['R6.any', 2],
    ['R9.any', 2],
    ['L9.any', 4],
  ],
  [
    ['R1.systemic', 1.74],
    ['R2.systemic', 9],
    ['R3.half', 3],
    ['R3.full', 3],
    ['R7.systemic', 2],
  ],
  [
    ['R1.second', 1.74],
    ['R2.second', 9],
    ['R4.second', 8],
    ['R5.low', 2],
    ['R8.second', 6],
  ],
];

/** The susceptible share by time, at the population's covariates: cohorts differ in dose besides. */
function relapsePanel(sets: ReturnType<typeof setsOf>, targets: Targets, e: number): Panel {
  const names = [
    'relapse.susceptibleAny',
    'relapse.susceptibleSystemic',
    'relapse.susceptibleSecondCourse',
  ] as const;
  const x = Array.from({ length: 41 }, (_, i) => i / 4);
  const all = x.map((years) =>
    sets.map((set) => set.values[parameterIndex(names[e]!)]! * reachedBy(set, e, 365.25 * years)),
  );
  const series: Series = {
    kind: 'studies',
    x,
    low: all.map((values) => quantile(values, 0.05)),
    high: all.map((values) => quantile(values, 0.95)),
    middle: all.map((values) => quantile(values, 0.5)),
  };
  return {
    title: `Relapse: ${RELAPSE_ENDPOINTS[e]}`,
    xLabel: 'years after the stop',
    yLabel: 'share',
    series: [series],
    points: RELAPSE_FIGURES[e]!.map(([id, years]) => pointOf(targets, id, years)),
  };
}
