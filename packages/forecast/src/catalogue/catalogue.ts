// What a forecast answers about: each endpoint's name, unit, certainty, sources and allowed form.
// Never a psychiatric endpoint, and never a number for one person where certainty is very low.

import { QOL_SCORE_MAX } from '../models/quality-score.ts';
import { SIDE_EFFECTS, type SideEffect } from '../parameters/parameter-names.ts';
import type { Certainty } from '../parameters/parameters.ts';
import { OPEN_SCALE, type Scale } from './histogram.ts';
import { GAGS_MAX } from './scores.ts';

export interface CurveEndpoint {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly certainty: Certainty;
  readonly sources: readonly string[];
  /** Curves of drug in blood end with the last capsule: no washout curve is ever shown. */
  readonly endsWithLastDose: boolean;
  /** False where nothing but the drug moves it, so that an untreated course stays level. */
  readonly movesUntreated: boolean;
  /** Where the measure ends, and whether it is a score: no band or quantile leaves it. */
  readonly scale: Scale;
  /** Days after the last capsule from which the data say nothing, or null. */
  readonly unidentifiedAfterStopDays: number | null;
  /** False where a release of the first model cannot answer it. */
  readonly isInFirst: boolean;
}

function curve(
  name: string,
  label: string,
  unit: string,
  certainty: Certainty,
  sources: readonly string[],
  limits: {
    endsWithLastDose?: boolean;
    unidentifiedAfterStopDays?: number;
    moves?: boolean;
    scale?: Scale;
    isSecond?: boolean;
  } = {},
): CurveEndpoint {
  return {
    name,
    label,
    unit,
    certainty,
    sources,
    endsWithLastDose: limits.endsWithLastDose ?? false,
    movesUntreated: limits.moves ?? false,
    scale: limits.scale ?? OPEN_SCALE,
    unidentifiedAfterStopDays: limits.unidentifiedAfterStopDays ?? null,
    isInFirst: limits.isSecond !== true,
  };
}

/** Suppression is never below nil, so nothing rises above what it was before. */
const SEBUM = { unidentifiedAfterStopDays: 365, scale: { top: 100, isOrdinal: false } };
const MOVES = { moves: true };
const GAGS = { moves: true, scale: { top: GAGS_MAX, isOrdinal: true } };
const QUALITY = { moves: true, scale: { top: QOL_SCORE_MAX, isOrdinal: false } };
const WHILE_TAKEN = { endsWithLastDose: true };

/** Quantities with a median and bands over time, in the order they are recorded. */
export const CURVES = [
  curve('sebumExcretion', 'Sebum excretion', '% of before', 'low', ['S1', 'S3', 'S5'], SEBUM),
  curve('sebumCasual', 'Casual sebum level', '% of before', 'veryLow', ['S8'], SEBUM),
  curve('sebumReservoir', 'Follicular reservoir', '% of before', 'veryLow', ['S4'], SEBUM),
  curve(
    'inflammatoryLesions',
    'Inflammatory lesions',
    'lesions',
    'low',
    ['L2', 'L4', 'L14', 'L15'],
    MOVES,
  ),
  curve('nonInflammatoryLesions', 'Comedones', 'lesions', 'low', ['L2', 'L4', 'L15'], MOVES),
  curve('nodules', 'Nodules', 'lesions', 'moderate', ['L1', 'L4'], MOVES),
  curve('gags', 'Global Acne Grading System', 'points of 44', 'low', ['L6', 'L7'], GAGS),
  curve(
    'newScars',
    'New persistent scars',
    'scars',
    'veryLow',
    ['tan-2017-mapping', 'dreno-2017'],
    MOVES,
  ),
  curve(
    'qualityOfLife',
    'Acne quality of life',
    'points of 114',
    'low',
    ['Q1', 'Q3', 'Q4', 'Q5'],
    QUALITY,
  ),
  curve('triglycerides', 'Triglycerides', 'mg/dL', 'moderate', ['A9', 'A10']),
  curve('alt', 'Alanine aminotransferase', 'U/L', 'moderate', ['A9', 'A10']),
  curve('parentMean', 'Isotretinoin, mean of the day', 'ng/mL', 'moderate', ['L-GEN'], WHILE_TAKEN),
  curve(
    'metaboliteMean',
    '4-oxo, mean of the day',
    'ng/mL',
    'moderate',
    ['colburn-1983', 'L-GEN'],
    WHILE_TAKEN,
  ),
  curve('cumulativeDose', 'Cumulative dose taken', 'mg/kg', 'high', ['L-ABS', 'L-GEN'], {}),
  curve('totalLesions', 'Inflammatory lesions and comedones', 'lesions', 'low', ['L15', 'L2'], {
    moves: true,
    isSecond: true,
  }),
  curve('scars', 'Persistent scars in all', 'scars', 'veryLow', ['dreno-2017'], {
    moves: true,
    isSecond: true,
  }),
] as const satisfies readonly CurveEndpoint[];

export type CurveName = (typeof CURVES)[number]['name'];
export const LESION_CURVES: readonly string[] = [
  'inflammatoryLesions',
  'nonInflammatoryLesions',
  'nodules',
];

export interface GradedEndpoint {
  readonly name: string;
  readonly label: string;
  readonly grades: readonly string[];
  readonly certainty: Certainty;
  readonly sources: readonly string[];
  /** Lowest grade that counts as "has it" in the icon array. */
  readonly countsFrom: number;
  /** Whether what happens without treatment is modelled; else its share says nothing. */
  readonly hasBackground?: boolean;
  /** False where a release of the first model cannot answer it. */
  readonly isInFirst?: boolean;
}

const GRADE_0_TO_3 = ['none', 'mild', 'moderate', 'severe'] as const;
const CTCAE_GRADES = ['normal', 'grade 1', 'grade 2', 'grade 3', 'grade 4'] as const;

function effect(
  name: SideEffect,
  label: string,
  certainty: Certainty,
  sources: readonly string[],
): GradedEndpoint {
  return { name, label, grades: GRADE_0_TO_3, certainty, sources, countsFrom: 1 };
}

const EFFECT_ENDPOINTS: Readonly<Record<SideEffect, GradedEndpoint>> = {
  cheilitis: effect('cheilitis', 'Dry, cracked lips', 'moderate', ['A1', 'A2', 'A3']),
  drySkin: effect('drySkin', 'Dry skin', 'moderate', ['A2', 'A3', 'A5']),
  eczema: effect('eczema', 'Eczema', 'moderate', ['A1']),
  fatigue: effect('fatigue', 'Tiredness', 'moderate', ['A1']),
  eye: {
    ...effect('eye', 'Any eye complaint since the start', 'moderate', ['A6']),
    grades: ['none', 'any'],
    hasBackground: true,
  },
  backPain: effect('backPain', 'Back pain', 'low', ['A7', 'A8']),
  myalgia: effect('myalgia', 'Muscle pain', 'low', ['A7', 'A12']),
  hairThinning: effect('hairThinning', 'Hair thinning', 'veryLow', ['hair-review']),
  sunburn: effect('sunburn', 'Sunburn-type reaction', 'low', ['A13']),
};

/** Quantities with a share of people per grade over time. */
export const GRADED: readonly GradedEndpoint[] = [
  {
    name: 'iga',
    label: 'Global assessment',
    grades: ['clear', 'almost clear', 'mild', 'moderate', 'severe'],
    certainty: 'low',
    sources: ['L4', 'L7'],
    countsFrom: 3,
    hasBackground: true,
  },
  {
    name: 'igaSuccess',
    label: 'Clear or almost clear, and two grades better',
    grades: ['no', 'yes'],
    certainty: 'low',
    sources: ['L4'],
    countsFrom: 1,
    hasBackground: true,
  },
  {
    name: 'triglyceridesGrade',
    label: 'Triglycerides above 150 mg/dL',
    grades: CTCAE_GRADES,
    certainty: 'moderate',
    sources: ['A9', 'A10'],
    countsFrom: 1,
    hasBackground: true,
  },
  {
    name: 'altGrade',
    label: 'ALT above 40 U/L',
    grades: CTCAE_GRADES,
    certainty: 'moderate',
    sources: ['A9', 'A10'],
    countsFrom: 1,
    hasBackground: true,
  },
  ...SIDE_EFFECTS.map((name) => EFFECT_ENDPOINTS[name]),
  {
    name: 'triglyceridesEver',
    label: 'Triglycerides above 150 mg/dL at any test so far',
    grades: CTCAE_GRADES,
    certainty: 'low',
    sources: ['A9'],
    countsFrom: 1,
    isInFirst: false,
  },
  {
    name: 'altEver',
    label: 'ALT above 40 U/L at any test so far',
    grades: CTCAE_GRADES,
    certainty: 'low',
    sources: ['A9'],
    countsFrom: 1,
    isInFirst: false,
  },
  {
    name: 'flare',
    label: 'Early flare since the first capsule',
    grades: GRADE_0_TO_3,
    certainty: 'moderate',
    sources: ['L14'],
    countsFrom: 1,
    isInFirst: false,
  },
];

export const GRADED_IGA = 0;
export const GRADED_SUCCESS = 1;
export const GRADED_TRIGLYCERIDES = 2;
export const GRADED_ALT = 3;
export const GRADED_EFFECTS = 4;
export const GRADED_TRIGLYCERIDES_EVER = GRADED_EFFECTS + SIDE_EFFECTS.length;
export const GRADED_ALT_EVER = GRADED_TRIGLYCERIDES_EVER + 1;
export const GRADED_FLARE = GRADED_TRIGLYCERIDES_EVER + 2;
/** Room for the most grades any endpoint has. */
export const GRADE_ROOM = 5;
