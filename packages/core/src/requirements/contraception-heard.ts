// From which day a word about contraception counts: what is entered afterwards erases no interruption.
// Never moves an interruption: what says that protection was missing counts from its own day, whenever heard.

import type { EventType } from '../events/catalogue.ts';
import type { EventOf } from '../events/event.ts';
import { contactsOf } from '../facts/contraception-words.ts';
import type { PatientFacts } from '../facts/patient-facts.ts';
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

/**
 * What the log heard of protection that was given up: stops and, once an exemption was agreed, whatever
 * ended it. A word about the days before, entered afterwards, undoes none of them.
 */
export function missingWords(facts: PatientFacts): readonly Heard[] {
  const { contraceptionStops, contraceptionExemptions } = facts;
  const agreed = contraceptionExemptions.filter((one) => one.data.patientAgrees);
  if (agreed.length === 0) return contraceptionStops;
  const endings = [
    ...contraceptionExemptions.filter((one) => !one.data.patientAgrees),
    ...contactsOf(facts),
    ...facts.contraceptionStarts,
    ...[...facts.counselling, ...facts.comprehension].filter((one) =>
      namesUse(one.data.contraceptiveMethods),
    ),
  ];
  const isAfterAgreement = (one: Heard) =>
    agreed.some((other) => other.sequence < one.sequence && other.occurredOn <= one.occurredOn);
  return [...contraceptionStops, ...endings.filter(isAfterAgreement)];
}

/** Methods that are used only by somebody who could become pregnant. */
export const namesUse = (methods: readonly string[] = []): boolean =>
  methods.some((method) => method !== 'abstinence');
