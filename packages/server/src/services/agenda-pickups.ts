// The coming pickups of one patient, in the words of who asks: this visit, its window, the pickup, the next.
// Never a promise, and never anything to a patient who must stop: that is told alone.

import {
  type AgendaQuestion,
  type AgendaReason,
  type Audience,
  agendaPickups,
  type EventType,
  formatCalendarDay,
  formatInstant,
  NEVER_OVERRIDDEN,
  type PickupPlan,
  type Pickups,
  type ReasonCode,
} from '@aegle/core';
import { reasonOf, type ShownReason } from './agenda-for.ts';
import type { PatientCase } from './read-case.ts';

/** One visit and what follows from it. */
export interface ShownPickup {
  readonly visitOn: string;
  /** What is done then, as it would be recorded; empty where nothing is asked for. */
  readonly deeds: readonly EventType[];
  readonly pickupOn: string;
  /** The end of the window; null where no rule ends it within sight. */
  readonly until: { readonly day: string; readonly zone: string; readonly at: string } | null;
  readonly coversUntil: string;
  readonly lostDays: number;
}

/** The cascade; a member is null where none was found within sixty days. */
export interface ShownPickups {
  /** IANA zone whose days these are. */
  readonly zone: string;
  readonly earliest: ShownPickup | null;
  readonly best: ShownPickup | null;
  readonly ifADayLater: { readonly pickupOn: string; readonly lostDays: number } | null;
  readonly next: ShownPickup | null;
  /** Where there is none: what no visit clears. */
  readonly inTheWay: readonly ShownReason[];
}

/** Null for those who plan no visit, after the course, and for a patient who must stop. */
export function pickupsFor(
  asked: AgendaQuestion,
  known: PatientCase,
  audience: Audience,
): ShownPickups | null {
  if (audience !== 'prescriber' && audience !== 'patient') return null;
  const pickups = agendaPickups(asked, known.events);
  if (pickups === undefined) return null;
  return shownPickups(pickups, audience);
}

/** The same of pickups at hand. */
export function shownPickups(
  { zone, earliest, best, ifADayLater, next, inTheWay }: Pickups,
  audience: Audience,
): ShownPickups | null {
  if (audience === 'patient' && inTheWay.some(isNever)) return null;
  return {
    zone,
    earliest: shown(earliest),
    best: shown(best),
    ifADayLater:
      ifADayLater === undefined
        ? null
        : { ...ifADayLater, pickupOn: formatCalendarDay(ifADayLater.pickupOn) },
    next: shown(next),
    inTheWay: inTheWay.map((reason) => reasonOf(reason, audience)),
  };
}

const isNever = ({ code }: AgendaReason) => NEVER_OVERRIDDEN.includes(code as ReasonCode);

function shown(plan: PickupPlan | undefined): ShownPickup | null {
  if (plan === undefined) return null;
  const { visitOn, deeds, pickupOn, closes, coversUntil, lostDays } = plan;
  return {
    visitOn: formatCalendarDay(visitOn),
    deeds,
    pickupOn: formatCalendarDay(pickupOn),
    until:
      closes === undefined
        ? null
        : { day: formatCalendarDay(closes.day), zone: closes.zone, at: formatInstant(closes.at) },
    coversUntil: formatCalendarDay(coversUntil),
    lostDays,
  };
}
