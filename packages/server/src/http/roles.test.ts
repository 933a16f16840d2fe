// H-07 Every role on every route, signed in here and in another tenant with the very same ids.

import { randomUUID } from 'node:crypto';
import { ENDPOINT_NAMES, ENDPOINTS, type Endpoint, type EndpointName } from '@aegle/api';
import { ROLES, type Role } from '@aegle/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROUTE_ACCESS, scopeOn } from '../access/policy.ts';
import { kindMayCall } from '../access/system-kinds.ts';
import { demonstrationId } from '../demonstration/load-network.ts';
import { type SignedIn, startTestServer, type TestServer } from './testing.ts';
import { requestsAbout } from './testing-requests.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 180_000);
afterAll(() => server?.stop());

const patient = demonstrationId('patient-ready');
const REQUESTS = requestsAbout(patient, demonstrationId('patient-ready/rx-1'), 'DEMO-READY');

async function tryOut(name: EndpointName, role: Role, signedIn: SignedIn) {
  const { params = {}, body } = REQUESTS[name](role);
  const endpoint: Endpoint = ENDPOINTS[name];
  const values = new Map(Object.entries(params));
  const url = endpoint.path.replaceAll(/:([a-z]+)/g, (_, key: string) => String(values.get(key)));
  const answer = await server.app.inject({
    method: endpoint.method,
    url,
    headers: { 'idempotency-key': randomUUID(), ...signedIn },
    ...(body === undefined ? {} : { payload: body }),
  });
  return { status: answer.statusCode, text: answer.body };
}

/** The keys of these tests are a pharmacy system's. */
const isClosedTo = (name: EndpointName, role: Role) =>
  scopeOn(name, role) === 'none' ||
  (role === 'system_client' && !kindMayCall('pharmacy_system', name));

const GUARDED = ENDPOINT_NAMES.filter((name) => ROUTE_ACCESS[name] !== 'anyone');
// A system client has no account: what is done to one's own is refused by sign-in itself.
const OWN: readonly EndpointName[] = [
  'setUpSecondFactor',
  'changeOwnPassword',
  'confirmAccessNotices',
];
const tried = (name: EndpointName) =>
  ROLES.filter((role) => !OWN.includes(name) || role !== 'system_client');

describe('H-07 every role on every route', () => {
  it.each(GUARDED)('%s lets nobody in without sign-in', async (name) => {
    expect((await tryOut(name, 'researcher', {})).status).toBe(401);
  });

  it.each(GUARDED)('%s lets in the roles of the policy and no other', async (name) => {
    for (const role of tried(name)) {
      const { status, text } = await tryOut(name, role, server.as[role]);
      if (isClosedTo(name, role)) expect([role, status]).toEqual([role, 403]);
      else expect([role, status, text]).toEqual([role, expect.toSatisfy(isLetIn), text]);
    }
  });

  it.each(GUARDED)('%s shows another tenant nothing of this one', async (name) => {
    const aboutPatient = ENDPOINTS[name].path.includes(':patient');
    for (const role of tried(name)) {
      const { status, text } = await tryOut(name, role, server.elsewhere[role]);
      if (isClosedTo(name, role)) expect([role, status]).toEqual([role, 403]);
      else if (aboutPatient) expect([role, status]).toEqual([role, 404]);
      else expect(status).toSatisfy(isLetIn);
      expect(text).not.toMatch(/Harbour|Lighthouse|DEMO-|Almeida/);
      expect(text).not.toContain(patient);
    }
  });
});

/** Let in: answered, or refused for what was asked rather than for who asked. */
function isLetIn(status: number): boolean {
  return [200, 404, 409, 422].includes(status);
}
