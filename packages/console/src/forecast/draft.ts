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
}

/** How capsules are given in a plan of the form; breaks need the file of the command line. */
export type ScheduleKind = Exclude<DoseSchedule['kind'], 'break'>;

export interface PlanDraft {
  /** Stays the same while the plan is edited. */
  readonly id: number;
  readonly name: string;
  readonly kind: ScheduleKind;
  readonly doseMg: string;
  readonly fromDoseMg: string;
  readonly stepMg: string;
  readonly stepDays: string;
  /** Amounts of one day, parted by + or a space. */
  readonly dosesMg: string;
  readonly onDays: string;
  readonly offDays: string;
  readonly productClass: string;
  readonly meal: string;
  readonly adherence: string;
  readonly lengthDays: string;
  readonly maintenanceMonths: string;
}

export interface ForecastDraft {
  readonly person: PersonDraft;
  readonly plans: readonly PlanDraft[];
  readonly horizonDays: string;
  readonly patients: string;
}

/** At most four plans stand side by side. */
export const MOST_PLANS = 4;

/** Years of the run and the days between its answered times. */
export const HORIZONS = [
  { years: 1, days: 364, every: 7 },
  { years: 2, days: 728, every: 7 },
  { years: 3, days: 1092, every: 14 },
  { years: 5, days: 1820, every: 28 },
  { years: 10, days: 3640, every: 28 },
] as const;

export const SIZES = [2000, 20_000, 100_000] as const;

const EMPTY_PLAN: Omit<PlanDraft, 'id'> = {
  name: '',
  kind: 'constant',
  doseMg: '',
  fromDoseMg: '',
  stepMg: '',
  stepDays: '',
  dosesMg: '',
  onDays: '',
  offDays: '',
  productClass: '',
  meal: '',
  adherence: '',
  lengthDays: '',
  maintenanceMonths: '0',
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
    },
    plans: [{ ...EMPTY_PLAN, id: 1, name: nameOf(1) }],
    horizonDays: '728',
    patients: '2000',
  };
}

/** Adds a copy of the last plan, so that one thing can be changed and compared. */
export function withAnotherPlan(
  draft: ForecastDraft,
  nameOf: (place: number) => string,
): ForecastDraft {
  const last = draft.plans.at(-1);
  if (last === undefined || draft.plans.length >= MOST_PLANS) return draft;
  const id = Math.max(...draft.plans.map((plan) => plan.id)) + 1;
  return { ...draft, plans: [...draft.plans, { ...last, id, name: nameOf(id) }] };
}

/** A number as people write it; anything else is left as typed, for the reader to refuse. */
function numberIn(typed: string): unknown {
  const text = typed.trim();
  if (text === '') return undefined;
  return /^-?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : text;
}

function scheduleOf(plan: PlanDraft): unknown {
  const { kind } = plan;
  const doseMg = numberIn(plan.doseMg);
  switch (kind) {
    case 'constant':
    case 'alternateDay':
      return { kind, doseMg };
    case 'ramp':
      return {
        kind,
        fromDoseMg: numberIn(plan.fromDoseMg),
        toDoseMg: doseMg,
        stepMg: numberIn(plan.stepMg),
        stepDays: numberIn(plan.stepDays),
      };
    case 'split':
    case 'repeating':
    case 'weekly':
      return { kind, dosesMg: plan.dosesMg.split(/[+\s]+/).flatMap((one) => numberIn(one) ?? []) };
    case 'pulse':
      return { kind, doseMg, onDays: numberIn(plan.onDays), offDays: numberIn(plan.offDays) };
  }
}

function planOf(plan: PlanDraft): unknown {
  return {
    name: plan.name.trim(),
    maintenanceMonths: numberIn(plan.maintenanceMonths),
    regimen: {
      periods: [
        {
          firstDay: 0,
          lengthDays: numberIn(plan.lengthDays),
          schedule: scheduleOf(plan),
          productClass: plan.productClass,
          meal: plan.meal,
          adherence: numberIn(plan.adherence),
        },
      ],
    },
  };
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
      }),
    },
    plans: draft.plans.map(planOf),
  };
}
