// H-07 A patient reads the after-course reports of their own courses; nobody else reads them by this way,
// a guardian least of all, and no hidden fact changes a word of them.

import { randomUUID } from 'node:crypto';
import type { AnswerOf } from '@aegle/api';
import { ROLES } from '@aegle/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationId } from '../demonstration/load-network.ts';
import { recordEvents } from '../services/services.ts';
import { startTestServer, TEST_NOW, type TestServer } from './testing.ts';
import {
  call,
  differences,
  type Fact,
  record,
  type World,
  withoutIds,
  worldOf,
} from './testing-worlds.ts';

type Own = AnswerOf<'readOwnReports'>;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 180_000);
afterAll(() => server?.stop());

/** What a clinic records of a patient on some days. */
async function tell(
  { patient }: Pick<World, 'patient'>,
  ...told: readonly (readonly [string, string, object])[]
): Promise<void> {
  const { context, tenant } = server.services;
  const actor = { id: demonstrationId('dr-okafor'), role: 'prescriber' };
  const events = told.map(([type, occurredOn, data]) => ({
    ...{ id: randomUUID(), v: 1, type, occurredOn, data },
  }));
  await recordEvents(context, { tenantId: tenant.id, actor, now: TEST_NOW }, patient, events);
}

const scored = (on: string, scale: string, score: number) =>
  ['SeverityAssessed', on, { scale, score }] as const;
const said = (on: string, grade: number) =>
  ['SymptomReported', on, { symptom: 'dry-lips', grade, isWarningSign: false }] as const;

async function courseOf({ patient }: World): Promise<string> {
  const read = await server.app.inject({
    method: 'GET',
    url: `/api/v1/patients/${patient}/course`,
    headers: server.as.prescriber,
  });
  return read.json().course.id;
}

/** A course from January to March, with scores before, during and after it. */
async function endedCourse(world: World): Promise<string> {
  const course = await courseOf(world);
  await tell(
    world,
    ['CourseStarted', '2025-01-10', { course }],
    scored('2025-01-08', 'iga', 4),
    scored('2025-01-08', 'oil-0-10', 8),
    scored('2025-03-01', 'oil-0-10', 2),
    said('2025-02-01', 2),
    said('2025-04-20', 1),
    ['CourseEnded', '2025-03-20', { course, lastDoseOn: '2025-03-18' }],
    scored('2025-05-02', 'iga', 1),
    scored('2025-05-02', 'oil-0-10', 7),
    [
      'InstrumentAnswered',
      '2025-05-02',
      { instrument: 'gad-7', score: 4, hasPositiveSelfHarmItem: false },
    ],
  );
  return course;
}

async function reportsOf(world: World): Promise<Own> {
  const answer = await call(server, world, 'readOwnReports', {
    params: { patient: world.patient },
  });
  expect(answer).toMatch(/^200 /);
  return JSON.parse(answer.slice(4));
}

const seriesOf = (report: Own['reports'][number] | undefined, name: string) =>
  report?.domains.flatMap(({ series }) => series).find(({ measure }) => measure === name);

describe('H-07 a patient’s own after-course reports', () => {
  it('are none while the course goes on', async () => {
    const world = await worldOf(server, 'patient');
    expect((await reportsOf(world)).reports).toEqual([]);
  });

  it('say before, best, last with the time since, whether it is beyond error, and how certain', async () => {
    const world = await worldOf(server, 'patient');
    await endedCourse(world);
    const { reports, sources, today } = await reportsOf(world);
    expect([reports.length, today]).toEqual([1, '2025-06-18']);
    const [report] = reports;
    expect(report).toMatchObject({
      startedOn: '2025-01-10',
      lastDoseOn: '2025-03-18',
      asOf: '2025-06-18',
      monthsSinceLastDose: 3,
      isInRemission: true,
    });
    expect(seriesOf(report, 'oil-0-10')).toEqual({
      measure: 'oil-0-10',
      worse: 'up',
      baseline: { value: 8, on: '2025-01-08' },
      best: { value: 2, on: '2025-03-01' },
      last: { value: 7, on: '2025-05-02', monthsAfterLastDose: 1 },
      direction: 'better',
      isBeyondError: 'no',
    });
    expect(seriesOf(report, 'iga')).toMatchObject({ direction: 'better', isBeyondError: 'yes' });
    expect(seriesOf(report, 'gad-7')).toMatchObject({ last: { value: 4 }, baseline: null });
    expect(report?.effects).toMatchObject([
      { effect: 'dry-lips', lastPresentOn: '2025-04-20', goneBy: null, presentMonthsAfter: 1 },
    ]);
    const oil = report?.domains.find(({ domain }) => domain === 'oil')?.published;
    expect(oil).toMatchObject({ claim: 'sebum', certainty: 'low' });
    for (const key of oil?.sources ?? []) expect(sources[key]).toMatch(/\d{4}/);
    expect(report?.statements[0]).toMatch(/cannot show that the medicine caused it/);
  });

  it('say the same as the clinic’s page', async () => {
    const world = await worldOf(server, 'patient');
    await endedCourse(world);
    const clinic = { ...world, headers: server.as.prescriber };
    const read = await call(server, clinic, 'readCourse', { params: { patient: world.patient } });
    const [own] = (await reportsOf(world)).reports;
    expect(own).toEqual(JSON.parse(read.slice(4)).report);
  });

  it('leave the report of a course that was followed by another as it was on that day', async () => {
    const world = await worldOf(server, 'patient');
    const course = await endedCourse(world);
    const before = (await reportsOf(world)).reports[0];
    await tell(world, ['CourseStarted', '2025-06-01', { course }], scored('2025-06-10', 'iga', 3));
    const { reports } = await reportsOf(world);
    expect(reports).toHaveLength(1);
    expect(reports[0]).toMatchObject({ asOf: '2025-06-01', lastDoseOn: '2025-03-18' });
    expect(seriesOf(reports[0], 'iga')).toEqual(seriesOf(before, 'iga'));
    await tell(world, ['CourseEnded', '2025-06-17', { course, lastDoseOn: '2025-06-16' }]);
    const both = (await reportsOf(world)).reports;
    expect(both.map(({ startedOn }) => startedOn)).toEqual(['2025-06-01', '2025-01-10']);
    expect(seriesOf(both[0], 'iga')).toMatchObject({ baseline: { value: 1 }, last: { value: 3 } });
  });

  it('are refused to every other role, and of every other patient', async () => {
    const world = await worldOf(server, 'patient');
    await endedCourse(world);
    const params = { patient: world.patient };
    for (const role of ROLES.filter((one) => one !== 'patient')) {
      const other = { ...world, headers: server.as[role] };
      const answer = await call(server, other, 'readOwnReports', { params });
      expect([role, answer.slice(0, 3)]).toEqual([role, '403']);
    }
    const stranger = { ...(await worldOf(server, 'patient')), name: world.name };
    const seen = await call(server, stranger, 'readOwnReports', { params });
    const nobody = await call(server, stranger, 'readOwnReports', {
      params: { patient: randomUUID() },
    });
    expect(seen).toMatch(/^404 /);
    expect(withoutIds(seen, stranger)).toBe(withoutIds(nobody, stranger));
  });

  it('are refused to the guardian of a minor, who answers apart', async () => {
    const ward = await worldOf(server, 'guardian');
    const answer = await call(server, ward, 'readOwnReports', {
      params: { patient: ward.patient },
    });
    expect(answer).toMatch(/^403 /);
  });

  const HIDDEN: readonly (readonly [string, () => Fact])[] = [
    [
      'that a hold was placed',
      () => ({ type: 'SafetyHoldPlaced', data: { hold: randomUUID(), cause: 'mood' } }),
    ],
    [
      'that a test was positive',
      () => ({ type: 'PregnancyTestReported', data: { result: 'positive' } }),
    ],
    ['what a clinic heard of a pregnancy', () => ({ type: 'PregnancyReported', data: {} })],
  ];

  it.each(HIDDEN)('do not tell %s', async (_, fact) => {
    const here = await worldOf(server, 'patient');
    const there = await worldOf(server, 'patient');
    await endedCourse(here);
    await endedCourse(there);
    await record(server, there.patient, fact());
    const isReport = (name: string) => name === 'readOwnReports';
    expect(await differences(server, 'patient', [here, there], isReport)).toEqual([]);
    await tell(there, scored('2025-06-01', 'oil-0-10', 3));
    expect(await differences(server, 'patient', [here, there], isReport)).not.toEqual([]);
  });
});
