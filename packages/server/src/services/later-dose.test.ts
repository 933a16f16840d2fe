// A dose after the reported end reaches the gate in the transaction that records it, in either order.

import { join } from 'node:path';
import { type Instant, parseInstant, type WireEvent } from '@aegle/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '../../../store/src/contract/store.ts';
import { demonstrationId, loadNetwork } from '../demonstration/load-network.ts';
import { ask, recordEvents, timeline } from './services.ts';
import { startTestServices, type TestServices } from './testing.ts';

const NETWORK = join(import.meta.dirname, '../demonstration/network.yaml');
const NOW = '2025-06-18T15:00:00.000Z';

describe('H-09 a dose after the reported end', () => {
  let services: TestServices;
  const scope = (role: string): Scope => ({
    tenantId: services.tenant.id,
    actor: { id: `${role}-1`, role },
    now: NOW,
  });
  const event = (type: string, occurredOn: string, data: object): WireEvent => ({
    id: services.context.newId(),
    type,
    v: 1,
    occurredOn,
    data,
  });
  const ended = (name: string, lastDoseOn: string) =>
    event('CourseEnded', '2025-06-16', {
      course: demonstrationId(`${name}/course-1`),
      lastDoseOn,
    });
  const dose = (day: string) => event('DoseTaken', day, { doseMg: '20' });
  const record = (name: string, role: string, ...events: WireEvent[]) =>
    recordEvents(services.context, scope(role), demonstrationId(name), events);
  /** The first day on which blood may be given, as the prescriber reads it. */
  const clearFrom = async (name: string) => {
    const answer = await ask(
      services.context,
      scope('prescriber'),
      { kind: 'donate_blood', patient: demonstrationId(name) },
      'prescriber',
    );
    return answer.reasons.find((reason) => reason.requirement === 'blood-donation')?.clearableFrom;
  };
  const found = async (name: string) =>
    (await timeline(services.context, scope('prescriber'), demonstrationId(name))).events.filter(
      (one) => one.type === 'DoseAfterEndFound',
    );

  beforeAll(async () => {
    services = await startTestServices();
    const at = parseInstant(NOW) as Instant;
    await loadNetwork(services.context, services.tenant.id, NETWORK, at, () => undefined);
  });
  afterAll(() => services.stop());

  it('lengthens the wait when the diary tells of it afterwards, and only then', async () => {
    await record('patient-ready', 'prescriber', ended('patient-ready', '2025-06-10'));
    expect(await clearFrom('patient-ready')).toBe('2025-07-11');
    await record('patient-ready', 'patient', dose('2025-06-09'), dose('2025-06-10'));
    expect(await clearFrom('patient-ready')).toBe('2025-07-11');
    expect(await found('patient-ready')).toEqual([]);
    await record('patient-ready', 'patient', dose('2025-06-11'));
    expect(await clearFrom('patient-ready')).toBe('2025-07-12');
    const late = [dose('2025-06-14'), dose('2025-06-13')];
    await record('patient-ready', 'patient', ...late);
    expect(await clearFrom('patient-ready')).toBe('2025-07-15');
    expect((await found('patient-ready')).map((one) => one.occurredOn)).toEqual([
      '2025-06-11',
      '2025-06-14',
    ]);
    // Sent again, after a lost answer: nothing is told twice.
    await record('patient-ready', 'patient', ...late);
    expect(await found('patient-ready')).toHaveLength(2);
  });

  it('is found when the end is reported after it', async () => {
    await record('patient-closed', 'patient', dose('2025-06-12'), dose('2025-06-15'));
    expect(await found('patient-closed')).toEqual([]);
    await record('patient-closed', 'prescriber', ended('patient-closed', '2025-06-10'));
    expect(await clearFrom('patient-closed')).toBe('2025-07-16');
    expect(await found('patient-closed')).toHaveLength(1);
  });

  it('is found when a correction moves the end before it', async () => {
    const end = ended('patient-waiting', '2025-06-15');
    await record('patient-waiting', 'patient', dose('2025-06-14'));
    await record('patient-waiting', 'prescriber', end);
    expect(await found('patient-waiting')).toEqual([]);
    const correction = { event: end.id, field: 'lastDoseOn', value: '2025-06-10' };
    await record(
      'patient-waiting',
      'prescriber',
      event('Corrected', '2025-06-18', { ...correction, isWithdrawn: false, reason: 'mistyped' }),
    );
    expect(await clearFrom('patient-waiting')).toBe('2025-07-15');
  });

  it('is found when a correction moves the dose after it, and lengthens the wait no less when it moves back', async () => {
    const early = dose('2025-06-09');
    const moved = (value: string) => ({ event: early.id, field: 'occurredOn', value });
    const correct = (value: string) =>
      record(
        'patient-minor',
        'prescriber',
        event('Corrected', '2025-06-18', {
          ...moved(value),
          isWithdrawn: false,
          reason: 'mistyped',
        }),
      );
    await record('patient-minor', 'patient', early);
    await record('patient-minor', 'prescriber', ended('patient-minor', '2025-06-10'));
    expect(await found('patient-minor')).toEqual([]);
    await correct('2025-06-13');
    expect((await found('patient-minor')).map((one) => one.occurredOn)).toEqual(['2025-06-13']);
    await correct('2025-06-08');
    expect((await found('patient-minor')).map((one) => one.occurredOn)).toEqual(['2025-06-13']);
  });

  it('is not missed when end and dose are reported at the same moment', async () => {
    await Promise.all([
      record('patient-held', 'prescriber', ended('patient-held', '2025-06-10')),
      record('patient-held', 'patient', dose('2025-06-12')),
    ]);
    expect((await found('patient-held')).map((one) => one.occurredOn)).toEqual(['2025-06-12']);
  });

  it('a warning sign of three days ago still places its hold', async () => {
    const sign = { symptom: 'severe-headache', grade: 3, isWarningSign: true };
    const answer = await record(
      'patient-held',
      'patient',
      event('SymptomReported', '2025-06-15', sign),
    );
    expect(answer.tasksOpened).toBe(1);
  });
});
