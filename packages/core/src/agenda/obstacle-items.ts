// The insurer's authorisation and an empty shelf as items: who does what by when, and what it opens.
// Never a condition of the gate: a supply that the gate grants may be handed out without them.

import { type CalendarDay, formatCalendarDay } from '../time/calendar-day.ts';
import type { ClockOf } from '../time/clock.ts';
import type { AgendaEnd, AgendaItem, AgendaStep } from './agenda-item.ts';
import { type CourseDay, plain, reason, windowed } from './course-item.ts';
import { type EmptyShelf, type PriorAuthorization, renewableFrom, shelfText } from './obstacles.ts';

/** What is known of a course that is not over. */
export interface Obstacles extends CourseDay {
  readonly endsOn?: CalendarDay;
  readonly priorAuthorization?: PriorAuthorization;
  readonly emptyShelves?: readonly EmptyShelf[];
}

/** Both, as far as they stand in the way or soon will. */
export function obstacleItems(course: Obstacles, clockOf: ClockOf): readonly AgendaItem[] {
  const { priorAuthorization: insurer, emptyShelves = [] } = course;
  return [
    ...(insurer === undefined ? [] : insurerItems(course, insurer, clockOf)),
    ...emptyShelves.map((shelf) => shelfItem(course, shelf)),
  ];
}

function insurerItems(
  course: Obstacles,
  insurer: PriorAuthorization,
  clockOf: ClockOf,
): readonly AgendaItem[] {
  const { today, endsOn } = course;
  if (insurer.state === 'asked') {
    const { answerBy, coveredUntil } = insurer;
    const lastDay = coveredUntil ?? answerBy;
    const text = 'The insurer was asked for its authorisation and has not answered.';
    return [insurerItem(course, 'insurer_answer', insurer, text, today, lastDay, clockOf)];
  }
  if (insurer.state === 'refused') {
    const { coveredUntil: lastDay } = insurer;
    const text =
      'The insurer refused. Answer it, or agree with the patient how the capsules are paid.';
    return [insurerItem(course, 'prior_authorization', insurer, text, today, lastDay, clockOf)];
  }
  const { lastDay } = insurer;
  if (lastDay === undefined) {
    const text = 'The insurer agreed, and no last day is recorded: ask for it.';
    return [insurerItem(course, 'prior_authorization', insurer, text, today, undefined, clockOf)];
  }
  if (endsOn !== undefined && lastDay >= endsOn) return [];
  const before =
    endsOn === undefined
      ? 'before the course is known to end'
      : `before the course ends on ${formatCalendarDay(endsOn)}`;
  const text = `The insurer's authorisation ends ${before}: it is asked for anew in time.`;
  const from = renewableFrom(lastDay);
  return [insurerItem(course, 'prior_authorization', insurer, text, from, lastDay, clockOf)];
}

function insurerItem(
  course: Obstacles,
  what: AgendaStep,
  { event }: PriorAuthorization,
  text: string,
  from: CalendarDay,
  lastDay: CalendarDay | undefined,
  clockOf: ClockOf,
): AgendaItem {
  const why = reason(what, 'aegle', 'prior-authorization', ['aegle-design'], text, [event]);
  const dated =
    lastDay === undefined
      ? ({ from, bestDay: from, closes: undefined, state: 'now' } as const)
      : windowed(course, { firstDay: from, bestDay: from, lastDay }, clockOf);
  const unlocks = ['dispense'];
  return { ...plain(what, 'insurer', why), ...dated, unlocks, who: ['delegate', 'prescriber'] };
}

function shelfItem({ today }: Obstacles, shelf: EmptyShelf): AgendaItem {
  const { pharmacy, since, expectedOn, event } = shelf;
  const why = reason('stock', 'aegle', 'stock', ['aegle-design'], shelfText(shelf), [event]);
  const bestDay = expectedOn === undefined || expectedOn < today ? today : expectedOn;
  return {
    ...plain('stock', pharmacy, why),
    ...{ from: since, bestDay, closes: undefined, state: 'now' },
    unlocks: ['dispense'],
    who: ['pharmacist', 'delegate'],
  };
}

const OBSTACLES: readonly AgendaStep[] = ['insurer_answer', 'prior_authorization', 'stock'];

/**
 * The items with the pickup that they stand before: without an end of its own an obstacle has to be out
 * of the way when that window closes, and what is expected only after it is said to be too late.
 */
export function beforePickup(items: readonly AgendaItem[]): readonly AgendaItem[] {
  const pickup = items.find(({ what, closes }) => what === 'dispense' && closes !== undefined);
  if (pickup === undefined) return items;
  return items.map((item) => {
    if (!OBSTACLES.includes(item.what) || item.closes !== undefined) return item;
    const { closes, ifMissed } = pickup;
    return { ...inTime(item, closes!), closes, ifMissed };
  });
}

function inTime(item: AgendaItem, { day }: AgendaEnd): AgendaItem {
  if (item.bestDay === undefined || item.bestDay <= day) return item;
  const text = (said: string) =>
    `${said} The window of the pickup closes before that, on ${formatCalendarDay(day)}.`;
  const { patient, prescriber, pharmacist, programme } = item.why.text;
  return {
    ...item,
    bestDay: day,
    why: {
      ...item.why,
      text: {
        patient: text(patient),
        prescriber: text(prescriber),
        pharmacist: text(pharmacist),
        programme: text(programme),
      },
    },
  };
}
