// What everybody in a programme is told while an announced edition's day has passed and nobody has confirmed it.
// Never a sentence of one programme: names, days and sources come from its data.

import type { Advice } from '../decision/decision.ts';
import { editionsInForce } from '../programme/edition.ts';
import type { Edition, Programme } from '../programme/programme.ts';
import { type CalendarDay, describeCalendarDay } from '../time/calendar-day.ts';

/** The notice of a programme on a day; undefined while no announced edition waits for its confirmation. */
export function editionNotice(
  programme: Programme,
  day: CalendarDay,
  confirmedByRecord: ReadonlySet<string>,
): Advice | undefined {
  const inForce = editionsInForce(programme, day, confirmedByRecord);
  return inForce.state === 'pending' ? noticeOf(programme, inForce.pending) : undefined;
}

/** The notice of a pending edition. */
export function noticeOf({ id, name }: Programme, pending: Edition): Advice {
  const day = describeCalendarDay(pending.effectiveFrom);
  const changed = `The rules of ${name} may have changed on ${day}. Nobody has confirmed it here`;
  const both = `Until then each question is decided under both editions.`;
  return {
    programme: id,
    requirement: `edition-${pending.id}`,
    citation: pending.announcement!,
    isNotice: true,
    text: {
      patient: `${changed} yet. Your clinic knows what holds.`,
      prescriber:
        `${changed} (${pending.title}). ${both} Read the programme's own pages; ` +
        'its office records the confirmation.',
      pharmacist: `${changed}. Read the programme's own pages before you dispense.`,
      programme:
        `${changed} (${pending.title}). ${both} Open the regulator's and the programme's own pages ` +
        'and confirm the edition with the day of reading.',
    },
  };
}
