// The shape of an item of the course: its window on the clock of the place, and its reason.
// Never a reason of the gate: what is made here has no stage.

import type { Sentences } from '../decision/audience.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import type { ClockOf } from '../time/clock.ts';
import type { AgendaItem, AgendaReason, AgendaStep } from './agenda-item.ts';

/** Where days end, and which of them it is. */
export interface CourseDay {
  readonly zone: string;
  readonly today: CalendarDay;
}

/** From the first day to the last, both included, with the day to choose. */
export interface Window {
  readonly firstDay: CalendarDay;
  readonly bestDay: CalendarDay;
  readonly lastDay: CalendarDay;
}

/** A window as an item has it: later before it, overdue after it; what is best is never past. */
export function windowed(
  { zone, today }: CourseDay,
  { firstDay, bestDay, lastDay }: Window,
  clockOf: ClockOf,
): Pick<AgendaItem, 'from' | 'bestDay' | 'closes' | 'state'> {
  return {
    from: firstDay,
    bestDay: bestDay < today ? today : bestDay,
    closes: { day: lastDay, zone, at: clockOf(zone).lastInstantOf(lastDay) },
    state: today > lastDay ? 'overdue' : today < firstDay ? 'later' : 'now',
  };
}

/** An item beside the gate, under a name that is unique among its step's. */
export function plain(what: AgendaStep, name: string, why: AgendaReason) {
  const none = { unlocks: [], ifMissed: undefined, stage: undefined };
  return { id: `${what}/${name}`, what, why, ...none };
}

/** A reason that is the same sentence for everybody. */
export function reason(
  code: AgendaStep,
  programme: string,
  requirement: string,
  sources: readonly string[],
  sentence: string,
  evidence: readonly string[] = [],
): AgendaReason {
  const text: Sentences = {
    patient: sentence,
    prescriber: sentence,
    pharmacist: sentence,
    programme: sentence,
  };
  return {
    code,
    programme,
    edition: programme,
    requirement,
    citation: { sources },
    evidence,
    text,
  };
}
