// What the tests of entry send and read: bodies of every kind, and what came of them.
// Never looks past the interface: what is there is what a caller is answered.

import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { TestServer } from './testing.ts';

export const TODAY = '2025-06-18';
export const event = (type: string, data: object, change: object = {}) => ({
  ...{ id: randomUUID(), type, v: 1, occurredOn: TODAY, data },
  ...change,
});

export const closes = ['positive_test', 'unresolved_report'];
export const holds = (codes: readonly string[]) => codes.some((code) => closes.includes(code));
export const batch = (...events: readonly object[]) => JSON.stringify({ events });

/** Sends as the prescriber, or as whoever is named, to a server that is started by then. */
export function sender(server: () => TestServer) {
  async function send(
    patient: string,
    place: string,
    payload: string | Buffer,
    type = 'application/json',
    as: object = server().as.prescriber,
  ) {
    const headers = { ...as, 'idempotency-key': randomUUID(), 'content-type': type };
    const url = `/api/v1/patients/${patient}/${place}`;
    const answer = await server().app.inject({ method: 'POST', url, headers, payload });
    return { status: answer.statusCode, body: answer.json() };
  }

  const append = (patient: string, ...events: readonly object[]) =>
    send(patient, 'events', JSON.stringify({ events }));

  /** The reasons with which both gates are closed now. */
  async function gates(patient: string): Promise<readonly string[]> {
    const codes: string[] = [];
    for (const question of ['prescribe', 'dispense'] as const) {
      const { body } = await send(patient, 'questions', JSON.stringify({ question }));
      expect([question, body.outcome]).toEqual([question, 'denied']);
      codes.push(...body.reasons.map((one: { code: string }) => one.code));
    }
    return codes;
  }

  async function timeline(patient: string): Promise<readonly { id: string; type: string }[]> {
    const url = `/api/v1/patients/${patient}/timeline`;
    const answer = await server().app.inject({
      method: 'GET',
      url,
      headers: server().as.prescriber,
    });
    return answer.json().events;
  }

  return { send, append, gates, timeline };
}
