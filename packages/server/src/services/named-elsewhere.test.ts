// What a fact names of a patient is there: the prescription, the portal of a programme here, the places of a move.

import { randomUUID } from 'node:crypto';
import { type Instant, parseInstant } from '@aegle/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationId, loadNetwork } from '../demonstration/load-network.ts';
import { recordEvents } from './services.ts';
import { NETWORK, startTestServices, type TestServices } from './testing.ts';

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
