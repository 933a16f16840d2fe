// The two gates over HTTP: ask, authorise, dispense, take back, explain, replay.
// Granted and denied are both answers; a pharmacy acts only as itself.

import { allDispenses, CLINICIAN_ROLES, parseInstant } from '@aegle/core';
import type { Caller } from '../../access/caller.ts';
import { nowOf } from '../../services/new-events.ts';
import { readCase } from '../../services/read-case.ts';
import {
  ask,
  authorizeDispense,
  authorizePrescription,
  dispense,
  explainDecision,
  replayDecision,
  reverseAuthorization,
  reverseDispense,
} from '../../services/services.ts';
import type { Call, Dependencies, Handler, SomeRoutes } from '../calls/call.ts';
import { refuseOwnGate, requirePharmacy } from '../calls/own-gate.ts';
import { refusal } from '../calls/refusals.ts';
import { refuseUnnamedMachine } from '../calls/registered.ts';
import { audienceOf, organisationOf } from './audience.ts';

type Names =
  | 'ask'
  | 'authorizePrescribing'
  | 'authorizeDispense'
  | 'reverseAuthorization'
  | 'dispense'
  | 'reverseDispense'
  | 'explainDecision'
  | 'replayDecision';

function actsAsPharmacy(caller: Caller): boolean {
  return caller.role === 'pharmacist' || caller.role === 'system_client';
}

/** A pharmacy takes back what it did itself; another's is as if it were not there. */
async function requireOwnPharmacy(
  dependencies: Dependencies,
  { caller, scope }: Pick<Call<'reverseDispense'>, 'caller' | 'scope'>,
  patient: string,
  kind: 'authorization' | 'dispense',
  id: string,
): Promise<void> {
  if (!actsAsPharmacy(caller)) return;
  const own = organisationOf(caller);
  const { idempotency: _unused, ...reading } = scope;
  const facts = await dependencies.services.store.inTransaction(reading, async (tx) => {
    const known = await readCase(dependencies.services, tx, { patient }, nowOf(reading));
    return known.facts.patient;
  });
  const isOwn =
    kind === 'authorization'
      ? facts.authorizations.some(({ data }) => data.authorization === id && data.pharmacy === own)
      : allDispenses(facts).some(
          ({ event }) => event.data.dispense === id && event.data.pharmacy === own,
        );
  if (isOwn) return;
  throw refusal('not_found', kind, 'Your pharmacy made it and it stands.', 'Check its number.');
}

/**
 * The services' codes and roles are core's own lists, or the stand-ins; the endpoint's schema checks
 * that again as the answer is written, and an answer outside it is an error, not an answer.
 */
function inWords<N extends Names>(answer: Promise<object>): ReturnType<Handler<N>> {
  // As said above: the endpoint's schema is the check.
  return answer as unknown as ReturnType<Handler<N>>;
}

/** How an answer moves with the day tells by its shape what closes the gate. */
function nowOnly() {
  return refusal(
    'forbidden',
    'at',
    'Your role asks about now only.',
    'Leave the moment out; a clinician may ask about another one.',
  );
}

/** Leaves absent members out: absent means unknown, and `undefined` is not a value. */
function present<T extends object>(parts: T) {
  const entries = Object.entries(parts).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}

export const gateRoutes: SomeRoutes<Names> = {
  async ask(dependencies, { params, body, caller, scope }) {
    const { question: kind, at, ...asked } = body;
    const pharmacy = caller.role === 'pharmacist' ? organisationOf(caller) : asked.pharmacy;
    const question = { kind, ...present({ ...asked, pharmacy }), patient: params.patient };
    if (at !== undefined && !CLINICIAN_ROLES.includes(caller.role)) throw nowOnly();
    const moment = at === undefined ? undefined : parseInstant(at);
    return inWords<'ask'>(ask(dependencies.services, scope, question, audienceOf(caller), moment));
  },
  async authorizePrescribing(dependencies, { params, body, caller, scope }) {
    await refuseOwnGate(dependencies, caller, scope);
    const request = { ...present(body), patient: params.patient, prescriber: caller.actorId };
    return inWords<'authorizePrescribing'>(
      authorizePrescription(dependencies.services, scope, request, audienceOf(caller)),
    );
  },
  async authorizeDispense(dependencies, { params, body, caller, scope }) {
    await requirePharmacy(dependencies, caller, scope);
    await refuseUnnamedMachine(dependencies, caller, scope, body);
    const request = { ...present(body), patient: params.patient, pharmacy: organisationOf(caller) };
    return inWords<'authorizeDispense'>(
      authorizeDispense(dependencies.services, scope, request, audienceOf(caller)),
    );
  },
  async reverseAuthorization(dependencies, call) {
    const { authorization, patient } = call.params;
    await refuseUnnamedMachine(dependencies, call.caller, call.scope, call.body);
    await requireOwnPharmacy(dependencies, call, patient, 'authorization', authorization);
    const request = { ...present(call.body), patient, authorization };
    return reverseAuthorization(dependencies.services, call.scope, request);
  },
  async dispense(dependencies, { params, body, caller, scope }) {
    await refuseUnnamedMachine(dependencies, caller, scope, body);
    const request = { ...present(body), patient: params.patient, pharmacy: organisationOf(caller) };
    return inWords<'dispense'>(dispense(dependencies.services, scope, request, audienceOf(caller)));
  },
  async reverseDispense(dependencies, call) {
    const { patient } = call.params;
    await refuseUnnamedMachine(dependencies, call.caller, call.scope, call.body);
    await requireOwnPharmacy(dependencies, call, patient, 'dispense', call.params.dispense);
    const request = { ...present(call.body), patient, dispense: call.params.dispense };
    return reverseDispense(dependencies.services, call.scope, request);
  },
  async explainDecision(dependencies, { params, caller, scope }) {
    const { patient, decision } = params;
    const audience = audienceOf(caller);
    return inWords<'explainDecision'>(
      explainDecision(dependencies.services, scope, patient, decision, audience),
    );
  },
  async replayDecision(dependencies, { params, scope }) {
    const { patient, decision } = params;
    return replayDecision(dependencies.services, scope, patient, decision);
  },
};
