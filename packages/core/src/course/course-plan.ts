// The planned doses of one course as a regimen: what was planned last holds from its first day on.
// Never repairs a plan: a period that cannot be read is named, and nothing is derived from it.

import type { EventOf } from '../events/event.ts';
import type { FieldProblem } from '../events/fields.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import {
  type DoseSchedule,
  type Regimen,
  type RegimenPeriod,
  type RegimenRefusal,
  readRegimen,
} from './regimen.ts';

type Planned = EventOf<'DosePlanned'>;

/** A course's plan: its first day, and its periods counted from that day. */
export interface CoursePlan {
  readonly startsOn: CalendarDay;
  readonly regimen: Regimen;
}

export type PlanReading =
  | { readonly kind: 'none' }
  | { readonly kind: 'planned'; readonly plan: CoursePlan }
  | { readonly kind: 'unreadable'; readonly refusals: readonly RegimenRefusal[] };

/** The plan of `course` as the events say it, in the order they were heard. */
export function coursePlanOf(events: readonly Planned[], course: string): PlanReading {
  let periods: readonly { readonly on: CalendarDay; readonly period: RegimenPeriod }[] = [];
  for (const event of events) {
    if (event.data.course !== course) continue;
    const from = event.data.startsOn;
    const kept = periods.flatMap(({ on, period }) => {
      const lengthDays = Math.min(period.lengthDays, from - on);
      return lengthDays < 1 ? [] : [{ on, period: { ...period, lengthDays } }];
    });
    periods = [...kept, { on: from, period: periodOf(event) }];
  }
  const first = periods[0];
  if (first === undefined) return { kind: 'none' };
  const startsOn = first.on;
  const reading = readRegimen({
    periods: periods.map(({ on, period }) => ({ ...period, firstDay: on - startsOn })),
  });
  return reading.accepted
    ? { kind: 'planned', plan: { startsOn, regimen: reading.regimen } }
    : { kind: 'unreadable', refusals: reading.refusals };
}

function periodOf({ data }: Planned): RegimenPeriod {
  const { lengthDays, productClass, meal } = data;
  const schedule = scheduleOf(data);
  return { firstDay: 0, lengthDays, schedule, productClass, meal, adherence: 1 };
}

/** `dosesMg` is one dose, the two ends of a ramp, a day's intakes, or a list of days. */
function scheduleOf(data: Planned['data']): DoseSchedule {
  const { schedule: kind, dosesMg } = data;
  const [first = 0, second = 0] = dosesMg;
  const { stepMg = 0, stepDays = 0, onDays = 0, offDays = 0 } = data;
  switch (kind) {
    case 'constant':
    case 'alternateDay':
      return { kind, doseMg: first };
    case 'ramp':
      return { kind, fromDoseMg: first, toDoseMg: second, stepMg, stepDays };
    case 'split':
    case 'repeating':
    case 'weekly':
      return { kind, dosesMg };
    case 'pulse':
      return { kind, doseMg: first, onDays, offDays };
    case 'break':
      return { kind };
  }
}

const LIST_LENGTHS: Readonly<Record<DoseSchedule['kind'], readonly [number, number]>> = {
  constant: [1, 1],
  alternateDay: [1, 1],
  ramp: [2, 2],
  split: [2, 4],
  repeating: [2, 56],
  weekly: [7, 7],
  pulse: [1, 1],
  break: [0, 0],
};

/** Why a planned period may not be recorded: fields that its schedule needs, or numbers that cannot be. */
export function dosePlanProblems({ data }: Planned): readonly FieldProblem[] {
  const [least, most] = LIST_LENGTHS[data.schedule];
  if (data.dosesMg.length < least || data.dosesMg.length > most)
    return [
      {
        field: 'data.dosesMg',
        rule: 'not_of_this_schedule',
        nextStep: `A ${data.schedule} schedule lists ${least === most ? least : `${least} to ${most}`} doses.`,
      },
    ];
  // A break alone gives no capsule, and is a period all the same.
  if (data.schedule === 'break') return [];
  const schedule = scheduleOf(data);
  const reading = readRegimen({ periods: [periodOf({ data } as Planned)] });
  if (reading.accepted) return [];
  return reading.refusals.map(({ field, rule, nextStep }) => ({
    field: fieldOf(field, schedule.kind),
    rule,
    nextStep,
  }));
}

/** The event's own name of a field of the regimen. */
function fieldOf(field: string, kind: DoseSchedule['kind']): string {
  const name = field.replace(/^periods\[0\]\.?/, '').replace(/^schedule\.?/, '');
  if (/^(doseMg|fromDoseMg)$/.test(name)) return 'data.dosesMg[0]';
  if (name === 'toDoseMg') return 'data.dosesMg[1]';
  return name === '' || name === 'kind' ? `data.${kind}` : `data.${name}`;
}
