// Which block of the evidence stands behind each endpoint, and until which day studies looked.
// Never a licence: past that day the curve goes on, with a lower badge.

import { ENDPOINT_NAMES } from './names.ts';
import type { Block } from './validation.ts';

interface Studied {
  readonly block: Block;
  /** Days from the course's start on which studies last looked; null for as long as it is shown. */
  readonly days: number | null;
  /** True where the days count from the last capsule. */
  readonly isAfterStop?: boolean;
}

const SEBUM: Studied = { block: 'sebum', days: 365, isAfterStop: true };
const LESIONS: Studied = { block: 'acne', days: 168 };
const SCARS: Studied = { block: 'scars', days: 182 };
const KINETICS: Studied = { block: 'kinetics', days: null };
const BLOOD: Studied = { block: 'laboratory', days: 180 };
const EFFECT: Studied = { block: 'sideEffects', days: 240 };
const RELAPSE: Studied = { block: 'relapse', days: 1096, isAfterStop: true };

const BY_NAME: Readonly<Record<string, Studied>> = {
  sebumExcretion: SEBUM,
  sebumCasual: SEBUM,
  sebumReservoir: SEBUM,
  inflammatoryLesions: LESIONS,
  nonInflammatoryLesions: LESIONS,
  totalLesions: LESIONS,
  nodules: { block: 'acne', days: 140 },
  gags: LESIONS,
  iga: { block: 'acne', days: 140 },
  igaSuccess: { block: 'acne', days: 140 },
  flare: { block: 'acne', days: 84 },
  newScars: SCARS,
  scars: SCARS,
  qualityOfLife: { block: 'quality', days: 140 },
  triglycerides: BLOOD,
  alt: BLOOD,
  triglyceridesGrade: BLOOD,
  altGrade: BLOOD,
  triglyceridesEver: BLOOD,
  altEver: BLOOD,
  parentMean: KINETICS,
  metaboliteMean: KINETICS,
  cumulativeDose: KINETICS,
  eye: { block: 'sideEffects', days: 365 },
  anyPrescription: RELAPSE,
  systemicPrescription: RELAPSE,
  secondCourse: RELAPSE,
};

/** Every endpoint has its place: the side effects that are not named share one. */
const STUDIED: ReadonlyMap<string, Studied> = new Map(
  ENDPOINT_NAMES.map((name) => [name, BY_NAME[name] ?? EFFECT]),
);

export function blockOf(endpoint: string): Block {
  return STUDIED.get(endpoint)!.block;
}

/** Last day that studies saw, for a course whose last capsule is on `lastDoseDay` (-1 for none). */
export function studiedUntil(endpoint: string, lastDoseDay: number): number | null {
  const { days, isAfterStop } = STUDIED.get(endpoint)!;
  if (days === null) return null;
  return isAfterStop === true ? Math.max(0, lastDoseDay) + days : days;
}
