// From which day a word about contraception counts: what is entered afterwards erases no interruption.
// Never moves an interruption: what says that protection was missing counts from its own day, whenever heard.

import type { EventType } from '../events/catalogue.ts';
import type { EventOf } from '../events/event.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import { earliestDayAnywhere } from '../time/question-days.ts';

/** What a word is placed by: its own day, and when the log heard it. */
export type Heard = Pick<EventOf<EventType>, 'occurredOn' | 'recordedAt' | 'sequence'>;

/**
 * The day from which a word that protection was there counts against words that it was not. That is
 * its own day, unless the log had already heard, before, that protection was missing on that day or
 * later: then the day on which it was heard. A word of the day that it tells of is never late, nor is
 * one that was told together with the interruption. Aegle's own rule: no programme speaks of it.
 */
export function countsFrom(word: Heard, missing: readonly Heard[]): CalendarDay {
  const heardOn = earliestDayAnywhere(word.recordedAt);
  if (word.occurredOn >= heardOn) return word.occurredOn;
  for (const one of missing)
    if (
      one.sequence < word.sequence &&
      one.recordedAt < word.recordedAt &&
      one.occurredOn >= word.occurredOn
    )
      return heardOn;
  return word.occurredOn;
}
