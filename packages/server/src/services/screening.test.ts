// H-10 on a real database: no screening without a person, no visit closed over an answer.

import { randomUUID } from 'node:crypto';
import { EVENT_CATALOGUE, type EventType } from '@aegle/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '../../../store/src/contract/store.ts';
import { demonstrationId } from '../demonstration/load-network.ts';
import { closeTask, listTasks, recordEvents, recordOrganisationEvents } from './services.ts';
import { copyOfReady, startTestServices, type TestServices } from './testing.ts';

const NOW = '2025-06-18T15:00:00.000Z';
let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
}, 120_000);
afterAll(() => services?.stop());

const scope = (role: string): Scope => ({
  tenantId: services.tenant.id,
  actor: { id: `${role}-1`, role },
  now: NOW,
});
const event = (type: EventType, data: object) => ({
  id: randomUUID(),
  type,
  v: 1,
  occurredOn: '2025-06-18',
  data,
});
const fresh = async (name: string) => {
  await copyOfReady(services, name);
  return demonstrationId(name);
};
const record = (patient: string, ...sent: readonly ReturnType<typeof event>[]) =>
  recordEvents(services.context, scope('delegate'), patient, sent);
const answer = (hasPositiveSelfHarmItem: boolean, instrument = 'phq-9') =>
  event('InstrumentAnswered', { instrument, score: 3, hasPositiveSelfHarmItem });
const visit = () => event('VisitHeld', { mode: 'in_person', ordinal: 2 });
const toSwitch = (type: EventType, data: object) =>
  recordOrganisationEvents(
    services.context,
    scope('programme_officer'),
    { kind: 'programme', id: 'us-ipledge' },
    [event(type, data)],
  );
const STAFFED = { responders: ['nurse-1'], hours: 'Mon-Fri 8-18', deputy: 'nurse-2' };
const tasksOf = async (subjectId: string) =>
  (await listTasks(services.context, scope('prescriber'), { subjectId, state: 'open' })).filter(
    (task) => task.kind === 'self_harm_answer',
  );

describe('H-10 screening for self-harm', () => {
  it('H-10 is not switched on without responders, hours and a deputy who is none of them', async () => {
    const { responders, hours, deputy } = STAFFED;
    for (const [field, data] of [
      ['data.responders', { hours, deputy }],
      ['data.responders', { responders: [], hours, deputy }],
      ['data.hours', { responders, deputy }],
      ['data.deputy', { responders, hours }],
      ['data.deputy', { responders, hours, deputy: 'nurse-1' }],
    ] as const)
      await expect(toSwitch('SelfHarmScreeningSwitchedOn', data)).rejects.toMatchObject({
        fault: { kind: 'invalid', field },
      });
  });

  it('H-10 refuses an instrument that may ask while it is off, and keeps a positive answer with its task', async () => {
    const patient = await fresh('screen-off');
    const refused = { fault: { kind: 'conflict', field: 'data.instrument' } };
    await expect(record(patient, answer(false))).rejects.toMatchObject(refused);
    expect(await tasksOf(patient)).toHaveLength(0);
    await expect(record(patient, answer(true))).rejects.toMatchObject(refused);
    expect(await tasksOf(patient)).toHaveLength(1);
    const quality = await fresh('screen-quality');
    expect((await record(quality, answer(false, 'DLQI'))).tasksOpened).toBe(0);
  });

  it('H-10 takes answers while it is on, and refuses them again once it is off', async () => {
    const patient = await fresh('screen-on');
    await toSwitch('SelfHarmScreeningSwitchedOn', STAFFED);
    expect((await record(patient, answer(false))).tasksOpened).toBe(0);
    await toSwitch('SelfHarmScreeningSwitchedOff', {});
    await expect(record(patient, answer(false))).rejects.toMatchObject({
      fault: { kind: 'conflict' },
    });
  });

  it('H-10 no visit closes while a positive answer waits for a person', async () => {
    await toSwitch('SelfHarmScreeningSwitchedOn', STAFFED);
    const patient = await fresh('screen-visit');
    await record(patient, visit());
    await record(patient, answer(true));
    const waiting = { fault: { kind: 'conflict', field: 'type' } };
    await expect(record(patient, visit())).rejects.toMatchObject(waiting);
    const [task] = await tasksOf(patient);
    await closeTask(services.context, scope('prescriber'), task!.id, 'done', 'patient_reached');
    await record(patient, visit());
    const together = await fresh('screen-together');
    await expect(record(together, visit(), answer(true))).rejects.toMatchObject(waiting);
    expect(await tasksOf(together)).toHaveLength(1);
  });

  it('H-10 holds no field for a probability of a person', () => {
    const named = Object.values(EVENT_CATALOGUE).flatMap((one) => Object.keys(one.fields));
    expect(named.filter((name) => /probab|risk/i.test(name))).toEqual([]);
  });
});
