// How much of the planned dose was taken, on the days that somebody told of.
// Never counts a silent day: it was neither taken nor missed until somebody says so.

import { addDays, type CalendarDay } from '../time/calendar-day.ts';
import type { CourseDoses } from './course-history.ts';
import type { CoursePlan } from './course-plan.ts';
import { plannedMgOn } from './dose-figures.ts';

/** Adherence seen so far. */
export interface Adherence {
  /** Taken over planned mg on reported days; `undefined`: nothing reported. Above 1: more than planned. */
  readonly share: number | undefined;
  /** Planned days up to the day before `today` with a report, and without one. */
  readonly reportedDays: number;
  readonly silentDays: number;
}

/** Adherence to `plan` over its days before `today`; without a plan, days taken of days reported. */
export function adherenceOf(
  doses: CourseDoses,
  plan: CoursePlan | undefined,
  today: CalendarDay,
): Adherence {
  const takenMg = new Map<CalendarDay, number>();
  for (const { occurredOn, data } of doses.taken)
    takenMg.set(occurredOn, (takenMg.get(occurredOn) ?? 0) + data.doseMg);
  const missed = new Set(doses.missed.map((event) => event.occurredOn));
  if (plan === undefined) {
    const both = new Set([...takenMg.keys(), ...missed].filter((day) => day < today));
    const days = [...both].filter((day) => takenMg.has(day)).length;
    return {
      share: both.size === 0 ? undefined : days / both.size,
      reportedDays: both.size,
      silentDays: 0,
    };
  }
  let planned = 0;
  let taken = 0;
  let reportedDays = 0;
  let silentDays = 0;
  for (let day = plan.startsOn; day < today; day = addDays(day, 1)) {
    const mg = plannedMgOn(plan, day);
    if (mg === 0) continue;
    const isReported = takenMg.has(day) || missed.has(day);
    if (!isReported) {
      silentDays += 1;
      continue;
    }
    reportedDays += 1;
    planned += mg;
    taken += takenMg.get(day) ?? 0;
  }
  return { share: planned === 0 ? undefined : taken / planned, reportedDays, silentDays };
}
