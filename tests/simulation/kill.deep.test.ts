// `kill -9` of the running Aegle, and of Aegle and PostgreSQL, under load over HTTP: what was
// acknowledged is there, a repeat answers the same, and no day of supply is dispensed twice.

import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KilledAegle, type ReadyPatient } from './testing/killed-aegle.ts';

const KILLS = 10;
const COUNTERS = 6;
/** Who come to be supplied between two kills, so that no round runs out of them. */
const PATIENTS_A_ROUND = 8;
const PATIENTS = 2 * KILLS * PATIENTS_A_ROUND;
const AUTHORISED_DAYS = 30;
const PART_DAYS = 6;

/** One request and, once it was acknowledged, its answer. */
interface Sent {
  readonly path: string;
  readonly role: 'pharmacist' | 'prescriber';
  readonly key: string;
  readonly body: object;
  answer?: Readonly<Record<string, unknown>>;
}

let aegle: KilledAegle;
let patients: readonly ReadyPatient[];
const waiting: ReadyPatient[] = [];
let rounds = 0;
const cookies = new Map<string, string>();
const acknowledged: Sent[] = [];
let isKilled = false;

async function signIn(role: string): Promise<void> {
  const answer = await fetch(`${aegle.address}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: `${role}@demonstration.example`, password: aegle.password }),
  });
  expect(answer.status).toBe(200);
  const set = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  cookies.set(role, set.join('; '));
}

/** Sends it; null when nobody knows what became of it. Any other answer than 200 is a failure. */
async function send(sent: Sent): Promise<Readonly<Record<string, unknown>> | null> {
  const headers = {
    'content-type': 'application/json',
    'idempotency-key': sent.key,
    cookie: cookies.get(sent.role) ?? '',
  };
  let status = 0;
  let text = '';
  try {
    const url = `${aegle.address}/api/v1/patients/${sent.path}`;
    const body = JSON.stringify(sent.body);
    const answer = await fetch(url, { method: 'POST', headers, body });
    status = answer.status;
    text = await answer.text();
  } catch (error) {
    if (isKilled) return null;
    throw error;
  }
  // While PostgreSQL dies a moment before Aegle, the answer is a 503: it was not acknowledged.
  if (isKilled && status === 503) return null;
  if (status !== 200) throw new Error(`${sent.path} answered ${status}: ${text}`);
  return JSON.parse(text) as Readonly<Record<string, unknown>>;
}

const weighed = (patient: string): Sent => ({
  path: `${patient}/events`,
  role: 'prescriber',
  key: randomUUID(),
  body: {
    events: [
      {
        id: randomUUID(),
        type: 'WeightMeasured',
        v: 1,
        occurredOn: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10),
        data: { weightKg: '61.5' },
      },
    ],
  },
});

const authorising = ({ id, prescription }: ReadyPatient): Sent => ({
  path: `${id}/dispense-authorizations`,
  role: 'pharmacist',
  key: randomUUID(),
  body: { prescription, daysSupply: AUTHORISED_DAYS },
});

const handingOut = (patient: string, authorization: unknown): Sent => ({
  path: `${patient}/dispenses`,
  role: 'pharmacist',
  key: randomUUID(),
  body: { authorization, daysSupply: PART_DAYS },
});

/** One counter: authorises, dispenses in parts, weighs in between, until the server is gone. */
async function counter(unknown: Sent[]): Promise<void> {
  const said = async (sent: Sent) => {
    const answer = await send(sent);
    if (answer === null) unknown.push(sent);
    else acknowledged.push(Object.assign(sent, { answer }));
    return answer;
  };
  for (;;) {
    const patient = waiting.pop();
    const id = (patient ?? patients[Math.floor(Math.random() * patients.length)])?.id ?? '';
    if ((await said(weighed(id))) === null) return;
    if (patient === undefined) continue;
    const granted = await said(authorising(patient));
    if (granted === null) return;
    expect(granted).toMatchObject({ outcome: 'granted' });
    for (let day = 0; day < AUTHORISED_DAYS; day += PART_DAYS) {
      const part = await said(handingOut(id, granted.authorization));
      if (part === null) return;
      expect(part.dispense).toEqual(expect.any(String));
    }
  }
}

/** Load, kill, start again; then what was said before and what nobody knows is asked once more. */
async function killOnce(round: number, alsoPostgres: boolean): Promise<void> {
  isKilled = false;
  const from = acknowledged.length;
  const unknown: Sent[] = [];
  const first = rounds * PATIENTS_A_ROUND;
  waiting.push(...patients.slice(first, first + PATIENTS_A_ROUND));
  rounds += 1;
  const counters = Array.from({ length: COUNTERS }, () => counter(unknown));
  const load = Promise.allSettled(counters);
  await pause(500 + ((round * 397) % 900));
  isKilled = true;
  await aegle.kill(alsoPostgres);
  for (const one of await load) if (one.status === 'rejected') throw one.reason;
  isKilled = false;
  await aegle.start();
  for (const sent of unknown) {
    const answer = await send(sent);
    acknowledged.push(Object.assign(sent, { answer: answer ?? {} }));
  }
  for (const sent of acknowledged.slice(from)) expect(await send(sent)).toEqual(sent.answer);
}

interface Recorded {
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

async function timelineOf(patient: string): Promise<readonly Recorded[]> {
  const headers = { cookie: cookies.get('prescriber') ?? '' };
  const url = `${aegle.address}/api/v1/patients/${patient}/timeline`;
  const answer = await fetch(url, { headers });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { events: readonly Recorded[] }).events;
}

/** The ids of the events that an acknowledged answer stands for. */
function eventIdsOf({ path, body, answer }: Sent): readonly unknown[] {
  if (path.endsWith('/events'))
    return (body as { events: { id: string }[] }).events.map((e) => e.id);
  return [answer?.dispense ?? answer?.authorization];
}

async function checkAll(): Promise<void> {
  const idsOf = new Map<string, unknown[]>();
  for (const sent of acknowledged) {
    const patient = sent.path.split('/')[0] ?? '';
    idsOf.set(patient, [...(idsOf.get(patient) ?? []), ...eventIdsOf(sent)]);
  }
  for (const [patient, ids] of idsOf) {
    const events = await timelineOf(patient);
    const known = new Set<unknown>();
    for (const { id, data } of events) for (const one of [id, data.authorization]) known.add(one);
    expect(ids.filter((id) => !known.has(id))).toEqual([]);
    const granted = events.filter(({ type }) => type === 'DispenseAuthorized');
    expect(granted.length).toBeLessThanOrEqual(1);
    const days = events
      .filter(({ type }) => type === 'Dispensed' || type === 'DispensedPartially')
      .reduce((sum, { data }) => sum + Number(data.daysSupply), 0);
    expect(days).toBeLessThanOrEqual(AUTHORISED_DAYS);
  }
  await aegle.stop();
  expect(await aegle.verify()).toMatchObject({ isWhole: true, findings: [] });
  await aegle.start();
}

describe('kill -9 under load over HTTP', () => {
  beforeAll(async () => {
    aegle = await KilledAegle.make();
    await aegle.start();
    await aegle.stop();
    patients = await aegle.loadReady(PATIENTS);
    await aegle.start();
    for (const role of ['pharmacist', 'prescriber']) await signIn(role);
  }, 240_000);
  afterAll(() => aegle?.discard(), 60_000);

  it.each([
    ['Aegle alone', false],
    ['Aegle and PostgreSQL', true],
  ])(
    'H-04 of %s loses nothing acknowledged and hands nothing out twice',
    async (_, alsoPostgres) => {
      const from = acknowledged.length;
      for (let round = 0; round < KILLS; round += 1) await killOnce(round, alsoPostgres);
      await checkAll();
      const fresh = acknowledged.slice(from);
      const dispensed = fresh.filter(({ path }) => path.endsWith('/dispenses')).length;
      console.log(`killed ${KILLS} times: ${fresh.length} acknowledged, ${dispensed} dispensed`);
      expect(dispensed).toBeGreaterThan(KILLS);
    },
    400_000,
  );
});
