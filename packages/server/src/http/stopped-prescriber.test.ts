// H-06 A prescriber whom the office has stopped clears nothing and is nobody's second person; a certificate of a
// later day gives that back. Without the suspension the same words count.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAccount } from '../auth/accounts.ts';
import { demonstrationId } from '../demonstration/load-network.ts';
import {
  type SignedIn,
  startTestServer,
  TEST_NOW,
  TEST_PASSWORD,
  type TestServer,
} from './testing.ts';
import { call, record, worldOf } from './testing-worlds.ts';

const clock = { now: TEST_NOW };
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer('embedded', clock);
}, 180_000);
afterAll(() => server?.stop());

/** A certified colleague of the same clinic, signed in, and how the office writes of them. */
async function aColleague() {
  const actorId = randomUUID();
  const email = `${actorId}@example.org`;
  const { signIn, authDb } = server.dependencies;
  await addAccount(signIn, authDb, {
    ...{ email, name: 'A Colleague', password: TEST_PASSWORD, role: 'prescriber', actorId },
    ...{ tenantId: server.services.tenant.id, organisationId: demonstrationId('clinic-harbour') },
  });
  const session = await server.app.inject({
    ...{ method: 'POST', url: '/api/v1/session', payload: { email, password: TEST_PASSWORD } },
  });
  const cookie = session.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const headers: SignedIn = { cookie };
  const office = async (type: string, occurredOn: string, data: object) => {
    const told = { programme: 'us-ipledge', ...data };
    const events = [{ id: randomUUID(), v: 1, type, occurredOn, data: told }];
    const world = { name: '', patient: '', headers: server.as.programme_officer };
    const params = { prescriber: actorId };
    expect(
      await call(server, world, 'appendPrescriberEvents', { params, body: { events } }),
    ).toMatch(/^200/);
  };
  await office('PrescriberCertified', '2025-01-01', { specialty: 'dermatology' });
  return { actorId, headers, office };
}

/** A hold placed on a patient of the clinic, cleared by somebody; the answer's status. */
async function clears({ actorId, headers }: { actorId: string; headers: SignedIn }) {
  const { patient } = await worldOf(server, 'prescriber');
  const hold = randomUUID();
  await record(server, patient, { type: 'SafetyHoldPlaced', data: { hold, cause: 'mood' } });
  const data = { hold, clinician: actorId, reason: 'well', evidence: ['seen'] };
  const occurredOn = clock.now.slice(0, 10);
  const events = [{ id: randomUUID(), v: 1, type: 'SafetyHoldCleared', occurredOn, data }];
  const answer = await call(server, { name: '', patient, headers }, 'appendEvents', {
    ...{ params: { patient }, body: { events } },
  });
  return answer;
}

describe('H-06 a prescriber whom the office has stopped', () => {
  it('clears while nothing is said of them', async () => {
    expect(await clears(await aColleague())).toMatch(/^200/);
  });

  it.each(['PrescriberSuspended', 'PrescriberDeactivated'])('clears nothing: %s', async (stop) => {
    const colleague = await aColleague();
    await colleague.office(stop, '2025-06-17', { reason: 'inquiry' });
    const refused = await clears(colleague);
    expect(refused).toMatch(/^403/);
    expect(refused).toContain('events[0].type');
    expect(refused).toContain('Have a colleague record this');
    await colleague.office('PrescriberCertified', '2025-06-18', { specialty: 'dermatology' });
    expect(await clears(colleague)).toMatch(/^200/);
  });

  it('still reports what closes', async () => {
    const { headers, office } = await aColleague();
    await office('PrescriberSuspended', '2025-06-17', { reason: 'inquiry' });
    const { patient } = await worldOf(server, 'prescriber');
    const one = { v: 1, occurredOn: '2025-06-18', data: {}, type: 'PeriodMissed' };
    const body = { events: [{ id: randomUUID(), ...one }] };
    const answer = await call(server, { name: '', patient, headers }, 'appendEvents', {
      ...{ params: { patient }, body },
    });
    expect(answer).toMatch(/^200/);
  });
});
