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
const occurredOn = '2025-06-18';
const anEvent = (type: string, data: object) => ({
  id: randomUUID(),
  type,
  v: 1,
  occurredOn,
  data,
});

/** An event that the role may record, so that the route and not the event decides. */
function eventOf(role: Role) {
  if (role === 'pharmacist') return anEvent('CapsulesReturned', { count: 1 });
  if (role === 'system_client') return anEvent('MedicationGuideGiven', {});
  if (role === 'safety_officer')
    return anEvent('SafetyHoldPlaced', { hold: randomUUID(), cause: 'clinician' });
  return anEvent('WeightMeasured', { weightKg: '60' });
}

function pharmacyEventOf(role: Role) {
  const programme = 'us-ipledge';
  return role === 'pharmacist'
    ? anEvent('PharmacyStaffTrained', { programme })
    : anEvent('PharmacyRenewed', { programme });
}

function prescriberEventOf(role: Role) {
  return role === 'prescriber'
    ? anEvent('DelegateAuthorized', { delegate: 'd' })
    : anEvent('PrescriberRenewed', { programme: 'us-ipledge' });
}

function programmeEventOf(role: Role) {
  const event = randomUUID();
  return role === 'safety_officer'
    ? anEvent('Corrected', { event, field: 'source', isWithdrawn: true, reason: 'x' })
    : anEvent('WholesalerEnrolled', { wholesaler: 'w' });
}

const programme = 'us-ipledge';
const ofEdition = { programme, edition: 'no-such-edition' };

/** One request to each endpoint; exhaustive, so that a new endpoint is tried too. */
const REQUESTS: Record<EndpointName, (role: Role) => { params?: object; body?: object }> = {
  signIn: () => ({ body: { email: 'nobody@example.org', password: TEST_PASSWORD } }),
  verifySecondFactor: () => ({ body: { code: '000000' } }),
  setUpSecondFactor: () => ({ body: { password: TEST_PASSWORD } }),
  readSession: () => ({}),
  signOut: () => ({}),
  enrolPatient: () => ({
    body: {
      details: { givenName: 'In', familyName: 'Vented' },
      identifiers: [{ system: 'urn:test', value: randomUUID() }],
      programmes: [programme],
    },
  }),
  enrolAgain: () => ({
    params: { patient },
    body: { programmes: [programme], isNewCourse: false },
  }),
  findPatient: () => ({ body: { system: 'urn:aegle:demonstration', value: 'DEMO-READY' } }),
  listPatients: () => ({ body: { text: 'DEMO-READY' } }),
  readPatientSummary: () => ({ params: { patient } }),
  readPatient: () => ({ params: { patient } }),
  appendEvents: (role) => ({ params: { patient }, body: { events: [eventOf(role)] } }),
  declare: (role) => ({
    params: { patient },
    body: {
      id: randomUUID(),
      type: 'FormSigned',
      data: { form: 'f', edition: '1', agrees: true, signer: role },
    },
  }),
  readTimeline: () => ({ params: { patient } }),
  ask: () => ({ params: { patient }, body: { question: 'dispense' } }),
  authorizePrescribing: () => ({
    params: { patient },
    body: { prescription: randomUUID(), product: 'isotretinoin', daysSupply: 30, refills: 0 },
  }),
  authorizeDispense: () => ({
    params: { patient },
    body: { prescription: demonstrationId('patient-ready/rx-1'), daysSupply: 30 },
  }),
  reverseAuthorization: () => ({
    params: { patient, authorization: randomUUID() },
    body: { cause: 'not_picked_up' },
  }),
  dispense: () => ({ params: { patient }, body: { authorization: randomUUID(), daysSupply: 1 } }),
  reverseDispense: () => ({
    params: { patient, dispense: randomUUID() },
    body: { cause: 'other' },
  }),
  explainDecision: () => ({ params: { patient, decision: randomUUID() } }),
  replayDecision: () => ({ params: { patient, decision: randomUUID() } }),
  checkAtPharmacy: () => ({ body: { code: 'DEMO-READY' } }),
  listTasks: () => ({}),
  closeTask: () => ({ params: { task: randomUUID() }, body: { state: 'done', outcome: 'x' } }),
  escalateTask: () => ({ params: { task: randomUUID() } }),
  readAccessLog: () => ({}),
  readPatientAccessLog: () => ({ params: { patient } }),
  readAgenda: () => ({ params: { patient } }),
  listAgenda: () => ({}),
  listProgrammes: () => ({}),
  readProgramme: () => ({ params: { programme } }),
  confirmEdition: () => ({
    params: ofEdition,
    body: { id: randomUUID(), source: 's', confirmedOn: occurredOn },
  }),
  approveEdition: () => ({
    params: ofEdition,
    body: {
      id: randomUUID(),
      editionDigest: 'd',
      site: 's',
      acceptedAssumptions: [],
      approvedOn: occurredOn,
    },
  }),
  appendProgrammeEvents: (role) => ({
    params: { programme },
    body: { events: [programmeEventOf(role)] },
  }),
  listOrganisations: () => ({}),
  addOrganisation: () => ({ body: { id: randomUUID(), kind: 'clinic', name: 'Invented' } }),
  appendPharmacyEvents: (role) => ({
    params: { pharmacy: demonstrationId('pharmacy-lighthouse') },
    body: { events: [pharmacyEventOf(role)] },
  }),
  appendPrescriberEvents: (role) => ({
    params: { prescriber: demonstrationId('dr-okafor') },
    body: { events: [prescriberEventOf(role)] },
  }),
  requestForecast: (role) => ({
    body: role === 'researcher' ? aForecast() : { ...aForecast(), patient },
  }),
  readForecast: () => ({ params: { forecast: randomUUID() } }),
};

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
// A system client has no account: its setting up of a second factor is refused by sign-in itself.
const tried = (name: EndpointName) =>
  ROLES.filter((role) => name !== 'setUpSecondFactor' || role !== 'system_client');

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
