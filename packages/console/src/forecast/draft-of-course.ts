// The forecast's form filled in from the course on record, and what of it stays empty.
// Never a value that the record does not hold, and never one that cannot be changed.

import type { CoursePlanRead } from '@aegle/api';
import {
  EMPTY_PERIOD,
  type ForecastDraft,
  type PeriodDraft,
  type PersonDraft,
  type PlanDraft,
  type TakingDraft,
} from './draft.ts';

type Plan = NonNullable<CoursePlanRead['plan']>;
type Period = Plan['periods'][number];

const typed = (value: number | null): string => (value === null ? '' : String(value));

/** A share as the list has it, in whole percent and never as 0. */
const typedShare = (share: number | null): string =>
  share === null ? '' : String(Math.max(1, Math.round(share * 100)) / 100);

const takingOf = ({ productClass, meal, adherence }: Period): TakingDraft => ({
  productClass,
  meal,
  adherence: typedShare(adherence),
});

function scheduleOf(
  schedule: Period['schedule'],
): Partial<PeriodDraft> & Pick<PeriodDraft, 'kind'> {
  const { kind } = schedule;
  switch (schedule.kind) {
    case 'constant':
    case 'alternateDay':
      return { kind, doseMg: typed(schedule.doseMg) };
    case 'ramp': {
      const { fromDoseMg, toDoseMg, stepMg, stepDays } = schedule;
      const steps = { stepMg: typed(stepMg), stepDays: typed(stepDays) };
      return { kind, fromDoseMg: typed(fromDoseMg), doseMg: typed(toDoseMg), ...steps };
    }
    case 'split':
      return { kind, dosesMg: schedule.dosesMg.join(' + ') };
    case 'repeating':
    case 'weekly':
      return { kind, dosesMg: schedule.dosesMg.join(' ') };
    case 'pulse': {
      const { doseMg, onDays, offDays } = schedule;
      return { kind, doseMg: typed(doseMg), onDays: typed(onDays), offDays: typed(offDays) };
    }
    case 'break':
      return { kind };
  }
}

/** The periods one after the other; days that no period plans become a break, for the form has no gap. */
function periodsOf({ periods }: Plan): readonly Omit<PeriodDraft, 'id'>[] {
  let free = 0;
  return periods.flatMap((period) => {
    const { firstDay, lengthDays, schedule } = period;
    const gap = firstDay - free;
    free = firstDay + lengthDays;
    const taking = { ...EMPTY_PERIOD, ...takingOf(period) };
    const own = { ...taking, ...scheduleOf(schedule), lengthDays: typed(lengthDays) };
    const before = { ...taking, kind: 'break' as const, lengthDays: typed(gap) };
    return gap > 0 ? [before, own] : [own];
  });
}

const isSame = (a: TakingDraft, b: TakingDraft) =>
  a.productClass === b.productClass && a.meal === b.meal && a.adherence === b.adherence;

function planOf(plan: Plan, empty: PlanDraft, name: string): PlanDraft {
  const periods = periodsOf(plan).map((period, at) => ({ ...period, id: at + 1 }));
  // On a break nothing is taken, so that it asks for no other class, meal or share.
  const dosed = periods.filter(({ kind }) => kind !== 'break');
  const { productClass, meal, adherence } = dosed[0] ?? periods[0]!;
  const isByPeriod = dosed.some((one) => !isSame(one, dosed[0]!));
  return { ...empty, name, periods, isByPeriod, productClass, meal, adherence };
}

/** Values of before the first capsule, each where the record has one. */
function personOf(known: CoursePlanRead['person'], empty: PersonDraft): PersonDraft {
  const before = (name: (typeof BEFORE)[number]) => typed(known[name]?.value ?? null);
  return {
    ...empty,
    ageYears: typed(known.ageYears),
    sex: known.sex?.value ?? '',
    weightKg: typed(known.weightKg),
    ...Object.fromEntries(BEFORE.map((name) => [name, before(name)])),
  };
}

/** What was counted or measured before the first capsule, in the form's order. */
export const BEFORE = [
  'inflammatoryLesions',
  'nonInflammatoryLesions',
  'nodules',
  'triglyceridesMgPerDl',
  'altUnitsPerL',
] as const;

/** An empty form with what the record holds filled in; `name` is that of the plan. */
export function draftOfCourse(
  { plan, person }: CoursePlanRead,
  empty: ForecastDraft,
  name: string,
): ForecastDraft {
  const [first] = empty.plans;
  return {
    ...empty,
    person: personOf(person, empty.person),
    plans: plan === null || first === undefined ? empty.plans : [planOf(plan, first, name)],
  };
}

/** What the forecast needs and the record did not fill in, by name of its field, in the form's order. */
export function leftEmpty({ person, plans }: ForecastDraft) {
  const { triglyceridesMgPerDl, altUnitsPerL, scars, ...needed } = person;
  const names = (Object.keys(needed) as (keyof typeof needed)[]).filter(
    (name) => needed[name] === '',
  );
  const isUntold = plans.some((plan) =>
    plan.isByPeriod
      ? plan.periods.some(({ adherence }) => adherence === '')
      : plan.adherence === '',
  );
  return isUntold ? [...names, 'adherence' as const] : names;
}

/** Blood values that the record did not fill in: a forecast draws them from the population. */
export function drawnBlood({ person }: ForecastDraft) {
  const names = ['triglyceridesMgPerDl', 'altUnitsPerL'] as const;
  return names.filter((name) => person[name] === '');
}
