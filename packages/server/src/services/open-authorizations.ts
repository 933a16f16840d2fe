// Authorisations that can still be dispensed, and when each is over.
// Never later than the earliest clock among the programmes that granted it.

import {
  deadlineZone,
  type EventOf,
  formatCalendarDay,
  type Instant,
  type PatientFacts,
  placeOfCare,
} from '@aegle/core';
import type { ServiceContext } from './context.ts';

/** The programmes and their clocks. */
type Clocks = Pick<ServiceContext, 'programmes' | 'clockOf'>;
type Authorized = EventOf<'DispenseAuthorized'>;

/** Authorisations with days left, whether their last day is over or not. */
export function openAuthorizations(facts: PatientFacts): readonly Authorized[] {
  return facts.authorizations.filter((event) => {
    const used = facts.dispenses
      .filter((one) => one.event.data.authorization === event.data.authorization)
      .reduce((days, one) => days + one.daysSupply, 0);
    return used < event.data.daysSupply;
  });
}

/** Where every day ends first. Also for an authorisation none of whose programmes is loaded here. */
const EARLIEST_ZONE = 'Etc/GMT-14';

/** The calendar day (YYYY-MM-DD) before which every day is over at least somewhere on Earth. */
export function daysOverSomewhere(context: Clocks, now: Instant): string {
  return formatCalendarDay(context.clockOf(EARLIEST_ZONE).dayAt(now));
}

/**
 * The last instant at which it may be dispensed: the end of its last day in the zone where that
 * comes first, among the programmes in which the patient was enrolled when it was granted.
 */
export function endOfAuthorization(
  context: Clocks,
  facts: PatientFacts,
  authorized: Authorized,
): Instant {
  const zones = facts.enrolments
    .filter((event) => event.data.course === facts.course?.id)
    // By when it was recorded: a merged record has two streams, each with its own numbers.
    .filter((event) => event.recordedAt <= authorized.recordedAt)
    .flatMap((event) => {
      const compiled = context.programmes.get(event.data.programme);
      return compiled === undefined ? [] : deadlineZone(compiled.programme, placeOfCare(facts));
    });
  const ends = (zones.length > 0 ? zones : [EARLIEST_ZONE]).map((zone) =>
    context.clockOf(zone).lastInstantOf(authorized.data.lastDay),
  );
  return Math.min(...ends) as Instant;
}

/** The earliest last day (YYYY-MM-DD) of an authorisation with days left; null without any. */
export function earliestLastDay(facts: PatientFacts): string | null {
  const days = openAuthorizations(facts).map(({ data }) => data.lastDay);
  const [earliest] = days.sort((a, b) => a - b);
  return earliest === undefined ? null : formatCalendarDay(earliest);
}
