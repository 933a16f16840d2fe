// What an office takes back: confirmations, approvals, certificates, and who may do it.

import { join } from 'node:path';
import { type EventType, type Instant, parseInstant, type Role, type WireEvent } from '@aegle/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '../../../store/src/contract/store.ts';
import { mayCorrect } from '../access/policy.ts';
import { demonstrationId, loadNetwork } from '../demonstration/load-network.ts';
import { type OrganisationRef, recordOrganisationEvents } from './organisations.ts';
import { ask, authorizeDispense, dispense } from './services.ts';
import { startTestServices, type TestServices } from './testing.ts';

const NETWORK = join(import.meta.dirname, '../demonstration/network.yaml');
const NOW = '2025-06-18T15:00:00.000Z';
const pharmacy = demonstrationId('pharmacy-lighthouse');
const patient = demonstrationId('patient-ready');
const iPledge: OrganisationRef = { kind: 'programme', id: 'us-ipledge' };

describe('H-02 corrections in the streams of organisations', () => {
  let services: TestServices;
  const scope = (role: string, now = NOW): Scope => ({
    tenantId: services.tenant.id,
    actor: { id: `${role}-1`, role },
    now,
  });
  const event = (type: string, data: object, occurredOn = '2025-06-18'): WireEvent => ({
    id: services.context.newId(),
    type,
    v: 1,
    occurredOn,
    data,
  });
  const record = (role: Role, ref: OrganisationRef, sent: WireEvent, now = NOW) => {
    const isTheirs = (type: EventType) => mayCorrect(role, type);
    return recordOrganisationEvents(services.context, scope(role, now), ref, [sent], isTheirs);
  };
  const takenBack = (id: string) =>
    event('Corrected', { event: id, field: 'edition', isWithdrawn: true, reason: 'mistaken' });
  const request = {
    patient,
    prescription: demonstrationId('patient-ready/rx-1'),
    pharmacy,
    daysSupply: 30,
  };

  beforeAll(async () => {
    services = await startTestServices();
    const at = parseInstant(NOW) as Instant;
    await loadNetwork(services.context, services.tenant.id, NETWORK, at, () => undefined);
  });
  afterAll(() => services.stop());

  const approvalOf = (id: string) => {
    const { editions } = services.context.programmes.get('us-ipledge')!.programme;
    const edition = editions.find((one) => one.id === id)!;
    return event('EditionApprovedForUse', {
      edition: edition.id,
      editionDigest: edition.digest,
      site: 'harbour',
      clinicalSafetyOfficer: 'officer-1',
      acceptedAssumptions: [],
    });
  };

  it('an approval taken back after an authorisation is missed when the supply is dispensed', async () => {
    const real = { ...services.context, isDemonstration: () => false };
    const approval = approvalOf('us-2021');
    await record('safety_officer', iPledge, approval);
    const granted = await authorizeDispense(real, scope('pharmacist'), request, 'pharmacist');
    expect(granted.outcome).toBe('granted');
    await record('safety_officer', iPledge, takenBack(approval.id));
    const fill = { patient, authorization: granted.authorization!, pharmacy, daysSupply: 30 };
    const denied = await dispense(real, scope('pharmacist'), fill, 'prescriber');
    expect(denied).toMatchObject({ outcome: 'denied', dispense: null });
    expect(denied.reasons.map((reason) => reason.code)).toEqual(['not_approved_for_use']);
    await record('safety_officer', iPledge, approvalOf('us-2021'));
    const again = await dispense(real, scope('pharmacist'), fill, 'prescriber');
    expect(again.outcome).toBe('granted');
  });

  it('a confirmation taken back leaves the edition pending again', async () => {
    const now = '2026-11-20T15:00:00.000Z';
    const editionsUsed = async () => {
      const question = { kind: 'prescribe' as const, patient };
      return (await ask(services.context, scope('prescriber', now), question, 'prescriber'))
        .editions;
    };
    expect(await editionsUsed()).toEqual(['us-2021', 'us-2026']);
    const confirmed = { edition: 'us-2026', source: 's', confirmedBy: 'office-1' };
    const confirmation = event('EditionConfirmedInForce', confirmed);
    await record('programme_officer', iPledge, confirmation);
    expect(await editionsUsed()).toEqual(['us-2026']);
    await record('programme_officer', iPledge, takenBack(confirmation.id));
    expect(await editionsUsed()).toEqual(['us-2021', 'us-2026']);
  });

  it('refuses a correction of nothing, of a correction, of another role, and of another wording', async () => {
    const id = demonstrationId('dr-okafor');
    const ref: OrganisationRef = { kind: 'prescriber', id };
    const certificate = event('PrescriberCertified', { programme: 'us-ipledge' });
    await record('programme_officer', ref, certificate);
    const suspension = event('PrescriberSuspended', { programme: 'us-ipledge' });
    await record('programme_officer', ref, suspension);
    const fault = (kind: string) => ({ fault: { kind, field: 'data.event' } });
    await expect(record('prescriber', ref, takenBack(suspension.id))).rejects.toMatchObject(
      fault('forbidden'),
    );
    await expect(
      recordOrganisationEvents(services.context, scope('programme_officer'), ref, [
        takenBack(certificate.id),
      ]),
    ).rejects.toMatchObject(fault('forbidden'));
    await expect(
      record('programme_officer', ref, takenBack(services.context.newId())),
    ).rejects.toMatchObject(fault('not_found'));
    const back = takenBack(suspension.id);
    await record('programme_officer', ref, back);
    await expect(record('programme_officer', ref, takenBack(back.id))).rejects.toMatchObject(
      fault('invalid'),
    );
    const day = { event: certificate.id, field: 'occurredOn', value: 'soon' };
    await expect(
      record(
        'programme_officer',
        ref,
        event('Corrected', { ...day, isWithdrawn: false, reason: 'x' }),
      ),
    ).rejects.toMatchObject({ fault: { kind: 'invalid', field: 'data.value' } });
    const approval = approvalOf('us-2021');
    await record('safety_officer', iPledge, approval);
    const site = { event: approval.id, field: 'site', value: 'elsewhere' };
    await expect(
      record(
        'safety_officer',
        iPledge,
        event('Corrected', { ...site, isWithdrawn: false, reason: 'x' }),
      ),
    ).rejects.toMatchObject(fault('invalid'));
  });
});
