// Each reason of a refused request, beside the field of the form that it is about.
// Never drops one: what belongs to no field of the form is listed above it.

import type { ForecastDraft, PeriodDraft, ScheduleKind, TakingDraft } from './draft.ts';

/** A reason as the forecast's reader gives it. */
export interface FieldRefusal {
  readonly field: string;
  readonly rule: string;
  readonly nextStep: string;
}

export interface RefusedDraft {
  /** By the field's path in the form, such as `plans.0.periods.1.doseMg`. */
  readonly fields: Readonly<Record<string, FieldRefusal>>;
  readonly others: readonly FieldRefusal[];
}

export type ScheduleField = Exclude<
  keyof PeriodDraft,
  'id' | 'kind' | 'lengthDays' | keyof TakingDraft
>;

const SCHEDULE_FIELDS: Readonly<Record<ScheduleKind, readonly ScheduleField[]>> = {
  constant: ['doseMg'],
  alternateDay: ['doseMg'],
  ramp: ['fromDoseMg', 'doseMg', 'stepMg', 'stepDays'],
  split: ['dosesMg'],
  repeating: ['dosesMg'],
  weekly: ['dosesMg'],
  pulse: ['doseMg', 'onDays', 'offDays'],
  break: [],
};

/** The inputs of a schedule, in the order in which they are asked. */
export function scheduleFields(kind: ScheduleKind): readonly ScheduleField[] {
  return SCHEDULE_FIELDS[kind];
}

const PERSON_FIELD = /^subject\.profile\.([A-Za-z]+)$/;
const PERIOD_FIELD = /^plans\[(\d+)\]\.regimen\.periods\[(\d+)\]\.(.+)$/;
const PLAN_FIELD = /^plans\[(\d+)\]\.([A-Za-z]+)$/;
/** What the form asks once for all periods of a plan, unless each has its own. */
const OF_ALL_PERIODS = ['productClass', 'meal', 'adherence'];

function inputOfPeriod(path: string, kind: ScheduleKind): string | undefined {
  if (path === 'lengthDays' || path === 'firstDay') return 'lengthDays';
  if (!path.startsWith('schedule')) return undefined;
  const name = path.replace(/^schedule\.?/, '').replace(/\[.*$/, '');
  const input = name === 'toDoseMg' ? 'doseMg' : name;
  const fields = scheduleFields(kind);
  // What is refused of a day as a whole, such as more than the label's highest, is its dose.
  const dose = fields.includes('dosesMg') ? 'dosesMg' : 'doseMg';
  return fields.find((one) => one === input) ?? (fields.length === 0 ? 'lengthDays' : dose);
}

/** The form's path for a field of the request; undefined where the form does not ask it. */
function pathOf(field: string, { person, plans }: ForecastDraft): string | undefined {
  const profile = PERSON_FIELD.exec(field)?.[1];
  if (profile !== undefined) return profile in person ? `person.${profile}` : undefined;
  const [, plan, at, path = ''] = PERIOD_FIELD.exec(field) ?? [];
  const period = plans[Number(plan ?? -1)]?.periods[Number(at ?? -1)];
  if (period !== undefined) {
    if (OF_ALL_PERIODS.includes(path))
      return plans[Number(plan)]?.isByPeriod
        ? `plans.${plan}.periods.${at}.${path}`
        : `plans.${plan}.${path}`;
    const input = inputOfPeriod(path, period.kind);
    return input === undefined ? undefined : `plans.${plan}.periods.${at}.${input}`;
  }
  const [, place, name = ''] = PLAN_FIELD.exec(field) ?? [];
  const asked = plans[Number(place ?? -1)];
  return asked !== undefined && name in asked ? `plans.${place}.${name}` : undefined;
}

/** Sorts the reasons to the fields; of two about one field the first stands. */
export function refusedFields(
  refusals: readonly FieldRefusal[],
  draft: ForecastDraft,
): RefusedDraft {
  const fields: Record<string, FieldRefusal> = {};
  const others: FieldRefusal[] = [];
  for (const refusal of refusals) {
    const path = pathOf(refusal.field, draft);
    if (path === undefined) others.push(refusal);
    else fields[path] ??= refusal;
  }
  return { fields, others };
}
