// The plan of a course for a forecast over HTTP: as recorded, as it went, and null where nothing is known.
// Never for a role that reads no course, and never another clinic's patient.

import { randomUUID } from 'node:crypto';
import type { AnswerOf } from '@aegle/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationId } from '../demonstration/load-network.ts';
import { type SignedIn, startTestServer, type TestServer } from './testing.ts';
import { postTo, signedInAs } from './testing-callers.ts';

type CoursePlan = AnswerOf<'readCoursePlan'>;
type Entry = readonly [type: string, occurredOn: string, data: object];

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 180_000);
afterAll(() => server?.stop());

const idOf = (name: string) => demonstrationId(`patient-${name}`);
const ask = (name: string, headers: SignedIn) => {
  const url = `/api/v1/patients/${idOf(name)}/course-plan`;
  return server.app.inject({ method: 'GET', url, headers });
};

async function read(name: string): Promise<CoursePlan> {
  const answer = await ask(name, server.as.prescriber);
  expect([answer.statusCode, answer.body]).toEqual([200, answer.body]);
  return answer.json();
}

async function record(name: string, entries: readonly Entry[]): Promise<void> {
  const events = entries.map(([type, occurredOn, data]) => ({
    ...{ id: randomUUID(), type, v: 1, occurredOn, data },
  }));
  const path = `patients/${idOf(name)}/events`;
  const { status, text } = await postTo(server, server.as.prescriber, path, { events });
  expect([status, text]).toEqual([200, text]);
}

async function courseOf(name: string): Promise<string> {
  const url = `/api/v1/patients/${idOf(name)}/course`;
  const answer = await server.app.inject({ method: 'GET', url, headers: server.as.prescriber });
  return answer.json().course.id;
}

const given = { productClass: 'conventional', meal: 'full' };
const planned = (course: string, startsOn: string, lengthDays: number, how: object): Entry => [
  'DosePlanned',
  '2025-06-01',
  { ...given, course, startsOn, lengthDays, ...how },
];

describe('the plan of a course for a forecast', () => {
  it('is as it was planned before the first capsule, with age and weight on its first day', async () => {
    const course = await courseOf('waiting');
    const ramp = { schedule: 'ramp', dosesMg: ['20', '40'], stepMg: '10', stepDays: 14 };
    await record('waiting', [
      ['WeightMeasured', '2025-05-20', { weightKg: '61.5' }],
      planned(course, '2025-07-01', 42, ramp),
      planned(course, '2025-08-12', 7, { schedule: 'break', dosesMg: [] }),
      planned(course, '2025-08-19', 100, { schedule: 'repeating', dosesMg: ['20', '40'] }),
    ]);
    const { plan, person, refusals } = await read('waiting');
    expect(refusals).toEqual([]);
    const unknown = { ...given, adherence: null };
    expect(plan).toEqual({
      ...{ startsOn: '2025-07-01', reportedDays: 0, silentDays: 0, adherence: null },
      periods: [
        {
          ...{ firstDay: 0, lengthDays: 42, ...unknown },
          schedule: { kind: 'ramp', fromDoseMg: 20, toDoseMg: 40, stepMg: 10, stepDays: 14 },
        },
        { firstDay: 42, lengthDays: 7, ...unknown, schedule: { kind: 'break' } },
        {
          ...{ firstDay: 49, lengthDays: 100, ...unknown },
          schedule: { kind: 'repeating', dosesMg: [20, 40] },
        },
      ],
    });
    expect(person).toMatchObject({
      ...{ on: '2025-07-01', ageYears: 27, weightKg: 61.5, weighedOn: '2025-05-20' },
      ...{ inflammatoryLesions: null, nonInflammatoryLesions: null, nodules: null },
      ...{ triglyceridesMgPerDl: null, altUnitsPerL: null },
    });
  });

  it('has sex, lesions and blood of before the first capsule, and none of later or in doubt', async () => {
    const lab = (day: string, loinc: string, value: string, unit: string, more = {}): Entry => [
      'LabResulted',
      day,
      { loinc, value, unit, ...more },
    ];
    const count = (day: string, scale: string, score: number): Entry => [
      'SeverityAssessed',
      day,
      { scale, score },
    ];
    const course = await courseOf('held');
    await record('held', [
      planned(course, '2025-06-02', 100, { schedule: 'constant', dosesMg: ['40'] }),
      count('2025-05-01', 'inflammatory-count', 60),
      count('2025-06-01', 'inflammatory-count', 24),
      count('2025-06-02', 'nodule-count', 0),
      count('2025-06-16', 'inflammatory-count', 9),
      count('2025-06-16', 'non-inflammatory-count', 12),
      lab('2025-05-28', '14927-8', '1.2', 'mmol/L'),
      lab('2025-06-15', '14927-8', '2.4', 'mmol/L'),
      lab('2025-05-28', '1742-6', '19', 'U/L', { comparator: '<' }),
    ]);
    expect((await read('held')).person).toMatchObject({
      inflammatoryLesions: { value: 24, on: '2025-06-01' },
      nodules: { value: 0, on: '2025-06-02' },
      nonInflammatoryLesions: null,
      triglyceridesMgPerDl: { value: 106.3, on: '2025-05-28' },
      altUnitsPerL: null,
    });
    await record('held', [lab('2025-05-29', '1742-6', '19', 'U/L')]);
    const { sex, altUnitsPerL } = (await read('held')).person;
    expect(altUnitsPerL).toEqual({ value: 19, on: '2025-05-29' });
    expect(sex).toMatchObject({ value: 'female' });
  });

  it('is what was taken so far and the rest of the plan, with the share taken ahead', async () => {
    const course = await courseOf('ready');
    await record('ready', [
      ['CourseStarted', '2025-06-12', { course }],
      planned(course, '2025-06-12', 60, { schedule: 'repeating', dosesMg: ['20', '40', '60'] }),
      ['DoseTaken', '2025-06-12', { doseMg: '20' }],
      ['DoseMissed', '2025-06-13', {}],
    ]);
    const { today, plan, person } = await read('ready');
    expect(today).toBe('2025-06-18');
    expect(plan).toMatchObject({ reportedDays: 2, silentDays: 4 });
    expect(plan?.adherence).toBeCloseTo(20 / 60, 10);
    expect(plan?.periods.map((one) => [one.firstDay, one.lengthDays, one.schedule])).toEqual([
      [0, 6, { kind: 'repeating', dosesMg: [20, 0, 60, 20, 40, 60] }],
      [6, 54, { kind: 'repeating', dosesMg: [20, 40, 60] }],
    ]);
    expect(plan?.periods.map(({ adherence }) => adherence)).toEqual([1, plan?.adherence]);
    expect(person).toMatchObject({ weightKg: null, weighedOn: null });
  });

  it('ends with the last capsule of a course that ended', async () => {
    const course = await courseOf('held');
    await record('held', [
      ['CourseStarted', '2025-06-02', { course }],
      planned(course, '2025-06-02', 100, { schedule: 'constant', dosesMg: ['40'] }),
      ['DoseTaken', '2025-06-02', { doseMg: '40' }],
      ['CourseEnded', '2025-06-16', { course, lastDoseOn: '2025-06-14' }],
    ]);
    const ended = await read('held');
    expect(ended.course).toMatchObject({ endedOn: '2025-06-16', lastDoseOn: '2025-06-14' });
    // From 2 to 14 June, one of them told of; the planned days after the last capsule are not of it.
    expect(ended.plan).toMatchObject({ reportedDays: 1, silentDays: 12 });
    expect(ended.plan?.periods).toEqual([
      {
        ...{ firstDay: 0, lengthDays: 13, productClass: 'conventional', meal: 'full' },
        ...{ schedule: { kind: 'constant', doseMg: 40 }, adherence: 1 },
      },
    ]);
  });

  it('says why there is none where no dose was planned', async () => {
    const { course: known, plan, refusals, person } = await read('closed');
    expect([known?.endedOn, plan]).toEqual([null, null]);
    expect(refusals).toMatchObject([{ nextStep: 'record the planned doses, or write a plan' }]);
    expect(person).toMatchObject({ on: '2025-06-18', ageYears: 27, weightKg: null });
  });

  it('H-07 is for those who read the course, of their own clinic, and logged outside the care', async () => {
    for (const role of [
      'pharmacist',
      'guardian',
      'patient',
      'researcher',
      'system_client',
    ] as const)
      expect((await ask('ready', server.as[role])).statusCode, role).toBe(403);
    const clinic = { id: randomUUID(), kind: 'clinic', name: 'Another clinic (invented)' };
    const added = await postTo(server, server.as.administrator, 'organisations', clinic);
    expect([added.status, added.text]).toEqual([200, added.text]);
    const stranger = await signedInAs(server, 'prescriber', clinic.id);
    expect((await ask('ready', stranger)).statusCode).toBe(404);
    expect((await ask('ready', server.elsewhere.prescriber)).statusCode).toBe(404);
    expect((await ask('ready', server.as.delegate)).statusCode).toBe(200);
    const toldOf = () => server.logged().split('readCoursePlan').length - 1;
    expect(toldOf()).toBe(0);
    expect((await ask('ready', server.as.safety_officer)).statusCode).toBe(200);
    expect(toldOf()).toBe(1);
  });
});
