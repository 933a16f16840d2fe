// Two worlds for one role: the same patient twice, differing in what the clinic recorded, and everything
// the role may call in both. Never used outside tests.

import { randomUUID } from 'node:crypto';
import { ENDPOINT_NAMES, ENDPOINTS, type Endpoint, type EndpointName } from '@aegle/api';
import type { Role } from '@aegle/core';
import { ROUTE_ACCESS, scopeOn } from '../access/policy.ts';
import { addAccount } from '../auth/accounts.ts';
import { demonstrationId } from '../demonstration/load-network.ts';
import { enrol, recordEvents } from '../services/services.ts';
import { copyOfReady } from '../services/testing.ts';
import { type SignedIn, TEST_NOW, TEST_PASSWORD, type TestServer } from './testing.ts';
import { requestsAbout } from './testing-requests.ts';

/** A patient, and who looks at them. */
export interface World {
  readonly name: string;
  readonly patient: string;
  readonly headers: SignedIn;
}

/** A fact that the clinic records, or none. */
export type Fact = { readonly type: string; readonly data: object } | null;

/** What the clinic records of the patient. */
export async function record(server: TestServer, patient: string, fact: Fact, now = TEST_NOW) {
  if (fact === null) return;
  const { context, tenant } = server.services;
  const actor = { id: demonstrationId('dr-okafor'), role: 'prescriber' };
  const scope = { tenantId: tenant.id, actor, now };
  const event = { id: randomUUID(), v: 1, occurredOn: now.slice(0, 10), ...fact };
  await recordEvents(context, scope, patient, [event]);
}

async function signedInTo(server: TestServer, patient: string, role: Role): Promise<SignedIn> {
  if (role !== 'patient' && role !== 'guardian') return server.as[role];
  const { dependencies, services } = server;
  const email = `${randomUUID()}@example.org`;
  const actorId = role === 'patient' ? patient : randomUUID();
  const account = { email, name: 'Invented', password: TEST_PASSWORD, role, actorId };
  const of = { tenantId: services.tenant.id, patientId: patient };
  await addAccount(dependencies.signIn, dependencies.authDb, { ...account, ...of });
  const payload = { email, password: TEST_PASSWORD };
  const answer = await server.app.inject({ method: 'POST', url: '/api/v1/session', payload });
  return { cookie: answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ') };
}

/** A minor: majority ends a guardian's access. */
async function wardOf(server: TestServer, name: string): Promise<World> {
  const { context, tenant } = server.services;
  const actor = { id: demonstrationId('dr-okafor'), role: 'prescriber' };
  const { patient } = await enrol(
    context,
    { tenantId: tenant.id, actor, now: TEST_NOW },
    {
      programmes: ['us-ipledge'],
      bornOn: '2012-05-20',
      details: { givenName: 'In', familyName: 'Vented' },
      identifiers: [{ system: 'urn:aegle:demonstration', value: `DEMO-${name}` }],
    },
  );
  return { name, patient, headers: await signedInTo(server, patient, 'guardian') };
}

/** A new patient who is ready (a guardian's: a minor), and a caller of the role. */
export async function worldOf(server: TestServer, role: Role): Promise<World> {
  const name = `world-${randomUUID().slice(0, 8)}`;
  if (role === 'guardian') return wardOf(server, name);
  await copyOfReady(server.services, name);
  const patient = demonstrationId(name);
  return { name, patient, headers: await signedInTo(server, patient, role) };
}

/** One call, as status and body. */
export async function call(
  server: TestServer,
  world: World,
  name: EndpointName,
  request: { params?: object; body?: object },
) {
  const endpoint: Endpoint = ENDPOINTS[name];
  const values = new Map(Object.entries(request.params ?? {}));
  const url = endpoint.path.replaceAll(/:([a-z]+)/g, (_, key: string) => String(values.get(key)));
  const answer = await server.app.inject({
    method: endpoint.method,
    url,
    headers: { 'idempotency-key': randomUUID(), ...world.headers },
    ...(request.body === undefined ? {} : { payload: request.body }),
  });
  return `${answer.statusCode} ${answer.body}`;
}

/** The answer with ids by the order in which they appear: two worlds name the same things differently. */
export function withoutIds(answer: string, { name }: World): string {
  const seen = new Map<string, number>();
  const number = (id: string) => {
    if (!seen.has(id)) seen.set(id, seen.size);
    return `#${seen.get(id)}`;
  };
  const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
  const KEY = /aegle_[0-9a-f]{32}_[\w-]{43}/g;
  return answer.replaceAll(KEY, 'a key').replaceAll(UUID, number).replaceAll(name, 'the patient');
}

const open = (name: EndpointName, role: Role) =>
  typeof ROUTE_ACCESS[name] === 'object' && scopeOn(name, role) !== 'none';

/** Every endpoint that the role may call, twice, in every world; answers that differ from the first world's. */
export async function differences(
  server: TestServer,
  role: Role,
  worlds: readonly World[],
  isPlayed: (name: EndpointName) => boolean = () => true,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of ENDPOINT_NAMES.filter((one) => open(one, role) && isPlayed(one)))
    for (let time = 1; time <= 2; time += 1) {
      const answers: string[] = [];
      for (const world of worlds) {
        const prescription = demonstrationId(`${world.name}/rx-1`);
        const requests = requestsAbout(world.patient, prescription, `DEMO-${world.name}`);
        const answer = await call(server, world, name, requests[name](role));
        answers.push(withoutIds(answer, world));
      }
      for (const [place, answer] of answers.entries())
        if (answer !== answers[0]) found.push(`${name} ${place}: ${answers[0]} <> ${answer}`);
    }
  return found;
}
