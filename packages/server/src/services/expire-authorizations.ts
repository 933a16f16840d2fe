// Takes back authorisations whose last day is over and that were not dispensed.
// Never marks the patient as the cause when a system, a portal or a hold took the window.

import type { DueProjection, Scope } from '@aegle/store';
import { appendDecided } from './authorize.ts';
import type { ServiceContext } from './context.ts';
import { todayFor } from './gate-question.ts';
import { nowOf, ownEvent } from './new-events.ts';
import {
  daysOverSomewhere,
  endOfAuthorization,
  openAuthorizations,
} from './open-authorizations.ts';
import { GATE_PROJECTION } from './projection.ts';
import { readCase } from './read-case.ts';

const PAGE_LENGTH = 200;

/**
 * Reverses what has expired for every patient of the tenant, however long ago; answers how many
 * authorisations. One patient that fails keeps no other from it; the first failure is thrown at the end.
 */
export async function expireDueAuthorizations(
  context: ServiceContext,
  scope: Scope,
): Promise<number> {
  const before = daysOverSomewhere(context, nowOf(scope));
  const failures: unknown[] = [];
  let count = 0;
  let after: DueProjection | undefined;
  for (;;) {
    const page = await context.store.inTransaction(scope, (tx) =>
      tx.dueProjections(GATE_PROJECTION, before, PAGE_LENGTH, after),
    );
    for (const { subjectId } of page) {
      try {
        count += await expireAuthorizations(context, scope, subjectId);
      } catch (error) {
        failures.push(error);
      }
    }
    after = page.at(-1);
    if (page.length < PAGE_LENGTH) break;
  }
  if (failures.length > 0) throw failures[0];
  return count;
}

/** Reverses what has expired for one patient; answers how many. */
export function expireAuthorizations(
  context: ServiceContext,
  scope: Scope,
  patient: string,
): Promise<number> {
  return context.store.inTransaction(scope, async (tx) => {
    const now = nowOf(scope);
    const known = await readCase(context, tx, { patient }, now);
    const day = todayFor(context, known.facts.patient, now);
    const outages = [...known.facts.programmes.values()].flatMap((one) => one.outages);
    const { patient: facts } = known.facts;
    const expired = openAuthorizations(facts).filter(
      (open) => endOfAuthorization(context, facts, open) < now,
    );
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
