// Days on which a course rests: from when, until when, and how they move what is counted in days of treatment.
// Never a dose in a pause unless somebody told of it, and never the end of a course.

import type { EventOf } from '../events/event.ts';
import type { PatientFacts } from '../facts/patient-facts.ts';
import { addDays, type CalendarDay } from '../time/calendar-day.ts';

/** One pause: no dose from its first day to the day before it ends. */
export interface Pause {
  readonly from: CalendarDay;
  /** The day on which the course went on; `undefined`: it still rests. */
  readonly to: CalendarDay | undefined;
  /** The day on which it is meant to go on; `undefined`: nobody said. */
  readonly resumesOn: CalendarDay | undefined;
}

/** The pauses with one more event heard: a second pause within one only says anew when it ends. */
export function pausesWith(
  pauses: readonly Pause[],
  event: EventOf<'CoursePaused'> | EventOf<'CourseResumed'>,
): readonly Pause[] {
  const open = openPause(pauses);
  if (event.type === 'CoursePaused') {
    const { resumesOn } = event.data;
    if (open === undefined)
      return [...pauses, { from: event.occurredOn, to: undefined, resumesOn }];
    return [...pauses.slice(0, -1), { ...open, resumesOn: resumesOn ?? open.resumesOn }];
  }
  if (open === undefined) return pauses;
  return [...pauses.slice(0, -1), { ...open, to: event.occurredOn }];
}

/** The pauses of the current course, of the facts that a gate reads. */
export function pausesOf({ coursePauses, course }: PatientFacts): readonly Pause[] {
  const began = course?.enrolment.sequence ?? 0;
  return coursePauses
    .filter(({ sequence }) => sequence > began)
    .reduce<readonly Pause[]>(pausesWith, []);
}

/** The pause in which the course rests; `undefined`: it goes on. */
export function openPause(pauses: readonly Pause[]): Pause | undefined {
  const last = pauses.at(-1);
  return last?.to === undefined ? last : undefined;
}

/** The day on which doses went on or will: of a pause without a day to come, today at the earliest. */
export function goesOnOn({ to, resumesOn }: Pause, today: CalendarDay): CalendarDay {
  return to ?? (Math.max(today, resumesOn ?? today) as CalendarDay);
}

/** True on a day without treatment. */
export function isPausedOn(
  pauses: readonly Pause[],
  day: CalendarDay,
  today: CalendarDay,
): boolean {
  return pauses.some((pause) => pause.from <= day && day < goesOnOn(pause, today));
}

/** Days without treatment, those of a planned rest of the last pause included. */
export function daysPaused(pauses: readonly Pause[], today: CalendarDay): number {
  return pauses.reduce((sum, pause) => sum + Math.max(0, goesOnOn(pause, today) - pause.from), 0);
}

/** A day that is counted from `from` in days of treatment: every pause up to it moves it by its length. */
export function movedByPauses(
  pauses: readonly Pause[],
  from: CalendarDay,
  day: CalendarDay,
  today: CalendarDay,
): CalendarDay {
  let moved = day;
  for (const pause of [...pauses].sort((left, right) => left.from - right.from)) {
    const start = Math.max(pause.from, from);
    if (start <= moved) moved = addDays(moved, Math.max(0, goesOnOn(pause, today) - start));
  }
  return moved;
}
