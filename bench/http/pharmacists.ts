// Pharmacists at several counters: each authorises one patient's supply and hands it out, over HTTP.
// Never counts an answer that is not a grant, and never runs past its time.

import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { ReadyPatient } from './load-courses.ts';

/** Requests a second, and milliseconds of each kind of request in ascending order. */
export interface Counted {
  readonly perSecond: number;
  readonly requests: number;
  readonly authorizeMs: readonly number[];
  readonly handOutMs: readonly number[];
}

interface Answer {
  readonly status: number;
  readonly cookies: readonly string[];
  readonly body: Readonly<Record<string, unknown>>;
}

/** The connections of one run, kept open between requests. */
class Counter {
  readonly #agent: Agent;
  readonly #port: number;
  #cookie = '';

  constructor(port: number, connections: number) {
    this.#port = port;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  async signIn(email: string, password: string): Promise<void> {
    const { status, cookies } = await this.#send('/api/v1/session', { email, password });
    if (status !== 200) throw new Error(`Signing in answered ${status}.`);
    this.#cookie = cookies.map((cookie) => cookie.split(';')[0]).join('; ');
  }

  async authorize({ id, prescription }: ReadyPatient): Promise<string> {
    const path = `/api/v1/patients/${id}/dispense-authorizations`;
    const { status, body } = await this.#send(path, { prescription, daysSupply: 30 });
    if (status === 200 && typeof body.authorization === 'string') return body.authorization;
    throw new Error(`Authorising answered ${status}: ${JSON.stringify(body)}`);
  }

  async dispense({ id }: ReadyPatient, authorization: string): Promise<void> {
    const path = `/api/v1/patients/${id}/dispenses`;
    const { status, body } = await this.#send(path, { authorization, daysSupply: 30 });
    if (status === 200 && typeof body.dispense === 'string') return;
    throw new Error(`Dispensing answered ${status}: ${JSON.stringify(body)}`);
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(path: string, body: object): Promise<Answer> {
    const text = JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
        'idempotency-key': randomUUID(),
        ...(this.#cookie === '' ? {} : { cookie: this.#cookie }),
      };
      const to = { host: '127.0.0.1', port: this.#port, method: 'POST', path, headers };
      const sent = request({ ...to, agent: this.#agent }, (answer) => {
        let received = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => {
          received += chunk;
        });
        answer.once('error', reject);
        answer.once('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            cookies: answer.headers['set-cookie'] ?? [],
            body: JSON.parse(received) as Answer['body'],
          }),
        );
      });
      sent.once('error', reject);
      sent.end(text);
    });
  }
}

const ascending = (times: number[]): readonly number[] => times.sort((a, b) => a - b);

/** The value below which the given share of the ascending numbers lies. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** What one run is asked to do. */
export interface Shift {
  readonly port: number;
  readonly email: string;
  readonly password: string;
  readonly connections: number;
  readonly seconds: number;
}

/** Serves patients from the front of the queue until the time is over or the queue is empty. */
export async function serve(shift: Shift, queue: ReadyPatient[]): Promise<Counted> {
  const counter = new Counter(shift.port, shift.connections);
  const authorizeMs: number[] = [];
  const handOutMs: number[] = [];
  try {
    await counter.signIn(shift.email, shift.password);
    const began = performance.now();
    const end = began + shift.seconds * 1000;
    const one = async (): Promise<void> => {
      for (let patient = queue.pop(); patient !== undefined; patient = queue.pop()) {
        const start = performance.now();
        const authorization = await counter.authorize(patient);
        const middle = performance.now();
        await counter.dispense(patient, authorization);
        authorizeMs.push(middle - start);
        handOutMs.push(performance.now() - middle);
        if (performance.now() >= end) return;
      }
    };
    await Promise.all(Array.from({ length: shift.connections }, one));
    const requests = authorizeMs.length + handOutMs.length;
    return {
      perSecond: (requests * 1000) / (performance.now() - began),
      requests,
      authorizeMs: ascending(authorizeMs),
      handOutMs: ascending(handOutMs),
    };
  } finally {
    counter.close();
  }
}
