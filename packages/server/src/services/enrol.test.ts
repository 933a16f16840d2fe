// Enrolling: what a number is compared by, and which programmes are named together.

import { type Instant, parseInstant, placeOfCare } from '@aegle/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '../../../store/src/contract/store.ts';
import { demonstrationId, loadNetwork } from '../demonstration/load-network.ts';
import { caseFor } from './authorize.ts';
import { enrol, enrolAgain } from './enrol.ts';
import { holderOf } from './holder-of.ts';
import { recordEvents } from './services.ts';
import { NETWORK, startTestServices, type TestServices } from './testing.ts';

const NOW = '2025-06-18T15:00:00.000Z';
const CARD = 'urn:aegle:patient-card';

let services: TestServices;
const scope = (): Scope => ({
  tenantId: services.tenant.id,
  actor: { id: demonstrationId('dr-okafor'), role: 'prescriber' },
  now: NOW,
});
const enrolWith = (value: string, system = CARD, programmes = ['us-ipledge']) =>
  enrol(services.context, scope(), {
    programmes,
    details: { givenName: 'Ada', familyName: 'Byron' },
    identifiers: [{ system, value }],
  });
/** Who holds a number; `isDemonstration` where the tenant is one. */
const holder = (value: string, isDemonstration = false) =>
  services.context.store.inTransaction(scope(), (tx) =>
    holderOf({ isDemonstration: () => isDemonstration }, tx, value),
  );

beforeAll(async () => {
  services = await startTestServices();
  const at = parseInstant(NOW) as Instant;
  await loadNetwork(services.context, services.tenant.id, NETWORK, at, () => undefined);
});
afterAll(() => services.stop());

describe('the day of a birth', () => {
  it.each(['9999-12-31', '2025-06-19', '1899-12-31'])('is not %s', async (bornOn) => {
    const details = { givenName: 'Ada', familyName: 'Byron' };
    const identifiers = [{ system: CARD, value: `born-${bornOn}` }];
    const request = { programmes: ['us-ipledge'], bornOn, details, identifiers };
    await expect(enrol(services.context, scope(), request)).rejects.toMatchObject({
      fault: { kind: 'invalid', field: 'bornOn' },
    });
    const ofToday = { ...request, bornOn: '2025-06-18' };
    expect((await enrol(services.context, scope(), ofToday)).patient).toBeTypeOf('string');
  });
});

describe('the number on a card', () => {
  it('is one number in capitals, in small letters and with blanks around it', async () => {
    const { patient } = await enrolWith('ab-1');
    for (const same of ['ab-1', 'AB-1', ' Ab-1 ']) {
      expect(await holder(same)).toBe(patient);
      await expect(enrolWith(same)).rejects.toMatchObject({
        fault: { kind: 'conflict', field: 'identifiers' },
      });
    }
    expect((await enrolWith('ab-2')).patient).not.toBe(patient);
  });

  it('of another issuer is compared as it was written', async () => {
    const { patient } = await enrolWith('x-1', 'urn:elsewhere');
    expect((await enrolWith('X-1', 'urn:elsewhere')).patient).not.toBe(patient);
  });

  it('that was stored in small letters before is found, and not given twice', async () => {
    const before = { subjectId: services.context.newId(), details: {} };
    await services.context.store.inTransaction(scope(), (tx) =>
      tx.putPerson(before, [{ system: CARD, value: 'old-1' }]),
    );
    expect(await holder('OLD-1')).toBe(before.subjectId);
    await expect(enrolWith('OLD-1')).rejects.toMatchObject({ fault: { kind: 'conflict' } });
  });

  it('never takes the place of an invented number of the demonstration', async () => {
    const invented = await holder('DEMO-READY', true);
    expect(invented).not.toBeNull();
    await services.context.store.inTransaction(scope(), (tx) =>
      tx.putPerson({ subjectId: services.context.newId(), details: {} }, [
        { system: CARD, value: 'DEMO-READY' },
      ]),
    );
    expect(await holder('demo-ready', true)).toBe(invented);
  });
});

describe('programmes that decide only together', () => {
  it('are refused alone, with the other one named', async () => {
    await expect(enrolWith('clear-1', CARD, ['ca-clear'])).rejects.toMatchObject({
      fault: { kind: 'invalid', field: 'programmes', nextStep: 'Name ca-health-canada too.' },
    });
    const both = ['ca-clear', 'ca-health-canada'];
    expect((await enrolWith('clear-1', CARD, both)).patient).toBeTruthy();
  });
});

describe('H-01 the place of care of a further course', () => {
  const inCalifornia = async (value: string) => {
    const { patient } = await enrol(services.context, scope(), {
      programmes: ['us-ipledge'],
      details: { zone: 'America/Los_Angeles' },
      identifiers: [{ system: CARD, value }],
    });
    return patient;
  };
  const again = (patient: string, programmes: readonly string[], zone?: string) =>
    enrolAgain(services.context, scope(), { patient, programmes, isNewCourse: true, zone });
  const placeOf = (patient: string) =>
    services.context.store.inTransaction(scope(), async (tx) => {
      const known = await caseFor(services.context, tx, { kind: 'prescribe', patient });
      return placeOfCare(known.facts.patient);
    });
  const moved = (patient: string, to: string) =>
    recordEvents(services.context, scope(), patient, [
      {
        id: services.context.newId(),
        type: 'JurisdictionChanged',
        v: 1,
        occurredOn: '2025-06-18',
        data: { from: 'us', to, reason: 'moved' },
      },
    ]);

  it('goes on in the same country, unless another zone of it is named', async () => {
    const patient = await inCalifornia('zone-1');
    await again(patient, ['us-ipledge']);
    expect(await placeOf(patient)).toBe('America/Los_Angeles');
    await again(patient, ['us-ipledge'], 'America/New_York');
    expect(await placeOf(patient)).toBe('America/New_York');
    await expect(again(patient, ['us-ipledge'], 'Mars/Olympus')).rejects.toMatchObject({
      fault: { kind: 'invalid', field: 'zone' },
    });
  });

  it('is the new country’s after a move, or the zone that is named', async () => {
    const patient = await inCalifornia('zone-2');
    await moved(patient, 'de');
    await again(patient, ['de-amvv']);
    expect(await placeOf(patient)).toBeUndefined();
    await again(patient, ['de-amvv'], 'Europe/Berlin');
    expect(await placeOf(patient)).toBe('Europe/Berlin');
  });

  it('is no other place where it is a part of the one that is left', async () => {
    const patient = await inCalifornia('zone-3');
    await expect(moved(patient, 'us/ca')).rejects.toMatchObject({
      fault: { kind: 'invalid', field: 'data.to' },
    });
  });
});
