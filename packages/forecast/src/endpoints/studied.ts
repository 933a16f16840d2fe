// Which block of the evidence stands behind each endpoint, and until which day studies looked.
// Never a licence: past that day the curve goes on, with a lower badge.

import { SEEN_UNTIL, STUDIED } from './limits.ts';
import { ENDPOINT_NAMES } from './names.ts';
import type { Block } from './validation.ts';

interface Studied {
  readonly block: Block;
  /** Days from the course's start on which studies last looked; null for as long as it is shown. */
  readonly days: number | null;
  /** True where the days count from the last capsule. */
  readonly isAfterStop?: boolean;
}

const SEBUM: Studied = { block: 'sebum', days: SEEN_UNTIL.sebum.value, isAfterStop: true };
const LESIONS: Studied = { block: 'acne', days: SEEN_UNTIL.lesions.value };
const SCARS: Studied = { block: 'scars', days: SEEN_UNTIL.scars.value };
const KINETICS: Studied = { block: 'kinetics', days: null };
const BLOOD: Studied = { block: 'laboratory', days: SEEN_UNTIL.blood.value };
const EFFECT: Studied = { block: 'sideEffects', days: SEEN_UNTIL.sideEffects.value };
const RELAPSE: Studied = { block: 'relapse', days: SEEN_UNTIL.relapse.value, isAfterStop: true };

const BY_NAME: Readonly<Record<string, Studied>> = {
  sebumExcretion: SEBUM,
  sebumCasual: SEBUM,
  sebumReservoir: SEBUM,
  inflammatoryLesions: LESIONS,
  nonInflammatoryLesions: LESIONS,
  totalLesions: LESIONS,
  nodules: { block: 'acne', days: SEEN_UNTIL.trial.value },
  gags: LESIONS,
  iga: { block: 'acne', days: SEEN_UNTIL.trial.value },
  igaSuccess: { block: 'acne', days: SEEN_UNTIL.trial.value },
  flare: { block: 'acne', days: SEEN_UNTIL.flare.value },
  newScars: SCARS,
  scars: SCARS,
  qualityOfLife: { block: 'quality', days: SEEN_UNTIL.trial.value },
  triglycerides: BLOOD,
  alt: BLOOD,
  triglyceridesGrade: BLOOD,
  altGrade: BLOOD,
  triglyceridesEver: BLOOD,
  altEver: BLOOD,
  parentMean: KINETICS,
  metaboliteMean: KINETICS,
  cumulativeDose: KINETICS,
  eye: { block: 'sideEffects', days: SEEN_UNTIL.eye.value },
  anyPrescription: RELAPSE,
  systemicPrescription: RELAPSE,
  secondCourse: RELAPSE,
};

/** Every endpoint has its place: the side effects that are not named share one. */
const STUDIED_UNTIL: ReadonlyMap<string, Studied> = new Map(
  ENDPOINT_NAMES.map((name) => [name, BY_NAME[name] ?? EFFECT]),
);

export function blockOf(endpoint: string): Block {
  return STUDIED_UNTIL.get(endpoint)!.block;
}

/**
 * Last day that studies saw, for a course whose last capsule is on `lastDoseDay` (-1 for none). A course
 * no longer than the longest one studied counts as seen to its closing visit.
 */
export function studiedUntil(endpoint: string, lastDoseDay: number): number | null {
  const { days, isAfterStop } = STUDIED_UNTIL.get(endpoint)!;
  if (days === null) return null;
  if (isAfterStop === true) return Math.max(0, lastDoseDay) + days;
  const isStudied = lastDoseDay >= 0 && lastDoseDay < STUDIED.longestCourseDays.value;
  return isStudied ? Math.max(days, lastDoseDay + SEEN_UNTIL.closingVisit.value) : days;
}
