// Which edition is in force on a day: the confirmed one, a pending one beside it, or none.
// Never takes an announced day for a fact: a pending edition is decided beside the one before it.

import type { CalendarDay } from '../time/calendar-day.ts';
import type { Edition, Programme } from './programme.ts';

/** The editions that a question on a day must be decided under. */
export type EditionsInForce =
  | {
      readonly state: 'one';
      readonly edition: Edition;
      readonly previous: Edition | undefined;
      readonly pending?: undefined;
    }
  | {
      readonly state: 'pending';
      readonly edition: Edition;
      readonly previous?: undefined;
      readonly pending: Edition;
    }
  | { readonly state: 'none' };

/**
 * The editions in force on `day` (the programme's calendar). An edition is confirmed by its own data
 * or by a recorded `EditionConfirmedInForce`; one whose first day has passed unconfirmed is pending.
 */
export function editionsInForce(
  programme: Programme,
  day: CalendarDay,
  confirmedByRecord: ReadonlySet<string>,
): EditionsInForce {
  let confirmed: Edition | undefined;
  let previous: Edition | undefined;
  let pending: Edition | undefined;
  for (const edition of programme.editions) {
    if (edition.effectiveFrom > day) continue;
    if (edition.isConfirmed || confirmedByRecord.has(edition.id)) {
      previous = confirmed;
      confirmed = edition;
      pending = undefined;
    } else pending = edition;
  }
  if (confirmed?.effectiveTo !== undefined && day > confirmed.effectiveTo) confirmed = undefined;
  if (confirmed === undefined) return { state: 'none' };
  if (pending !== undefined) return { state: 'pending', edition: confirmed, pending };
  return { state: 'one', edition: confirmed, previous };
}
