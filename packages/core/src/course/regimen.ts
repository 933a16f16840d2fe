// The dose plan both the course and the forecast read: periods in mg and days, refused when wrong.
// Never repairs a plan: no clamped dose, no guessed meal, no joined period.

import { CITED_LIMITS } from '../units/cited-limits.ts';

/** Product classes that may not be substituted for one another (US label §2.1, §3). */
export const PRODUCT_CLASSES = ['conventional', 'lidose', 'micronised'] as const;
export type ProductClass = (typeof PRODUCT_CLASSES)[number];

/** What the capsule is taken with: nothing, a light meal, or a full meal with fat. */
export const MEALS = ['fasted', 'light', 'full'] as const;
export type Meal = (typeof MEALS)[number];

/** How a period gives its capsules. All amounts are mg of the period's own product. */
export type DoseSchedule =
  | { readonly kind: 'constant'; readonly doseMg: number }
  | {
      readonly kind: 'ramp';
      readonly fromDoseMg: number;
      readonly toDoseMg: number;
      readonly stepMg: number;
      readonly stepDays: number;
    }
  | { readonly kind: 'split'; readonly dosesMg: readonly number[] }
  | { readonly kind: 'alternateDay'; readonly doseMg: number }
  /** A list of daily totals, one a day, begun again when it is at its end; 0 is a day without. */
  | { readonly kind: 'repeating'; readonly dosesMg: readonly number[] }
  /** Daily totals of a week's seven days, from the period's first day on; 0 is a day without. */
  | { readonly kind: 'weekly'; readonly dosesMg: readonly number[] }
  | {
      readonly kind: 'pulse';
      readonly doseMg: number;
      readonly onDays: number;
      readonly offDays: number;
    }
  | { readonly kind: 'break' };

export interface RegimenPeriod {
  /** Days after the course's first day; the first day is 0. */
  readonly firstDay: number;
  readonly lengthDays: number;
  readonly schedule: DoseSchedule;
  readonly productClass: ProductClass;
  readonly meal: Meal;
  /** Share of days on which the day's capsules are taken, above 0 and at most 1. */
  readonly adherence: number;
}

export interface Regimen {
  readonly periods: readonly RegimenPeriod[];
}

/** One reason a plan is refused: where, which rule, what to do next. Carries no patient data. */
export interface RegimenRefusal {
  readonly field: string;
  readonly rule: string;
  readonly nextStep: string;
}

export type RegimenReading =
  | { readonly accepted: true; readonly regimen: Regimen }
  | { readonly accepted: false; readonly refusals: readonly RegimenRefusal[] };

/** Highest day's total that any label table reaches. */
export const MAX_DAILY_DOSE_MG = CITED_LIMITS.maxDailyDoseMg.value;
/** Lowest daily dose in any study read. */
export const MIN_DOSE_MG = CITED_LIMITS.minDoseMg.value;
/** Longest plan accepted, in days. */
export const MAX_REGIMEN_DAYS = CITED_LIMITS.maxRegimenDays.value;

/**
 * Reads an untrusted plan. Accepts it whole or refuses it with every reason found.
 * Meaning: days are counted from the first dose day (0), `lengthDays` counts both ends.
 */
export function readRegimen(input: unknown): RegimenReading {
  const refusals: RegimenRefusal[] = [];
  const periods = isRecord(input) ? input.periods : undefined;
  if (!Array.isArray(periods) || periods.length === 0) {
    refuse(refusals, 'periods', 'a plan has at least one period', 'add the first dose period');
    return { accepted: false, refusals };
  }
  if (periods.length > 60) {
    refuse(refusals, 'periods', 'a plan has at most 60 periods', 'join periods that are alike');
    return { accepted: false, refusals };
  }
  unknownKeys(input as Record<string, unknown>, ['periods'], '', refusals);
  const read = periods.map((period: unknown, i) => readPeriod(period, `periods[${i}]`, refusals));
  if (refusals.length === 0) checkOrder(read as RegimenPeriod[], refusals);
  if (refusals.length > 0) return { accepted: false, refusals };
  return { accepted: true, regimen: { periods: read as RegimenPeriod[] } };
}

/** Last day (inclusive) on which the plan gives a capsule. */
export function lastDoseDay(regimen: Regimen): number {
  let last = -1;
  for (const period of regimen.periods) {
    for (let i = period.lengthDays - 1; i >= 0; i--) {
      if (dayTotalMg(period.schedule, i) > 0) {
        last = Math.max(last, period.firstDay + i);
        break;
      }
    }
  }
  return last;
}

/** Planned mg of the period's product on its `dayInPeriod`-th day (0 is its first). */
export function dayTotalMg(schedule: DoseSchedule, dayInPeriod: number): number {
  switch (schedule.kind) {
    case 'constant':
      return schedule.doseMg;
    case 'ramp': {
      const climbed = schedule.stepMg * Math.floor(dayInPeriod / schedule.stepDays);
      return schedule.toDoseMg >= schedule.fromDoseMg
        ? Math.min(schedule.toDoseMg, schedule.fromDoseMg + climbed)
        : Math.max(schedule.toDoseMg, schedule.fromDoseMg - climbed);
    }
    case 'split':
      return schedule.dosesMg.reduce((sum, doseMg) => sum + doseMg, 0);
    case 'alternateDay':
      return dayInPeriod % 2 === 0 ? schedule.doseMg : 0;
    case 'repeating':
    case 'weekly':
      return schedule.dosesMg[dayInPeriod % schedule.dosesMg.length]!;
    case 'pulse':
      return dayInPeriod % (schedule.onDays + schedule.offDays) < schedule.onDays
        ? schedule.doseMg
        : 0;
    case 'break':
      return 0;
  }
}

/** The highest total that any of the first `lengthDays` days of the schedule gives, mg. */
export function highestDayMg(schedule: DoseSchedule, lengthDays: number): number {
  let highestMg = 0;
  for (let day = 0; day < lengthDays; day++) {
    highestMg = Math.max(highestMg, dayTotalMg(schedule, day));
  }
  return highestMg;
}

/** Amounts swallowed on one day, spread evenly over 24 h from hour 0; empty on a day without. */
export function dayIntakes(schedule: DoseSchedule, dayInPeriod: number): readonly number[] {
  if (schedule.kind === 'split') return schedule.dosesMg;
  const totalMg = dayTotalMg(schedule, dayInPeriod);
  return totalMg > 0 ? [totalMg] : [];
}

function readPeriod(input: unknown, at: string, refusals: RegimenRefusal[]): RegimenPeriod | null {
  if (!isRecord(input)) {
    refuse(refusals, at, 'a period is an object', 'write the period with its days and dose');
    return null;
  }
  const keys = ['firstDay', 'lengthDays', 'schedule', 'productClass', 'meal', 'adherence'];
  unknownKeys(input, keys, `${at}.`, refusals);
  wholeNumber(input.firstDay, `${at}.firstDay`, 0, MAX_REGIMEN_DAYS - 1, refusals);
  wholeNumber(input.lengthDays, `${at}.lengthDays`, 1, MAX_REGIMEN_DAYS, refusals);
  oneOf(input.productClass, `${at}.productClass`, PRODUCT_CLASSES, refusals);
  oneOf(input.meal, `${at}.meal`, MEALS, refusals);
  const adherence = input.adherence;
  if (!(typeof adherence === 'number' && adherence > 0 && adherence <= 1)) {
    const rule = 'adherence is above 0 and at most 1';
    refuse(refusals, `${at}.adherence`, rule, 'write 0.9 for nine days of ten, or plan a break');
  }
  readSchedule(input.schedule, `${at}.schedule`, refusals);
  // Where something was refused, what is returned here is not used.
  return input as unknown as RegimenPeriod;
}

const SCHEDULE_KEYS: Readonly<Record<DoseSchedule['kind'], readonly string[]>> = {
  constant: ['doseMg'],
  ramp: ['fromDoseMg', 'toDoseMg', 'stepMg', 'stepDays'],
  split: ['dosesMg'],
  alternateDay: ['doseMg'],
  repeating: ['dosesMg'],
  weekly: ['dosesMg'],
  pulse: ['doseMg', 'onDays', 'offDays'],
  break: [],
};

function readSchedule(input: unknown, at: string, refusals: RegimenRefusal[]): void {
  const kind = isRecord(input) ? input.kind : undefined;
  if (!isRecord(input) || typeof kind !== 'string' || !Object.hasOwn(SCHEDULE_KEYS, kind)) {
    const kinds = Object.keys(SCHEDULE_KEYS).join(', ');
    refuse(refusals, `${at}.kind`, `a schedule is one of ${kinds}`, `write one of ${kinds}`);
    return;
  }
  const keys = SCHEDULE_KEYS[kind as DoseSchedule['kind']];
  const list = kind === 'split' ? INTAKES : kind === 'weekly' ? WEEK : TURNS;
  unknownKeys(input, ['kind', ...keys], `${at}.`, refusals);
  for (const key of keys) {
    const value = input[key];
    if (key === 'dosesMg') readDoses(value, `${at}.dosesMg`, list, refusals);
    else if (key.endsWith('Days')) wholeNumber(value, `${at}.${key}`, 1, 365, refusals);
    else doseInRange(value, `${at}.${key}`, refusals);
  }
}

interface DoseList {
  readonly least: number;
  readonly most: number;
  /** True where each item is a day's total, so that 0 is a day without. */
  readonly isDays: boolean;
  readonly rule: string;
  readonly step: string;
}

const INTAKES: DoseList = {
  least: 2,
  most: 4,
  isDays: false,
  rule: 'a split day has 2 to 4 intakes',
  step: 'write 2 to 4 amounts in mg, one for each intake',
};
const TURNS: DoseList = {
  least: 2,
  most: 56,
  isDays: true,
  rule: 'a repeating list has 2 to 56 days',
  step: 'write 2 to 56 amounts in mg, one for each day, 0 for a day without',
};
const WEEK: DoseList = {
  ...{ least: 7, most: 7, isDays: true, rule: 'a week has 7 days' },
  step: 'write 7 amounts in mg, one for each day, 0 for a day without',
};

function readDoses(value: unknown, at: string, list: DoseList, refusals: RegimenRefusal[]): void {
  if (!Array.isArray(value) || value.length < list.least || value.length > list.most) {
    refuse(refusals, at, list.rule, list.step);
    return;
  }
  value.forEach((doseMg, i) => {
    if (!list.isDays || doseMg !== 0) doseInRange(doseMg, `${at}[${i}]`, refusals);
  });
  const totalMg = value.reduce((sum: number, doseMg) => sum + Number(doseMg), 0);
  if (!list.isDays && totalMg > MAX_DAILY_DOSE_MG) doseInRange(totalMg, at, refusals);
}

function checkOrder(periods: readonly RegimenPeriod[], refusals: RegimenRefusal[]): void {
  let freeFrom = 0;
  periods.forEach((period, i) => {
    if (period.firstDay < freeFrom) {
      const rule = 'periods stand in order and do not overlap';
      refuse(refusals, `periods[${i}].firstDay`, rule, `start it on day ${freeFrom} or later`);
    }
    freeFrom = Math.max(freeFrom, period.firstDay + period.lengthDays);
  });
  if (freeFrom > MAX_REGIMEN_DAYS) {
    const rule = `a plan ends within ${MAX_REGIMEN_DAYS} days`;
    const last = periods.length - 1;
    const most = periods[last]!.lengthDays - (freeFrom - MAX_REGIMEN_DAYS);
    const step = most < 1 ? 'leave this period out' : `write ${most} or less`;
    refuse(refusals, `periods[${last}].lengthDays`, rule, `${step}, or shorten one before it`);
  }
  if (refusals.length === 0 && lastDoseDay({ periods }) < 0) {
    refuse(
      refusals,
      'periods',
      'a plan gives at least one capsule',
      'write a dose above 0 in at least one period',
    );
  }
}

function doseInRange(value: unknown, field: string, refusals: RegimenRefusal[]): void {
  const fits = typeof value === 'number' && value >= MIN_DOSE_MG && value <= MAX_DAILY_DOSE_MG;
  if (fits) return;
  const rule = `a day's dose is ${MIN_DOSE_MG} to ${MAX_DAILY_DOSE_MG} mg`;
  const step = `write ${MIN_DOSE_MG} to ${MAX_DAILY_DOSE_MG} mg, or plan a break for a day without`;
  refuse(refusals, field, rule, step);
}

function wholeNumber(
  value: unknown,
  field: string,
  min: number,
  max: number,
  refusals: RegimenRefusal[],
): void {
  if (Number.isInteger(value) && (value as number) >= min && (value as number) <= max) return;
  const rule = `whole days from ${min} to ${max}`;
  refuse(refusals, field, rule, `write a whole number of days from ${min} to ${max}`);
}

function oneOf(
  value: unknown,
  field: string,
  allowed: readonly string[],
  refusals: RegimenRefusal[],
): void {
  if (typeof value === 'string' && allowed.includes(value)) return;
  const words = `one of ${allowed.join(', ')}`;
  refuse(refusals, field, words, `write ${words}`);
}

function unknownKeys(
  input: Record<string, unknown>,
  known: readonly string[],
  prefix: string,
  refusals: RegimenRefusal[],
): void {
  for (const key of Object.keys(input)) {
    if (known.includes(key)) continue;
    // The key itself is untrusted text, so it is not echoed.
    const rule = `only these fields are known here: ${known.join(', ')}`;
    refuse(refusals, `${prefix}*`, rule, 'remove the unknown field');
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuse(refusals: RegimenRefusal[], field: string, rule: string, nextStep: string): void {
  refusals.push({ field, rule, nextStep });
}
