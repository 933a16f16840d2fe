// Walks over HTTP on a real database: sign in, ask, authorise, dispense, take back, explain, refuse.

import { randomUUID } from 'node:crypto';
import type { Decision } from '@aegle/api';
import type { Role } from '@aegle/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAccount } from '../auth/accounts.ts';
import { codeFor } from '../auth/testing.ts';
import { demonstrationId } from '../demonstration/load-network.ts';
import { STANDS_IN } from '../services/answer.ts';
import { startTestServer, TEST_PASSWORD, type TestServer } from './testing.ts';

let server: TestServer;
const ready = demonstrationId('patient-ready');
const held = demonstrationId('patient-held');
const closed = demonstrationId('patient-closed');
const prescriptionOf = (name: string) => demonstrationId(`${name}/rx-1`);

beforeAll(async () => {
  server = await startTestServer();
}, 180_000);
afterAll(() => server?.stop());

interface Sent {
  readonly as?: Role;
  readonly elsewhere?: Role;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

async function send(method: 'GET' | 'POST' | 'DELETE' | 'PUT', path: string, sent: Sent = {}) {
  const caller = sent.as === undefined ? {} : server.as[sent.as];
  const other = sent.elsewhere === undefined ? {} : server.elsewhere[sent.elsewhere];
  const answer = await server.app.inject({
    method,
    url: path.startsWith('/') ? path : `/api/v1/${path}`,
    headers: { 'idempotency-key': randomUUID(), ...caller, ...other, ...sent.headers },
    ...(sent.body === undefined ? {} : { payload: sent.body as object }),
  });
  const isJson = String(answer.headers['content-type']).includes('json');
  return { status: answer.statusCode, headers: answer.headers, body: isJson ? answer.json() : {} };
}

const event = (type: string, data: object, change: object = {}) => ({
  id: randomUUID(),
  type,
  v: 1,
  occurredOn: '2025-06-18',
  data,
  ...change,
});

describe('the gates over HTTP', () => {
  it('answers the pharmacy’s one field with verdict, last day and days’ supply only', async () => {
    const yes = await send('POST', 'pharmacy-checks', {
      as: 'pharmacist',
      body: { code: 'DEMO-READY' },
    });
    expect(yes.body).toMatchObject({ verdict: 'yes', lastDay: '2025-06-22', toDo: [] });
    const prescription = prescriptionOf('patient-ready');
    const supply = { patient: ready, prescription, authorization: null, remainingDays: null };
    expect(yes.body.supply).toEqual(supply);
    const no = await send('POST', 'pharmacy-checks', {
      as: 'pharmacist',
      body: { code: 'DEMO-HELD' },
    });
    expect(no.body).toMatchObject({ verdict: 'no', otherwise: STANDS_IN.pharmacist.text });
    expect(JSON.stringify(no.body)).not.toMatch(/positive|pregnan|test/i);
    const unknown = await send('POST', 'pharmacy-checks', {
      as: 'pharmacist',
      body: { code: 'NOBODY' },
    });
    expect({ ...unknown.body, isForClinicalUse: false }).toEqual(no.body);
  });

  it('authorises, dispenses a part, then the rest, and never a day more', async () => {
    const request = { prescription: prescriptionOf('patient-ready'), daysSupply: 30 };
    const key = { 'idempotency-key': randomUUID() };
    const path = `patients/${ready}/dispense-authorizations`;
    const first = await send('POST', path, { as: 'pharmacist', body: request, headers: key });
    expect(first).toMatchObject({ status: 200, body: { outcome: 'granted', dryRun: false } });
    const repeat = await send('POST', path, { as: 'pharmacist', body: request, headers: key });
    expect(repeat.body).toEqual(first.body);
    const other = { ...request, daysSupply: 10 };
    const mismatch = await send('POST', path, { as: 'pharmacist', body: other, headers: key });
    expect(mismatch).toMatchObject({
      status: 422,
      body: { type: 'urn:aegle:problem:idempotency_mismatch' },
    });
    const { authorization } = first.body as Decision;
    const dispenseDays = (daysSupply: number) =>
      send('POST', `patients/${ready}/dispenses`, {
        as: 'pharmacist',
        body: { authorization, daysSupply },
      });
    expect((await dispenseDays(20)).body).toMatchObject({ outcome: 'granted', remainingDays: 10 });
    expect((await dispenseDays(20)).status).toBe(409);
    const rest = await dispenseDays(10);
    expect(rest.body).toMatchObject({ outcome: 'granted', remainingDays: 0 });
    const { dispense } = rest.body as { dispense: string };
    const back = `patients/${ready}/dispenses/${dispense}/reversal`;
    const body = { cause: 'returned_to_stock' };
    expect((await send('POST', back, { elsewhere: 'pharmacist', body })).status).toBe(404);
    const reversed = await send('POST', back, { as: 'pharmacist', body });
    expect(reversed.body).toEqual({ reversed: dispense });
  });

  it('H-03 records no supply for a request that does not name itself', async () => {
    const answer = await server.app.inject({
      method: 'POST',
      url: `/api/v1/patients/${ready}/dispense-authorizations`,
      headers: server.as.pharmacist,
      payload: { prescription: prescriptionOf('patient-ready'), daysSupply: 30 },
    });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().problems[0].field).toBe('idempotency-key');
  });

  it('enrols a known patient in a new course, for which nothing earlier counts', async () => {
    const path = `patients/${demonstrationId('patient-waiting')}`;
    const body = { programmes: ['us-ipledge'], isNewCourse: true };
    const answer = await send('POST', `${path}/enrolments`, { as: 'prescriber', body });
    expect(answer).toMatchObject({ status: 200, body: { course: expect.any(String) } });
    const timeline = await send('GET', `${path}/timeline`, { as: 'prescriber' });
    const courses = timeline.body.events
      .filter((one: { type: string }) => one.type === 'PatientEnrolled')
      .map((one: { data: { course: string } }) => one.data.course);
    expect(new Set(courses).size).toBe(2);
    expect(courses.at(-1)).toBe(answer.body.course);
  });

  it('answers a denial with 200, every reason for the prescriber, and explains and replays it', async () => {
    const denied = await send('POST', `patients/${closed}/dispense-authorizations`, {
      as: 'pharmacist',
      body: { prescription: prescriptionOf('patient-closed'), daysSupply: 30 },
    });
    expect(denied).toMatchObject({ status: 200, body: { outcome: 'denied', authorization: null } });
    const decision = (denied.body as Decision).decision;
    const path = `patients/${closed}/decisions/${decision}`;
    const explained = await send('GET', path, { as: 'prescriber' });
    expect(explained.body.decision.outcome).toBe('denied');
    expect(explained.body.trace.length).toBeGreaterThan(5);
    const replayed = await send('POST', `${path}/replay`, { as: 'prescriber' });
    expect(replayed.body).toMatchObject({ state: 'same', differences: [] });
  });

  it('asks without storing, and tells a patient neither the test nor the hold', async () => {
    const body = { question: 'dispense' };
    const asked = await send('POST', `patients/${held}/questions`, { as: 'prescriber', body });
    expect(asked.body).toMatchObject({ outcome: 'denied', dryRun: true, decision: null });
    expect(asked.body.reasons[0].code).toBe('positive_test');
    const own = await send('POST', `patients/${held}/questions`, { as: 'patient', body });
    expect(own.status).toBe(404);
  });
});

describe('what may be recorded', () => {
  it('keeps a positive test with a wrong field, closes the gate and opens tasks', async () => {
    const patient = demonstrationId('patient-waiting');
    const wrong = event('PregnancyTestReported', { result: 'positive', lab: 'x' });
    const sent = { as: 'delegate' as const, body: { events: [wrong] } };
    const kept = await send('POST', `patients/${patient}/events`, sent);
    expect(kept).toMatchObject({ status: 200, body: { events: [{ isUnresolved: true }] } });
    const asked = await send('POST', `patients/${patient}/questions`, {
      as: 'prescriber',
      body: { question: 'dispense' },
    });
    expect(asked.body.reasons[0].code).toBe('unresolved_report');
    const tasks = await send('GET', 'tasks', { as: 'prescriber' });
    expect(tasks.body.tasks.map((task: { kind: string }) => task.kind)).toContain('resolve_report');
  });

  it('refuses a negative test with a wrong field, naming field, rule and next step', async () => {
    const wrong = event('PregnancyTestReported', { result: 'negative', lab: 'secret word' });
    const refused = await send('POST', `patients/${ready}/events`, {
      as: 'delegate',
      body: { events: [wrong] },
    });
    expect(refused).toMatchObject({ status: 422, body: { type: 'urn:aegle:problem:invalid' } });
    expect(refused.headers['content-type']).toContain('application/problem+json');
    expect(refused.body.problems[0]).toMatchObject({ field: 'data.lab', rule: 'unknown_field' });
    expect(JSON.stringify(refused.body)).not.toContain('secret word');
  });

  it('lets a delegate place a hold and never clear one', async () => {
    const clear = event('SafetyHoldCleared', {
      hold: 'h',
      clinician: demonstrationId('dr-okafor'),
      reason: 'x',
      evidence: [],
    });
    const path = `patients/${ready}/events`;
    const refused = await send('POST', path, { as: 'delegate', body: { events: [clear] } });
    expect(refused).toMatchObject({ status: 403 });
    expect(refused.body.problems[0].nextStep).toContain('prescriber');
  });

  it('lets a patient declare as themself, dated by the server, and for nobody else', async () => {
    const path = `patients/${ready}/declarations`;
    const declare = (data: object) =>
      send('POST', path, {
        as: 'patient',
        body: { id: randomUUID(), type: 'ContraceptionStarted', data },
      });
    const method = { method: 'combination_pill' };
    expect((await declare({ ...method, declaredBy: 'patient' })).status).toBe(200);
    expect((await declare({ ...method, declaredBy: 'prescriber' })).status).toBe(403);
    expect((await declare({ ...method, declaredBy: 'patient', verified: true })).status).toBe(403);
    const timeline = await send('GET', `patients/${ready}/timeline`, { as: 'patient' });
    expect(timeline.body.events).toContainEqual(
      expect.objectContaining({ type: 'ContraceptionStarted', occurredOn: '2025-06-18' }),
    );
  });

  it('names the prescribers of the own clinic to a colleague, and to an office everybody', async () => {
    const namesFor = async (as: Role) =>
      (await send('GET', 'prescribers', { as })).body.prescribers.map(
        ({ name, prescriber }: { name: string; prescriber: string }) => [name, prescriber],
      );
    const own = [['Invented prescriber', demonstrationId('dr-okafor')]];
    for (const role of ['delegate', 'programme_officer'] as const)
      expect(await namesFor(role)).toEqual(own);
    expect((await send('GET', 'prescribers', { as: 'pharmacist' })).status).toBe(403);
    // The same ids in another tenant: its own account, and not this one's.
    const there = await send('GET', 'prescribers', { elsewhere: 'delegate' });
    expect(there.body.prescribers).toHaveLength(1);
  });

  it('H-07 is closed to the prescriber of another clinic of the same tenant', async () => {
    const { signIn, authDb } = server.dependencies;
    const account = { email: `${randomUUID()}@example.org`, name: 'x', password: TEST_PASSWORD };
    const tenantId = server.services.tenant.id;
    const organisationId = randomUUID();
    const role = 'prescriber' as const;
    const ids = { tenantId, organisationId, role, actorId: randomUUID() };
    await addAccount(signIn, authDb, { ...account, ...ids });
    const { email, password } = account;
    const step = await send('POST', 'session', { body: { email, password } });
    const headers = { cookie: String(step.headers['set-cookie']).split(';')[0] ?? '' };
    expect((await send('GET', `patients/${ready}/timeline`, { headers })).status).toBe(404);
    const body = { system: 'urn:aegle:demonstration', value: 'DEMO-READY' };
    const found = await send('POST', 'patient-searches', { headers, body });
    expect(found.body).toEqual({ patient: null });
    expect((await send('GET', 'tasks', { headers })).body).toEqual({ tasks: [], next: null });
  });

  it('shows a guardian logistics only', async () => {
    const ward = demonstrationId('patient-minor');
    const timeline = await send('GET', `patients/${ward}/timeline`, { as: 'guardian' });
    const types = new Set(timeline.body.events.map((one: { type: string }) => one.type));
    expect([...types].sort()).toEqual(['FormSigned', 'MedicationGuideGiven']);
    expect(timeline.body).toMatchObject({ windows: [], decisions: [] });
  });
});

describe('signing in', () => {
  it('sets a second factor up and then asks for it at every sign-in', async () => {
    const { signIn, authDb } = server.dependencies;
    const tenantId = server.services.tenant.id;
    const login = { email: `${randomUUID()}@example.org`, password: TEST_PASSWORD };
    const ids = { tenantId, role: 'researcher' as const, actorId: randomUUID() };
    await addAccount(signIn, authDb, { ...login, name: 'Invented', ...ids });
    const cookiesOf = (answer: { headers: Record<string, unknown> }) => ({
      cookie: [answer.headers['set-cookie']]
        .flat()
        .map((one) => String(one).split(';')[0])
        .join('; '),
    });
    const first = await send('POST', 'session', { body: login });
    expect(first.body).toMatchObject({ state: 'signed_in', account: { hasSecondFactor: false } });
    const secret = await send('POST', 'session/second-factor-set-up', {
      headers: cookiesOf(first),
      body: { password: TEST_PASSWORD },
    });
    const { otpauthUri } = secret.body;
    const verify = (headers: Record<string, string>, stepsAhead = 0) =>
      send('POST', 'session/second-factor', {
        headers,
        body: { code: codeFor(otpauthUri, stepsAhead) },
      });
    const verified = await verify(cookiesOf(first));
    expect(verified.body).toMatchObject({ state: 'signed_in', account: { hasSecondFactor: true } });
    const again = await send('POST', 'session', { body: login });
    expect(again.body).toEqual({ state: 'second_factor_needed', account: null });
    const half = await send('GET', 'programmes', { headers: cookiesOf(again) });
    expect(half.status).toBe(401);
    const whole = await verify(cookiesOf(again), 1);
    expect(whole.body).toMatchObject({ state: 'signed_in', account: { role: 'researcher' } });
    const headers = cookiesOf(whole);
    expect((await send('GET', 'programmes', { headers })).status).toBe(200);
    await send('DELETE', 'session', { headers });
    expect((await send('GET', 'programmes', { headers })).status).toBe(401);
  });
});

describe('the door', () => {
  it('answers unknown places with 404 and wrong methods with 405, as problems', async () => {
    const nowhere = await send('GET', '/api/v1/nowhere');
    expect(nowhere).toMatchObject({ status: 404, body: { type: 'urn:aegle:problem:not_found' } });
    const wrong = await send('PUT', 'programmes', { as: 'prescriber', body: {} });
    expect(wrong).toMatchObject({ status: 405, headers: { allow: 'GET' } });
  });

  it('refuses half a file, another media type and a page of another site', async () => {
    const path = `patients/${ready}/events`;
    const half = await server.app.inject({
      method: 'POST',
      url: `/api/v1/${path}`,
      headers: { ...server.as.prescriber, 'content-type': 'application/json' },
      payload: '{"events": [{"id',
    });
    expect(half.statusCode).toBe(400);
    expect(half.json().problems[0].field).toBe('body');
    const foreign = await send('POST', path, {
      as: 'prescriber',
      headers: { origin: 'https://evil.example' },
      body: { events: [event('WeightMeasured', { weightKg: '60' })] },
    });
    expect(foreign).toMatchObject({ status: 403, body: { problems: [{ field: 'origin' }] } });
  });

  it('answers 401 to nobody and to a wrong key', async () => {
    expect((await send('GET', 'tasks')).status).toBe(401);
    const headers = { authorization: 'Bearer aegle_wrong' };
    expect((await send('GET', 'tasks', { headers })).status).toBe(401);
  });

  it('lets an officer approve only what is loaded, with every assumption named', async () => {
    const read = await send('GET', 'programmes/us-ipledge', { as: 'researcher' });
    expect(read.body.sources.length).toBeGreaterThan(0);
    const [edition] = read.body.editions;
    const path = `programmes/us-ipledge/editions/${edition.id}/approval`;
    const accepted = read.body.requirements
      .filter((one: { edition: string; status: string }) => one.edition === edition.id)
      .filter((one: { status: string }) => ['assumed', 'disputed'].includes(one.status))
      .map((one: { id: string }) => one.id);
    const approval = (change: object) => ({
      id: randomUUID(),
      editionDigest: edition.digest,
      site: demonstrationId('clinic-harbour'),
      acceptedAssumptions: accepted,
      approvedOn: '2025-06-18',
      ...change,
    });
    const approve = (change: object) =>
      send('POST', path, { as: 'safety_officer', body: approval(change) });
    expect((await approve({ editionDigest: 'another' })).status).toBe(422);
    if (accepted.length > 0) expect((await approve({ acceptedAssumptions: [] })).status).toBe(422);
    expect((await approve({})).status).toBe(200);
    const again = await send('GET', 'programmes/us-ipledge', { as: 'safety_officer' });
    expect(again.body.approvedEditions).toContainEqual({
      edition: edition.id,
      overlays: [],
      site: demonstrationId('clinic-harbour'),
      digest: edition.digest,
    });
  });

  it('escalates a task to the role that has to catch it', async () => {
    const before = await send('GET', 'tasks', { as: 'safety_officer' });
    const mine = await send('GET', 'tasks', { as: 'prescriber' });
    const kind = 'resolve_report';
    const task = mine.body.tasks.find((one: { kind: string }) => one.kind === kind);
    expect(before.body.tasks.map((one: { id: string }) => one.id)).not.toContain(task.id);
    const escalated = await send('POST', `tasks/${task.id}/escalation`, { as: 'prescriber' });
    expect(escalated.body).toMatchObject({ id: task.id, isEscalated: true });
    const closing = { state: 'done', outcome: 'report_read' };
    const done = await send('POST', `tasks/${task.id}/closure`, {
      as: 'safety_officer',
      body: closing,
    });
    expect(done.body).toMatchObject(closing);
    const others = await send('POST', `tasks/${task.id}/closure`, {
      elsewhere: 'safety_officer',
      body: closing,
    });
    expect(others.status).toBe(404);
  });

  it('serves OpenAPI, its page from local files, health and metrics', async () => {
    const openapi = await send('GET', '/openapi.json');
    const document = JSON.stringify(openapi.body);
    expect(document).toContain('PregnancyTestReported');
    expect(openapi.body.openapi).toBe('3.1.0');
    const page = await server.app.inject({ method: 'GET', url: '/docs/' });
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toMatch(/https?:\/\/(?!localhost)/);
    expect((await send('GET', '/health')).body).toMatchObject({ status: 'ok' });
    const metrics = await server.app.inject({ method: 'GET', url: '/metrics' });
    expect(metrics.body).toContain('route="/api/v1/patients/:patient/questions"');
    expect(metrics.body).not.toContain(ready);
  });

  it('logs route templates and never an id, a body or a cookie', () => {
    const logged = server.logged();
    expect(logged).toContain('/api/v1/patients/:patient/events');
    for (const secret of [ready, held, closed, 'secret word', 'DEMO-', 'aegle.session'])
      expect(logged).not.toContain(secret);
  });
});
