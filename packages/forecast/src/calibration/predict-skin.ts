// What studies of oil, lesions, scars and life with acne would have seen.
// Never a reserved study: the targets file holds none, and a test says so.

import { parameterIndex as at, type ParameterSet } from '../population/parameter-set.ts';
import {
  fixedDose,
  meanOf,
  medianOf,
  type Reading,
  type Readings,
  reenact,
  type Study,
  sdOf,
  shareOf,
} from './study.ts';

const VEHICLE: Study = {
  steps: [],
  isPerKg: false,
  productClass: 'conventional',
  meal: 'full',
  readDays: [0, 182],
};

function left(found: Readings, reading: Reading, after: number): number {
  return meanOf(found[reading]![after]!) / meanOf(found[reading]![0]!);
}

export const GLAND_STUDIES = {
  S1: (set: ParameterSet) => {
    const found = reenact(set, fixedDose(1, 84, [84]), ['excretion']);
    return { 'S1.week12': meanOf(found.excretion![0]!) };
  },
  S3: (set: ParameterSet) => {
    const found = reenact(set, fixedDose(0.8, 150, [30, 90, 150]), ['excretion']);
    const [one, three, five] = found.excretion!.map(meanOf);
    return { 'S3.month1': one!, 'S3.month3': three!, 'S3.month5': five! };
  },
  S5: (set: ParameterSet) => {
    const found = reenact(set, fixedDose(1, 112, [112, 112 + 365]), ['excretion']);
    const [end, year] = found.excretion!.map(meanOf);
    return { 'S5.end': end!, 'S5.year': year! };
  },
  S8: (set: ParameterSet) => {
    const found = reenact(set, fixedDose(0.5, 180, [180]), ['reservoir']);
    const share = set.values[at('gland.casualShare')]!;
    return { 'S8.month6': 1 - share * (1 - meanOf(found.reservoir![0]!)) };
  },
} as const;

export const LESION_STUDIES = {
  L1: (set: ParameterSet) => {
    const found = reenact(
      set,
      {
        ...fixedDose(0.5, 28, [140]),
        steps: [
          { doseMg: 30, days: 28 },
          { doseMg: 60, days: 112 },
        ],
        fixed: { 'population.nodules': 16 },
      },
      ['nodulesLeft'],
    );
    const nodules = found.nodulesLeft![0]!;
    return { 'L1.nodules': meanOf(nodules), 'L1.ninety': shareOf(nodules, (x) => x <= 0.1) };
  },
  L2: (set: ParameterSet) => {
    const study: Study = {
      ...fixedDose(0.3, 84, [28, 56, 84]),
      steps: [{ doseMg: 20, days: 84 }],
      isPerKg: false,
    };
    const found = reenact(set, study, ['inflammatory', 'nonInflammatory']);
    const figures: Record<string, number> = {};
    const add = (name: string, lines: readonly Float64Array[]): void => {
      lines.forEach((line, i) => {
        const week = 4 * (i + 1);
        figures[`L2.${name}${week}`] = meanOf(line);
        figures[`L2.${name}Sd${week}`] = sdOf(line);
        figures[`L2.${name}Median${week}`] = medianOf(line);
      });
    };
    add('il', found.inflammatory!);
    add('nil', found.nonInflammatory!);
    return figures;
  },
  L3: (set: ParameterSet) => {
    const at20 = (dose: number): number =>
      left(reenact(set, fixedDose(dose, 140, [0, 140]), ['inflammatory']), 'inflammatory', 1);
    return { 'L3.difference': at20(0.1) - at20(1) };
  },
  L4: (set: ParameterSet) => {
    const study: Study = {
      ...fixedDose(0.6, 140, [0, 140]),
      ...{ productClass: 'micronised', meal: 'fasted' },
    };
    const found = reenact(set, study, ['inflammatory', 'nonInflammatory', 'burden']);
    const cut = set.values[at('iga.mild')]!;
    return {
      'L4.il': left(found, 'inflammatory', 1),
      'L4.nil': left(found, 'nonInflammatory', 1),
      'L4.iga': shareOf(found.burden![1]!, (burden) => burden < cut),
    };
  },
  L6: (set: ParameterSet) => {
    const at24 = (dose: number): number =>
      left(reenact(set, fixedDose(dose, 168, [0, 168]), ['inflammatory']), 'inflammatory', 1);
    return { 'L6.difference': at24(0.325) - at24(0.6) };
  },
  L15: (set: ParameterSet) => {
    const found = reenact(set, VEHICLE, ['inflammatory', 'nonInflammatory']);
    const total = (d: number): number =>
      meanOf(found.inflammatory![d]!) + meanOf(found.nonInflammatory![d]!);
    return { 'L15.total': total(1) / total(0) };
  },
} as const;

export const QUALITY_STUDIES = {
  Q1: (set: ParameterSet) => {
    const study: Study = {
      ...fixedDose(0.9, 140, [0, 28, 140]),
      ...{ productClass: 'lidose', meal: 'fasted' },
      fixed: { 'population.nodules': 10 },
    };
    const [before, early, late] = reenact(set, study, ['quality']).quality!;
    const burden = 114 - meanOf(before!);
    return {
      'Q1.removed': (meanOf(late!) - meanOf(before!)) / burden,
      'Q1.sd': sdOf(late!),
      'Q1.week4': meanOf(early!) - meanOf(before!),
    };
  },
  Q3: (set: ParameterSet) => {
    const found = reenact(set, fixedDose(0.75, 120, [120, 365]), ['quality']).quality!;
    return { 'Q3.rise': meanOf(found[1]!) - meanOf(found[0]!) };
  },
} as const;

export const SCAR_STUDIES = {
  SC2: (set: ParameterSet) => {
    const found = reenact(set, VEHICLE, ['scars']);
    return { 'SC2.new': 0.5 * meanOf(found.scars![1]!) };
  },
} as const;
