// What is recorded and what follows at once: diaries, corrections, repeats, incidents, on a real database.

import { randomUUID } from 'node:crypto';
import { type EventType, type Instant, parseInstant, type WireEvent } from '@aegle/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '../../../store/src/contract/store.ts';
import { demonstrationId, loadNetwork } from '../demonstration/load-network.ts';
import {
  ask,
  authorizeDispense,
  dispense,
  enrolAgain,
  keepClosingReports,
  listTasks,
  recordEvents,
  timeline,
} from './services.ts';
import { copyOfReady, NETWORK, startTestServices, type TestServices } from './testing.ts';

const NOW = '2025-06-18T15:00:00.000Z';
const TODAY = '2025-06-18';
const pharmacy = demonstrationId('pharmacy-lighthouse');

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
  const at = parseInstant(NOW) as Instant;
  await loadNetwork(services.context, services.tenant.id, NETWORK, at, () => undefined);
}, 120_000);
afterAll(() => services?.stop());

const scope = (role: string, id = `${role}-1`): Scope => ({
  tenantId: services.tenant.id,
  actor: { id, role },
  now: NOW,
});
const fresh = async (name: string) => {
  await copyOfReady(services, name);
  return demonstrationId(name);
};
const event = (type: EventType, data: object, given: Partial<WireEvent> = {}): WireEvent => ({
  id: randomUUID(),
  type,
  v: 1,
  occurredOn: TODAY,
  data,
  ...given,
});
const record = (patient: string, sent: readonly WireEvent[], role = 'prescriber') =>
  recordEvents(services.context, scope(role), patient, sent);
const correcting = (of: string, field: string, value: string | undefined, given: object = {}) =>
  event('Corrected', {
    event: of,
    field,
    ...(value === undefined ? {} : { value }),
    isWithdrawn: false,
    reason: 'typed wrongly',
    ...given,
  });
const eventsOf = async (patient: string) =>
  (await timeline(services.context, scope('prescriber'), patient)).events;
const holdsOf = async (patient: string) =>
  (await eventsOf(patient)).filter((one) => one.type === 'SafetyHoldPlaced');
const tasksOf = async (patient: string) =>
  (await listTasks(services.context, scope('prescriber'), { subjectId: patient, state: 'open' }))
    .map((task) => task.kind)
    .sort();
const codesFor = async (patient: string) => {
  const asked = { kind: 'dispense' as const, patient, pharmacy, daysSupply: 30 };
  const answer = await ask(services.context, scope('prescriber'), asked, 'prescriber');
  return answer.reasons.map((reason) => reason.code);
};

describe('a diary', () => {
  it('H-06 a warning sign closes the gates in the same transaction, once however often it is sent', async () => {
    const patient = await fresh('sign');
    const sign = event('SymptomReported', {
      symptom: 'severe_headache',
      grade: 3,
      isWarningSign: true,
    });
    const first = await record(patient, [sign], 'patient');
    expect(first).toMatchObject({ isClosing: true, tasksOpened: 1 });
    expect(await codesFor(patient)).toContain('hold');
    const again = await record(patient, [sign], 'patient');
    expect(again.events).toEqual(first.events);
    expect(again).toMatchObject({ isClosing: true, tasksOpened: 0 });
    expect(await holdsOf(patient)).toHaveLength(1);
  });

  it('a side effect and doses change no gate, and are read back', async () => {
    const patient = await fresh('diary');
    const before = await codesFor(patient);
    const sent = [
      event('SymptomReported', { symptom: 'dry_lips', grade: 1, isWarningSign: false }),
      event('DoseTaken', { doseMg: '40' }, { occurredOn: '2025-06-17' }),
      event('DoseMissed', {}),
    ];
    expect(await record(patient, sent, 'patient')).toMatchObject({ isClosing: false });
    expect(await codesFor(patient)).toEqual(before);
    const types = (await eventsOf(patient)).map((one) => one.type);
    expect(types).toEqual(expect.arrayContaining(['SymptomReported', 'DoseTaken', 'DoseMissed']));
  });

  it('a dose after the recorded last one closes until a clinician has looked', async () => {
    const patient = await fresh('late');
    const end = { course: demonstrationId('late/course-1'), lastDoseOn: '2025-06-17' };
    await record(patient, [event('CourseEnded', end)]);
    const on = (occurredOn: string) => event('DoseTaken', { doseMg: '40' }, { occurredOn });
    await record(patient, [on('2025-06-17')], 'patient');
    expect(await holdsOf(patient)).toHaveLength(0);
    await record(patient, [on('2025-06-18')], 'patient');
    expect(await holdsOf(patient)).toHaveLength(1);
  });
});

describe('a correction of a diary entry', () => {
  it('takes the same route, and what follows from the entry as it reads now follows', async () => {
    const patient = await fresh('diary-corrected');
    const end = { course: demonstrationId('diary-corrected/course-1'), lastDoseOn: '2025-06-16' };
    const dose = event('DoseTaken', { doseMg: '40' }, { occurredOn: '2025-06-16' });
    await record(patient, [event('CourseEnded', end), dose]);
    expect(await holdsOf(patient)).toHaveLength(0);
    await record(patient, [correcting(dose.id, 'occurredOn', '2025-06-17')]);
    expect(await holdsOf(patient)).toHaveLength(1);
    // Corrected again from what already called for it: nothing more follows.
    await record(patient, [correcting(dose.id, 'doseMg', '20')]);
    expect(await holdsOf(patient)).toHaveLength(1);
    expect(await tasksOf(patient)).not.toContain('confirm_correction');
  });

  it('a symptom that was a warning sign after all closes; one withdrawn lifts nothing', async () => {
    const patient = await fresh('sign-corrected');
    const symptom = { symptom: 'headache', grade: 3, isWarningSign: false };
    const sign = event('SymptomReported', symptom);
    await record(patient, [sign], 'patient');
    await record(patient, [correcting(sign.id, 'isWarningSign', 'true')]);
    expect(await holdsOf(patient)).toHaveLength(1);
    await record(patient, [correcting(sign.id, 'isWarningSign', undefined, { isWithdrawn: true })]);
    expect(await codesFor(patient)).toContain('hold');
  });

  it('opens the task of an answer about self-harm that was entered wrongly', async () => {
    const patient = await fresh('answer-corrected');
    const answer = { instrument: 'dlqi', hasPositiveSelfHarmItem: false };
    const answered = event('InstrumentAnswered', answer);
    await record(patient, [answered], 'patient');
    await record(patient, [correcting(answered.id, 'hasPositiveSelfHarmItem', 'true')]);
    expect(await tasksOf(patient)).toContain('self_harm_answer');
  });

  it('is refused with its field where it cannot be read, and where nothing has that id', async () => {
    const patient = await fresh('diary-refused');
    const dose = event('DoseTaken', { doseMg: '40' });
    await record(patient, [dose]);
    await expect(record(patient, [correcting(dose.id, 'doseMg', 'many')])).rejects.toMatchObject({
      fault: { kind: 'invalid', field: 'data.value' },
    });
    await expect(record(patient, [correcting(randomUUID(), 'doseMg', '20')])).rejects.toMatchObject(
      { fault: { kind: 'not_found' } },
    );
  });
});

describe('a request that is sent again', () => {
  const reportsOf = async (patient: string) =>
    (await eventsOf(patient)).filter((one) => one.type === 'ReportUnresolved');

  it('H-06 is refused again, and its closing report is kept once', async () => {
    const patient = await fresh('refused-twice');
    const batch = [
      event('PregnancyTestReported', { result: 'positive' }),
      event('WeightMeasured', { weightKg: 'heavy' }),
    ];
    for (let time = 0; time < 3; time += 1)
      await expect(record(patient, batch)).rejects.toMatchObject({
        fault: { kind: 'invalid', field: 'data.weightKg' },
      });
    expect(await reportsOf(patient)).toHaveLength(1);
    expect(await tasksOf(patient)).toEqual(['resolve_report', 'speak_with_patient']);
    const both = [keepClosingReports, keepClosingReports].map((keep) =>
      keep(services.context, scope('prescriber'), patient, [
        event('PeriodMissed', {}, { id: 'no uuid' }),
      ]),
    );
    expect((await Promise.all(both)).sort()).toEqual([0, 1]);
  });

  it('answers an unreadable report with its first receipt', async () => {
    const patient = await fresh('unreadable-twice');
    const bad = event('PregnancyTestReported', { result: 'positive', sample: 'tea' });
    const first = await record(patient, [bad]);
    expect(first.events[0]!.isUnresolved).toBe(true);
    expect((await record(patient, [bad])).events).toEqual(first.events);
    expect(await reportsOf(patient)).toHaveLength(1);
  });

  it('H-06 keeps a like report without an id again once the first one was resolved', async () => {
    const patient = await fresh('like-reports');
    const nameless = event('PregnancyTestReported', { result: 'positive' }, { id: '' });
    const named = event('PregnancyTestReported', { result: 'positive', sample: 'tea' });
    for (const sent of [nameless, named]) await record(patient, [sent]);
    const resolving = (await reportsOf(patient)).map(({ id }) =>
      event('ReportResolved', { report: id, clinician: 'c', reason: 'seen' }),
    );
    await record(patient, resolving);
    await record(patient, [named]);
    expect(await reportsOf(patient)).toHaveLength(2);
    await record(patient, [nameless]);
    expect(await reportsOf(patient)).toHaveLength(3);
  });
});

describe('a correction of what was dispensed on', () => {
  it('H-02 opens an incident in an earlier course too, and once', async () => {
    const name = 'incident';
    const patient = await fresh(name);
    const prescription = demonstrationId(`${name}/rx-1`);
    const granted = await authorizeDispense(
      services.context,
      scope('pharmacist'),
      { patient, prescription, pharmacy, daysSupply: 30 },
      'prescriber',
    );
    const authorization = granted.authorization!;
    const fill = { patient, authorization, pharmacy, daysSupply: 30 };
    await dispense(services.context, scope('pharmacist'), fill, 'pharmacist');
    const tests = (await eventsOf(patient)).filter((one) => one.type === 'PregnancyTestReported');
    await enrolAgain(services.context, scope('prescriber'), {
      patient,
      programmes: ['us-ipledge'],
      isNewCourse: true,
    });
    const test = tests.at(-1)!.id;
    await record(patient, [correcting(test, 'result', 'positive')]);
    const incidents = async () =>
      (await eventsOf(patient)).filter((one) => one.type === 'IncidentOpened');
    expect(await incidents()).toHaveLength(1);
    await record(patient, [correcting(test, 'occurredOn', '2025-06-01')]);
    expect(await incidents()).toHaveLength(1);
    const weight = event('WeightMeasured', { weightKg: '60' });
    await record(patient, [weight]);
    await record(patient, [correcting(weight.id, 'weightKg', '61')]);
    expect(await incidents()).toHaveLength(1);
  });
});
