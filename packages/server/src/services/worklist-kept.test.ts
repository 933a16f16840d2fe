// A kept agenda is not believed once anything that it was made from was recorded anew, or its time is over.

import { randomUUID } from 'node:crypto';
import { type Instant, parseInstant } from '@aegle/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationId, loadNetwork } from '../demonstration/load-network.ts';
import { readAgenda } from './agenda.ts';
import type { AgendaViewer } from './agenda-case.ts';
import { refreshAgendas } from './agenda-keeping.ts';
import { AGENDA_PROJECTION, agendaOfProjection } from './agenda-kept.ts';
import type { ServiceContext } from './context.ts';
import { erasePatient } from './erase-patient.ts';
import { mergePatients } from './merge.ts';
import { type OrganisationRef, recordOrganisationEvents } from './organisations.ts';
import { recordEvents } from './record-events.ts';
import { copyOfReady, NETWORK, startTestServices, type TestServices } from './testing.ts';
import { readWorklist } from './worklist.ts';

const NOW = '2025-06-18T15:00:00.000Z';
const TODAY = '2025-06-18';
const YESTERDAY = '2025-06-17';
const nurse: AgendaViewer = { role: 'delegate', audience: 'prescriber' };
const programme = 'us-ipledge';
const pharmacy = demonstrationId('pharmacy-lighthouse');
const doctor = demonstrationId('dr-okafor');

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
  const at = parseInstant(NOW) as Instant;
  await loadNetwork(services.context, services.tenant.id, NETWORK, at, () => undefined);
}, 120_000);
afterAll(() => services?.stop());

// Every request a second after the one before.
let heard = Date.parse(NOW);
const tick = () => {
  heard += 1000;
  return new Date(heard).toISOString();
};
const scopeOf = (role: string, now = tick()) => ({
  tenantId: services.tenant.id,
  actor: { id: `${role}-1`, role },
  now,
});
const event = (type: string, data: object, occurredOn: string = TODAY) => ({
  ...{ id: randomUUID(), v: 1, type, occurredOn, data },
});

async function listed(patient: string, context = services.context, now = tick()) {
  const asked = { days: 31, limit: 1000 };
  const list = await readWorklist(context, scopeOf('delegate', now), [patient], nurse, asked, []);
  return list.items;
}

async function computed(patient: string, context = services.context, now = tick()) {
  const own = await readAgenda(context, scopeOf('delegate', now), patient, nurse, 31, []);
  const within = own.items.filter((one) => one.isUrgent || one.state !== 'waiting');
  // A list has a certificate for its holder, not for a patient.
  return within.map((one) =>
    one.what.endsWith('_certificate') && one.subject !== null
      ? { ...one, patient: null, unlocks: [] }
      : one,
  );
}

const said = (items: readonly object[]) => items.map((one) => JSON.stringify(one)).sort();

const ofOrganisation = (ref: OrganisationRef, type: string, data: object, day = TODAY) =>
  recordOrganisationEvents(services.context, scopeOf('programme_officer'), ref, [
    event(type, data, day) as never,
  ]);
const ofPatient = (patient: string, type: string, data: object) =>
  recordEvents(services.context, scopeOf('prescriber'), patient, [event(type, data)]);

/** What the database keeps of a patient. */
async function kept(patient: string) {
  const projection = await services.context.store.inTransaction(scopeOf('delegate'), (tx) =>
    tx.projection(patient, AGENDA_PROJECTION),
  );
  return projection === null ? undefined : agendaOfProjection(projection);
}

async function fresh(name: string): Promise<string> {
  await copyOfReady(services, name);
  const patient = demonstrationId(name);
  expect((await listed(patient)).find(({ id }) => id === 'dispense')).toMatchObject({
    state: 'now',
  });
  return patient;
}

describe('H-01 a kept agenda', () => {
  it.each([
    [
      'prescriber',
      { kind: 'prescriber', id: doctor },
      'PrescriberSuspended',
      'PrescriberCertified',
    ],
    ['pharmacy', { kind: 'pharmacy', id: pharmacy }, 'PharmacySuspended', 'PharmacyCertified'],
  ] as const)(
    'says at once that its %s was suspended, and that it is again',
    async (name, ref, off, on) => {
      const patient = await fresh(`kept-${name}`);
      // A certificate of the very day would lift nothing.
      await ofOrganisation(ref, off, { programme }, YESTERDAY);
      const closed = await listed(patient);
      expect(closed.map(({ id }) => id)).not.toContain('dispense');
      expect(said(closed)).toEqual(said(await computed(patient)));
      await ofOrganisation(ref, on, { programme });
      expect((await listed(patient)).map(({ id }) => id)).toContain('dispense');
    },
  );

  it('is made anew after an event of the patient in either stream', async () => {
    const patient = await fresh('kept-own');
    await ofPatient(patient, 'PregnancyTestReported', {
      specimenOn: TODAY,
      result: 'positive',
      sample: 'serum',
      setting: 'laboratory',
    });
    const held = await listed(patient);
    expect(held[0]).toMatchObject({ what: 'contact_patient' });
    expect(held.map(({ id }) => id)).not.toContain('dispense');
    const version = (kind: string) => async () =>
      (await kept(patient))?.places.find((place) => place.kind === kind)?.version;
    const before = await version('patient-record')();
    await ofPatient(patient, 'FollowUpCompleted', { month: 0 });
    await listed(patient);
    expect(await version('patient-record')()).toBe((before ?? 0) + 1);
  });

  it('is made anew after an event of its programme', async () => {
    const patient = await fresh('kept-programme');
    const ref = { kind: 'programme', id: programme } as const;
    const version = async () =>
      (await kept(patient))?.places.find((place) => place.kind === 'programme')?.version ?? 0;
    const before = await version();
    await ofOrganisation(ref, 'OutageDeclared', { portal: 'p' });
    expect(said(await listed(patient))).toEqual(said(await computed(patient)));
    expect(await version()).toBe(before + 1);
  });

  it('is made anew under other rules, which a new start may load', async () => {
    const patient = await fresh('kept-rules');
    const { context } = services;
    const without = new Map([...context.programmes].filter(([id]) => id !== programme));
    const other: ServiceContext = { ...context, programmes: without };
    expect(said(await listed(patient, other))).toEqual(said(await computed(patient, other)));
    expect((await listed(patient, other)).map(({ id }) => id)).not.toContain('dispense');
  });

  it('is made anew when its two days are over, and by the hourly work before that', async () => {
    const patient = await fresh('kept-days');
    const until = (await kept(patient))!.dated.until;
    const after = new Date(until + 1000).toISOString();
    expect(said(await listed(patient, services.context, after))).toEqual(
      said(await computed(patient, services.context, after)),
    );
    expect((await kept(patient))!.dated.until).toBeGreaterThan(until);
    const nextDay = new Date(until + 26 * 3_600_000).toISOString();
    const count = await refreshAgendas(services.context, scopeOf('system_client', nextDay));
    expect(count).toBeGreaterThan(0);
    expect((await kept(patient))!.dated.from).toBe(Date.parse(nextDay));
    expect(await refreshAgendas(services.context, scopeOf('system_client', nextDay))).toBe(0);
  });

  it('goes with the patient who is erased', async () => {
    const patient = await fresh('kept-erased');
    const erasure = { id: randomUUID(), patient, classes: 'all', basis: 'asked' } as never;
    await erasePatient(services.context, scopeOf('programme_officer'), erasure);
    expect(await kept(patient)).toBeUndefined();
    expect((await listed(patient)).map(({ what }) => what)).not.toContain('dispense');
  });

  it('of a merged record is not kept: what it rests on is erased by another name', async () => {
    const survivor = await fresh('kept-survivor');
    const merged = await fresh('kept-merged');
    const scope = scopeOf('safety_officer');
    await mergePatients(services.context, scope, { survivor, merged, basis: 'a twin' });
    expect(said(await listed(survivor))).toEqual(said(await computed(survivor)));
    expect(await kept(survivor)).toBeUndefined();
  });
});
