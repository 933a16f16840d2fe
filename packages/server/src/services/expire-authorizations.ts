// Takes back authorisations whose last day is over and that were not handed out.
// Never marks the patient as the cause when a system, a portal or a hold took the window.

import { type Instant, parseInstant } from '@aegle/core';
import type { Scope } from '../store/store.ts';
import { appendDecided } from './authorize.ts';
import type { ServiceContext } from './context.ts';
import { todayFor } from './gate-question.ts';
import { ownEvent } from './new-events.ts';
import { openAuthorizations } from './reactions.ts';
import { readCase } from './read-case.ts';

/** Reverses what has expired for one patient; answers how many. */
export function expireAuthorizations(
  context: ServiceContext,
  scope: Scope,
  patient: string,
): Promise<number> {
  return context.store.inTransaction(scope, async (tx) => {
    const now = parseInstant(scope.now) as Instant;
    const known = await readCase(context, tx, { patient }, now);
    const day = todayFor(context, known.facts.patient, now);
    const outages = [...known.facts.programmes.values()].flatMap((one) => one.outages);
    const expired = openAuthorizations(known).filter((open) => {
      const programme = known.facts.patient.enrolments.at(-1)?.data.programme ?? '';
      const zone = context.programmes.get(programme)?.programme.zone ?? 'UTC';
      return open.data.lastDay < context.clockOf(zone).dayAt(now);
    });
    if (expired.length === 0) return 0;
    await appendDecided(
      tx,
      known,
      expired.map((open) => {
        const wasOutage = outages.some(
          (one) =>
            one.from <= open.data.lastDay && (one.to ?? open.data.lastDay) >= open.occurredOn,
        );
        return ownEvent(scope, context.newId(), 'AuthorizationReversed', day, {
          authorization: open.data.authorization,
          cause: 'not_picked_up',
          ...(wasOutage ? { isPatientCaused: false } : {}),
        });
      }),
    );
    return expired.length;
  });
}
