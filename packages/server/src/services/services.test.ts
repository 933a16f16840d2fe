// Walks through the services on a real database: record, ask, authorise, dispense, reverse, replay.

import { type Instant, parseInstant } from '@aegle/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '../../../store/src/contract/store.ts';
import { testEngines } from '../../../store/src/testing/test-database.ts';
import { demonstrationId, loadNetwork } from '../demonstration/load-network.ts';
import {
  ask,
  authorizeDispense,
  authorizePrescription,
  dispense,
  explainDecision,
  foldSubject,
  GATE_PROJECTION,
  listTasks,
  recordEvents,
  recordOrganisationEvents,
  replayDecision,
  reverseAuthorization,
  reverseDispense,
  timeline,
} from './services.ts';
import { copyOfReady, NETWORK, startTestServices, type TestServices } from './testing.ts';

const NOW = '2025-06-18T15:00:00.000Z';
const pharmacy = demonstrationId('pharmacy-lighthouse');

describe.each(testEngines())('services on PostgreSQL (%s)', (engine) => {
  let services: TestServices;
  const scope = (role: string, now = NOW, id = `${role}-1`): Scope => ({
    tenantId: services.tenant.id,
    actor: { id, role },
    now,
  });
  const request = (name: string, daysSupply = 30) => ({
    patient: demonstrationId(name),
    prescription: demonstrationId(`${name}/rx-1`),
    pharmacy,
    daysSupply,
  });

  beforeAll(async () => {
    services = await startTestServices(engine);
    const at = parseInstant(NOW) as Instant;
    await loadNetwork(services.context, services.tenant.id, NETWORK, at, () => undefined);
  });
  afterAll(() => services.stop());

  it('asks without storing anything', async () => {
    const patient = demonstrationId('patient-ready');
    const before = await timeline(services.context, scope('prescriber'), patient);
    const question = { kind: 'dispense' as const, ...request('patient-ready') };
    const answer = await ask(services.context, scope('pharmacist'), question, 'pharmacist');
    expect(answer).toMatchObject({ outcome: 'granted', dryRun: true, decision: null });
    expect(answer.until).toMatchObject({ day: '2025-06-22', zone: 'America/New_York' });
    const after = await timeline(services.context, scope('prescriber'), patient);
    expect(after).toEqual(before);
  });

  it('H-06 tells a pharmacy nothing but to contact the prescriber when a test is positive', async () => {
    const question = { kind: 'dispense' as const, ...request('patient-held') };
    const answer = await ask(services.context, scope('pharmacist'), question, 'pharmacist');
    expect(answer.outcome).toBe('denied');
    expect(answer.reasons.map((reason) => reason.code)).toEqual(['contact_prescriber']);
    expect(JSON.stringify(answer)).not.toMatch(/positive|pregnan|test/i);
    // The counter's own checks stand beside it, as they do beside any other no of the clinic.
    const more = await ask(
      services.context,
      scope('pharmacist'),
      { ...question, daysSupply: 90 },
      'pharmacist',
    );
    expect(more.reasons.map((reason) => reason.code)).toEqual([
      'contact_prescriber',
      'supply_exceeds_limit',
      'supply_exceeds_prescription',
    ]);
    const forClinic = await ask(services.context, scope('prescriber'), question, 'prescriber');
    expect(forClinic.reasons[0]!.code).toBe('positive_test');
    const tasks = await listTasks(services.context, scope('prescriber'), { state: 'open' });
    expect(tasks.map((task) => task.kind)).toContain('speak_with_patient');
  });

  it('says when a closed window and a running wait end', async () => {
    const closed = await ask(
      services.context,
      scope('prescriber'),
      { kind: 'dispense', ...request('patient-closed') },
      'prescriber',
    );
    expect(closed.reasons.map((reason) => reason.code)).toContain('window_closed');
    const waiting = await ask(
      services.context,
      scope('prescriber'),
      { kind: 'prescribe', patient: demonstrationId('patient-waiting') },
      'prescriber',
    );
    expect(waiting.outcome).toBe('denied');
    const wait = waiting.reasons.find((reason) => reason.code === 'waiting_period');
    expect(wait?.clearableFrom).toBe('2025-07-06');
  });

  it('H-03 authorises, dispenses in parts, and never more than was authorised', async () => {
    const answer = await authorizeDispense(
      services.context,
      scope('pharmacist'),
      request('patient-ready'),
      'pharmacist',
    );
    expect(answer).toMatchObject({ outcome: 'granted', isForClinicalUse: false, dryRun: false });
    const again = await authorizeDispense(
      services.context,
      scope('pharmacist'),
      request('patient-ready'),
      'prescriber',
    );
    expect(again.reasons.map((reason) => reason.code)).toContain('supply_exceeds_prescription');
    const fill = {
      patient: demonstrationId('patient-ready'),
      authorization: answer.authorization!,
      pharmacy,
    };
    const first = await dispense(
      services.context,
      scope('pharmacist'),
      { ...fill, daysSupply: 10 },
      'prescriber',
    );
    expect(first).toMatchObject({ outcome: 'granted', remainingDays: 20 });
    await expect(
      dispense(services.context, scope('pharmacist'), { ...fill, daysSupply: 21 }, 'prescriber'),
    ).rejects.toMatchObject({ fault: { kind: 'conflict', field: 'daysSupply' } });
    const rest = await dispense(
      services.context,
      scope('pharmacist'),
      { ...fill, daysSupply: 20 },
      'prescriber',
    );
    expect(rest).toMatchObject({ outcome: 'granted', remainingDays: 0 });
    await reverseDispense(services.context, scope('pharmacist'), {
      patient: fill.patient,
      dispense: rest.dispense!,
      cause: 'returned_to_stock',
    });
    const back = await dispense(
      services.context,
      scope('pharmacist'),
      { ...fill, daysSupply: 20 },
      'prescriber',
    );
    expect(back).toMatchObject({ outcome: 'granted', remainingDays: 0 });

    for (const id of [answer.decision!, again.decision!, first.decision!, back.decision!])
      expect(
        await replayDecision(services.context, scope('prescriber'), fill.patient, id),
      ).toMatchObject({ state: 'same', differences: [] });
    const explained = await explainDecision(
      services.context,
      scope('prescriber'),
      fill.patient,
      answer.decision!,
      'prescriber',
    );
    expect(explained.trace.length).toBeGreaterThan(10);
    expect(explained.trace.every((line) => line.truth === 'met')).toBe(true);
  });

  it('H-06 a hold takes back an open authorisation in the same transaction', async () => {
    const tenantPatient = 'patient-second';
    await copyOfReady(services, tenantPatient);
    const granted = await authorizeDispense(
      services.context,
      scope('pharmacist'),
      request(tenantPatient),
      'pharmacist',
    );
    expect(granted.outcome).toBe('granted');
    const patient = demonstrationId(tenantPatient);
    const recorded = await recordEvents(services.context, scope('patient'), patient, [
      {
        id: services.context.newId(),
        type: 'PeriodMissed',
        v: 1,
        occurredOn: '2025-06-18',
        data: {},
      },
    ]);
    expect(recorded.reversed).toEqual([granted.authorization]);
    await expect(
      dispense(
        services.context,
        scope('pharmacist'),
        { patient, authorization: granted.authorization!, pharmacy, daysSupply: 30 },
        'pharmacist',
      ),
    ).rejects.toMatchObject({ fault: { kind: 'not_found' } });
    await expect(
      reverseAuthorization(services.context, scope('pharmacist'), {
        patient,
        authorization: granted.authorization!,
        cause: 'not_picked_up',
      }),
    ).rejects.toMatchObject({ fault: { kind: 'not_found' } });
  });

  it('keeps a positive test with an unreadable field, and refuses a negative one', async () => {
    const patient = demonstrationId('patient-waiting');
    const bad = (result: string) => ({
      id: services.context.newId(),
      type: 'PregnancyTestReported',
      v: 1,
      occurredOn: '2025-06-18',
      data: { result, sample: 'tea leaves' },
    });
    await expect(
      recordEvents(services.context, scope('prescriber'), patient, [bad('negative')]),
    ).rejects.toMatchObject({ fault: { kind: 'invalid', field: 'data.sample' } });
    const kept = await recordEvents(services.context, scope('prescriber'), patient, [
      bad('positive'),
    ]);
    expect(kept.events[0]!.isUnresolved).toBe(true);
    const answer = await ask(
      services.context,
      scope('prescriber'),
      { kind: 'prescribe', patient },
      'prescriber',
    );
    expect(answer.reasons.map((reason) => reason.code)).toContain('unresolved_report');
  });

  it('prescribes only what the gate grants, and records it at once', async () => {
    const answer = await authorizePrescription(
      services.context,
      scope('prescriber'),
      {
        patient: demonstrationId('patient-closed'),
        prescriber: demonstrationId('dr-okafor'),
        prescription: services.context.newId(),
        product: '6064',
        daysSupply: 30,
        refills: 0,
      },
      'prescriber',
    );
    expect(answer.outcome).toBe('denied');
    expect(answer.decision).not.toBeNull();
  });

  it('refuses to authorise for real without an approved edition', async () => {
    const real = { ...services.context, isDemonstration: () => false };
    const name = 'patient-third';
    await copyOfReady(services, name);
    const answer = await authorizeDispense(real, scope('pharmacist'), request(name), 'pharmacist');
    expect(answer).toMatchObject({ outcome: 'denied', isForClinicalUse: false });
    const edition = services.context.programmes
      .get('us-ipledge')!
      .programme.editions.find((one) => one.id === 'us-2021')!;
    await recordOrganisationEvents(
      services.context,
      scope('safety_officer'),
      { kind: 'programme', id: 'us-ipledge' },
      [
        {
          id: services.context.newId(),
          type: 'EditionApprovedForUse',
          v: 1,
          occurredOn: '2025-06-18',
          data: {
            edition: edition.id,
            editionDigest: edition.digest,
            site: 'harbour',
            clinicalSafetyOfficer: 'officer-1',
            acceptedAssumptions: [],
          },
        },
      ],
    );
    const approved = await authorizeDispense(
      real,
      scope('pharmacist'),
      request(name),
      'pharmacist',
    );
    expect(approved).toMatchObject({ outcome: 'granted', isForClinicalUse: true });
  });

  it('projects facts with every change, and a rebuild folds the very same', async () => {
    const patient = demonstrationId('patient-ready');
    const read = () =>
      services.context.store.inTransaction(scope('prescriber'), (tx) =>
        tx.projection(patient, GATE_PROJECTION),
      );
    const before = await read();
    expect(before?.heads[0]?.version).toBeGreaterThan(10);
    const count = await services.context.store.rebuildProjections(services.tenant.id, foldSubject);
    expect(count).toBeGreaterThan(3);
    expect(await read()).toEqual(before);
  });

  it('records a decimal, and projects it', async () => {
    const patient = demonstrationId('patient-waiting');
    const weight = {
      id: demonstrationId('patient-waiting/weight'),
      type: 'WeightMeasured',
      v: 1,
      occurredOn: '2025-06-17',
      data: { weightKg: '61.5' },
    };
    await recordEvents(services.context, scope('prescriber'), patient, [weight]);
    const projection = await services.context.store.inTransaction(scope('prescriber'), (tx) =>
      tx.projection(patient, GATE_PROJECTION),
    );
    expect(projection?.facts).toMatchObject({ weights: [{ data: { weightKg: 61.5 } }] });
  });

  it('H-05 after an erasure answers erased, keeps closing evidence and never fails', async () => {
    const name = 'patient-erased';
    await copyOfReady(services, name);
    const patient = demonstrationId(name);
    const answer = await authorizeDispense(
      services.context,
      scope('pharmacist'),
      request(name),
      'pharmacist',
    );
    await services.context.store.erase(scope('safety_officer'), {
      subjectId: patient,
      classes: 'all',
      basis: 'invented request',
      eventIds: [services.context.newId(), services.context.newId()],
      occurredOn: '2025-06-18',
    });
    const question = { kind: 'dispense' as const, ...request(name) };
    const asked = await ask(services.context, scope('prescriber'), question, 'prescriber');
    expect(asked.reasons.map((reason) => reason.code)).toContain('erased');
    expect(
      await replayDecision(services.context, scope('prescriber'), patient, answer.decision!),
    ).toMatchObject({ state: 'erased' });
    const line = await timeline(services.context, scope('prescriber'), patient);
    expect(line.events.map((event) => event.type)).toEqual(['Erased']);
    const report = { v: 1, occurredOn: '2025-06-18', data: { reportedBy: 'patient' } };
    await recordEvents(services.context, scope('patient'), patient, [
      { id: services.context.newId(), type: 'PregnancyReported', ...report },
    ]);
    const verified = await services.context.store.verify(services.tenant.id);
    expect(verified).toMatchObject({ isWhole: true, findings: [] });
    expect(verified.erased).toBeGreaterThan(0);
  });
});
