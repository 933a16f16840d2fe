// Each reason of a refused request, beside the field of the form that it is about.
// Never drops one: what belongs to no field of the form is listed above it.

import type { PersonDraft, PlanDraft, ScheduleKind } from './draft.ts';

/** A reason as the forecast's reader gives it. */
export interface FieldRefusal {
  readonly field: string;
  readonly rule: string;
  readonly nextStep: string;
}

export type RefusedPerson = Partial<Record<keyof PersonDraft, FieldRefusal>>;
export type RefusedPlan = Partial<Record<keyof PlanDraft, FieldRefusal>>;

export interface RefusedDraft {
  readonly person: RefusedPerson;
  /** In the order of the plans. */
  readonly plans: readonly RefusedPlan[];
  readonly others: readonly FieldRefusal[];
}

const PERSON_FIELD = /^subject\.profile\.([A-Za-z]+)$/;
const PLAN_FIELD = /^plans\[(\d+)\]\.(?:regimen\.periods\[0\]\.)?(.+)$/;

const SCHEDULE_FIELDS: Readonly<Record<ScheduleKind, readonly (keyof PlanDraft)[]>> = {
  constant: ['doseMg'],
  alternateDay: ['doseMg'],
  ramp: ['fromDoseMg', 'doseMg', 'stepMg', 'stepDays'],
  split: ['dosesMg'],
  repeating: ['dosesMg'],
  weekly: ['dosesMg'],
  pulse: ['doseMg', 'onDays', 'offDays'],
};

/** The inputs of a schedule, in the order in which they are asked. */
export function scheduleFields(kind: ScheduleKind): readonly (keyof PlanDraft)[] {
  return SCHEDULE_FIELDS[kind];
}

const PLAN_FIELDS = [
  'name',
  'maintenanceMonths',
  'lengthDays',
  'productClass',
  'meal',
  'adherence',
];

function planField(path: string, kind: ScheduleKind): keyof PlanDraft | undefined {
  if (PLAN_FIELDS.includes(path)) return path as keyof PlanDraft;
  if (!path.startsWith('schedule')) return undefined;
  const name = path.replace(/^schedule\.?/, '').replace(/\[.*$/, '');
  const input = name === 'toDoseMg' ? 'doseMg' : name;
  const fields = scheduleFields(kind);
  // What is refused of a day as a whole, such as more than the label's highest, is its dose.
  const dose = fields.includes('dosesMg') ? 'dosesMg' : 'doseMg';
  return fields.find((one) => one === input) ?? dose;
}

/** Sorts the reasons to the fields; of two about one field the first stands. */
export function refusedFields(
  refusals: readonly FieldRefusal[],
  person: PersonDraft,
  plans: readonly PlanDraft[],
): RefusedDraft {
  const refusedPerson: RefusedPerson = {};
  const refusedPlans: RefusedPlan[] = plans.map(() => ({}));
  const others: FieldRefusal[] = [];
  for (const refusal of refusals) {
    const profile = PERSON_FIELD.exec(refusal.field)?.[1];
    const [, place, path] = PLAN_FIELD.exec(refusal.field) ?? [];
    const plan = plans[Number(place ?? -1)];
    const field = plan === undefined ? undefined : planField(path ?? '', plan.kind);
    if (profile !== undefined && profile in person)
      refusedPerson[profile as keyof PersonDraft] ??= refusal;
    else if (field !== undefined) refusedPlans[Number(place)]![field] ??= refusal;
    else others.push(refusal);
  }
  return { person: refusedPerson, plans: refusedPlans, others };
}
