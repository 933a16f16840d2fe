// Hands out and takes back: the whole gate runs again at that instant, one fill per balance.
// Never relies on the answer that authorised it, and never hands out more days than are left.

import type { Audience } from '@aegle/core';
import { refuse } from '../store/faults.ts';
import type { Scope } from '../store/store.ts';
import { appendDecided, caseFor, type GateAnswer, gateAnswer, storeDecision } from './authorize.ts';
import type { ServiceContext } from './context.ts';
import { decideOn, todayFor } from './gate-question.ts';
import { nowOf, ownEvent } from './new-events.ts';
import { openTasks } from './reactions.ts';
import type { PatientCase } from './read-case.ts';

/** What is handed out, under which authorisation. */
export interface HandOut {
  readonly patient: string;
  readonly authorization: string;
  readonly pharmacy: string;
  readonly daysSupply: number;
}

/** The answer of handing out: `dispense` is null when it was denied. */
export interface Dispensing extends GateAnswer {
  readonly dispense: string | null;
  readonly remainingDays: number;
}

/** Days of an authorisation that were not handed out yet; undefined when it is not open. */
export function remainingDaysOf(known: PatientCase, authorization: string): number | undefined {
  const { authorizations, dispenses } = known.facts.patient;
  const open = authorizations.find((event) => event.data.authorization === authorization);
  if (open === undefined) return undefined;
  const used = dispenses
    .filter((one) => one.event.data.authorization === authorization)
    .reduce((days, one) => days + one.daysSupply, 0);
  return open.data.daysSupply - used;
}

/** Hands out all or part of an authorisation. Faults: not_found, conflict, invalid, unavailable. */
export function dispense(
  context: ServiceContext,
  scope: Scope,
  request: HandOut,
  audience: Audience,
): Promise<Dispensing> {
  return context.store.inTransaction(scope, async (tx) => {
    const known = await caseFor(context, tx, {
      kind: 'dispense',
      patient: request.patient,
      pharmacy: request.pharmacy,
    });
    const authorized = known.facts.patient.authorizations.find(
      (event) =>
        event.data.authorization === request.authorization &&
        event.data.pharmacy === request.pharmacy,
    );
    const left = remainingDaysOf(known, request.authorization);
    if (authorized === undefined || left === undefined)
      throw refuse(
        'not_found',
        'authorization',
        'No open authorisation of this pharmacy.',
        'Ask for a new authorisation.',
      );
    if (request.daysSupply < 1 || request.daysSupply > left)
      throw refuse(
        'conflict',
        'daysSupply',
        `${left} days are left on this authorisation.`,
        'Hand out at most what is left, or reverse and authorise anew.',
      );
    const question = {
      kind: 'dispense' as const,
      patient: request.patient,
      pharmacy: request.pharmacy,
      authorization: request.authorization,
      prescription: authorized.data.prescription,
      daysSupply: request.daysSupply,
    };
    const full = await caseFor(context, tx, question);
    const decision = decideOn(context, full, question, nowOf(scope));
    const id = await storeDecision(context, tx, full, 'hand_out', question, decision);
    if (decision.outcome === 'denied') {
      const answer = gateAnswer(context, scope, full, decision, audience, id, null);
      return { ...answer, dispense: null, remainingDays: left };
    }
    const dispenseId = context.newId();
    const remainingDays = left - request.daysSupply;
    const shared = {
      dispense: dispenseId,
      authorization: request.authorization,
      prescription: authorized.data.prescription,
      pharmacy: request.pharmacy,
      daysSupply: request.daysSupply,
    };
    const day = todayFor(context, full.facts.patient, nowOf(scope));
    const event =
      remainingDays === 0
        ? ownEvent(scope, dispenseId, 'Dispensed', day, shared)
        : ownEvent(scope, dispenseId, 'DispensedPartially', day, { ...shared, remainingDays });
    await appendDecided(tx, full, [event]);
    const answer = gateAnswer(context, scope, full, decision, audience, id, request.authorization);
    return { ...answer, dispense: dispenseId, remainingDays };
  });
}

/** Reverses an authorisation that was not handed out completely; its days may be authorised anew. */
export function reverseAuthorization(
  context: ServiceContext,
  scope: Scope,
  request: {
    readonly patient: string;
    readonly authorization: string;
    readonly cause: string;
    readonly isPatientCaused?: boolean;
  },
): Promise<{ readonly reversed: string }> {
  return context.store.inTransaction(scope, async (tx) => {
    const known = await caseFor(context, tx, { kind: 'dispense', patient: request.patient });
    if (remainingDaysOf(known, request.authorization) === undefined)
      throw refuse(
        'not_found',
        'authorization',
        'It is not open.',
        'Nothing needs to be reversed.',
      );
    const day = todayFor(context, known.facts.patient, nowOf(scope));
    const { patient: _patient, ...data } = request;
    await appendDecided(tx, known, [
      ownEvent(scope, context.newId(), 'AuthorizationReversed', day, data),
    ]);
    return { reversed: request.authorization };
  });
}

/** Takes back what was handed out (returned to stock, wrong patient); its days count no longer. */
export function reverseDispense(
  context: ServiceContext,
  scope: Scope,
  request: { readonly patient: string; readonly dispense: string; readonly cause: string },
): Promise<{ readonly reversed: string }> {
  return context.store.inTransaction(scope, async (tx) => {
    const known = await caseFor(context, tx, { kind: 'dispense', patient: request.patient });
    const given = known.facts.patient.dispenses.find(
      (one) => one.event.data.dispense === request.dispense,
    );
    if (given === undefined)
      throw refuse(
        'not_found',
        'dispense',
        'No such dispense stands.',
        'Check the id in the timeline.',
      );
    const day = todayFor(context, known.facts.patient, nowOf(scope));
    const event = ownEvent(scope, context.newId(), 'DispenseReversed', day, {
      dispense: request.dispense,
      cause: request.cause,
    });
    await appendDecided(tx, known, [event]);
    if (request.cause !== 'returned_to_stock')
      await openTasks(context, tx, request.patient, [
        { kind: 'dispense_incident', event: event.id },
      ]);
    return { reversed: request.dispense };
  });
}
