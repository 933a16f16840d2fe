// H-01: evidence that was taken out of the log closes both gates, opens an incident, raises the alarm.
// The same on the embedded engine and on PostgreSQL 15.

import { type Instant, parseInstant } from '@aegle/core';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testEngines } from '../../../store/src/testing/test-database.ts';
import { demonstrationId, loadNetwork } from '../demonstration/load-network.ts';
import { ask } from './authorize.ts';
import type { DamageFound, ServiceContext } from './context.ts';
import { DamageWatch, openDamageIncident } from './log-damage.ts';
import { copyOfReady, NETWORK, startTestServices, type TestServices } from './testing.ts';

const now = '2025-06-18T15:00:00.000Z';

describe.each(testEngines())('a damaged log on PostgreSQL %s', (engine) => {
  let services: TestServices;
  let administrator: pg.Client;
  let watch: DamageWatch;
  let context: ServiceContext;
  let met: DamageFound[];

  beforeAll(async () => {
    services = await startTestServices(engine);
    const at = parseInstant(now) as Instant;
    await loadNetwork(services.context, services.tenant.id, NETWORK, at, () => undefined);
    administrator = new pg.Client({ ...services.database.superuser });
    await administrator.connect();
    watch = new DamageWatch();
    met = [];
    context = {
      ...services.context,
      onDamage: (found) => void (watch.note(found) && met.push(found)),
    };
  }, 120_000);
  afterAll(async () => {
    await administrator?.end();
    await services?.stop();
  });

  const scope = () => ({
    tenantId: services.tenant.id,
    actor: { id: demonstrationId('dr-okafor'), role: 'prescriber' },
    now,
  });

  async function codesOf(patient: string, kind: 'prescribe' | 'dispense') {
    const prescription = demonstrationId(`${patient}/rx-1`);
    const pharmacy = demonstrationId('pharmacy-lighthouse');
    const question = { patient: demonstrationId(patient), prescription, pharmacy };
    const answer = await ask(context, scope(), { kind, ...question }, 'prescriber');
    return answer.reasons.map(({ code }) => code);
  }

  it.each([
    ['a payload', 'delete from aegle.payload where version = 3'],
    [
      'the last event',
      `delete from aegle.event e where version = (select max(version) from aegle.event
         where subject_id = e.subject_id and kind = e.kind)`,
    ],
  ])('without %s: closed for that patient, on both questions', async (what, removal) => {
    const patient = `damaged-${what.replace(' ', '-')}`;
    const other = `whole-${what.replace(' ', '-')}`;
    await copyOfReady(services, patient);
    await copyOfReady(services, other);
    expect(await codesOf(patient, 'dispense')).toEqual([]);
    await administrator.query(`${removal} and kind = 'patient-gate' and subject_id = $1`, [
      demonstrationId(patient),
    ]);
    for (const kind of ['prescribe', 'dispense'] as const)
      expect(await codesOf(patient, kind)).toContain('log_damaged');
    expect(await codesOf(other, 'dispense')).toEqual([]);
    const found = met.filter((one) => one.patient === demonstrationId(patient));
    expect(found).toHaveLength(1);
    for (const one of [...found, ...found]) await openDamageIncident(context, one, now);
    const { incidents, tasks } = await context.store.inTransaction(scope(), async (tx) => {
      const stream = { subjectId: demonstrationId(patient), kind: 'patient-gate' as const };
      const [read] = await tx.readStreams([stream]);
      return {
        incidents: read?.events.filter((one) => !one.erased && one.type === 'IncidentOpened'),
        tasks: await tx.tasks({ subjectId: demonstrationId(patient) }),
      };
    });
    expect(incidents).toHaveLength(1);
    expect(tasks.filter((task) => task.kind === 'log_damaged')).toHaveLength(1);
    expect(await codesOf(patient, 'dispense')).toContain('log_damaged');
  });

  it('of a prescriber closes whoever rests on it', async () => {
    await copyOfReady(services, 'of-damaged-prescriber');
    expect(await codesOf('of-damaged-prescriber', 'dispense')).toEqual([]);
    const before = watch.count;
    await administrator.query(
      `delete from aegle.payload where kind = 'prescriber' and version = 1 and tenant_id = $1`,
      [services.tenant.id],
    );
    // As any other process would read it: what this one remembers was whole when it was read.
    const fresh = await import('../../../store/src/testing/made-up.ts');
    const store = await fresh.openTestStore(services.database);
    context = { ...context, store };
    expect(await codesOf('of-damaged-prescriber', 'dispense')).toContain('log_damaged');
    expect(watch.count).toBe(before + 1);
    await store.close();
  });
});
