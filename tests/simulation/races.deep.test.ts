// A thousand races each on a real database: two hand-outs of one balance, a suspension against an
// authorisation, a hold against a dispense. Whatever wins, nothing is dispensed that should not be.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Instant, parseInstant } from '@aegle/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  demonstrationId,
  loadNetwork,
} from '../../packages/server/src/demonstration/load-network.ts';
import {
  authorizeDispense,
  dispense,
  recordEvents,
  recordOrganisationEvents,
  timeline,
} from '../../packages/server/src/services/services.ts';
import {
  startTestServices,
  type TestServices,
} from '../../packages/server/src/services/testing.ts';

const NETWORK = join(import.meta.dirname, '../../packages/server/src/demonstration/network.yaml');
const NOW = '2025-06-18T15:00:00.000Z';
const RACES = 1000;
const pharmacy = demonstrationId('pharmacy-lighthouse');

let services: TestServices;
let loaded = 0;

const scope = (role: string, now = NOW) => ({
  tenantId: services.tenant.id,
  actor: { id: `${role}-1`, role },
  now,
});

/** Loads `count` ready patients and answers their names. */
async function readyPatients(count: number): Promise<readonly string[]> {
  const names = Array.from({ length: count }, (_, index) => `racer-${loaded + index + 1}`);
  loaded += count;
  const text = readFileSync(NETWORK, 'utf8');
  const block = text.match(/ {2}- id: patient-ready[\s\S]*?shift: -2\n/)![0];
  const patients = names
    .map((name) => block.replace('id: patient-ready', `id: ${name}`).replace('DEMO-READY', name))
    .join('');
  const folder = mkdtempSync(join(tmpdir(), 'aegle-races-'));
  const file = join(folder, 'network.yaml');
  const isFirst = loaded === count;
  const head = isFirst
    ? text.slice(0, text.indexOf('patients:'))
    : 'organisations: []\nstreams: []\n';
  writeFileSync(file, `${head}patients:\n${patients}\n${text.slice(text.indexOf('histories:'))}`);
  const at = parseInstant(NOW) as Instant;
  await loadNetwork(services.context, services.tenant.id, file, at, () => undefined);
  rmSync(folder, { recursive: true });
  return names;
}

async function authorized(name: string): Promise<string> {
  const answer = await authorizeDispense(
    services.context,
    scope('pharmacist'),
    {
      patient: demonstrationId(name),
      prescription: demonstrationId(`${name}/rx-1`),
      pharmacy,
      daysSupply: 30,
    },
    'prescriber',
  );
  expect(answer.reasons).toEqual([]);
  return answer.authorization!;
}

async function typesOf(name: string): Promise<readonly string[]> {
  const line = await timeline(services.context, scope('prescriber'), demonstrationId(name));
  return line.events.map((event) => event.type);
}

/** Runs `race` for every name, a few at a time. */
async function raceAll(names: readonly string[], race: (name: string) => Promise<void>) {
  const waiting = [...names];
  const runner = async () => {
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) await race(name);
  };
  await Promise.all(Array.from({ length: 4 }, runner));
}

beforeAll(async () => {
  services = await startTestServices('embedded');
});
afterAll(() => services.stop());

describe('races', () => {
  it(`H-03 two hand-outs of one balance: ${RACES} times exactly one`, async () => {
    const outcomes = new Map<string, number>();
    await raceAll(await readyPatients(RACES), async (name) => {
      const authorization = await authorized(name);
      const fill = { patient: demonstrationId(name), authorization, pharmacy, daysSupply: 30 };
      const both = await Promise.allSettled(
        [1, 2].map(() => dispense(services.context, scope('pharmacist'), fill, 'prescriber')),
      );
      const given = both.filter((one) => one.status === 'fulfilled' && one.value.dispense !== null);
      expect(given).toHaveLength(1);
      const lost = both.find((one) => one.status === 'rejected');
      const key = lost?.status === 'rejected' ? String(lost.reason.fault?.kind) : 'denied';
      outcomes.set(key, (outcomes.get(key) ?? 0) + 1);
      expect((await typesOf(name)).filter((type) => type === 'Dispensed')).toHaveLength(1);
    });
    console.log('two hand-outs:', Object.fromEntries(outcomes));
  });

  it(`H-06 a missed period against a dispense: ${RACES} times never a supply after it`, async () => {
    const wins = { first: 0, stopped: 0 };
    await raceAll(await readyPatients(RACES), async (name) => {
      const authorization = await authorized(name);
      const patient = demonstrationId(name);
      const fill = { patient, authorization, pharmacy, daysSupply: 30 };
      const [given] = await Promise.allSettled([
        dispense(services.context, scope('pharmacist'), fill, 'prescriber'),
        recordEvents(services.context, scope('patient'), patient, [
          {
            id: services.context.newId(),
            type: 'PeriodMissed',
            v: 1,
            occurredOn: '2025-06-18',
            data: {},
          },
        ]),
      ]);
      const types = await typesOf(name);
      expect(types).toContain('PeriodMissed');
      const isGiven = given.status === 'fulfilled' && given.value.dispense !== null;
      if (isGiven) expect(types.indexOf('Dispensed')).toBeLessThan(types.indexOf('PeriodMissed'));
      else expect(types).not.toContain('Dispensed');
      wins[isGiven ? 'first' : 'stopped'] += 1;
    });
    console.log('hold against dispense:', wins);
  });

  it(`H-02 a suspension against an authorisation: ${RACES} times never one after it`, async () => {
    const names = await readyPatients(RACES);
    const wins = { before: 0, denied: 0 };
    let clock = Date.parse(NOW);
    for (const name of names) {
      clock += 1000;
      const now = new Date(clock).toISOString();
      const event = (type: string) => ({
        id: services.context.newId(),
        type,
        v: 1,
        occurredOn: '2025-06-18',
        data: { programme: 'us-ipledge' },
      });
      const ref = { kind: 'pharmacy' as const, id: pharmacy };
      const request = {
        patient: demonstrationId(name),
        prescription: demonstrationId(`${name}/rx-1`),
        pharmacy,
        daysSupply: 30,
      };
      const [answer, suspended] = await Promise.all([
        authorizeDispense(services.context, scope('pharmacist', now), request, 'prescriber'),
        recordOrganisationEvents(services.context, scope('programme_officer', now), ref, [
          event('PharmacySuspended'),
        ]),
      ]);
      const isGranted = answer.outcome === 'granted';
      wins[isGranted ? 'before' : 'denied'] += 1;
      if (isGranted) {
        // The grant had read the pharmacy's stream as it stood before the suspension.
        const stored = await services.context.store.inTransaction(scope('prescriber', now), (tx) =>
          tx.decision(request.patient, answer.decision!),
        );
        const head = stored!.versionsRead.find((one) => one.kind === 'pharmacy');
        expect(head!.version).toBeLessThan(suspended[0]!.version);
      } else expect(answer.reasons.map((one) => one.code)).toContain('pharmacy_suspended');
      await recordOrganisationEvents(services.context, scope('programme_officer', now), ref, [
        event('PharmacyCertified'),
      ]);
    }
    expect(wins.before + wins.denied).toBe(RACES);
    console.log('suspension against authorisation:', wins);
  });
});
