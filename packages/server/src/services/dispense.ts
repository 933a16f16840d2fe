// Dispenses and takes back: the whole gate runs again at that instant, one fill per balance.
// Never relies on the answer that authorised it, and never dispenses more days than are left.

import { type AegleEvent, type Audience, allDispenses } from '@aegle/core';
import type { Scope } from '@aegle/store';
import { refuse } from '@aegle/store';
import {
  appendDecided,
  authorizable,
  caseFor,
  type GateAnswer,
  gateAnswer,
  storeDecision,
} from './authorize.ts';
import type { ServiceContext } from './context.ts';
import { decideOn, type GateQuestion, todayFor } from './gate-question.ts';
import { machineOf, nowOf, ownEvent } from './new-events.ts';
import { endOfAuthorization } from './open-authorizations.ts';
import { openTasks } from './reactions.ts';
import { firstReads, type PatientCase } from './read-case.ts';

/** What is dispensed, under which authorisation. */
export interface Dispense {
  readonly patient: string;
  readonly authorization: string;
  readonly pharmacy: string;
  readonly daysSupply: number;
  /** Handed out for these days; absent: nobody counted, and what comes back tells no days. */
  readonly capsules?: number;
  /** Of a system: the person for whom it acts. */
  readonly reportedFor?: string;
}

/** The answer of dispensing: `dispense` is null when it was denied. */
export interface Dispensing extends GateAnswer {
  readonly dispense: string | null;
  readonly remainingDays: number;
}

/** Days of an authorisation that were not dispensed yet; undefined when it is not open. */
export function remainingDaysOf(known: PatientCase, authorization: string): number | undefined {
  const { authorizations, dispenses } = known.facts.patient;
  const open = authorizations.find((event) => event.data.authorization === authorization);
  if (open === undefined) return undefined;
  const used = dispenses
    .filter((one) => one.event.data.authorization === authorization)
    .reduce((days, one) => days + one.daysSupply, 0);
  return open.data.daysSupply - used;
}

/** Dispenses all or part of an authorisation. Faults: not_found, conflict, invalid, unavailable. */
export function dispense(
  context: ServiceContext,
  scope: Scope,
  request: Dispense,
  audience: Audience,
): Promise<Dispensing> {
  return context.store.inTransaction({ ...scope, reads: firstReads(request) }, async (tx) => {
    const { patient, pharmacy, authorization, daysSupply } = request;
    const first = await caseFor(context, tx, { kind: 'dispense', patient, pharmacy });
    const { prescription, left } = openOf(context, first, request);
    refuseTooFew(request);
    const question: GateQuestion = {
      kind: 'dispense',
      patient,
      pharmacy,
      authorization,
      prescription,
      daysSupply,
    };
    const known = await caseFor(context, tx, question);
    const decision = authorizable(
      context,
      scope,
      known,
      decideOn(context, known, question, known.knownAt),
    );
    const id = await storeDecision(context, tx, known, 'hand_out', question, decision);
    if (decision.outcome === 'denied') {
      const answer = gateAnswer(context, scope, known, decision, audience, id, null);
      return { ...answer, dispense: null, remainingDays: left };
    }
    const remainingDays = left - daysSupply;
    const event = dispenseEvent(
      context,
      scope,
      known,
      { ...question, ...machineOf(request), ...countOf(request) },
      remainingDays,
    );
    await appendDecided(tx, known, [event]);
    const answer = gateAnswer(context, scope, known, decision, audience, id, authorization);
    return { ...answer, dispense: event.id, remainingDays };
  });
}

/** The open authorisation of this pharmacy and the days left on it. */
function openOf(
  context: ServiceContext,
  known: PatientCase,
  request: Dispense,
): { prescription: string; left: number } {
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
  if (endOfAuthorization(context, known.facts.patient, authorized) < known.knownAt)
    throw refuse(
      'conflict',
      'authorization',
      'Its last day is over.',
      'Reverse it, return the capsules to stock, and ask for a new authorisation.',
    );
  if (request.daysSupply < 1 || request.daysSupply > left)
    throw refuse(
      'conflict',
      'daysSupply',
      `${left} days are left on this authorisation.`,
      'Dispense at most what is left, or reverse and authorise anew.',
    );
  return { prescription: authorized.data.prescription, left };
}

const countOf = ({ capsules }: Pick<Dispense, 'capsules'>) =>
  capsules === undefined ? {} : { capsules };

/** A count too small would make every capsule that comes back stand for many days. */
function refuseTooFew({ capsules, daysSupply }: Dispense): void {
  if (capsules !== undefined && capsules < daysSupply)
    throw refuse(
      'invalid',
      'capsules',
      'Fewer than one capsule a day.',
      'Count all capsules of these days; leave the count out where fewer than one a day are taken.',
    );
}

function dispenseEvent(
  context: ServiceContext,
  scope: Scope,
  known: PatientCase,
  {
    authorization,
    prescription,
    pharmacy,
    daysSupply,
    ...rest
  }: GateQuestion & Pick<Dispense, 'reportedFor' | 'capsules'>,
  remainingDays: number,
): AegleEvent {
  const id = context.newId();
  const day = todayFor(context, known.facts.patient, nowOf(scope));
  const supply = { authorization, prescription, pharmacy, daysSupply };
  const shared = { dispense: id, ...supply, ...countOf(rest), ...machineOf(rest) };
  return remainingDays === 0
    ? ownEvent(scope, id, 'Dispensed', day, shared)
    : ownEvent(scope, id, 'DispensedPartially', day, { ...shared, remainingDays });
}

/** Reverses an authorisation that was not dispensed completely; its days may be authorised anew. */
export function reverseAuthorization(
  context: ServiceContext,
  scope: Scope,
  request: {
    readonly patient: string;
    readonly authorization: string;
    readonly cause: string;
    readonly isPatientCaused?: boolean;
    readonly reportedFor?: string;
  },
): Promise<{ readonly reversed: string }> {
  return context.store.inTransaction(scope, async (tx) => {
    const known = await caseFor(context, tx, { kind: 'dispense', patient: request.patient });
    // Of one that was dispensed completely nothing is open; what was dispensed is taken back instead.
    if ((remainingDaysOf(known, request.authorization) ?? 0) <= 0)
      throw refuse(
        'not_found',
        'authorization',
        'It is not open.',
        'Nothing needs to be reversed; take back the dispense where capsules came back.',
      );
    const day = todayFor(context, known.facts.patient, nowOf(scope));
    const { patient: _patient, ...data } = request;
    await appendDecided(tx, known, [
      ownEvent(scope, context.newId(), 'AuthorizationReversed', day, data),
    ]);
    return { reversed: request.authorization };
  });
}

/**
 * Takes back what was dispensed (returned to stock, wrong patient), in this course or one before it:
 * its days count no longer.
 */
export function reverseDispense(
  context: ServiceContext,
  scope: Scope,
  request: {
    readonly patient: string;
    readonly dispense: string;
    readonly cause: string;
    readonly reportedFor?: string;
  },
): Promise<{ readonly reversed: string }> {
  return context.store.inTransaction(scope, async (tx) => {
    const known = await caseFor(context, tx, { kind: 'dispense', patient: request.patient });
    const given = allDispenses(known.facts.patient).find(
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
      ...machineOf(request),
    });
    await appendDecided(tx, known, [event]);
    if (request.cause !== 'returned_to_stock')
      await openTasks(context, tx, request.patient, [
        { kind: 'dispense_incident', event: event.id },
      ]);
    return { reversed: request.dispense };
  });
}
