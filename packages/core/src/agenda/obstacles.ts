// What stands in the way of a supply beside the gate: the insurer's prior authorisation, an empty shelf.
// Never a reason of the gate and never its evidence: no rule reads these events.

import type { EventOf } from '../events/event.ts';
import type { RecordFacts } from '../facts/record-facts.ts';
import { addDays, type CalendarDay, formatCalendarDay } from '../time/calendar-day.ts';

/** An insurer's answer is asked for anew so long before the old one ends: a monthly visit lies in it. */
export const RENEWAL_DAYS = 30;

/** How an insurer's authorisation stands on a day; a course without a word of one has none. */
export type PriorAuthorization =
  /** Asked for, and not answered; `coveredUntil`: an earlier one still holds. */
  | {
      readonly state: 'asked';
      readonly answerBy: CalendarDay | undefined;
      readonly coveredUntil: CalendarDay | undefined;
      readonly event: string;
    }
  /** The last answer was no. */
  | {
      readonly state: 'refused';
      readonly coveredUntil: CalendarDay | undefined;
      readonly event: string;
    }
  /** Agreed to up to a day, included; without one nobody knows how long. */
  | {
      readonly state: 'agreed';
      readonly lastDay: CalendarDay | undefined;
      readonly event: string;
    };

type Requested = EventOf<'PriorAuthorizationRequested'>;
type Decided = EventOf<'PriorAuthorizationDecided'>;

/**
 * The state as of `today` of a course that began after `since` (the end of the one before). What was
 * asked in an earlier course is not waited for; what was granted then holds up to its last day.
 */
export function priorAuthorizationOf(
  { priorAuthorizations }: Pick<RecordFacts, 'priorAuthorizations'>,
  since: CalendarDay | undefined,
  today: CalendarDay,
): PriorAuthorization | undefined {
  const heard = priorAuthorizations.filter(({ occurredOn }) => occurredOn <= today);
  const own = heard.filter(({ occurredOn }) => since === undefined || occurredOn > since);
  const decided = heard.filter((one): one is Decided => one.type === 'PriorAuthorizationDecided');
  const agreed = lastAgreed(decided, today) ?? latest(decided.filter(isAgreed));
  const coveredUntil =
    agreed === undefined || isOver(agreed, today) ? undefined : agreed.data.lastDay;
  const asked = latest(
    own.filter((one): one is Requested => one.type === 'PriorAuthorizationRequested'),
  );
  const answer = asked && answerTo(asked, decided);
  if (asked !== undefined && answer === undefined) {
    const { answerBy } = asked.data;
    return { state: 'asked', answerBy, coveredUntil, event: asked.id };
  }
  const last = latest(
    own.filter((one): one is Decided => one.type === 'PriorAuthorizationDecided'),
  );
  if (last !== undefined && !last.data.granted)
    return { state: 'refused', coveredUntil, event: last.id };
  if (agreed === undefined || (last === undefined && isOver(agreed, today))) return undefined;
  return { state: 'agreed', lastDay: agreed.data.lastDay, event: agreed.id };
}

const isAgreed = ({ data }: Decided) => data.granted;
const isOver = ({ data }: Decided, today: CalendarDay) =>
  data.lastDay !== undefined && data.lastDay < today;

/** The agreement that holds today and longest; one without a last day only where no other does. */
function lastAgreed(decided: readonly Decided[], today: CalendarDay): Decided | undefined {
  const holding = decided.filter((one) => isAgreed(one) && !isOver(one, today));
  const end = ({ data }: Decided) => data.lastDay ?? today;
  return [...holding].sort((left, right) => end(left) - end(right)).at(-1);
}

/** What was heard last of the latest day. */
function latest<Event extends { readonly occurredOn: CalendarDay }>(
  events: readonly Event[],
): Event | undefined {
  return events.reduce<Event | undefined>(
    (last, one) => (last === undefined || one.occurredOn >= last.occurredOn ? one : last),
    undefined,
  );
}

/** The answer to a request: under its own name, heard after it. */
function answerTo(asked: Requested, decided: readonly Decided[]): Decided | undefined {
  return decided.findLast(
    ({ data, sequence }) => data.request === asked.data.request && sequence > asked.sequence,
  );
}

/** A pharmacy that said that it has none, and has not said that any came. */
export interface EmptyShelf {
  readonly pharmacy: string;
  readonly since: CalendarDay;
  readonly expectedOn: CalendarDay | undefined;
  readonly event: string;
}

/** Shelves that are empty for this patient as of `today`; a supply from there since filled it. */
export function emptyShelves(
  { stock }: Pick<RecordFacts, 'stock'>,
  supplies: readonly { readonly pharmacy: string; readonly on: CalendarDay }[],
  today: CalendarDay,
): readonly EmptyShelf[] {
  const shelves = new Map<string, EmptyShelf>();
  for (const event of stock) {
    if (event.occurredOn > today) continue;
    const { pharmacy, product } = event.data;
    const shelf = `${pharmacy}/${product ?? ''}`;
    if (event.type === 'StockRanOut') {
      const { expectedOn } = event.data;
      shelves.set(shelf, { pharmacy, since: event.occurredOn, expectedOn, event: event.id });
    } else
      for (const [name, one] of shelves)
        if (name === shelf || (product === undefined && one.pharmacy === pharmacy))
          shelves.delete(name);
  }
  const isFilled = ({ pharmacy, since }: EmptyShelf) =>
    supplies.some((one) => one.pharmacy === pharmacy && one.on > since);
  const byPharmacy = new Map<string, EmptyShelf>();
  for (const shelf of shelves.values()) if (!isFilled(shelf)) byPharmacy.set(shelf.pharmacy, shelf);
  return [...byPharmacy.values()];
}

/** One sentence about a shelf: since when it is empty, and when more is expected. */
export function shelfText({ since, expectedOn }: EmptyShelf): string {
  const none = `The pharmacy had none on ${formatCalendarDay(since)}`;
  if (expectedOn === undefined) return `${none}, and no day is named on which more comes.`;
  return `${none}; more is expected on ${formatCalendarDay(expectedOn)}.`;
}

/** The first day of the month before the end of what an insurer agreed to. */
export function renewableFrom(lastDay: CalendarDay): CalendarDay {
  return addDays(lastDay, -RENEWAL_DAYS);
}
