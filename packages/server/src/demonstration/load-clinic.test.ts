// The demonstration clinic: every stage in five countries, the same for a seed, and never in a real tenant.

import { AGENDA_STEPS, type Instant, parseInstant } from '@aegle/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAgenda, readWorklist } from '../services/services.ts';
import { NETWORK, startTestServices, type TestServices } from '../services/testing.ts';
import { clinicPatients } from './clinic-histories.ts';
import { loadClinic } from './load-clinic.ts';
import { demonstrationId, loadNetwork } from './load-network.ts';

const NOW = '2026-03-18T15:00:00.000Z';
const now = parseInstant(NOW) as Instant;
const COUNTRIES = ['us', 'gb', 'de', 'fr', 'ca'];
/** Every stage once in every country. */
const SIZE = 105;
let services: TestServices;
const reported: string[] = [];
beforeAll(async () => {
  services = await startTestServices();
  const { context, tenant } = services;
  await loadNetwork(context, tenant.id, NETWORK, now, () => undefined);
  await loadClinic(context, tenant.id, { seed: 7, size: SIZE, now }, (line) => reported.push(line));
}, 240_000);
afterAll(() => services?.stop());

const patients = clinicPatients(7, SIZE);
const scope = () => ({
  tenantId: services.tenant.id,
  actor: { id: demonstrationId('dr-lindqvist'), role: 'prescriber' },
  now: NOW,
});
const viewer = { role: 'prescriber', audience: 'prescriber' } as const;
const agenda = (id: string) =>
  readAgenda(services.context, scope(), demonstrationId(id), viewer, 400, []);
const worklist = async (ids: readonly string[], days: number) => {
  const asked = { days, limit: 100_000 };
  return (await readWorklist(services.context, scope(), ids, viewer, asked, [])).items;
};
const at = (country: string, stage: string) =>
  patients.find((one) => one.country === country && one.stage === stage)!;

describe('the demonstration clinic', () => {
  it('has every stage in five countries, the same for the same seed and another for another', () => {
    const places = new Set(patients.map(({ country, stage }) => `${country} ${stage}`));
    expect(places.size).toBe(SIZE);
    expect(new Set(patients.map(({ country }) => country))).toEqual(new Set(COUNTRIES));
    expect(clinicPatients(7, SIZE)).toEqual(patients);
    expect(clinicPatients(8, SIZE)).not.toEqual(patients);
    const whole = clinicPatients(7, 300);
    expect(whole.slice(0, SIZE)).toEqual(patients);
    // A clinic's list is of its day's work: what is rare in life is rare in it.
    expect(whole.filter(({ stage }) => stage === 'held')).toHaveLength(COUNTRIES.length);
    const births = whole.map(({ lines }) => lines.find(({ type }) => type === 'PatientEnrolled'));
    expect(new Set(births.map((line) => line?.data?.bornOn)).size).toBeGreaterThan(150);
  });

  it('lists many patients with the very items of each patient’s own agenda', async () => {
    const ids = patients.slice(0, 20).map(({ id }) => demonstrationId(id));
    const own = [];
    for (const id of ids)
      own.push(...(await readAgenda(services.context, scope(), id, viewer, 31, [])).items);
    const listed = await worklist(ids, 31);
    const toDo = own.filter((one) => one.isUrgent || one.state !== 'waiting');
    const inOrder = (items: typeof listed) => items.map((one) => JSON.stringify(one)).sort();
    expect(listed.length).toBeGreaterThan(20);
    expect(inOrder(listed)).toEqual(inOrder(toDo));
  });

  it('says how far it is', () => {
    expect(reported).toEqual([
      `Invented patients of the clinic: 50 of ${SIZE}`,
      `Invented patients of the clinic: 100 of ${SIZE}`,
    ]);
  });

  it.each(COUNTRIES)('%s: who has done everything may be dispensed today', async (country) => {
    const { items } = await agenda(at(country, 'first-ready').id);
    expect(items.find(({ id }) => id === 'dispense')).toMatchObject({ state: 'now' });
  });

  it.each(COUNTRIES)(
    '%s: a hold comes first; who ended has follow-ups for years',
    async (country) => {
      const [first] = (await agenda(at(country, 'held').id)).items;
      expect(first).toMatchObject({ what: 'contact_patient', why: { code: 'hold' } });
      const after = (await agenda(at(country, 'after-3').id)).items;
      const followUps = after.filter(({ what }) => what === 'follow_up');
      expect(followUps.map(({ id }) => id)).toContain('follow_up/month-6');
      expect(after.map(({ what }) => what)).not.toContain('prescribe');
      const five = (await agenda(at(country, 'after-60').id)).items;
      expect(five.filter(({ what }) => what === 'follow_up')).toEqual([]);
    },
  );

  it('fills a worklist with many kinds of work, each from the closed list', async () => {
    const ids = patients.map(({ id }) => demonstrationId(id));
    const items = await worklist(ids, 7);
    const kinds = new Set(items.map(({ what }) => what));
    expect(kinds.size).toBeGreaterThan(7);
    for (const kind of kinds) expect(AGENDA_STEPS).toContain(kind);
  });

  it('changes nothing when it is loaded again', async () => {
    const { context, tenant } = services;
    const { id } = patients[0]!;
    const events = () =>
      context.store.inTransaction(scope(), async (tx) => {
        const ref = { subjectId: demonstrationId(id), kind: 'patient-gate' } as const;
        return (await tx.readStreams([ref]))[0]!.head.version;
      });
    const before = await events();
    await loadClinic(context, tenant.id, { seed: 7, size: 1, now }, () => undefined);
    expect(await events()).toBe(before);
  });

  it('never goes into a real tenant', async () => {
    const real = { ...services.context, isDemonstration: () => false };
    const asked = loadClinic(real, services.tenant.id, { seed: 7, size: 1, now }, () => undefined);
    await expect(asked).rejects.toThrow('not a demonstration tenant');
  });
});
