// What is typed into the forecast's form, and the request it stands for.
// Never proposes a dose, a length or anything about a person: a new form is empty.

import type { DoseSchedule } from '@aegle/core';

/** Everything as typed; an empty text was not filled in. */
export interface PersonDraft {
  readonly ageYears: string;
  readonly sex: string;
  readonly weightKg: string;
  readonly inflammatoryLesions: string;
  readonly nonInflammatoryLesions: string;
  readonly nodules: string;
  /** `yes` or `no`. */
  readonly isTruncal: string;
  readonly triglyceridesMgPerDl: string;
  readonly altUnitsPerL: string;
  /** Lasting scars of the face before treatment. */
  readonly scars: string;
}

export type ScheduleKind = DoseSchedule['kind'];

/** How capsules are taken: asked once a plan, or for each of its periods. */
export interface TakingDraft {
  readonly productClass: string;
  readonly meal: string;
  readonly adherence: string;
}

/** A stretch of a plan: periods follow each other without a gap, a pause is a period of its own. */
export interface PeriodDraft extends TakingDraft {
  readonly id: number;
  readonly kind: ScheduleKind;
  readonly doseMg: string;
  readonly fromDoseMg: string;
  readonly stepMg: string;
  readonly stepDays: string;
  /** Amounts parted by a space, +, /, ; or a comma with a space: 2,5 is two and a half. */
  readonly dosesMg: string;
  readonly onDays: string;
  readonly offDays: string;
  readonly lengthDays: string;
}

export interface PlanDraft extends TakingDraft {
  /** Stays the same while the plan is edited. */
  readonly id: number;
  readonly name: string;
  readonly periods: readonly PeriodDraft[];
  /** True where each period has its own class, meal and share, as in a course under way. */
  readonly isByPeriod: boolean;
  /** Weeks of clearance after which capsules stop; empty: the plan's length stands. */
  readonly untilClearWeeks: string;
  readonly maintenanceMonths: string;
  /** `yes` where capsules are opened before they are swallowed. */
  readonly areCapsulesOpened: string;
}

export interface ForecastDraft {
  readonly person: PersonDraft;
  readonly plans: readonly PlanDraft[];
  readonly horizonDays: string;
  readonly patients: string;
}

/** At most four plans stand side by side. */
export const MOST_PLANS = 4;
/** More periods than a person would write; the command line takes sixty. */
export const MOST_PERIODS = 12;

/** Years of the run and the days between its answered times. */
export const HORIZONS = [
  { years: 1, days: 364, every: 7 },
  { years: 2, days: 728, every: 7 },
  { years: 3, days: 1092, every: 14 },
  { years: 5, days: 1820, every: 28 },
  { years: 10, days: 3640, every: 28 },
] as const;

export const SIZES = [2000, 20_000, 100_000] as const;

const EMPTY_TAKING: TakingDraft = { productClass: '', meal: '', adherence: '' };

/** A period in which nothing is filled in. */
export const EMPTY_PERIOD: Omit<PeriodDraft, 'id'> = {
  ...EMPTY_TAKING,
  kind: 'constant',
  doseMg: '',
  fromDoseMg: '',
  stepMg: '',
  stepDays: '',
  dosesMg: '',
  onDays: '',
  offDays: '',
  lengthDays: '',
};

const EMPTY_PLAN: Omit<PlanDraft, 'id' | 'name'> = {
  periods: [{ ...EMPTY_PERIOD, id: 1 }],
  ...EMPTY_TAKING,
  isByPeriod: false,
  untilClearWeeks: '',
  maintenanceMonths: '0',
  areCapsulesOpened: 'no',
};

/** A form in which nothing about a person or a dose is filled in. */
export function emptyDraft(nameOf: (place: number) => string): ForecastDraft {
  return {
    person: {
      ageYears: '',
      sex: '',
      weightKg: '',
      inflammatoryLesions: '',
      nonInflammatoryLesions: '',
      nodules: '',
      isTruncal: '',
      triglyceridesMgPerDl: '',
      altUnitsPerL: '',
      scars: '',
    },
    plans: [{ ...EMPTY_PLAN, id: 1, name: nameOf(1) }],
    horizonDays: '728',
    patients: '2000',
  };
}

const nextId = (list: readonly { readonly id: number }[]): number =>
  Math.max(0, ...list.map((one) => one.id)) + 1;

/** A copy of the last plan, so that one thing can be changed and compared. */
export function nextPlan(
  plans: readonly PlanDraft[],
  nameOf: (place: number) => string,
): PlanDraft | null {
  const last = plans.at(-1);
  if (last === undefined || plans.length >= MOST_PLANS) return null;
  const id = nextId(plans);
  return { ...last, id, name: nameOf(id) };
}

/** An empty period to follow those that there are. */
export function nextPeriod(periods: readonly PeriodDraft[]): PeriodDraft | null {
  return periods.length >= MOST_PERIODS ? null : { ...EMPTY_PERIOD, id: nextId(periods) };
}

/** A number as people write it; anything else is left as typed, for the reader to refuse. */
function numberIn(typed: string): unknown {
  const text = typed.trim();
  if (text === '') return undefined;
  return /^-?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : text;
}

function scheduleOf(period: PeriodDraft): unknown {
  const { kind } = period;
  const doseMg = numberIn(period.doseMg);
  switch (kind) {
    case 'constant':
    case 'alternateDay':
      return { kind, doseMg };
    case 'ramp':
      return {
        kind,
        fromDoseMg: numberIn(period.fromDoseMg),
        toDoseMg: doseMg,
        stepMg: numberIn(period.stepMg),
        stepDays: numberIn(period.stepDays),
      };
    case 'split':
    case 'repeating':
    case 'weekly':
      return {
        kind,
        dosesMg: period.dosesMg.split(/(?:,\s+|[+/;\s])+/).flatMap((one) => numberIn(one) ?? []),
      };
    case 'pulse':
      return { kind, doseMg, onDays: numberIn(period.onDays), offDays: numberIn(period.offDays) };
    case 'break':
      return { kind };
  }
}

/** Periods one after the other; after a length that is no number the next day is the reader's to refuse. */
function periodsOf(plan: PlanDraft): readonly unknown[] {
  let firstDay = 0;
  return plan.periods.map((period) => {
    const { productClass, meal, adherence } = plan.isByPeriod ? period : plan;
    const lengthDays = numberIn(period.lengthDays);
    const from = firstDay;
    firstDay += typeof lengthDays === 'number' && lengthDays > 0 ? lengthDays : 0;
    return {
      firstDay: from,
      lengthDays,
      schedule: scheduleOf(period),
      productClass,
      meal,
      adherence: numberIn(adherence),
    };
  });
}

function planOf(plan: PlanDraft): unknown {
  return given({
    name: plan.name.trim(),
    maintenanceMonths: numberIn(plan.maintenanceMonths),
    untilClearWeeks: numberIn(plan.untilClearWeeks),
    areCapsulesOpened: plan.areCapsulesOpened === 'yes' ? true : undefined,
    regimen: { periods: periodsOf(plan) },
  });
}

/** Values that were given; the reader draws the others from the population. */
function given(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** The request as the forecast's own reader takes it: it accepts it whole or says why not. */
export function requestIn(draft: ForecastDraft): Record<string, unknown> {
  const { person } = draft;
  const horizon = HORIZONS.find((one) => String(one.days) === draft.horizonDays);
  return {
    seed: 1,
    patients: numberIn(draft.patients),
    horizonDays: numberIn(draft.horizonDays),
    outputEveryDays: horizon?.every ?? 28,
    subject: {
      kind: 'patient',
      profile: given({
        ageYears: numberIn(person.ageYears),
        sex: person.sex,
        weightKg: numberIn(person.weightKg),
        inflammatoryLesions: numberIn(person.inflammatoryLesions),
        nonInflammatoryLesions: numberIn(person.nonInflammatoryLesions),
        nodules: numberIn(person.nodules),
        isTruncal:
          person.isTruncal === 'yes' ? true : person.isTruncal === 'no' ? false : undefined,
        triglyceridesMgPerDl: numberIn(person.triglyceridesMgPerDl),
        altUnitsPerL: numberIn(person.altUnitsPerL),
        scars: numberIn(person.scars),
      }),
    },
    plans: draft.plans.map(planOf),
  };
}
