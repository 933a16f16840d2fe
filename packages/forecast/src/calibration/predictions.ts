// What the model predicts for each published figure, one function per target id.
// Never reads a reserved study: the targets file holds none, and a test says so.

import { latticeConcentrations, toLattice } from '../models/carried-state.ts';
import {
  MODES,
  type PkParameters,
  terminalHalfLifeHours,
  writeModes,
} from '../models/pharmacokinetics.ts';
import type { ParameterName } from '../parameters/parameter-names.ts';
import { parameterIndex as at, type ParameterSet } from '../population/parameter-set.ts';
import { meanOf, medianOf, reenact, type Study, type StudyResult, shareOf } from './study.ts';

export type TargetBlock = 'kinetics' | 'gland' | 'lesions' | 'quality' | 'scars' | 'laboratory';
type Predictions = Readonly<Record<string, number>>;

/** A study that dosed per kg is re-enacted at 60 kg. */
const AT_60_KG = {
  'population.weightFemale': 60,
  'population.weightMale': 60,
  'population.weightSpread': 0.001,
} as const;
const CONVENTIONAL_FED = { productClass: 'conventional', meal: 'full' } as const;

function fixedDose(mgPerKg: number, days: number, readDays: readonly number[]): Study {
  const steps = [{ doseMg: 60 * mgPerKg, days }];
  return { ...CONVENTIONAL_FED, steps, fixed: AT_60_KG, readDays };
}

export const PREDICT_BLOCK: Readonly<Record<TargetBlock, (set: ParameterSet) => Predictions>> = {
  kinetics,
  gland,
  lesions,
  quality,
  scars,
  laboratory,
};

function kinetics(set: ParameterSet): Predictions {
  const p = (name: ParameterName): number => set.values[at(name)]!;
  const base = {
    clearanceLph: p('pk.clearance'),
    centralL: p('pk.centralVolume'),
    exchangeLph: p('pk.exchange'),
    peripheralL: p('pk.peripheralVolume'),
    metaboliteClearanceLph: p('pk.metaboliteClearance'),
    metaboliteVolumeL: p('pk.metaboliteVolume'),
  };
  const fed = { ...base, absorptionPerHour: p('pk.absorptionFed'), lagHours: p('pk.lagFed') };
  const fasted = {
    ...base,
    absorptionPerHour: p('pk.absorptionFasted'),
    lagHours: p('pk.lagFasted'),
  };
  const one = singleDose(fed, 80);
  const two = singleDose(fasted, 80 * p('bio.conventionalFasted'));
  const area = 1000 / base.clearanceLph;
  return {
    'C1.peak': one.peak,
    'C1.area': 80 * area,
    'C2.peak': two.peak,
    'C2.area': 80 * p('bio.conventionalFasted') * area,
    'C3.halfLife': terminalHalfLifeHours(fed),
    'C3.metaboliteHalfLife': (Math.LN2 * base.metaboliteVolumeL) / base.metaboliteClearanceLph,
    'C4.fedArea': 40 * p('bio.lidoseFull') * area,
    'C4.fastedArea': 40 * p('bio.lidoseFasted') * area,
    'C9.metaboliteRatio': base.clearanceLph / base.metaboliteClearanceLph,
    'C9.metabolitePeakRatio': one.metabolitePeak / one.peak,
  };
}

/** Highest concentrations after one dose, ng/mL, on a six-minute lattice over three days. */
function singleDose(pk: PkParameters, doseMg: number) {
  const hours = Array.from({ length: 720 }, (_, i) => 0.1 * (i + 1));
  const steps = Math.ceil(pk.lagHours / 0.1) - 1;
  const lattice = toLattice([0], [doseMg], hours, 0.1, steps);
  const modes = new Float64Array(MODES);
  writeModes({ ...pk, lagHours: pk.lagHours - 0.1 * steps }, modes);
  const parent = new Float64Array(hours.length);
  const metabolite = new Float64Array(hours.length);
  latticeConcentrations(modes, 0, lattice, parent, metabolite, 0);
  return { peak: 1000 * Math.max(...parent), metabolitePeak: 1000 * Math.max(...metabolite) };
}

function gland(set: ParameterSet): Predictions {
  const one = reenact(set, fixedDose(1, 112, [84, 112, 112 + 365]));
  const leyden = reenact(set, fixedDose(0.8, 150, [30, 90, 150]));
  const casual = reenact(set, fixedDose(0.5, 180, [180]));
  const share = set.values[at('gland.casualShare')]!;
  return {
    'S1.week12': meanOf(one.excretion[0]!),
    'S3.month1': meanOf(leyden.excretion[0]!),
    'S3.month3': meanOf(leyden.excretion[1]!),
    'S3.month5': meanOf(leyden.excretion[2]!),
    'S5.end': meanOf(one.excretion[1]!),
    'S5.year': meanOf(one.excretion[2]!),
    'S8.month6': 1 - share * (1 - meanOf(casual.reservoir[0]!)),
  };
}

function leftOf(result: StudyResult, before: number, after: number): number {
  return meanOf(result.inflammatory[after]!) / meanOf(result.inflammatory[before]!);
}

function lesions(set: ParameterSet): Predictions {
  const de = reenact(set, {
    ...CONVENTIONAL_FED,
    steps: [{ doseMg: 20, days: 84 }],
    fixed: {},
    readDays: [28, 56, 84],
  });
  const webster = reenact(set, {
    ...CONVENTIONAL_FED,
    steps: [
      { doseMg: 30, days: 28 },
      { doseMg: 60, days: 112 },
    ],
    fixed: { ...AT_60_KG, 'population.nodules': 16 },
    readDays: [140],
  });
  const pilot = reenact(set, {
    productClass: 'micronised',
    meal: 'fasted',
    steps: [{ doseMg: 36, days: 140 }],
    fixed: AT_60_KG,
    readDays: [0, 140],
  });
  const lowest = reenact(set, fixedDose(0.1, 140, [0, 140]));
  const highest = reenact(set, fixedDose(1, 140, [0, 140]));
  const low = reenact(set, fixedDose(0.325, 168, [0, 168]));
  const usual = reenact(set, fixedDose(0.6, 168, [0, 168]));
  const vehicle = reenact(set, { ...CONVENTIONAL_FED, steps: [], fixed: {}, readDays: [0, 182] });
  const total = (result: StudyResult, d: number): number =>
    meanOf(result.inflammatory[d]!) + meanOf(result.nonInflammatory[d]!);
  const cut = set.values[at('iga.mild')]!;
  return {
    'L1.nodules': meanOf(webster.nodulesLeft[0]!),
    'L1.ninety': shareOf(webster.nodulesLeft[0]!, (left) => left <= 0.1),
    'L2.il4': meanOf(de.inflammatory[0]!),
    'L2.il8': meanOf(de.inflammatory[1]!),
    'L2.il12': meanOf(de.inflammatory[2]!),
    'L2.ilMedian8': medianOf(de.inflammatory[1]!),
    'L2.ilMedian12': medianOf(de.inflammatory[2]!),
    'L2.nil4': meanOf(de.nonInflammatory[0]!),
    'L2.nil8': meanOf(de.nonInflammatory[1]!),
    'L2.nil12': meanOf(de.nonInflammatory[2]!),
    'L2.nilMedian12': medianOf(de.nonInflammatory[2]!),
    'L3.difference': leftOf(lowest, 0, 1) - leftOf(highest, 0, 1),
    'L4.il': leftOf(pilot, 0, 1),
    'L4.nil': meanOf(pilot.nonInflammatory[1]!) / meanOf(pilot.nonInflammatory[0]!),
    'L4.iga': shareOf(pilot.burden[1]!, (burden) => burden < cut),
    'L6.difference': leftOf(low, 0, 1) - leftOf(usual, 0, 1),
    'L15.total': total(vehicle, 1) / total(vehicle, 0),
  };
}

function quality(set: ParameterSet): Predictions {
  const zaenglein = reenact(set, {
    productClass: 'lidose',
    meal: 'fasted',
    steps: [{ doseMg: 60, days: 140 }],
    fixed: AT_60_KG,
    readDays: [0, 140],
  });
  const left = meanOf(zaenglein.qolBurdenLeft[1]!) / meanOf(zaenglein.qolBurdenLeft[0]!);
  return { 'Q1.removed': 1 - left };
}

function scars(set: ParameterSet): Predictions {
  const vehicle = reenact(set, { ...CONVENTIONAL_FED, steps: [], fixed: {}, readDays: [182] });
  return { 'SC2.new': 0.5 * meanOf(vehicle.scars[0]!) };
}

function laboratory(set: ParameterSet): Predictions {
  const usual = reenact(set, fixedDose(0.7, 140, [0, 112]));
  const [before, during] = [usual.triglycerides[0]!, usual.triglycerides[1]!];
  const [altBefore, altDuring] = [usual.alt[0]!, usual.alt[1]!];
  const newly = (was: Float64Array, now: Float64Array, limit: number): number => {
    const normal = shareOf(was, (value) => value <= limit);
    const both = was.filter((value, i) => value <= limit && now[i]! > limit).length / was.length;
    return both / normal;
  };
  return {
    'A9.triglycerides': newly(before, during, 150),
    'A9.alt': newly(altBefore, altDuring, 40),
    'A10.triglycerides': meanOf(during),
    'A10.alt': meanOf(altDuring),
  };
}
