// The forms that a patient and a guardian are asked for, and who may sign them: each for themself, on the
// day on which they may.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAccount } from '../auth/accounts.ts';
import { demonstrationId } from '../demonstration/load-network.ts';
import { recordEvents } from '../services/record-events.ts';
import { startTestServer, TEST_NOW, TEST_PASSWORD, type TestServer } from './testing.ts';

const clock = { now: TEST_NOW };
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer('embedded', clock);
}, 180_000);
afterAll(() => server?.stop());

const patient = demonstrationId('patient-ready');
const ward = demonstrationId('patient-minor');

interface Form {
  readonly form: string;
  readonly editions: readonly string[];
  readonly signed: { readonly on: string; readonly edition: string } | null;
  readonly isNeeded: boolean;
  readonly text: { readonly wording: string; readonly statements: readonly object[] } | null;
}

async function formsOf(as: 'patient' | 'guardian', of: string): Promise<readonly Form[]> {
  const answer = await server.app.inject({
    method: 'GET',
    url: `/api/v1/patients/${of}/own-forms`,
    headers: server.as[as],
  });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json().forms;
}

const sign = (as: 'patient' | 'guardian', of: string, data: object, headers = server.as[as]) => {
  const id = randomUUID();
  return server.app.inject({
    method: 'POST',
    url: `/api/v1/patients/${of}/declarations`,
    headers: { ...headers, 'idempotency-key': id },
    payload: { id, type: 'FormSigned', data },
  });
};

const GENERAL = { form: 'ipledge-consent-general', edition: '2021-10-08', agrees: true };

describe('H-07 forms', () => {
  it('lists for a patient each form with its statements and the own signature', async () => {
    const forms = await formsOf('patient', patient);
    expect(forms.map(({ form, isNeeded }) => [form, isNeeded])).toEqual([
      ['ipledge-consent-general', false],
      ['ipledge-consent-birth-defects', false],
    ]);
    expect(forms.map(({ text }) => [text?.wording, text?.statements.length])).toEqual([
      ['own_words', 12],
      ['own_words', 14],
    ]);
    for (const { signed, editions } of forms) expect(editions).toContain(signed?.edition);
  });

  it('an edition that no longer counts, or a no, leaves the form to be signed', async () => {
    const birth = { ...GENERAL, form: 'ipledge-consent-birth-defects', signer: 'patient' };
    const stateNow = async () => (await formsOf('patient', patient))[1]!.isNeeded;
    for (const wrong of [{ edition: '2016-07-08' }, { agrees: false }]) {
      expect((await sign('patient', patient, { ...birth, ...wrong })).statusCode).toBe(200);
      expect(await stateNow()).toBe(true);
      expect((await sign('patient', patient, birth)).statusCode).toBe(200);
      expect(await stateNow()).toBe(false);
    }
  });

  it('lists for a guardian the forms of the ward, and nothing that the ward signed or told', async () => {
    const forms = await formsOf('guardian', ward);
    expect(forms.length).toBeGreaterThan(0);
    for (const { form } of forms) expect(form).toMatch(/consent/);
    expect(JSON.stringify(forms.map(({ text: _text, ...rest }) => rest))).not.toMatch(
      /test|result|mood|reason|outcome|method/,
    );
  });

  it('a guardian signs as guardian, dated by the server, and never as the patient', async () => {
    const before = await formsOf('guardian', ward);
    const refused = await sign('guardian', ward, { ...GENERAL, signer: 'patient' });
    expect([refused.statusCode, refused.json().problems[0].field]).toEqual([403, 'data.signer']);
    expect(await formsOf('guardian', ward)).toEqual(before);
    expect((await sign('guardian', ward, { ...GENERAL, signer: 'guardian' })).statusCode).toBe(200);
    const [form] = await formsOf('guardian', ward);
    expect([form?.isNeeded, form?.signed]).toEqual([
      false,
      { on: '2025-06-18', edition: '2021-10-08', agrees: true },
    ]);
  });

  it('a patient signs as nobody else, and a guardian for nobody else', async () => {
    const asGuardian = await sign('patient', patient, { ...GENERAL, signer: 'guardian' });
    expect([asGuardian.statusCode, asGuardian.json().problems[0].field]).toEqual([
      403,
      'data.signer',
    ]);
    const elsewhere = await sign('guardian', patient, { ...GENERAL, signer: 'guardian' });
    expect(elsewhere.statusCode).toBe(404);
  });

  it('H-07 a guardian whose access was taken away signs nothing from then on', async () => {
    const { dependencies, services } = server;
    const email = `${randomUUID()}@example.org`;
    const account = await addAccount(dependencies.signIn, dependencies.authDb, {
      email,
      name: 'Invented guardian',
      password: TEST_PASSWORD,
      tenantId: services.tenant.id,
      role: 'guardian',
      actorId: randomUUID(),
      patientId: ward,
    });
    const payload = { email, password: TEST_PASSWORD };
    const signedIn = await server.app.inject({ method: 'POST', url: '/api/v1/session', payload });
    const cookie = signedIn.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const signed = { ...GENERAL, signer: 'guardian' };
    expect((await sign('guardian', ward, signed, { cookie })).statusCode).toBe(200);
    await dependencies.authDb
      .updateTable('auth.membership')
      .set({ ends_at: new Date(TEST_NOW) })
      .where('user_id', '=', account)
      .execute();
    // A session is remembered for five seconds.
    clock.now = '2025-06-18T15:00:06.000Z';
    expect((await sign('guardian', ward, signed, { cookie })).statusCode).toBe(401);
    clock.now = TEST_NOW;
  });

  it('H-07 from the day of majority a guardian reads and signs nothing', async () => {
    // Midnight in New York is four hours after midnight UTC.
    const signed = { ...GENERAL, signer: 'guardian' };
    clock.now = '2030-05-20T03:59:59.000Z';
    expect((await sign('guardian', ward, signed)).statusCode).toBe(200);
    clock.now = '2030-05-20T04:00:00.000Z';
    expect((await sign('guardian', ward, signed)).statusCode).toBe(404);
    const read = { method: 'GET', url: `/api/v1/patients/${ward}/own-forms` } as const;
    expect((await server.app.inject({ ...read, headers: server.as.guardian })).statusCode).toBe(
      404,
    );
    clock.now = TEST_NOW;
  });

  it('go by the category of the latest day, not by an older one that is entered late', async () => {
    const names = async () => (await formsOf('patient', patient)).map(({ form }) => form);
    const before = await names();
    const actor = { id: demonstrationId('prescriber-quay'), role: 'prescriber' } as const;
    const scope = { tenantId: server.services.tenant.id, actor, now: clock.now };
    const data = { programme: 'us-ipledge', category: 'cannot', assignedBy: actor.id };
    const event = {
      id: randomUUID(),
      v: 1,
      type: 'RiskCategoryAssigned',
      occurredOn: '2025-03-01',
      data,
    };
    await recordEvents(server.dependencies.services, scope, patient, [event]);
    expect(await names()).toEqual(before);
  });
});
