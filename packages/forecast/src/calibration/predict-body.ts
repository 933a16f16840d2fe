// What studies of blood values and side effects would have seen.
// Never a psychiatric figure: none is modelled.

import { altGrade, triglycerideGrade } from '../catalogue/scores.ts';
import type { PatientRun } from '../models/patient-run.ts';
import { SIDE_EFFECTS, type SideEffect } from '../parameters/parameter-names.ts';
import { hyperbolaOf } from '../population/effect-levels.ts';
import { parameterIndex as at, type ParameterSet } from '../population/parameter-set.ts';
import { normalQuantile } from '../random/normal-quantile.ts';
import { fillWords, openStream, uniformOf } from '../random/streams.ts';
import { exponential } from '../solver/exponential.ts';
import { fixedDose, reenact } from './study.ts';

const LAB_DOSE50 = at('lab.triglyceridesDose50');
const TESTS = [28, 56, 84, 112, 140] as const;

interface BloodFound {
  readonly lipidMean: number;
  readonly liverMean: number;
  readonly lipidEver: number;
  readonly liverEver: number;
}

/** Monthly tests over a course of five months; ever above the limit, of those below it before. */
function course(set: ParameterSet): BloodFound {
  const sums = { lipid: 0, liver: 0, people: 0 };
  const ever = { lipid: 0, lipidOf: 0, liver: 0, liverOf: 0 };
  const words = new Uint32Array(4 * Math.ceil((2 * TESTS.length + 2) / 4));
  const stream = openStream(11, 'events');
  const p = set.values;
  const visit = (word: number, name: 'triglycerides' | 'alt'): number => {
    const spread = p[at(`lab.${name}VisitSpread`)]!;
    return exponential(spread * normalQuantile(uniformOf(word)));
  };
  const each = (run: PatientRun, id: number): void => {
    const { person, lags, lagEnd } = run;
    fillWords(stream, id, words);
    const at0 = {
      lipid: person.triglycerides * visit(words[0]!, 'triglycerides'),
      liver: person.alt * visit(words[1]!, 'alt'),
    };
    let [lipid, liver] = [false, false];
    TESTS.forEach((_, t) => {
      const blood = t < lagEnd ? lags.laboratory[t]! : 0;
      const shift = blood / (blood + p[LAB_DOSE50]!);
      const lipids =
        person.triglycerides *
        (1 + person.triglyceridesRise * shift) *
        visit(words[2 * t + 2]!, 'triglycerides');
      const livers = person.alt * (1 + person.altRise * shift) * visit(words[2 * t + 3]!, 'alt');
      sums.lipid += lipids;
      sums.liver += livers;
      sums.people++;
      if (triglycerideGrade(lipids) > 0) lipid = true;
      if (altGrade(livers) > 0) liver = true;
    });
    if (triglycerideGrade(at0.lipid) === 0) {
      ever.lipidOf++;
      if (lipid) ever.lipid++;
    }
    if (altGrade(at0.liver) === 0) {
      ever.liverOf++;
      if (liver) ever.liver++;
    }
  };
  reenact(set, fixedDose(0.7, 140, TESTS), [], each);
  return {
    lipidMean: sums.lipid / sums.people,
    liverMean: sums.liver / sums.people,
    lipidEver: ever.lipid / ever.lipidOf,
    liverEver: ever.liver / ever.liverOf,
  };
}

export const LABORATORY_STUDIES = {
  A9: (set: ParameterSet) => {
    const found = course(set);
    return { 'A9.triglycerides': found.lipidEver, 'A9.alt': found.liverEver };
  },
  A10: (set: ParameterSet) => {
    const found = course(set);
    return { 'A10.triglycerides': found.lipidMean, 'A10.alt': found.liverMean };
  },
} as const;

/** Share affected at a steady dose, read off the hyperbola through both published levels. */
function affected(set: ParameterSet, name: SideEffect, dose: number): number {
  const { most, dose50 } = hyperbolaOf(set.values, SIDE_EFFECTS.indexOf(name), '2');
  return Math.min(0.999, (most * dose) / (dose + dose50));
}

const USUAL = 0.7;
const LOW = at('effect.lowDose');
const HIGH = at('effect.highDose');

export const EFFECT_STUDIES = {
  A1: (set: ParameterSet) => {
    const [low, high] = [set.values[LOW]!, set.values[HIGH]!];
    return {
      'A1.cheilitisLow': affected(set, 'cheilitis', low),
      'A1.cheilitisHigh': affected(set, 'cheilitis', high),
      'A1.eczemaLow': affected(set, 'eczema', low),
      'A1.eczemaHigh': affected(set, 'eczema', high),
      'A1.fatigueLow': affected(set, 'fatigue', low),
      'A1.fatigueHigh': affected(set, 'fatigue', high),
    };
  },
  A2: (set: ParameterSet) => ({
    'A2.dryLips': affected(set, 'cheilitis', USUAL),
    'A2.drySkin': affected(set, 'drySkin', USUAL),
  }),
  A3: (set: ParameterSet) => ({
    'A3.dryLips': affected(set, 'cheilitis', USUAL),
    'A3.drySkin': affected(set, 'drySkin', USUAL),
  }),
  A5: (set: ParameterSet) => {
    const [low, high] = [set.values[LOW]!, set.values[HIGH]!];
    return { 'A5.drySkin': affected(set, 'drySkin', high) - affected(set, 'drySkin', low) };
  },
  A7: (set: ParameterSet) => ({
    'A7.backPainRatio':
      affected(set, 'backPain', set.values[LOW]!) / affected(set, 'backPain', set.values[HIGH]!),
    'A7.backPain': affected(set, 'backPain', USUAL),
    'A7.myalgia': affected(set, 'myalgia', USUAL),
    'A7.fatigue': affected(set, 'fatigue', USUAL),
  }),
  A12: (set: ParameterSet) => ({ 'A12.myalgia': affected(set, 'myalgia', USUAL) }),
  A13: (set: ParameterSet) => ({ 'A13.sunburn': affected(set, 'sunburn', USUAL) }),
  hair: (set: ParameterSet) => ({
    'hair.low': affected(set, 'hairThinning', 0.3),
    'hair.high': affected(set, 'hairThinning', 0.75),
  }),
} as const;
