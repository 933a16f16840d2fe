// H-09 The forecast over HTTP: who may ask, what is refused, and that no gate is read or moved.

import { randomUUID } from 'node:crypto';
import { forecast as forecastSchema } from '@aegle/api';
import { answerForecast, prepareForecast, readRelease, readRequest, runAll } from '@aegle/forecast';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import first from '../../../../evidence/releases/aegle-2026.11.json' with { type: 'json' };
import { demonstrationId } from '../demonstration/load-network.ts';
import { aForecast, aPeriod, aPersonsForecast } from '../forecast-work/testing.ts';
import { mergeForecast, runForecastChunk } from '../services/services.ts';
import { type SignedIn, startTestServer, TEST_NOW, type TestServer } from './testing.ts';

const clock = { now: TEST_NOW };
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer('embedded', clock);
}, 180_000);
afterAll(() => server?.stop());

const patient = demonstrationId('patient-ready');

async function ask(as: SignedIn, payload: object, headers: SignedIn = {}) {
  const answer = await server.app.inject({
    method: 'POST',
    url: '/api/v1/forecasts',
    headers: { ...as, ...headers },
    payload,
  });
  return { status: answer.statusCode, body: answer.json() };
}

async function read(as: SignedIn, id: string) {
  const answer = await server.app.inject({ url: `/api/v1/forecasts/${id}`, headers: as });
  return { status: answer.statusCode, body: answer.json() };
}

const scope = () => ({
  tenantId: server.services.tenant.id,
  actor: { id: 'aegle', role: 'system_client' },
  now: server.dependencies.now(),
});

/** Runs what was queued, as the job handlers do. */
async function runQueued(id: string, chunks: number): Promise<void> {
  const { services, forecasts } = server.dependencies;
  for (let chunk = 0; chunk < chunks; chunk += 1)
    await runForecastChunk(services, forecasts, scope(), id, chunk);
  await mergeForecast(services, forecasts, scope(), id);
}

describe('H-09 a forecast over HTTP', () => {
  it('answers a clinic about its patient at once, as the model itself does', async () => {
    const { prescriber, delegate } = server.as;
    const { status, body } = await ask(prescriber, { ...aPersonsForecast(), patient });
    expect([status, body.state, body.patient]).toEqual([200, 'done', patient]);
    expect(forecastSchema.parse(body)).toEqual(body);
    const asked = readRequest(body.request);
    if (!asked.accepted) throw new Error('the repeated request is not one');
    const prepared = prepareForecast(asked.request, server.dependencies.forecasts.release);
    expect(body.answer).toEqual(answerForecast(prepared, runAll(prepared)));
    expect(body.frozen).toMatchObject({ seed: 1, releaseDigest: body.answer.release.digest });
    const cited = [...body.answer.plans, body.answer.untreated].flatMap(
      ({ curves, grades, relapse }) =>
        [...curves, ...grades, ...relapse].flatMap((one: { sources: string[] }) => one.sources),
    );
    for (const key of cited) expect([key, body.citations[key]]).toEqual([key, expect.any(String)]);
    expect(body.citations.R2).toContain('PMID 8286227');
    expect((await read(delegate, body.id)).body).toEqual(body);
  });

  it('is the same forecast when it is asked for again, and answers no key for another', async () => {
    const { prescriber } = server.as;
    const question = { ...aPersonsForecast({ seed: 5 }), patient };
    const key = { 'idempotency-key': randomUUID() };
    const first = await ask(prescriber, question, key);
    expect(await ask(prescriber, question, key)).toEqual(first);
    expect((await ask(prescriber, question)).body.id).toBe(first.body.id);
    const other = await ask(prescriber, { ...question, seed: 6 }, key);
    expect([other.status, other.body.type]).toEqual([
      422,
      'urn:aegle:problem:idempotency_mismatch',
    ]);
  });

  it('answers by the first release where it is named, number for number, and again when read', async () => {
    const { prescriber, delegate } = server.as;
    const question = { ...aPersonsForecast(), release: first.name, patient };
    const { status, body } = await ask(prescriber, question);
    expect([status, body.state, body.answer.modelVersion]).toEqual([200, 'done', '1']);
    const asked = readRequest(body.request);
    const release = readRelease(first);
    if (!asked.accepted || !release.accepted) throw new Error('refused');
    const prepared = prepareForecast(asked.request, release.release);
    expect(body.answer).toEqual(answerForecast(prepared, runAll(prepared)));
    expect(body.frozen.releaseDigest).toBe(first.digest);
    expect((await read(delegate, body.id)).body).toEqual(body);
  });

  it('neither reads nor writes what a gate reads, and moves no answer of one', async () => {
    const { prescriber } = server.as;
    const gate = async () => {
      const answer = await server.app.inject({
        method: 'POST',
        url: `/api/v1/patients/${patient}/questions`,
        headers: prescriber,
        payload: { question: 'dispense' },
      });
      return answer.json();
    };
    const { store } = server.dependencies.services;
    const streams = ['patient-gate', 'patient-record'] as const;
    const heads = () =>
      store.inTransaction(scope(), (tx) =>
        tx.readStreamVersions(streams.map((kind) => ({ subjectId: patient, kind }))),
      );
    const before = { heads: await heads(), gate: await gate() };
    await ask(prescriber, { ...aPersonsForecast({ seed: 7 }), patient });
    expect({ heads: await heads(), gate: await gate() }).toEqual(before);
  });

  it('keeps researchers to populations, and clinics to their patients', async () => {
    const { researcher, prescriber } = server.as;
    expect((await ask(researcher, aForecast())).status).toBe(200);
    expect((await ask(researcher, aPersonsForecast())).status).toBe(403);
    expect((await ask(researcher, { ...aForecast(), patient })).status).toBe(403);
    const unnamed = await ask(prescriber, aPersonsForecast());
    expect([unnamed.status, unnamed.body.problems[0].field]).toEqual([422, 'patient']);
    const stranger = await ask(prescriber, { ...aPersonsForecast(), patient: randomUUID() });
    expect(stranger.status).toBe(404);
    for (const role of ['patient', 'guardian', 'pharmacist', 'programme_officer'] as const)
      expect((await ask(server.as[role], aForecast())).status).toBe(403);
  });

  it('shows a forecast to nobody else', async () => {
    const { researcher, prescriber } = server.as;
    const own = (await ask(researcher, aForecast())).body.id;
    const ofPatient = (await ask(prescriber, { ...aPersonsForecast(), patient })).body.id;
    expect((await read(researcher, own)).status).toBe(200);
    for (const [as, id] of [
      [prescriber, own],
      [researcher, ofPatient],
      [server.elsewhere.researcher, own],
      [server.elsewhere.prescriber, ofPatient],
    ] as const)
      expect((await read(as, id)).status).toBe(404);
  });

  it('answers 202 with an id for a large one, then how far it is, then the same numbers', async () => {
    const { researcher } = server.as;
    const large = aForecast({
      patients: 40_000,
      outputDays: [140, 364],
      endpoints: ['gags', 'iga'],
    });
    const asked = await ask(researcher, large);
    expect([asked.status, asked.body.state, asked.body.answer]).toEqual([202, 'queued', null]);
    expect(asked.body.progress).toEqual({ chunksDone: 0, chunks: 2 });
    const { id } = asked.body;
    const { services, forecasts } = server.dependencies;
    await runForecastChunk(services, forecasts, scope(), id, 1);
    await mergeForecast(services, forecasts, scope(), id);
    const running = (await read(researcher, id)).body;
    expect([running.state, running.progress.chunksDone]).toEqual(['running', 1]);
    await runQueued(id, 2);
    const done = (await read(researcher, id)).body;
    expect([done.state, done.progress.chunksDone]).toEqual(['done', 2]);
    const prepared = prepareForecast(done.request, forecasts.release);
    expect(done.answer).toEqual(answerForecast(prepared, runAll(prepared)));
    expect((await ask(researcher, large)).status).toBe(200);
  });

  it('gives up a forecast that was frozen with a release that is gone', async () => {
    const { researcher } = server.as;
    const { id } = (await ask(researcher, aForecast({ patients: 40_000, seed: 9 }))).body;
    const { services, forecasts } = server.dependencies;
    const other = { ...forecasts, releases: [{ ...forecasts.release, digest: 'other' }] };
    await runForecastChunk(services, other, scope(), id, 0);
    const { body } = await read(researcher, id);
    expect([body.state, body.failure.field]).toEqual(['failed', 'release']);
  });

  it('queues no more of one account than the setting says, at once or one after the other', async () => {
    const { researcher, prescriber } = server.as;
    const { openMost } = server.dependencies.forecasts;
    const large = (seed: number) => aForecast({ patients: 40_000, seed });
    const seeds = Array.from({ length: openMost + 5 }, (_, index) => 100 + index);
    const answers = await Promise.all(seeds.map((seed) => ask(researcher, large(seed))));
    const accepted = answers.filter((one) => one.status === 202);
    const refused = answers.filter((one) => one.status === 429);
    expect([accepted.length, refused.length]).toEqual([openMost, 5]);
    expect(refused[0]?.body.problems).toEqual([
      {
        field: 'forecast',
        rule: `at most ${openMost} forecasts of one account wait or run at once`,
        nextStep: 'wait until one is done, then send the same request again',
      },
    ]);
    const known = accepted[0]?.body;
    expect((await ask(researcher, large(known.frozen.seed))).body.id).toBe(known.id);
    const others = { ...aPersonsForecast({ seed: 11 }), patient };
    expect((await ask(prescriber, others)).status).toBe(200);
    const key = { 'idempotency-key': randomUUID() };
    expect((await ask(researcher, large(900), key)).status).toBe(429);
    await runQueued(known.id, 2);
    expect((await ask(researcher, large(900), key)).status).toBe(202);
  });

  const ofPeriod = (change: object) => ({
    plans: [{ ...aForecast().plans[0], regimen: { periods: [{ ...aPeriod, ...change }] } }],
  });
  const twice = {
    plans: [
      { ...aForecast().plans[0], regimen: { periods: [aPeriod, { ...aPeriod, firstDay: 139 }] } },
    ],
  };
  it.each([
    ['no dose', ofPeriod({ schedule: { kind: 'constant', doseMg: 0 } }), 'doseMg'],
    ['four grams', ofPeriod({ schedule: { kind: 'constant', doseMg: 4000 } }), 'doseMg'],
    ['a million years', ofPeriod({ lengthDays: 365_000_000 }), 'lengthDays'],
    ['an unknown product', ofPeriod({ productClass: 'gel' }), 'productClass'],
    ['an unknown schedule', ofPeriod({ schedule: { kind: 'daily', doseMg: 40 } }), 'kind'],
    [
      'a week of six days',
      ofPeriod({ schedule: { kind: 'weekly', dosesMg: Array(6).fill(20) } }),
      'dosesMg',
    ],
    ['ninety for nine of ten', ofPeriod({ adherence: 90 }), 'adherence'],
    ['an unknown endpoint', { endpoints: ['mood'] }, 'endpoints.0'],
    ['five plans', { plans: Array(5).fill(aForecast().plans[0]) }, 'plans'],
    ['overlapping periods', twice, 'periods.1.firstDay'],
    ['too many patients', { patients: 20_000_000 }, 'patients'],
    [
      'too many days',
      { outputDays: undefined, outputEveryDays: 1, horizonDays: 3652 },
      'outputEveryDays',
    ],
    ['days that fall', { outputDays: [84, 28] }, 'outputDays.1'],
  ])('refuses %s with its field and the reason', async (_, change, field) => {
    const { status, body } = await ask(server.as.researcher, aForecast(change));
    expect([status, body.type]).toEqual([422, 'urn:aegle:problem:invalid']);
    expect(body.problems[0].field).toMatch(new RegExp(`${field.replace(/[[\].]/g, '\\$&')}$`));
    expect(body.problems[0].rule).not.toBe('');
    expect(body.problems[0].nextStep).not.toMatch(/^(Change this|Correct it)/);
  });

  it.each([
    ['three kilograms', { weightKg: 3 }, 'subject.profile.weightKg'],
    ['five years', { ageYears: 5 }, 'subject.profile.ageYears'],
  ])('refuses %s and repeats nothing of it', async (_, ofProfile, field) => {
    const sent = { ...aPersonsForecast({}, ofProfile), patient };
    const { status, body } = await ask(server.as.prescriber, sent);
    expect([status, body.problems[0].field]).toEqual([422, field]);
    expect(server.logged()).not.toContain('61.5');
  });

  it('gives a patient the latest answer that the clinic kept, and nobody else that page', async () => {
    const own = async (as: SignedIn, whose = patient) => {
      const url = `/api/v1/patients/${whose}/forecast`;
      const answer = await server.app.inject({ url, headers: as });
      return { status: answer.statusCode, forecast: answer.json().forecast };
    };
    clock.now = new Date(Date.parse(TEST_NOW) + 1000).toISOString();
    const asked = { ...aPersonsForecast({ seed: 91 }), patient };
    const { body: kept } = await ask(server.as.prescriber, asked);
    expect(kept.state).toBe('done');
    expect(await own(server.as.patient)).toEqual({ status: 200, forecast: kept });
    expect((await own(server.as.patient, demonstrationId('patient-held'))).status).toBe(404);
    for (const other of ['prescriber', 'guardian', 'pharmacist', 'researcher'] as const)
      expect([403, 404]).toContain((await own(server.as[other])).status);
  });

  it('stands in the API document with both answers', async () => {
    const document = (await server.app.inject({ url: '/openapi.json' })).json();
    const { post } = document.paths['/api/v1/forecasts'];
    expect(Object.keys(post.responses).sort()).toEqual(['200', '202']);
    expect(document.paths['/api/v1/forecasts/{forecast}'].get.operationId).toBe('readForecast');
  });
});
