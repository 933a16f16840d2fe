// Reads from outside the care, on each engine: logged twice before anything is shown, or not shown.

import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testEngines } from '../../../store/src/testing/test-database.ts';
import { demonstrationId } from '../demonstration/load-network.ts';
import { type SignedIn, startTestServer, TEST_NOW, type TestServer } from './testing.ts';

const ready = demonstrationId('patient-ready');
const held = demonstrationId('patient-held');

describe.each(testEngines())('the access log on PostgreSQL %s', (engine) => {
  let server: TestServer;
  let owner: pg.Client;

  beforeAll(async () => {
    server = await startTestServer(engine);
    owner = new pg.Client({ ...server.services.database.owner });
    await owner.connect();
  }, 180_000);
  afterAll(async () => {
    await owner?.end();
    await server?.stop();
  });

  const get = (url: string, as: SignedIn) => server.app.inject({ method: 'GET', url, headers: as });
  const timeline = (as: SignedIn, patient = ready) =>
    get(`/api/v1/patients/${patient}/timeline`, as);
  const log = async (as = server.as.programme_officer, query = '') => {
    const answer = await get(`/api/v1/access-log${query}`, as);
    expect([answer.statusCode, answer.body]).toEqual([200, answer.body]);
    return answer.json() as { entries: Record<string, string>[]; next: string | null };
  };

  it('H-07 holds every read of the safety officer, and none within the care', async () => {
    for (const role of ['prescriber', 'delegate', 'patient'] as const)
      expect((await timeline(server.as[role])).statusCode).toBe(200);
    const ward = demonstrationId('patient-minor');
    expect((await timeline(server.as.guardian, ward)).statusCode).toBe(200);
    expect((await log()).entries).toEqual([]);
    expect((await timeline(server.as.safety_officer, held)).statusCode).toBe(200);
    const { entries } = await log();
    expect(entries).toEqual([
      {
        id: expect.any(String),
        at: TEST_NOW,
        actor: expect.any(String),
        role: 'safety_officer',
        route: 'readTimeline',
        purpose: 'safety_review',
        patient: held,
      },
    ]);
    const told = server
      .logged()
      .split('\n')
      .filter((line) => line.includes('read from outside the care'));
    expect(told.map((line) => JSON.parse(line))).toMatchObject([
      { access: entries[0]?.id, actor: entries[0]?.actor, route: 'readTimeline', patients: 1 },
    ]);
    expect(told.join('')).not.toContain(held);
  });

  it('holds each patient of a list and of a search, once, and nobody where nobody was shown', async () => {
    const find = (value: string) =>
      server.app.inject({
        method: 'POST',
        url: '/api/v1/patient-searches',
        headers: server.as.safety_officer,
        payload: { system: 'urn:aegle:demonstration', value },
      });
    expect((await find('DEMO-READY')).json()).toEqual({ patient: ready });
    expect((await find('DEMO-NOBODY')).json()).toEqual({ patient: null });
    const listed = await get('/api/v1/tasks', server.as.safety_officer);
    const patients = new Set<string>(
      listed.json().tasks.map((task: { patient: string }) => task.patient),
    );
    expect(patients.size).toBeGreaterThan(0);
    const { entries } = await log();
    const routes = entries
      .filter(({ route }) => route !== 'readTimeline')
      .map(({ route, patient }) => `${route} ${patient}`);
    const expected = [...patients].map((patient) => `listTasks ${patient}`);
    expect(routes.sort()).toEqual([`findPatient ${ready}`, ...expected].sort());
  });

  it('is read in pages, by the offices, and by a patient without the names of readers', async () => {
    for (let read = 0; read < 4; read += 1) await timeline(server.as.safety_officer);
    const all = (await log()).entries;
    const paged: unknown[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const after = next === '' ? '' : `&after=${encodeURIComponent(next)}`;
      const page = await log(server.as.safety_officer, `?limit=2${after}`);
      paged.push(...page.entries);
      next = page.next;
    }
    expect(paged).toEqual(all);
    const own = await get(`/api/v1/patients/${ready}/access-log`, server.as.patient);
    const { entries } = own.json() as { entries: Record<string, string | null>[] };
    expect(entries.length).toBeGreaterThanOrEqual(4);
    for (const entry of entries) expect(entry).toMatchObject({ actor: null, patient: ready });
    const ofOther = await get(`/api/v1/patients/${held}/access-log`, server.as.patient);
    expect(ofOther.statusCode).toBe(404);
    expect((await get('/api/v1/access-log?after=x', server.as.safety_officer)).statusCode).toBe(
      422,
    );
    expect((await log(server.elsewhere.programme_officer)).entries).toEqual([]);
  });

  it('H-07 shows nothing when the read cannot be recorded', async () => {
    await owner.query('revoke insert on aegle.access_log from aegle_app');
    try {
      const refused = await timeline(server.as.safety_officer);
      expect(refused.statusCode).toBe(503);
      expect(refused.json()).toMatchObject({ problems: [{ field: 'access log' }] });
      expect(refused.body).not.toContain('events');
      const listed = await get('/api/v1/tasks', server.as.safety_officer);
      expect(listed.statusCode).toBe(503);
      expect(listed.body).not.toMatch(/"tasks"|"patient"/);
      expect((await timeline(server.as.prescriber)).statusCode).toBe(200);
    } finally {
      await owner.query('grant insert on aegle.access_log to aegle_app');
    }
  });

  it('cannot be changed or cleared by the server’s own role', async () => {
    const client = new pg.Client({ ...server.services.database.application });
    await client.connect();
    await client.query(`set aegle.tenant = '${server.services.tenant.id}'`);
    for (const text of [
      `update aegle.access_log set actor_id = '${randomUUID()}'`,
      'delete from aegle.access_log',
      'truncate aegle.access_log',
    ])
      await expect(client.query(text)).rejects.toMatchObject({ code: '42501' });
    await client.end();
  });
});
