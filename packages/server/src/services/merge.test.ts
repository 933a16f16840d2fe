// Two records of one person on a real database: what either closed stays closed, and nothing is lost.

import type { EventType } from '@aegle/core';
import { type Instant, parseInstant } from '@aegle/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '../../../store/src/contract/store.ts';
import { demonstrationId, loadNetwork } from '../demonstration/load-network.ts';
import {
  ask,
  authorizeDispense,
  dispense,
  explainDecision,
  foldSubject,
  GATE_PROJECTION,
  listTasks,
  mergePatients,
  recordEvents,
  replayDecision,
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

// Every request a second after the one before, as the order of two streams is by the clock.
let heard = Date.parse(NOW);
const scope = (role: string): Scope => {
  heard += 1000;
  const now = new Date(heard).toISOString();
  return { tenantId: services.tenant.id, actor: { id: `${role}-1`, role }, now };
};
const fresh = async (...names: readonly string[]) => {
  for (const name of names) await copyOfReady(services, name);
  return names.map(demonstrationId);
};
const question = (name: string) => ({
  patient: demonstrationId(name),
  prescription: demonstrationId(`${name}/rx-1`),
  pharmacy,
  daysSupply: 30,
});
const authorize = (name: string) =>
  authorizeDispense(services.context, scope('pharmacist'), question(name), 'prescriber');
const merge = (survivor: string, merged: string) =>
  mergePatients(services.context, scope('safety_officer'), { survivor, merged, basis: 'a twin' });
const report = (patient: string, type: EventType, data: object, role = 'prescriber') =>
  recordEvents(services.context, scope(role), patient, [
    { id: services.context.newId(), type, v: 1, occurredOn: TODAY, data },
  ]);
const clear = (patient: string, hold: string) =>
  report(patient, 'SafetyHoldCleared', {
    hold,
    clinician: 'c',
    reason: 'read',
    evidence: ['charts'],
  });
const codesFor = async (name: string) => {
  const asked = { kind: 'dispense' as const, ...question(name) };
  const answer = await ask(services.context, scope('prescriber'), asked, 'prescriber');
  return answer.reasons.map((reason) => reason.code);
};

describe('a merge of two records', () => {
  it('H-02 takes back what either had authorised, and grants again once a clinician has cleared it', async () => {
    const [a, b] = await fresh('twin-a', 'twin-b');
    const [first, second] = [await authorize('twin-a'), await authorize('twin-b')];
    expect([first.outcome, second.outcome]).toEqual(['granted', 'granted']);
    const { hold, reversed } = await merge(a!, b!);
    expect(new Set(reversed)).toEqual(new Set([first.authorization, second.authorization]));
    expect(await codesFor('twin-a')).toEqual(['unconfirmed_correction']);
    expect(await codesFor('twin-b')).toContain('record_merged');
    const tasks = await listTasks(services.context, scope('prescriber'), { subjectId: a! });
    expect(tasks.map((task) => task.kind)).toContain('review_hold');
    await clear(a!, hold);
    const again = await authorize('twin-a');
    expect(again.outcome).toBe('granted');
    for (const [patient, { decision }] of [
      [a!, first],
      [b!, second],
      [a!, again],
    ] as const)
      expect(
        await replayDecision(services.context, scope('prescriber'), patient, decision!),
      ).toMatchObject({ state: 'same', differences: [] });
  });

  it('H-06 keeps a positive test of the merged record closed when the hold is cleared, and says whence it came', async () => {
    const [a, b] = await fresh('told-a', 'told-b');
    await report(b!, 'PregnancyTestReported', { result: 'positive' });
    const { hold } = await merge(a!, b!);
    await clear(a!, hold);
    expect(await codesFor('told-a')).toContain('positive_test');
    const denied = await authorize('told-a');
    expect(denied.outcome).toBe('denied');
    const line = await timeline(services.context, scope('prescriber'), a!);
    const shown = line.events.filter((one) => one.type === 'PregnancyTestReported');
    expect(shown.filter((one) => one.mergedFrom === b).length).toBeGreaterThan(1);
    expect(shown.filter((one) => one.mergedFrom === undefined).length).toBeGreaterThan(0);
    const id = denied.decision!;
    const why = await explainDecision(services.context, scope('prescriber'), a!, id, 'prescriber');
    expect(why.origins.length).toBeGreaterThan(0);
    expect(new Set(why.origins.map((one) => one.record))).toEqual(new Set([b]));
    expect(await replayDecision(services.context, scope('prescriber'), a!, id)).toMatchObject({
      state: 'same',
    });
  });

  it('H-06 hears what is reported under the merged record, and takes back what it closes', async () => {
    const [a, b] = await fresh('heard-a', 'heard-b');
    await clear(a!, (await merge(a!, b!)).hold);
    const granted = await authorize('heard-a');
    const recorded = await report(b!, 'PeriodMissed', {}, 'patient');
    expect(recorded.reversed).toEqual([granted.authorization]);
    expect(await codesFor('heard-a')).toContain('missed_period');
  });

  it('H-03 counts what was dispensed under the merged record', async () => {
    const [a, b] = await fresh('given-a', 'given-b');
    const granted = await authorize('given-b');
    const fill = {
      patient: b!,
      authorization: granted.authorization!,
      pharmacy,
      daysSupply: 30,
    };
    await dispense(services.context, scope('pharmacist'), fill, 'pharmacist');
    expect(await codesFor('given-a')).toEqual([]);
    await clear(a!, (await merge(a!, b!)).hold);
    expect(await codesFor('given-a')).not.toEqual([]);
    expect((await authorize('given-a')).outcome).toBe('denied');
  });

  it('goes along a chain, never in a circle, and never twice', async () => {
    const [a, b, c] = await fresh('link-a', 'link-b', 'link-c');
    await report(c!, 'PregnancyTestReported', { result: 'positive' });
    await clear(b!, (await merge(b!, c!)).hold);
    await expect(merge(c!, b!)).rejects.toMatchObject({ fault: { kind: 'conflict' } });
    await expect(merge(a!, c!)).rejects.toMatchObject({
      fault: { kind: 'conflict', field: 'merged' },
    });
    await clear(a!, (await merge(a!, b!)).hold);
    await expect(merge(b!, a!)).rejects.toMatchObject({ fault: { kind: 'conflict' } });
    await expect(merge(a!, a!)).rejects.toMatchObject({ fault: { kind: 'invalid' } });
    expect(await codesFor('link-a')).toContain('positive_test');
    const line = await timeline(services.context, scope('prescriber'), a!);
    expect(new Set(line.events.map((one) => one.mergedFrom))).toEqual(new Set([undefined, b, c]));
  });

  it('is one of the two when both are tried at once the other way round', async () => {
    const [a, b] = await fresh('race-a', 'race-b');
    const tried = await Promise.allSettled([merge(a!, b!), merge(b!, a!)]);
    expect(tried.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    const codes = [await codesFor('race-a'), await codesFor('race-b')];
    expect(codes.filter((one) => one.includes('record_merged'))).toHaveLength(1);
    expect(codes.every((one) => one.length > 0)).toBe(true);
  });

  it('is not undone by a correction', async () => {
    const [a, b] = await fresh('undone-a', 'undone-b');
    await merge(a!, b!);
    const { events } = await timeline(services.context, scope('prescriber'), b!);
    const event = events.find((one) => one.type === 'PatientsMerged')!.id;
    const withdrawal = { event, field: 'basis', isWithdrawn: true, reason: 'r' };
    await expect(report(a!, 'Corrected', withdrawal)).rejects.toMatchObject({
      fault: { kind: expect.stringMatching(/not_found|invalid/) },
    });
    const own = await timeline(services.context, scope('prescriber'), a!);
    const taking = own.events.find(
      (one) => one.type === 'PatientsMerged' && one.mergedFrom === undefined,
    )!.id;
    await expect(report(a!, 'Corrected', { ...withdrawal, event: taking })).rejects.toMatchObject({
      fault: { kind: 'invalid', field: 'data.event' },
    });
  });

  it('carries the careRelationships of the clinics that care for the patient', async () => {
    const [a, b] = await fresh('related-a', 'related-b');
    const clinic = services.context.newId();
    await services.context.store.inTransaction(scope('safety_officer'), async (tx) => {
      await tx.putOrganisation({ id: clinic, kind: 'clinic', name: 'Other', detail: {} });
      const tie = { patientId: b!, organisationId: clinic, relation: 'care', untilDay: null };
      await tx.putCareRelationship({
        ...tie,
        fromDay: '2025-01-01',
        eventId: services.context.newId(),
      });
    });
    await merge(a!, b!);
    const careRelationships = await services.context.store.inTransaction(
      scope('safety_officer'),
      (tx) => tx.careRelationshipsOn(TODAY, { patientId: a! }),
    );
    expect(careRelationships.map((tie) => tie.organisationId)).toContain(clinic);
  });
});

describe('an erasure after a merge', () => {
  const erase = (subjectId: string) =>
    services.context.store.erase(scope('safety_officer'), {
      subjectId,
      classes: 'all',
      basis: 'invented request',
      eventIds: [services.context.newId(), services.context.newId()],
      occurredOn: TODAY,
    });

  it('H-05 of the merged record closes until a clinician has looked; replay says erased; nothing is left of it', async () => {
    const [a, b] = await fresh('gone-a', 'gone-b');
    await clear(a!, (await merge(a!, b!)).hold);
    const granted = await authorize('gone-a');
    expect(granted.outcome).toBe('granted');
    await erase(b!);
    expect(await codesFor('gone-a')).toContain('hold');
    expect(
      await replayDecision(services.context, scope('prescriber'), a!, granted.decision!),
    ).toMatchObject({ state: 'erased' });
    const read = () =>
      services.context.store.inTransaction(scope('prescriber'), (tx) =>
        tx.projection(a!, GATE_PROJECTION),
      );
    const before = await read();
    expect(JSON.stringify(before)).not.toContain('"mergedFrom"');
    await services.context.store.rebuildProjections(services.tenant.id, foldSubject);
    expect(await read()).toEqual(before);
    // What is still reported under the erased record reaches the patient.
    await report(b!, 'PeriodMissed', {}, 'patient');
    expect(await codesFor('gone-a')).toContain('missed_period');
    const { events } = await timeline(services.context, scope('prescriber'), a!);
    const erased = events.find((one) => one.type === 'Erased')!;
    expect(erased.mergedFrom).toBe(b);
    await clear(a!, erased.id);
    expect(await codesFor('gone-a')).not.toContain('hold');
    expect((await services.context.store.verify(services.tenant.id)).isWhole).toBe(true);
  });

  it('H-05 of the surviving record closes it for good', async () => {
    const [a, b] = await fresh('left-a', 'left-b');
    await clear(a!, (await merge(a!, b!)).hold);
    await erase(a!);
    expect(await codesFor('left-a')).toContain('erased');
    expect(await codesFor('left-b')).toContain('record_merged');
  });
});
