// Certificates and signatures that hold today and end: an item before they block, with days enough to renew.
// Never a reason of the gate: while they hold the gate says nothing of them.

import type { Requirement, Stage } from '../programme/programme.ts';
import { addDays, type CalendarDay, formatCalendarDay } from '../time/calendar-day.ts';
import type { ZoneClock } from '../time/clock.ts';
import type { Instant } from '../time/instant.ts';
import type { AgendaItem, AgendaStep } from './agenda-item.ts';
import { plain, reason, windowed } from './course-item.ts';
import { RENEWAL_DAYS } from './obstacles.ts';
import { deedOf } from './one-deed.ts';

/** What renews the evidence of a kind; of other kinds the end is the window of the supply itself. */
const RENEWS: Readonly<Record<string, AgendaStep>> = {
  prescriber_standing: 'prescriber_certificate',
  pharmacy_standing: 'pharmacy_certificate',
  form_signed: 'form',
};

/** A requirement that is met up to a day, included. */
export interface Ending {
  readonly asks: Requirement;
  readonly programme: string;
  readonly edition: string;
  readonly evidence: readonly string[];
  readonly lastDay: CalendarDay;
}

/** The item under the id under which the gate's own reason will stand; none for other kinds. */
export function renewalItem(
  { asks, programme, edition, evidence, lastDay }: Ending,
  stage: Stage,
  clock: ZoneClock,
  now: Instant,
): AgendaItem | undefined {
  const what = RENEWS[asks.kind];
  if (what === undefined) return undefined;
  const text = `It holds until ${formatCalendarDay(lastDay)}: renew it before, or nothing goes on after that day.`;
  const { citation, clearedBy, deputy } = asks;
  const why = {
    ...reason(what, programme, asks.id, citation.sources, text, evidence),
    ...{ edition, citation },
  };
  const from = addDays(lastDay, -RENEWAL_DAYS);
  const here = { zone: clock.zone, today: clock.dayAt(now) };
  return {
    ...plain(what, asks.id, why),
    ...{ id: deedOf(what, programme, asks.id, asks), stage },
    ...windowed(here, { firstDay: from, bestDay: from, lastDay }, () => clock),
    who: clearedBy === deputy ? [clearedBy] : [clearedBy, deputy],
    ifMissed: { ...why, text: asks.text },
  };
}
