// A change of the record after which more would be granted waits for a second person, with a source.

import { type Instant, parseInstant } from '@aegle/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '../../../store/src/contract/store.ts';
import { testEngines } from '../../../store/src/testing/test-database.ts';
import { demonstrationId, loadNetwork } from '../demonstration/load-network.ts';
import { ask, authorizeDispense, enrolAgain, listTasks, recordEvents } from './services.ts';
import { copyOfReady, NETWORK, startTestServices, type TestServices } from './testing.ts';

const NOW = '2025-06-18T15:00:00.000Z';
const GOOD = {
  setting: 'laboratory',
  sample: 'serum',
  certification: 'clia',
  sensitivityMiuPerMl: 20,
  menstrualDays1To5: 'yes',
  readBy: 'laboratory',
};
const contraceptiveMethods = ['combination_pill', 'male_latex_condom'];
const TALK = { givenBy: 'p-1', topics: ['contraception'], contraceptiveMethods };
const ANSWERS = { passed: true, contraceptiveMethods };

describe.each(testEngines())('changes that widen, on PostgreSQL (%s)', (engine) => {
  let services: TestServices;
  const scope = (id: string, now = NOW): Scope => ({
    tenantId: services.tenant.id,
    actor: { id, role: 'prescriber' },
    now,
  });
  const codes = async (patient: string) => {
    const prescription = demonstrationId(`${patient}/rx-1`);
    const pharmacy = demonstrationId('pharmacy-lighthouse');
    const of = { patient: demonstrationId(patient), prescription, pharmacy, daysSupply: 30 };
    const asking = { kind: 'dispense' as const, ...of };
    const answer = await ask(services.context, scope('p-1'), asking, 'prescriber');
    return answer.reasons.map((reason) => reason.code);
  };
  const record = (patient: string, by: string, type: string, data: object, day = '2025-06-18') =>
    recordEvents(services.context, scope(by), demonstrationId(patient), [
      { id: services.context.newId(), type, v: 1, occurredOn: day, data },
    ]);
  const clear = (patient: string, by: string, hold: string, evidence: string[]) =>
    record(patient, by, 'SafetyHoldCleared', { hold, clinician: by, reason: 'read', evidence });

  beforeAll(async () => {
    services = await startTestServices(engine);
    const at = parseInstant(NOW) as Instant;
    await loadNetwork(services.context, services.tenant.id, NETWORK, at, () => undefined);
    for (const name of ['moved', 'late', 'cleared', 'method', 'amended'])
      await copyOfReady(services, name);
  });
  afterAll(() => services.stop());

  it('H-06 a positive test moved back by its own prescriber revives no earlier negative one', async () => {
    const positive = {
      result: 'positive',
      setting: 'laboratory',
      sample: 'serum',
      readBy: 'laboratory',
    };
    const { events } = await record('moved', 'p-1', 'PregnancyTestReported', positive);
    const test = events[0]!.id;
    await record('moved', 'p-1', 'Corrected', {
      event: test,
      field: 'occurredOn',
      value: '2025-05-01',
      isWithdrawn: false,
      reason: 'mistyped',
    });
    await clear('moved', 'p-1', test, ['seen']);
    const left = await codes('moved');
    expect(left).not.toEqual([]);
    expect(left).toContain('test_missing');
  });

  it('H-06 a negative test does not count after a positive one that was reported later', async () => {
    const positive = { result: 'positive', setting: 'clinic', readBy: 'clinician' };
    const { events } = await record('late', 'p-1', 'PregnancyTestReported', positive, '2025-05-02');
    await clear('late', 'p-2', events[0]!.id, ['letter of the clinic']);
    expect(await codes('late')).toContain('test_missing');
  });

  it('H-06 a result that is amended to positive closes, although it was cleared as unclear', async () => {
    const patient = demonstrationId('amended');
    const unclear = { result: 'invalid', setting: 'clinic', readBy: 'clinician' };
    const { events } = await record(
      'amended',
      'p-1',
      'PregnancyTestReported',
      unclear,
      '2025-05-02',
    );
    const test = events[0]!.id;
    await clear('amended', 'p-1', test, ['the strip failed']);
    const negative = { ...GOOD, result: 'negative' };
    await record('amended', 'p-1', 'PregnancyTestReported', negative);
    await record('amended', 'p-1', 'CounsellingGiven', TALK);
    await record('amended', 'p-1', 'ComprehensionAnswered', ANSWERS);
    expect(await codes('amended')).toEqual([]);
    const supply = {
      patient,
      prescription: demonstrationId('amended/rx-1'),
      pharmacy: demonstrationId('pharmacy-lighthouse'),
      daysSupply: 30,
    };
    const pharmacist = { ...scope('ph-1'), actor: { id: 'ph-1', role: 'pharmacist' } };
    const granted = await authorizeDispense(services.context, pharmacist, supply, 'pharmacist');
    expect(granted.outcome).toBe('granted');
    const amended = await record('amended', 'p-1', 'Corrected', {
      event: test,
      field: 'result',
      value: 'positive',
      isWithdrawn: false,
      reason: 'amended by the laboratory',
    });
    expect(amended).toMatchObject({ isClosing: true, reversed: [granted.authorization] });
    expect(await codes('amended')).toContain('positive_test');
    // What was corrected before is what is corrected now.
    const moved = { event: test, field: 'occurredOn', value: '2025-05-03', isWithdrawn: false };
    expect(await record('amended', 'p-1', 'Corrected', { ...moved, reason: 'day' })).toMatchObject({
      isClosing: true,
    });
    const open = await listTasks(services.context, scope('p-1'), { state: 'open' });
    expect(open.filter((one) => one.subjectId === patient).map((one) => one.kind)).toContain(
      'speak_with_patient',
    );
  });

  it('H-01 a negative result is moved to no day that has not come', async () => {
    const negative = { ...GOOD, result: 'negative' };
    const { events } = await record('late', 'p-1', 'PregnancyTestReported', negative);
    const moving = (field: string, value: string) =>
      record('late', 'p-1', 'Corrected', {
        event: events[0]!.id,
        field,
        value,
        isWithdrawn: false,
        reason: 'mistyped',
      });
    for (const [field, value] of [
      ['occurredOn', '2025-09-18'],
      ['resultedOn', '2024-06-18'],
    ])
      await expect(moving(field!, value!)).rejects.toMatchObject({ fault: { kind: 'invalid' } });
    expect((await moving('occurredOn', '2025-06-17')).events).toHaveLength(1);
  });

  it('H-06 what a correction opens waits for somebody else, who names a source', async () => {
    const stopped = { method: 'combination_pill', declaredBy: 'patient' };
    const { events } = await record('method', 'p-1', 'ContraceptionStopped', stopped);
    expect(await codes('method')).not.toEqual([]);
    const correction = await record('method', 'p-1', 'Corrected', {
      event: events[0]!.id,
      field: 'method',
      isWithdrawn: true,
      reason: 'another patient',
    });
    const { id } = correction.events[0]!;
    expect(await codes('method')).toEqual(['unconfirmed_correction']);
    await expect(clear('method', 'p-1', id, ['seen'])).rejects.toMatchObject({
      fault: { kind: 'conflict', field: 'data.hold' },
    });
    await expect(clear('method', 'p-2', id, [])).rejects.toMatchObject({
      fault: { kind: 'invalid', field: 'data.evidence' },
    });
    await clear('method', 'p-2', id, ['declaration form of 1 June']);
    expect(await codes('method')).toEqual([]);
  });

  it('H-06 a hold that a colleague placed under the id of the change confirms nothing', async () => {
    const patient = 'patient-waiting';
    const also = { patient: demonstrationId(patient), programmes: ['de-amvv'], isNewCourse: false };
    await enrolAgain(services.context, scope('p-1'), also);
    const change = services.context.newId();
    const forged = { hold: change, cause: 'correction_unconfirmed' };
    await record(patient, 'nurse', 'SafetyHoldPlaced', forged);
    // Out of the waiting period of one programme, into another that has none.
    const left = { from: 'us', to: 'de', reason: 'moved' };
    const day = '2025-06-18';
    await recordEvents(services.context, scope('p-1'), demonstrationId(patient), [
      { id: change, type: 'JurisdictionChanged', v: 1, occurredOn: day, data: left },
    ]);
    await clear(patient, 'p-1', change, ['letter']);
    expect(await codes(patient)).toContain('unconfirmed_correction');
  });

  it('clearing a hold that hid nothing else needs no second person', async () => {
    const { events } = await record('cleared', 'p-1', 'SafetyHoldPlaced', {
      hold: 'h-1',
      cause: 'clinician',
    });
    expect(events).toHaveLength(1);
    await clear('cleared', 'p-1', 'h-1', []);
    expect(await codes('cleared')).toEqual([]);
  });
});
