// H-07 The same two worlds, watched over days: a safety closure and any other no that the clinic clears.
// What was shown before, what is shown after and what disappears is the same in both, wherever one looks.

import { randomUUID } from 'node:crypto';
import { ENDPOINTS, type EndpointName } from '@aegle/api';
import type { Role } from '@aegle/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, TEST_NOW, type TestServer } from './testing.ts';
import { differences, type Fact, record, type World, worldOf } from './testing-worlds.ts';

const clock = { now: TEST_NOW };
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer('embedded', clock);
}, 180_000);
afterAll(() => server?.stop());

const PHONE = { medium: 'telephone' };
/** What closes for safety. */
const CLOSURES: Readonly<Record<string, () => Fact>> = {
  'a hold': () => ({ type: 'SafetyHoldPlaced', data: { hold: randomUUID(), cause: 'mood' } }),
  'a positive test': () => ({ type: 'PregnancyTestReported', data: { result: 'positive' } }),
  'a missed period': () => ({ type: 'PeriodMissed', data: PHONE }),
  'a stopped method': () => ({
    type: 'ContraceptionStopped',
    data: { method: 'combination_pill', ...PHONE },
  }),
  'a reported pregnancy': () => ({ type: 'PregnancyReported', data: { reportedBy: 'patient' } }),
  'a consent withdrawn': () => ({ type: 'TreatmentConsentWithdrawn', data: PHONE }),
  'a death': () => ({ type: 'PatientDied', data: {} }),
};
/** What closes without being about safety: the month's questions were not passed. */
const PLAIN = (): Fact => ({ type: 'ComprehensionAnswered', data: { passed: false, ...PHONE } });

const WATCHERS: readonly Role[] = ['pharmacist', 'system_client', 'programme_officer', 'guardian'];
/** The window of the test is open on the first two, has closed on the third, and opens anew on the last. */
const MOMENTS = [TEST_NOW, '2025-06-20', '2025-06-24', '2025-07-06'].map((day) =>
  day.length > 10 ? day : `${day}T15:00:00.000Z`,
);

/** What tells of a patient; the log of reads holds the watcher's own, which stand at one instant in no order. */
const isOfPatients = (name: EndpointName) =>
  name !== 'readPatientAccessLog' &&
  (ENDPOINTS[name].path.includes(':patient') || LISTS.includes(name));
const LISTS: readonly EndpointName[] = [
  'checkAtPharmacy',
  'findPatient',
  'listAgenda',
  'listTasks',
];

/** Everything that the watcher may call in worlds that get a fact each at one of the moments. */
async function watched(role: Role, from: number, facts: readonly Fact[]): Promise<string[]> {
  clock.now = TEST_NOW;
  const worlds: World[] = [];
  for (const _ of facts) worlds.push(await worldOf(server, role));
  const found: string[] = [];
  for (const [index, now] of MOMENTS.entries()) {
    clock.now = now;
    if (index === from)
      for (const [place, { patient }] of worlds.entries())
        await record(server, patient, facts[place]!, now);
    const different = await differences(server, role, worlds, isOfPatients);
    found.push(...different.map((one) => `${now} ${one}`));
  }
  return found;
}

const closures = Object.values(CLOSURES);

describe('H-07 a safety closure watched over time is like any other no of the clinic', () => {
  it.each(WATCHERS)(
    '%s tells none from questions that were not passed',
    async (role) => {
      expect(
        await watched(
          role,
          0,
          [PLAIN, ...closures].map((fact) => fact()),
        ),
      ).toEqual([]);
    },
    120_000,
  );

  it.each(WATCHERS)(
    '%s tells none from a window that has closed by itself',
    async (role) => {
      expect(await watched(role, 2, [null, ...closures.map((fact) => fact())])).toEqual([]);
    },
    120_000,
  );
});
