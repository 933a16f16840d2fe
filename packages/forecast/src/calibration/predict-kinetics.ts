// What single-dose studies of concentrations would have seen: means, and how people differ.
// Never steady state in patients: those studies are kept for validation.

import { kineticsOf } from '../models/patient-run.ts';
import {
  MODES,
  type PkParameters,
  terminalHalfLifeHours,
  writeModes,
} from '../models/pharmacokinetics.ts';
import type { ParameterName } from '../parameters/parameter-names.ts';
import { newIndividual } from '../population/individual.ts';
import { parameterIndex as at, type ParameterSet } from '../population/parameter-set.ts';
import { openSampler, samplePatient } from '../population/sample.ts';
import { exponential } from '../solver/exponential.ts';
import { cvOf, meanOf } from './study.ts';

const PEOPLE = 96;
/** Adults in the label's studies; their weights are not given, and no dose is per weight. */
const SEED = 4;

interface Dose {
  readonly doseMg: number;
  readonly isFasted: boolean;
  readonly availability: number;
}

interface Seen {
  readonly peak: Float64Array;
  readonly time: Float64Array;
  readonly area: Float64Array;
  readonly halfLife: Float64Array;
  readonly metaboliteHalfLife: Float64Array;
  readonly metabolitePeak: Float64Array;
}

/** One dose to each of the same people: ng/mL and hours. */
function crossover(set: ParameterSet, doses: readonly Dose[]): readonly Seen[] {
  const sampler = openSampler(SEED, '2');
  const person = newIndividual(9);
  const seen = doses.map((): Seen => {
    const line = () => new Float64Array(PEOPLE);
    return {
      ...{ peak: line(), time: line(), area: line(), halfLife: line() },
      ...{ metaboliteHalfLife: line(), metabolitePeak: line() },
    };
  });
  for (let id = 0; id < PEOPLE; id++) {
    samplePatient(sampler, set, null, id, person);
    doses.forEach(({ doseMg, isFasted, availability }, i) => {
      const pk = kineticsOf(set, person, isFasted);
      const own = person.availability * (isFasted ? person.fastedFactor : 1);
      const absorbed = doseMg * availability * own;
      const one = singleDose(pk, absorbed);
      const out = seen[i]!;
      out.peak[id] = one.peak;
      out.time[id] = one.time;
      out.metabolitePeak[id] = one.metabolitePeak;
      out.area[id] = (1000 * absorbed) / pk.clearanceLph;
      out.halfLife[id] = terminalHalfLifeHours(pk);
      out.metaboliteHalfLife[id] = (Math.LN2 * pk.metaboliteVolumeL) / pk.metaboliteClearanceLph;
    });
  }
  return seen;
}

const modes = new Float64Array(MODES);
const rates = new Float64Array(4);

/** Highest concentrations after one dose, looked for on a growing grid and then halved into. */
function singleDose(pk: PkParameters, doseMg: number) {
  writeModes({ ...pk, lagHours: 0 }, modes);
  for (let m = 0; m < 4; m++) rates[m] = modes[m]!;
  const parent = peakOf(doseMg, [modes[4]!, modes[5]!, modes[6]!, 0]);
  const metabolite = peakOf(doseMg, [modes[7]!, modes[8]!, modes[9]!, modes[10]!]);
  return {
    peak: 1000 * parent.height,
    time: pk.lagHours + parent.time,
    metabolitePeak: 1000 * metabolite.height,
  };
}

function peakOf(doseMg: number, weights: readonly number[]) {
  const valueAt = (t: number): number => {
    let sum = 0;
    for (let m = 0; m < 4; m++) sum += weights[m]! * exponential(-rates[m]! * t);
    return doseMg * sum;
  };
  let [time, height] = [0, 0];
  for (let t = 0.1; t < 72; t *= 1.08) {
    const value = valueAt(t);
    if (value <= height) continue;
    height = value;
    time = t;
  }
  let [low, high] = [time / 1.08, time * 1.08];
  for (let i = 0; i < 12; i++) {
    const third = (high - low) / 3;
    if (valueAt(low + third) < valueAt(high - third)) low += third;
    else high -= third;
  }
  const best = 0.5 * (low + high);
  return { time: best, height: valueAt(best) };
}

function middle(set: ParameterSet): (name: ParameterName) => number {
  return (name) => set.values[at(name)]!;
}

/** By study: what each figure of it would have been. */
export const KINETIC_STUDIES = {
  'L-GEN': (set: ParameterSet) => {
    const p = middle(set);
    const [fed, fasted] = crossover(set, [
      { doseMg: 80, isFasted: false, availability: 1 },
      { doseMg: 80, isFasted: true, availability: p('bio.conventionalFasted') },
    ]);
    return {
      'C1.peak': meanOf(fed!.peak),
      'C1.area': meanOf(fed!.area),
      'C1.time': meanOf(fed!.time),
      'C1.peakCv': cvOf(fed!.peak),
      'C1.areaCv': cvOf(fed!.area),
      'C1.timeCv': cvOf(fed!.time),
      'C2.peak': meanOf(fasted!.peak),
      'C2.area': meanOf(fasted!.area),
      'C2.time': meanOf(fasted!.time),
      'C2.peakCv': cvOf(fasted!.peak),
      'C2.areaCv': cvOf(fasted!.area),
      'C2.timeCv': cvOf(fasted!.time),
      'C3.halfLife': meanOf(fed!.halfLife),
      'C3.halfLifeCv': cvOf(fed!.halfLife),
      'C3.metaboliteHalfLife': meanOf(fed!.metaboliteHalfLife),
      'C3.metaboliteHalfLifeCv': cvOf(fed!.metaboliteHalfLife),
    };
  },
  'L-ABS': (set: ParameterSet) => {
    const p = middle(set);
    const [fed, fasted] = crossover(set, [
      { doseMg: 40, isFasted: false, availability: p('bio.lidoseFull') },
      { doseMg: 40, isFasted: true, availability: p('bio.lidoseFasted') },
    ]);
    return {
      'C4.peak': meanOf(fed!.peak),
      'C4.area': meanOf(fed!.area),
      'C4.time': meanOf(fed!.time),
      'C5.peak': meanOf(fasted!.peak),
      'C5.area': meanOf(fasted!.area),
      'C5.time': meanOf(fasted!.time),
    };
  },
  C6: (set: ParameterSet) => {
    const p = middle(set);
    return {
      'C6.fedRatio': (32 * p('bio.micronisedFull')) / (40 * p('bio.lidoseFull')),
      'C6.fastedRatio': (32 * p('bio.micronisedFasted')) / (40 * p('bio.lidoseFasted')),
    };
  },
  C7: (set: ParameterSet) => {
    const p = middle(set);
    return {
      'C7.lidose': p('bio.lidoseFasted') / p('bio.lidoseFull'),
      'C7.conventional': p('bio.conventionalFasted'),
    };
  },
  C8: (set: ParameterSet) => {
    const p = middle(set);
    return { 'C8.fastedRatio': p('bio.lidoseFasted') / p('bio.conventionalFasted') };
  },
  C9: (set: ParameterSet) => {
    const p = middle(set);
    const [fed] = crossover(set, [{ doseMg: 80, isFasted: false, availability: 1 }]);
    const ratios = fed!.metabolitePeak.map((value, i) => value / fed!.peak[i]!);
    const inverse = fed!.halfLife.map((hours) => 1 / hours);
    return {
      'C9.metaboliteRatio': p('pk.clearance') / p('pk.metaboliteClearance'),
      'C9.metabolitePeakRatio': meanOf(ratios),
      'C9.halfLife': 1 / meanOf(inverse),
    };
  },
  C11: (set: ParameterSet) => {
    const p = middle(set);
    return { 'C11.metaboliteRatio': p('pk.clearance') / p('pk.metaboliteClearance') };
  },
} as const;
