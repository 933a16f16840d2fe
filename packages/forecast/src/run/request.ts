// What may be asked of a forecast, and every reason to refuse it.
// Never repairs a request: a value outside its range is refused, not moved to the edge.

import {
  highestDayMg,
  lastDoseDay,
  type Regimen,
  type RegimenRefusal,
  readRegimen,
} from '@aegle/core';
import { LABEL_DOSE, UNSTATED_WEIGHT_KG } from '../endpoints/limits.ts';
import { ENDPOINT_NAMES } from '../endpoints/names.ts';
import { checkBaseline, type PopulationBaseline, statedMiddle } from '../population/baseline.ts';
import type { PatientProfile } from '../population/individual.ts';

/** One plan to forecast. At most four stand side by side. */
export interface RequestedPlan {
  readonly name: string;
  readonly regimen: Regimen;
  /** Months of topical retinoid after the course, 0 to 24. */
  readonly maintenanceMonths: number;
  /** Weight (kg) of the person the mg are for; everyone gets theirs in proportion. */
  readonly forWeightKg?: number | undefined;
  /** Stop once the skin has been clear or almost clear for so many weeks; the regimen is the most. */
  readonly untilClearWeeks?: number | undefined;
  /** True where capsules are opened before they are swallowed: no study measured that. */
  readonly areCapsulesOpened?: boolean | undefined;
}

export type Subject =
  | { readonly kind: 'patient'; readonly profile: PatientProfile }
  | { readonly kind: 'population'; readonly baseline?: PopulationBaseline | undefined };

export interface ForecastRequest {
  /** Whole number from 0 to 2^53 - 1. */
  readonly seed: number;
  /** Virtual patients per plan, 64 to 100 million. */
  readonly patients: number;
  /** Days after the course's first day to forecast, 28 to 3,652. */
  readonly horizonDays: number;
  /** Days between answered times, 1 to 28. */
  readonly outputEveryDays: number;
  /** Days to answer in place of every so many: rising, within the horizon. Day 0 is always answered. */
  readonly outputDays?: readonly number[] | undefined;
  /** Days between blood tests while capsules are taken, 7 to 84; 28 where left out. */
  readonly laboratoryEveryDays?: number | undefined;
  /** Endpoints to answer; all where left out. */
  readonly endpoints?: readonly string[] | undefined;
  readonly subject: Subject;
  readonly plans: readonly RequestedPlan[];
}

export type RequestReading =
  | { readonly accepted: true; readonly request: ForecastRequest }
  | { readonly accepted: false; readonly refusals: readonly RegimenRefusal[] };

interface NumberRule {
  readonly min: number;
  readonly max: number;
  readonly isWhole: boolean;
  readonly unit: string;
}

const whole = (min: number, max: number, unit: string): NumberRule => {
  return { min, max, isWhole: true, unit };
};
const real = (min: number, max: number, unit: string): NumberRule => {
  return { min, max, isWhole: false, unit };
};

const RUN_RULES: Readonly<Record<string, NumberRule>> = {
  seed: whole(0, Number.MAX_SAFE_INTEGER, ''),
  patients: whole(64, 100_000_000, 'virtual patients'),
  horizonDays: whole(28, 3652, 'days'),
  outputEveryDays: whole(1, 28, 'days'),
};

const MOST_OUTPUT_DAYS = 400;
const WEIGHT_RULE = real(30, 250, 'kg');

/** Age from the label's lower bound; counts and blood values from what a clinic can measure. */
const PROFILE_RULES: Readonly<Record<string, NumberRule>> = {
  ageYears: real(12, 80, 'years'),
  weightKg: WEIGHT_RULE,
  inflammatoryLesions: real(0, 500, 'lesions'),
  nonInflammatoryLesions: real(0, 800, 'lesions'),
  nodules: real(0, 200, 'nodules'),
};
const OPTIONAL_PROFILE_RULES: Readonly<Record<string, NumberRule>> = {
  triglyceridesMgPerDl: real(20, 1000, 'mg/dL'),
  altUnitsPerL: real(3, 500, 'U/L'),
  scars: real(0, 1000, 'scars'),
};

/** Reads an untrusted request. Accepts it whole or refuses it with every reason found. */
export function readRequest(input: unknown): RequestReading {
  const refusals: RegimenRefusal[] = [];
  const record = asRecord(input);
  if (!record) {
    refuse(
      refusals,
      '',
      'a request is an object',
      'send seed, patients, horizon, subject and plans',
    );
    return { accepted: false, refusals };
  }
  for (const [field, rule] of Object.entries(RUN_RULES)) {
    checkNumber(record[field], field, rule, refusals);
  }
  if (record.laboratoryEveryDays !== undefined)
    checkNumber(record.laboratoryEveryDays, 'laboratoryEveryDays', whole(7, 84, 'days'), refusals);
  checkOutputDays(record.outputDays, Number(record.horizonDays), refusals);
  checkEndpoints(record.endpoints, refusals);
  const weight = readSubject(record.subject, refusals);
  const plans = record.plans;
  if (!Array.isArray(plans) || plans.length < 1 || plans.length > 4) {
    refuse(refusals, 'plans', 'one to four plans', 'write one to four plans');
  } else {
    plans.forEach((plan: unknown, i) => {
      readPlan(plan, `plans[${i}]`, weight, refusals);
    });
    checkNames(plans, refusals);
  }
  if (refusals.length > 0) return { accepted: false, refusals };
  return { accepted: true, request: input as ForecastRequest };
}

function checkOutputDays(input: unknown, horizonDays: number, refusals: RegimenRefusal[]): void {
  if (input === undefined) return;
  const field = 'outputDays';
  if (!Array.isArray(input) || input.length < 1 || input.length > MOST_OUTPUT_DAYS) {
    refuse(refusals, field, `1 to ${MOST_OUTPUT_DAYS} days`, 'list the days to answer');
    return;
  }
  input.forEach((day: unknown, i) => {
    checkNumber(day, `${field}[${i}]`, whole(0, horizonDays, 'days, the horizon'), refusals);
    if (i > 0 && Number(day) <= Number(input[i - 1]))
      refuse(
        refusals,
        `${field}[${i}]`,
        'days rise, none twice',
        `write a day after ${Number(input[i - 1])}, or leave it out`,
      );
  });
}

function checkEndpoints(input: unknown, refusals: RegimenRefusal[]): void {
  if (input === undefined) return;
  const isKnown = (name: unknown) => typeof name === 'string' && ENDPOINT_NAMES.includes(name);
  if (Array.isArray(input) && input.length > 0 && input.every(isKnown)) return;
  const rule = `one or more of ${ENDPOINT_NAMES.join(', ')}`;
  refuse(refusals, 'endpoints', rule, 'name endpoints of this list, or leave it out for all');
}

/** A weight that doses are held against, and how a refusal speaks of it. */
interface DosedWeight {
  readonly kg: number;
  readonly whose: string;
  readonly step: string;
}

const ofStated = (kg: number): DosedWeight => ({
  ...{ kg, whose: `${kg} kg` },
  step: 'correct the weight',
});
const UNSTATED: DosedWeight = {
  kg: UNSTATED_WEIGHT_KG,
  whose: `a population whose lighter sex weighs ${UNSTATED_WEIGHT_KG} kg in the middle`,
  step: 'state weightKg in the baseline, or forWeightKg in the plan',
};

/**
 * The weight that doses are held against: one person's, the middle that a population states, or the
 * releases' own where it states none. Null where the weight itself is refused.
 */
function readSubject(input: unknown, refusals: RegimenRefusal[]): DosedWeight | null {
  const subject = asRecord(input);
  if (subject?.kind === 'population') {
    const { baseline } = subject;
    if (baseline === undefined) return UNSTATED;
    const before = refusals.length;
    checkBaseline(baseline, 'subject.baseline', refusals);
    if (refusals.length > before) return null;
    const stated = baseline as PopulationBaseline;
    const counts = COUNTS.map((name) => statedMiddle(stated, name));
    if (counts.every((count) => count === 0)) refuseNoAcne('subject.baseline', refusals);
    const kg = statedMiddle(stated, 'weightKg');
    return kg === null ? UNSTATED : ofStated(kg);
  }
  const profile = asRecord(subject?.profile);
  if (subject?.kind !== 'patient' || !profile) {
    refuse(
      refusals,
      'subject',
      'a patient with a profile, or a population',
      'choose one of the two',
    );
    return null;
  }
  for (const [field, rule] of Object.entries(PROFILE_RULES)) {
    checkNumber(profile[field], `subject.profile.${field}`, rule, refusals);
  }
  for (const [field, rule] of Object.entries(OPTIONAL_PROFILE_RULES)) {
    if (profile[field] === undefined) continue;
    checkNumber(profile[field], `subject.profile.${field}`, rule, refusals);
  }
  if (profile.sex !== 'female' && profile.sex !== 'male') {
    const rule = 'female or male, the two groups the studies report';
    refuse(refusals, 'subject.profile.sex', rule, 'choose one, or forecast both and compare');
  }
  if (typeof profile.isTruncal !== 'boolean') {
    refuse(
      refusals,
      'subject.profile.isTruncal',
      'true or false',
      'say whether the trunk has acne',
    );
  }
  if (COUNTS.every((name) => profile[name] === 0))
    refuseNoAcne('subject.profile.inflammatoryLesions', refusals);
  return ofStated(Number(profile.weightKg));
}

const COUNTS = ['inflammatoryLesions', 'nonInflammatoryLesions', 'nodules'] as const;

/** Without acne there is nothing to forecast: no lesion to fall, and nothing that could come back. */
function refuseNoAcne(field: string, refusals: RegimenRefusal[]): void {
  const rule = 'a forecast needs acne: all three counts are 0';
  refuse(refusals, field, rule, 'count the lesions before treatment and write at least one');
}

/** Warnings and answers name a plan by its name. */
function checkNames(plans: readonly unknown[], refusals: RegimenRefusal[]): void {
  const names = plans.map((plan) => String(asRecord(plan)?.name ?? '').trim());
  names.forEach((name, i) => {
    if (name === '' || names.indexOf(name) === i) return;
    const rule = 'each plan has a name of its own';
    refuse(refusals, `plans[${i}].name`, rule, 'write a name that no other plan has');
  });
}

function readPlan(
  input: unknown,
  at: string,
  weight: DosedWeight | null,
  refusals: RegimenRefusal[],
): void {
  const plan = asRecord(input);
  const name = plan?.name;
  if (typeof name !== 'string' || name.trim().length < 1 || name.length > 80) {
    refuse(refusals, `${at}.name`, 'a name of 1 to 80 characters', 'name the plan');
  }
  const months = whole(0, 24, 'months');
  checkNumber(plan?.maintenanceMonths, `${at}.maintenanceMonths`, months, refusals);
  const forWeightKg = plan?.forWeightKg;
  if (forWeightKg !== undefined)
    checkNumber(forWeightKg, `${at}.forWeightKg`, WEIGHT_RULE, refusals);
  if (plan?.untilClearWeeks !== undefined)
    checkNumber(plan.untilClearWeeks, `${at}.untilClearWeeks`, whole(1, 52, 'weeks'), refusals);
  const { areCapsulesOpened: opened } = plan ?? {};
  if (opened !== undefined && typeof opened !== 'boolean')
    refuse(refusals, `${at}.areCapsulesOpened`, 'true or false', 'say it, or leave it out');
  const reading = readRegimen(plan?.regimen);
  if (!reading.accepted) {
    for (const refusal of reading.refusals) {
      refuse(refusals, `${at}.regimen.${refusal.field}`, refusal.rule, refusal.nextStep);
    }
    return;
  }
  checkStretch(plan?.untilClearWeeks, reading.regimen, at, refusals);
  const dosed = forWeightKg === undefined ? weight : ofStated(Number(forWeightKg));
  if (dosed !== null) checkWeightedDose(reading.regimen, at, dosed, refusals);
}

/** A stretch as long as the plan could never be full before the plan ends. */
function checkStretch(
  weeks: unknown,
  regimen: Regimen,
  at: string,
  refusals: RegimenRefusal[],
): void {
  const most = Math.floor(lastDoseDay(regimen) / 7);
  if (typeof weeks !== 'number' || weeks <= most) return;
  const rule = `fewer weeks than the plan has: its last capsule is on day ${lastDoseDay(regimen)}`;
  const step = most < 1 ? 'leave it out' : `write ${most} or less`;
  refuse(refusals, `${at}.untilClearWeeks`, rule, `${step}, or make the plan longer`);
}

function checkWeightedDose(
  regimen: Regimen,
  at: string,
  { kg, whose, step }: DosedWeight,
  refusals: RegimenRefusal[],
): void {
  const { conventionalMgPerKg, micronisedMgPerKg } = LABEL_DOSE;
  regimen.periods.forEach((period, i) => {
    const isMicronised = period.productClass === 'micronised';
    const perKg = (isMicronised ? micronisedMgPerKg : conventionalMgPerKg).value;
    const mostMg = perKg * kg;
    if (highestDayMg(period.schedule, period.lengthDays) <= mostMg) return;
    const shownMg = Math.floor(10 * mostMg + 1e-9) / 10;
    refuse(
      refusals,
      `${at}.regimen.periods[${i}].schedule`,
      `no day above the label's ${perKg} mg/kg: a day's dose for ${whose} is at most ${shownMg} mg`,
      `write ${shownMg} or less, or ${step}`,
    );
  });
}

function checkNumber(
  value: unknown,
  field: string,
  rule: NumberRule,
  refusals: RegimenRefusal[],
): void {
  const isNumber = typeof value === 'number' && value >= rule.min && value <= rule.max;
  if (isNumber && (!rule.isWhole || Number.isInteger(value))) return;
  const kind = rule.isWhole ? 'a whole number' : 'a number';
  const text = `${kind} from ${rule.min} to ${rule.max} ${rule.unit}`.trim();
  refuse(refusals, field, text, `write ${text}`);
}

function asRecord(value: unknown): Record<string, unknown> | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Record<string, unknown>) : undefined;
}

function refuse(refusals: RegimenRefusal[], field: string, rule: string, nextStep: string): void {
  refusals.push({ field, rule, nextStep });
}
