// What a fact names of a patient is there: the prescription, the portal of a programme here, the places of a move.

import { randomUUID } from 'node:crypto';
import { EVENT_CATALOGUE, EVENT_TYPES, type Instant, parseInstant } from '@aegle/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVENT_ACCESS } from '../access/policy.ts';
import { demonstrationId, loadNetwork } from '../demonstration/load-network.ts';
import { streamKindOf } from './log-events.ts';
import { recordEvents } from './services.ts';
import { copyOfReady, NETWORK, startTestServices, type TestServices } from './testing.ts';

const NOW = '2025-06-18T15:00:00.000Z';
let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
  const { context, tenant } = services;
  await loadNetwork(context, tenant.id, NETWORK, parseInstant(NOW) as Instant, () => undefined);
}, 180_000);
afterAll(() => services?.stop());

const patient = demonstrationId('patient-ready');
const prescription = demonstrationId('patient-ready/rx-1');

async function problemOf(type: string, data: object): Promise<string> {
  const { context, tenant } = services;
  const actor = { id: demonstrationId('dr-okafor'), role: 'prescriber' };
  const scope = { tenantId: tenant.id, actor, now: NOW };
  const event = { id: randomUUID(), v: 1, occurredOn: '2025-06-18', type, data };
  try {
    await recordEvents(context, scope, patient, [event]);
    return 'recorded';
  } catch (error) {
    return error instanceof Error ? error.message : 'not an error';
  }
}

const YES = { portal: 'ipledge', number: '1', prescription, granted: true, lastDay: '2025-06-22' };
const JUDGED = {
  programme: 'us-ipledge',
  requirement: 'comprehension',
  clinician: demonstrationId('dr-okafor'),
  judgement: 'invented',
};
const MOVED = { from: 'us', to: 'nz', reason: 'moved' };

describe('what names something that is not there', () => {
  it.each([
    ['ExternalAuthorizationRecorded', { ...YES, prescription: 'rx' }, 'data.prescription'],
    ['ExternalAuthorizationRecorded', { ...YES, portal: 'clear' }, 'data.portal'],
    ['ExternalAuthorizationRecorded', { ...YES, lastDay: '9999-12-31' }, 'data.lastDay'],
    ['DiscretionExercised', { ...JUDGED, lastDay: '9999-12-31' }, 'data.lastDay'],
    ['JurisdictionChanged', { ...MOVED, to: 'xx' }, 'data.to'],
    ['JurisdictionChanged', { ...MOVED, to: 'Zealand' }, 'data.to'],
    ['JurisdictionChanged', { ...MOVED, from: 'de' }, 'data.from'],
    ['CourseEnded', { course: 'another' }, 'data.course'],
  ])('%s %j is refused', async (type, data, field) => {
    expect(await problemOf(type, data)).toContain(field);
  });

  it.each([
    ['ExternalAuthorizationRecorded', YES],
    // A portal's no can only close, whatever it names.
    ['ExternalAuthorizationRecorded', { ...YES, prescription: 'rx', granted: false }],
    ['DiscretionExercised', { ...JUDGED, lastDay: '2025-07-18' }],
    ['JurisdictionChanged', { ...MOVED, to: 'se' }],
  ])('%s %j is recorded', async (type, data) => {
    expect(await problemOf(type, data)).toBe('recorded');
  });
});

/** What each field that names something of a patient is answered where that is not there, or why it is recorded. */
const NOT_THERE: Readonly<Record<string, readonly [data: object, answer: string]>> = {
  'PrescriptionCancelled.prescription': [{ prescription: 'rx', cause: 'x' }, 'unresolved'],
  'ExternalAuthorizationRecorded.prescription': [{ ...YES, prescription: 'rx' }, 'refused'],
  'ExternalAuthorizationRecorded.portal': [{ ...YES, portal: 'clear' }, 'refused'],
  'JurisdictionChanged.from': [{ ...MOVED, from: 'de' }, 'refused'],
  'JurisdictionChanged.to': [{ ...MOVED, to: 'xx' }, 'refused'],
  // It is what gives the prescription its number.
  'PrescriptionWritten.prescription': [
    {
      ...{ prescription: 'new', prescriber: demonstrationId('dr-okafor'), product: 'isotretinoin' },
      ...{ daysSupply: 30, refills: 0 },
    },
    'recorded',
  ],
};

const NAMES = ['prescription', 'portal', 'from', 'to', 'country', 'jurisdiction'];

describe('H-01 each field that names a prescription, a portal or a country', () => {
  const places = EVENT_TYPES.filter(
    (type) => EVENT_ACCESS[type].writers.length > 0 && streamKindOf(type).startsWith('patient'),
  ).flatMap((type) =>
    Object.keys(EVENT_CATALOGUE[type].fields)
      .filter((field) => NAMES.includes(field))
      .map((field) => `${type}.${field}`),
  );

  it('stands here, and no other', () => {
    expect(Object.keys(NOT_THERE).sort()).toEqual([...places].sort());
  });

  it.each(Object.entries(NOT_THERE))('%s is looked up', async (place, [data, answer]) => {
    const { context, tenant } = services;
    const name = `named-${place.toLowerCase().replace('.', '-')}`;
    await copyOfReady(services, name);
    const actor = { id: demonstrationId('dr-okafor'), role: 'prescriber' };
    const scope = { tenantId: tenant.id, actor, now: NOW };
    const [type = ''] = place.split('.');
    const event = { id: randomUUID(), v: 1, occurredOn: '2025-06-18', type, data };
    const said = await recordEvents(context, scope, demonstrationId(name), [event]).then(
      ({ events: [receipt] }) => (receipt!.isUnresolved ? 'unresolved' : 'recorded'),
      () => 'refused',
    );
    expect(said).toBe(answer);
  });
});
