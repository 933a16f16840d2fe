// The way in, the same for every endpoint: who, may they, do they reach this patient, then the handler.
// Never lets a handler run for a caller that the policy does not name.

import type { Endpoint, EndpointName } from '@aegle/api';
import type { Scope } from '@aegle/store';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { reachesPatient } from '../access/access-scope.ts';
import type { Caller } from '../access/caller.ts';
import { type AccessPurpose, outsideCare, patientsIn } from '../access/outside-care.ts';
import { type Scope as AccessScope, ROUTE_ACCESS, scopeOn } from '../access/policy.ts';
import { kindMayCall } from '../access/system-kinds.ts';
import { guardianMayAct } from '../services/services.ts';
import { authenticate, refuseForeignOrigin } from './authenticate.ts';
import type { Call, Dependencies, Handler } from './calls/call.ts';
import { keepRefused, keepsRefused, REPORTS } from './calls/keep-refused.ts';
import { keptOfBody, standingIn } from './calls/keep-standing-refused.ts';
import { noSuchPatient, refusal } from './calls/refusals.ts';
import { idempotencyOf } from './idempotency.ts';
import { logAccess } from './log-access.ts';
import { sentBody } from './read-body.ts';

/** Nobody: the caller of an endpoint that needs no sign-in. It reaches nothing. */
const NOBODY: Caller = {
  tenantId: '00000000-0000-0000-0000-000000000000',
  role: 'researcher',
  actorId: 'nobody',
  organisationId: null,
  patientId: null,
};

/** Who is there; refusal `not_signed_in` when nobody is and the endpoint is not for everybody. */
async function callerOf(
  dependencies: Dependencies,
  name: EndpointName,
  request: FastifyRequest,
  now: string,
): Promise<Caller> {
  if (ROUTE_ACCESS[name] === 'anyone') return NOBODY;
  const caller = await authenticate(dependencies, request, now);
  if (caller !== null) return caller;
  throw refusal('not_signed_in', 'session', 'Someone is signed in.', 'Sign in and try again.');
}

/** How far the policy lets the caller reach here; refusal `forbidden` where it does not name them. */
function letIn(name: EndpointName, caller: Caller): AccessScope {
  if (ROUTE_ACCESS[name] === 'anyone') return 'none';
  const reach = reachOn(name, caller);
  if (!kindCalls(name, caller))
    throw refusal(
      'forbidden',
      'key',
      'A key of this kind does not do this.',
      'Use a key made for it; the operator chooses the kind when the key is made.',
    );
  if (reach === 'none')
    throw refusal(
      'forbidden',
      'role',
      'Your role does not do this.',
      'Ask someone whose role does; the policy is described for integrators.',
    );
  return reach;
}

const kindCalls = (name: EndpointName, { role, systemKind }: Caller): boolean =>
  role !== 'system_client' || kindMayCall(systemKind ?? 'pharmacy_system', name);

/**
 * Whoever reports through the way that is not theirs is refused; what in it can only close a gate is kept
 * as if it had come by their own.
 */
async function keepOfAnotherWay(
  dependencies: Dependencies,
  name: EndpointName,
  request: FastifyRequest,
  caller: Caller,
  now: string,
): Promise<void> {
  const patient = patientIn(request.params);
  const isRead = (request.validationError?.validationContext ?? 'body') === 'body';
  if (patient === undefined || !isRead || !keepsRefused(name)) return;
  for (const own of REPORTS) {
    const reach = kindCalls(own, caller) ? reachOn(own, caller) : 'none';
    if (!(await reaches(dependencies, caller, reach, patient, now))) continue;
    const scope = {
      tenantId: caller.tenantId,
      actor: { id: caller.actorId, role: caller.role },
      now,
    };
    return keepRefused(dependencies.services, own, scope, patient, sentBody(request));
  }
}

/** By the role; an office of before administrators existed looks after access beside its own work. */
function reachOn(name: EndpointName, { role, alsoAdministers }: Caller): AccessScope {
  const own = scopeOn(name, role);
  if (own !== 'none' || alsoAdministers !== true) return own;
  return scopeOn(name, 'administrator');
}

/** A repeat of these would count a second time. */
const NEEDS_KEY: ReadonlySet<EndpointName> = new Set([
  'authorizePrescribing',
  'authorizeDispense',
  'dispense',
]);

/** Access is given or taken away by these; each is logged with who did it, to which account or key. */
const CHANGES_ACCESS: ReadonlySet<EndpointName> = new Set([
  'disableAccount',
  'endAccountSessions',
  'removeAccountSecondFactor',
  'resetAccountPassword',
  'revokeKey',
  'addAccount',
  'reopenAccount',
  'vouchForAccount',
  'addKey',
  'tieLaboratory',
]);

/** What was made is named by its id alone: beside it in the answer stands what opens it. */
function idIn(answer: unknown): object {
  if (typeof answer !== 'object' || answer === null) return {};
  if ('account' in answer) return { account: answer.account };
  return 'key' in answer ? { key: answer.key } : {};
}

function logChange(
  request: FastifyRequest,
  name: EndpointName,
  caller: Caller,
  answer: unknown,
): void {
  const { tenantId: tenant, actorId: actor, role } = caller;
  const of = { ...(request.params as object), ...idIn(answer) };
  request.log.info({ tenant, actor, role, route: name, of }, 'access changed');
}

function patientIn(params: unknown): string | undefined {
  if (typeof params !== 'object' || params === null || !('patient' in params)) return undefined;
  return typeof params.patient === 'string' ? params.patient : undefined;
}

async function letInOrKeep(
  dependencies: Dependencies,
  name: EndpointName,
  request: FastifyRequest,
  caller: Caller,
  now: string,
): Promise<AccessScope> {
  try {
    return letIn(name, caller);
  } catch (error) {
    await keepOfAnotherWay(dependencies, name, request, caller, now);
    throw error;
  }
}

async function reaches(
  { services, knownPatients }: Dependencies,
  caller: Caller,
  reach: AccessScope,
  patient: string,
  now: string,
): Promise<boolean> {
  if (!(await reachesPatient(services.store, caller, reach, patient, now, knownPatients)))
    return false;
  const { tenantId, actorId, role } = caller;
  const scope = { tenantId, actor: { id: actorId, role }, now };
  // Majority ends a guardian's access that day: from then on the ward is as if not there.
  return role !== 'guardian' || (await guardianMayAct(services, scope, patient));
}

/** Counts a call of an endpoint that could be used to guess; throws when there were too many. */
export type CallLimit = (
  caller: Caller,
  request: FastifyRequest,
  reply: FastifyReply,
) => Promise<void>;

/** The key of the request, once its body is one; else what in it can only close a gate is kept first. */
async function keyOf(
  { services }: Dependencies,
  name: EndpointName,
  { isRecording }: Endpoint,
  request: FastifyRequest,
  scope: Scope,
): Promise<Scope['idempotency']> {
  const patient = patientIn(request.params);
  try {
    if (request.unread !== null) throw request.unread.error;
    if (request.validationError !== undefined) throw request.validationError;
    return isRecording
      ? idempotencyOf(request, request.rawJson, patient, NEEDS_KEY.has(name))
      : undefined;
  } catch (error) {
    const standing = standingIn(name, request.params);
    if (standing !== undefined)
      throw await keptOfBody(services, scope, standing, sentBody(request), error);
    if (keepsRefused(name)) await keepRefused(services, name, scope, patient, sentBody(request));
    throw error;
  }
}

/** Runs one endpoint for one request and answers what its handler answers. */
export async function runEndpoint<N extends EndpointName>(
  dependencies: Dependencies,
  name: N,
  endpoint: Endpoint,
  handler: Handler<N>,
  request: FastifyRequest,
  reply: FastifyReply,
  limit?: CallLimit,
): Promise<unknown> {
  refuseForeignOrigin(request);
  const now = dependencies.now();
  const caller = await callerOf(dependencies, name, request, now);
  const reach = await letInOrKeep(dependencies, name, request, caller, now);
  await limit?.(caller, request, reply);
  // Where no id of a patient was read there is nobody to reach, and nothing to keep.
  const { validationError } = request;
  if (validationError !== undefined && validationError.validationContext !== 'body')
    throw validationError;
  const patient = patientIn(request.params);
  // A patient out of reach is answered with the words for one who is not there.
  if (patient !== undefined && !(await reaches(dependencies, caller, reach, patient, now)))
    throw noSuchPatient();
  const actor = { id: caller.actorId, role: caller.role };
  const own = { tenantId: caller.tenantId, actor, now };
  const idempotency = await keyOf(dependencies, name, endpoint, request, own);
  const scope = { ...own, ...(idempotency === undefined ? {} : { idempotency }) };
  const log = (purpose: AccessPurpose, patients: readonly string[]) =>
    logAccess(dependencies, request, scope, name, purpose, patients);
  const call = {
    params: request.params,
    query: request.query,
    body: request.body,
    caller,
    reach,
    scope,
    cookie: request.headers.cookie,
    takesLonger: () => void reply.code(202),
    // Whoever is not in the patient's care, and was shown a number, is logged before anything is shown.
    showsPresented: async (shown: string) => {
      const { store } = dependencies.services;
      if (!(await reachesPatient(store, caller, 'own_organisation', shown, now)))
        await log('presented_at_pharmacy', [shown]);
    },
    setCookies: (cookies: readonly string[]) => {
      if (cookies.length > 0) reply.header('set-cookie', [...cookies]);
    },
  };
  const outside = ROUTE_ACCESS[name] === 'anyone' ? null : outsideCare(name, caller.role, reach);
  if (outside?.shown === 'named' && patient !== undefined) await log(outside.purpose, [patient]);
  if (reach === 'presented' && patient !== undefined) await call.showsPresented(patient);
  // The schemas of this very endpoint parsed the three parts; Fastify's types do not carry that.
  const answer = await handler(dependencies, call as unknown as Call<N>);
  if (CHANGES_ACCESS.has(name)) logChange(request, name, caller, answer);
  if (outside?.shown === 'in_answer') await log(outside.purpose, patientsIn(answer));
  return answer;
}
