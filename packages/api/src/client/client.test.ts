// The typed client against a hand-made fetch: paths, keys, refusals.

import { describe, expect, it } from 'vitest';
import { CallRefused } from './call-refused.ts';
import { type Fetch, makeClient } from './client.ts';

const patient = '5f0c2a52-8f63-4f0e-9d50-3d8a3f3e7a11';

function answering(status: number, body: unknown) {
  const calls: { url: string; init: Parameters<Fetch>[1] }[] = [];
  const fetch: Fetch = async (url, init) => {
    calls.push({ url, init });
    return { ok: status < 400, status, text: async () => JSON.stringify(body) };
  };
  return { calls, fetch };
}

describe('the typed client', () => {
  it('puts params into the path and sends an idempotency key where something is recorded', async () => {
    const server = answering(200, { reversed: 'A 1/2' });
    const client = makeClient({ fetch: server.fetch, base: '', newKey: () => 'key-1' });
    await client('reverseAuthorization', {
      params: { patient, authorization: 'A 1/2' },
      body: { cause: 'not_picked_up' },
    });
    const [call] = server.calls;
    expect(call?.url).toBe(
      `/api/v1/patients/${patient}/dispense-authorizations/A%201%2F2/reversal`,
    );
    expect(call?.init.headers['idempotency-key']).toBe('key-1');
  });

  it('throws the problem that the server named', async () => {
    const said = {
      type: 'urn:aegle:problem:not_found',
      title: 'Not found',
      status: 404,
      instance: 'r1',
      problems: [{ field: 'patient', rule: 'It is known here.', nextStep: 'Check it.' }],
    };
    const client = makeClient({ ...answering(404, said), base: '', newKey: () => 'k' });
    const refused = await client('readPatient', { params: { patient } }).catch((error) => error);
    expect(refused).toBeInstanceOf(CallRefused);
    expect(refused.problem).toEqual(said);
  });

  it('refuses an answer that lacks the endpoint’s shape', async () => {
    const client = makeClient({ ...answering(200, { found: 1 }), base: '', newKey: () => 'k' });
    await expect(
      client('findPatient', { body: { system: 'urn:x', value: '1' } }),
    ).rejects.toBeInstanceOf(CallRefused);
  });
});
