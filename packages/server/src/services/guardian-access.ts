// Whether a guardian's access to a ward has ended: at majority, on that day, by the ward's birth.
// Never lets an unknown birth or an unknown age pass: then there is no access.

import { completedYears, type PatientFacts, parseCalendarDay } from '@aegle/core';
import type { Scope } from '@aegle/store';
import type { ServiceContext } from './context.ts';
import { programmesFor, todayFor } from './gate-question.ts';
import { nowOf } from './new-events.ts';
import { readCase } from './read-case.ts';

/**
 * True while the ward is a minor today, on the calendar of their programme. Of several births
 * recorded the earliest counts, of several jurisdictions the youngest age: access ends the soonest.
 */
export function isMinor(context: ServiceContext, facts: PatientFacts, today: string): boolean {
  const day = parseCalendarDay(today);
  const births = facts.enrolments.flatMap(({ data }) =>
    data.bornOn === undefined ? [] : [data.bornOn],
  );
  const ages = programmesFor(context, facts).map(
    ({ programme }) => context.loaded.get(programme.id)?.majorityAgeYears,
  );
  const isKnown = births.length > 0 && ages.length > 0 && day !== undefined;
  if (!isKnown || facts.erasure !== undefined) return false;
  const [bornOn] = [...births].sort((a, b) => a - b);
  return ages.every((age) => age !== undefined && completedYears(bornOn!, day) < age);
}

/** The same of a stored patient, at the request's instant. */
export function guardianMayAct(
  context: ServiceContext,
  scope: Scope,
  patient: string,
): Promise<boolean> {
  return context.store.inTransaction(scope, async (tx) => {
    const now = nowOf(scope);
    const { facts } = await readCase(context, tx, { patient }, now, undefined, true);
    return isMinor(context, facts.patient, todayFor(context, facts.patient, now));
  });
}
