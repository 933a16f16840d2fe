// Leaving a programme: an event of its own, with a reason, after which nothing is granted by omission.

import { type Instant, parseInstant } from '@aegle/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '../../../store/src/contract/store.ts';
import { demonstrationId, loadNetwork } from '../demonstration/load-network.ts';
import { ask, authorizeDispense, enrolAgain, listTasks, recordEvents } from './services.ts';
import { copyOfReady, NETWORK, startTestServices, type TestServices } from './testing.ts';

const NOW = '2025-06-18T15:00:00.000Z';
const pharmacy = demonstrationId('pharmacy-lighthouse');
const ADVICE_ONLY = ['nz-special-authority'];

let services: TestServices;
const scope = (role: string): Scope => ({
  tenantId: services.tenant.id,
  actor: { id: `${role}-1`, role },
  now: NOW,
});
const supply = (name: string) => ({
  patient: demonstrationId(name),
  prescription: demonstrationId(`${name}/rx-1`),
  pharmacy,
  daysSupply: 30,
});
const codesFor = async (name: string) => {
  const question = { kind: 'dispense' as const, ...supply(name) };
  const answer = await ask(services.context, scope('prescriber'), question, 'prescriber');
  return answer.reasons.map((reason) => reason.code);
};
const leave = (name: string, data: object) =>
  recordEvents(services.context, scope('prescriber'), demonstrationId(name), [
    {
      id: services.context.newId(),
      type: 'JurisdictionChanged',
      v: 1,
      occurredOn: '2025-06-18',
      data,
    },
  ]);

beforeAll(async () => {
  services = await startTestServices();
  const at = parseInstant(NOW) as Instant;
  await loadNetwork(services.context, services.tenant.id, NETWORK, at, () => undefined);
  for (const name of ['stays', 'moves', 'reopens']) await copyOfReady(services, name);
});
afterAll(() => services.stop());

describe('leaving a programme', () => {
  it('H-01 a new course names every programme that decides today', async () => {
    const request = {
      patient: demonstrationId('stays'),
      programmes: ADVICE_ONLY,
      isNewCourse: true,
    };
    await expect(enrolAgain(services.context, scope('delegate'), request)).rejects.toMatchObject({
      fault: { kind: 'conflict', field: 'programmes' },
    });
    expect(await codesFor('stays')).toEqual([]);
  });

  it('is recorded with a reason, and its office sees it', async () => {
    await expect(leave('moves', { from: 'us', to: 'nz' })).rejects.toMatchObject({
      fault: { kind: 'invalid', field: 'data.reason' },
    });
    await leave('moves', { from: 'us', to: 'nz', reason: 'moved to Auckland' });
    const tasks = await listTasks(services.context, scope('programme_officer'), { state: 'open' });
    expect(tasks.map((task) => task.kind)).toContain('programme_left');
  });

  it('H-01 whoever left, and whoever is advised only, is authorised nothing', async () => {
    expect(await codesFor('moves')).toEqual(['unconfirmed_correction', 'edition_unresolved']);
    const enrolment = { programmes: ADVICE_ONLY, isNewCourse: true };
    const patient = demonstrationId('moves');
    await enrolAgain(services.context, scope('delegate'), { patient, ...enrolment });
    expect(await codesFor('moves')).not.toEqual([]);
    const asked = { ...supply('moves'), daysSupply: 360, prescription: 'none-such' };
    const answer = await authorizeDispense(
      services.context,
      scope('pharmacist'),
      asked,
      'pharmacist',
    );
    expect(answer).toMatchObject({ outcome: 'denied', authorization: null });
  });

  it('H-06 leaves what closed the gate in force', async () => {
    const hold = { hold: 'h-1', cause: 'clinician' };
    await recordEvents(services.context, scope('prescriber'), demonstrationId('reopens'), [
      {
        id: services.context.newId(),
        type: 'SafetyHoldPlaced',
        v: 1,
        occurredOn: '2025-06-18',
        data: hold,
      },
    ]);
    await leave('reopens', { from: 'us', to: 'de', reason: 'moved to Kiel' });
    const enrolment = { programmes: ['de-amvv'], isNewCourse: true };
    const patient = demonstrationId('reopens');
    await enrolAgain(services.context, scope('prescriber'), { patient, ...enrolment });
    expect(await codesFor('reopens')).toContain('hold');
  });
});
