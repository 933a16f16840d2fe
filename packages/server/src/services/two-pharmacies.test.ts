// One prescription taken to two pharmacies: the second hears what to do, and one number says what is left.

import { type Instant, parseInstant } from '@aegle/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '../../../store/src/contract/store.ts';
import { testEngines } from '../../../store/src/testing/test-database.ts';
import { demonstrationId, loadNetwork } from '../demonstration/load-network.ts';
import {
  ask,
  authorizeDispense,
  dispense,
  recordEvents,
  recordOrganisationEvents,
  reverseAuthorization,
} from './services.ts';
import { NETWORK, startTestServices, type TestServices } from './testing.ts';

const NOW = '2025-06-18T15:00:00.000Z';
const A = demonstrationId('pharmacy-lighthouse');
const B = '7a9d6c1e-2f50-4a0b-8d53-0b6f3c5f4e11';

describe.each(testEngines())('H-03 one prescription, two pharmacies (%s)', (engine) => {
  let services: TestServices;
  const scope = (role: string, id = `${role}-1`): Scope => ({
    tenantId: services.tenant.id,
    actor: { id, role },
    now: NOW,
  });
  const patient = demonstrationId('patient-ready');
  const prescription = demonstrationId('patient-ready/rx-1');
  const authorize = (pharmacy: string, daysSupply: number) =>
    authorizeDispense(
      services.context,
      scope('pharmacist', `of-${pharmacy}`),
      { patient, prescription, pharmacy, daysSupply },
      'pharmacist',
    );

  beforeAll(async () => {
    services = await startTestServices(engine);
    const at = parseInstant(NOW) as Instant;
    await loadNetwork(services.context, services.tenant.id, NETWORK, at, () => undefined);
    const certify = (type: string, data: object) => ({
      id: services.context.newId(),
      type,
      v: 1,
      occurredOn: '2025-01-10',
      data: { programme: 'us-ipledge', ...data },
    });
    await recordOrganisationEvents(
      services.context,
      scope('programme_officer'),
      { kind: 'pharmacy', id: B },
      [
        certify('PharmacyCertified', {}),
        certify('SitePharmacistDesignated', { pharmacist: 'x' }),
        certify('PharmacyStaffTrained', {}),
      ],
    );
  });
  afterAll(() => services.stop());

  it('tells the second one who can help, and counts what is left in one number', async () => {
    const first = await authorize(A, 28);
    expect(first.outcome).toBe('granted');
    const elsewhere = await authorize(B, 30);
    expect(elsewhere.outcome).toBe('denied');
    expect(elsewhere.reasons.map((one) => [one.code, one.text])).toEqual([
      [
        'authorization_open_elsewhere',
        'An authorisation for this prescription is open at another pharmacy. The patient asks that pharmacy to reverse it.',
      ],
    ]);
    const authorization = first.authorization!;
    const fill = { patient, authorization, pharmacy: A };
    const part = await dispense(
      services.context,
      scope('pharmacist'),
      { ...fill, daysSupply: 10 },
      'pharmacist',
    );
    expect(part).toMatchObject({ outcome: 'granted', remainingDays: 18 });
    const left = await ask(
      services.context,
      scope('pharmacist'),
      { kind: 'dispense', patient, prescription, pharmacy: A, authorization },
      'pharmacist',
    );
    expect(left).toMatchObject({ outcome: 'granted', maxDaysSupply: 18 });
    // What changes nothing for the gate takes nothing back, though part of it is in the patient's hands.
    const weight = {
      id: services.context.newId(),
      type: 'WeightMeasured' as const,
      v: 1,
      occurredOn: '2025-06-17',
      data: { weightKg: '61.5' },
    };
    await recordEvents(services.context, scope('prescriber'), patient, [weight]);
    await expect(
      dispense(services.context, scope('pharmacist'), { ...fill, daysSupply: 24 }, 'pharmacist'),
    ).rejects.toMatchObject({ fault: { kind: 'conflict', field: 'daysSupply' } });
    await reverseAuthorization(services.context, scope('pharmacist'), {
      patient,
      authorization,
      cause: 'patient_request',
    });
    const moved = await authorize(B, 20);
    expect(moved.reasons.map((one) => one.code)).not.toContain('authorization_open_elsewhere');
  });
});
