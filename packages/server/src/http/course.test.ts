// The course of a patient over HTTP: planned beside taken, three mg/kg, checks, findings with thresholds.
// Never for a role that reads no findings.

import { randomUUID } from 'node:crypto';
import type { AnswerOf } from '@aegle/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationId } from '../demonstration/load-network.ts';
import { type SignedIn, startTestServer, type TestServer } from './testing.ts';

type Course = AnswerOf<'readCourse'>;

let server: TestServer;
let patient: string;
const get = (headers: SignedIn, path: string) =>
  server.app.inject({ method: 'GET', url: `/api/v1/patients/${patient}${path}`, headers });

async function record(type: string, occurredOn: string, data: object): Promise<void> {
  const answer = await server.app.inject({
    method: 'POST',
    url: `/api/v1/patients/${patient}/events`,
    headers: { ...server.as.prescriber, 'idempotency-key': randomUUID() },
    payload: {
      events: [{ id: randomUUID(), type, v: type === 'LabResulted' ? 2 : 1, occurredOn, data }],
    },
  });
  expect([answer.statusCode, answer.body]).toEqual([200, answer.body]);
}

const plan = {
  course: 'c1',
  schedule: 'constant',
  dosesMg: ['40'],
  productClass: 'conventional',
  meal: 'full',
};

beforeAll(async () => {
  server = await startTestServer();
  patient = demonstrationId('patient-ready');
  const before: Course = (await get(server.as.prescriber, '/course')).json();
  const course = before.course?.id ?? '';
  await record('WeightMeasured', '2025-04-01', { weightKg: '60' });
  await record('WeightMeasured', '2025-05-20', { weightKg: '64' });
  await record('CourseStarted', '2025-04-02', { course });
  await record('DosePlanned', '2025-04-01', {
    ...{ ...plan, course },
    startsOn: '2025-04-02',
    lengthDays: 30,
    dosesMg: ['20'],
  });
  await record('DosePlanned', '2025-04-20', {
    ...{ ...plan, course },
    startsOn: '2025-04-22',
    lengthDays: 120,
  });
  await record('EndPolicyChosen', '2025-04-01', {
    course,
    policy: 'cumulative_target',
    targetMgPerKg: '120',
  });
  for (const [day, doseMg] of [
    ['2025-04-02', '20'],
    ['2025-04-03', '20'],
    ['2025-05-21', '40'],
  ] as const)
    await record('DoseTaken', day, { doseMg });
  const lipids = { loinc: '14927-8', unit: 'mmol/L', isFasting: true };
  await record('LabResulted', '2025-03-28', { ...lipids, value: '1.1' });
  await record('LabResulted', '2025-05-20', { ...lipids, value: '4.7' });
  await record('SeverityAssessed', '2025-05-20', { scale: 'iga', score: 2 });
  await record('AdverseEventRecorded', '2025-05-20', { term: 'dry_lips', grade: 1 });
}, 180_000);
afterAll(() => server?.stop());

describe('the course of a patient', () => {
  it('shows what was planned beside what was taken, and mg/kg by three weights', async () => {
    const { course, today }: Course = (await get(server.as.prescriber, '/course')).json();
    expect(today).toBe('2025-06-18');
    expect(course).toMatchObject({
      startedOn: '2025-04-02',
      day: 78,
      plan: [
        { from: '2025-04-02', to: '2025-04-21', mg: 20 },
        { from: '2025-04-22', to: '2025-08-19', mg: 40 },
      ],
      taken: [
        { on: '2025-04-02', mg: 20 },
        { on: '2025-04-03', mg: 20 },
        { on: '2025-05-21', mg: 40 },
      ],
      end: { policy: 'cumulative_target', targetMgPerKg: 120 },
    });
    const [conventional] = course?.doses ?? [];
    const { baseline_weight, current_weight, per_period } = conventional!.takenPerKg;
    expect(baseline_weight).toBeCloseTo(80 / 60, 10);
    expect(current_weight).toBeCloseTo(80 / 64, 10);
    expect(per_period).toBeCloseTo(40 / 60 + 40 / 64, 10);
  });

  it('gives a result with its advice, the thresholds of its unit and the citation of each', async () => {
    const read: Course = (await get(server.as.prescriber, '/course')).json();
    const last = read.results.at(-1);
    expect(last).toMatchObject({ analyte: 'triglycerides', value: 4.7, action: 'act' });
    expect(read.trends).toMatchObject([
      {
        unit: 'mmol/L',
        baseline: 1.1,
        thresholds: [
          { action: 'act', at: 4.5, isAbove: true },
          { action: 'hold', at: 9, isAbove: true },
          { action: 'stop', at: 11.3, isAbove: true },
        ],
      },
    ]);
    const keys = [
      ...last!.advice.flatMap(({ sources }) => sources),
      ...read.trends.flatMap(({ thresholds }) => thresholds.flatMap(({ sources }) => sources)),
    ];
    expect(keys.length).toBeGreaterThan(0);
    const cited = keys.filter((key) => read.sources[key] !== undefined);
    expect(cited).toEqual(keys);
    expect(read.checks?.policy).toBe('us-label');
    expect(read.checks?.tests.map(({ state }) => state)).toContain('due');
    expect(read.severity).toEqual([{ on: '2025-05-20', scale: 'iga', score: 2 }]);
    expect(read.symptoms).toMatchObject([
      { symptom: 'dry-lips', grade: 1, heardFrom: 'clinician' },
    ]);
    expect(read.report).toBeNull();
  });

  it('is refused to roles that read no findings, and has no course before one begins', async () => {
    for (const role of ['pharmacist', 'guardian', 'programme_officer', 'patient'] as const)
      expect((await get(server.as[role], '/course')).statusCode).toBe(403);
    const url = `/api/v1/patients/${demonstrationId('patient-closed')}/course`;
    const other = await server.app.inject({ method: 'GET', url, headers: server.as.prescriber });
    expect(other.json()).toMatchObject({ checks: null, results: [], report: null });
  });

  it('stands in the banner as mg/kg by the convention that was chosen', async () => {
    const summary = (await get(server.as.prescriber, '/summary')).json();
    expect(summary.course).toMatchObject({ day: 78, mgPerKg: '1.3' });
  });
});
