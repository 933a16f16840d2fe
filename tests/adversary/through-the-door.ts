// The adversary at the real door: requests over HTTP with real sessions and keys, on the embedded database.
// The truth is what the log holds, without words that only reword it; the slow reference is told that.

import { randomUUID } from 'node:crypto';
import {
  type AegleEvent,
  addDays,
  type CalendarDay,
  EVENT_CATALOGUE,
  parseCalendarDay,
  parseInstant,
  ROLES,
  type Role,
} from '@aegle/core';
import { mayAppend } from '../../packages/server/src/access/policy.ts';
import { addAccount } from '../../packages/server/src/auth/accounts.ts';
import { demonstrationId } from '../../packages/server/src/demonstration/load-network.ts';
import {
  type SignedIn,
  TEST_NOW,
  TEST_PASSWORD,
  type TestServer,
} from '../../packages/server/src/http/testing.ts';
import { readCase } from '../../packages/server/src/services/read-case.ts';
import { ask, mergePatients, recordEvents } from '../../packages/server/src/services/services.ts';
import { copyOfReady } from '../../packages/server/src/services/testing.ts';
import type { Country } from '../reference/countries.ts';
import { line } from '../reference/history.ts';
import { type Attempt, attempt, type Draw, pick } from './actions.ts';
import { against, toldOf } from './truth.ts';

const PRESCRIBER = demonstrationId('dr-okafor');
const PHARMACY = demonstrationId('pharmacy-lighthouse');
const TODAY = parseCalendarDay(TEST_NOW.slice(0, 10))!;
const NOW = parseInstant(TEST_NOW)!;

/** What truly stands in the way of the patient before anybody tries; the last one: nothing does. */
const FACTS: readonly (readonly [AegleEvent['type'], object, CalendarDay] | undefined)[] = [
  [
    'PregnancyTestReported',
    { result: 'positive', setting: 'laboratory', readBy: 'laboratory' },
    TODAY,
  ],
  ['PregnancyTestReported', { result: 'unclear' }, TODAY],
  ['PeriodMissed', {}, TODAY],
  ['UnprotectedContactReported', {}, addDays(TODAY, -1)],
  ['ContraceptionStopped', { method: 'combination_pill' }, addDays(TODAY, -1)],
  ['TreatmentConsentWithdrawn', {}, TODAY],
  ['PregnancyReported', { reportedBy: 'patient' }, TODAY],
  ['SafetyHoldPlaced', { hold: randomUUID(), cause: 'mood' }, TODAY],
  ['CapsulesShared', {}, TODAY],
  ['ComprehensionAnswered', { passed: false }, TODAY],
  ['ReproductiveStatusRecorded', { basis: 'hysterectomy' }, TODAY],
  undefined,
];

/** Certified as the demonstration's network says. */
const STANDING = [
  line('PrescriberCertified', addDays(TODAY, -300), { programme: 'us-ipledge', specialty: 'd' }),
  line('PharmacyCertified', addDays(TODAY, -200), { programme: 'us-ipledge' }),
  line('SitePharmacistDesignated', addDays(TODAY, -200), {
    programme: 'us-ipledge',
    pharmacist: 'l',
  }),
  line('PharmacyStaffTrained', addDays(TODAY, -100), { programme: 'us-ipledge' }),
];

/** What became of the tries; `wrong` are grants that the reference, told the truth, denies. */
export interface DoorTally {
  sent: number;
  accepted: number;
  refused: number;
  merges: number;
  grants: number;
  wrong: string[];
}

interface Scene {
  readonly server: TestServer;
  readonly country: Country;
  readonly patient: string;
  readonly callers: ReadonlyMap<Role, { readonly headers: SignedIn; readonly self: string }>;
  readonly draw: Draw;
  readonly tally: DoorTally;
  readonly tried: string[];
  told: readonly AegleEvent[];
  readonly seen: Set<string>;
}

const scopeOf = ({ server }: Scene, role: Role, id: string) => ({
  tenantId: server.services.tenant.id,
  actor: { id, role },
  now: TEST_NOW,
});

/** Every event that stands in the record, of a merged one too. */
async function eventsNow(scene: Scene): Promise<readonly AegleEvent[]> {
  const { context } = scene.server.services;
  const known = await context.store.inTransaction(scopeOf(scene, 'prescriber', PRESCRIBER), (tx) =>
    readCase(context, tx, { patient: scene.patient }, NOW),
  );
  return known.events;
}

/** Tells the reference what was recorded since; a hold on a change is no fact of its own. */
async function hearWhatHappened(scene: Scene): Promise<readonly AegleEvent[]> {
  const events = await eventsNow(scene);
  for (const event of events) {
    if (scene.seen.has(event.id)) continue;
    scene.seen.add(event.id);
    const isOwnHold =
      event.type === 'SafetyHoldPlaced' && event.data.cause === 'correction_unconfirmed';
    if (event.type === 'PatientEnrolled' && event.mergedFrom !== undefined) continue;
    if (!isOwnHold) scene.told = toldOf(scene.told, event, TODAY);
  }
  return events;
}

/** A request, as its role sends it; the answer's status and body. */
async function request(scene: Scene, role: Role, path: string, payload: object) {
  const { headers } = scene.callers.get(role)!;
  const answer = await scene.server.app.inject({
    method: 'POST',
    url: `/api/v1/patients/${scene.patient}/${path}`,
    headers: { 'idempotency-key': randomUUID(), ...headers },
    payload,
  });
  const { tally } = scene;
  tally.sent += 1;
  if (answer.statusCode < 300) tally.accepted += 1;
  else tally.refused += 1;
  return answer;
}

const DECLARED_BY: readonly Role[] = ['patient', 'guardian'];

/** One try: an enrolment, an authorisation, a dispense or, mostly, an event. */
async function tryOnce(scene: Scene, role: Role, events: readonly AegleEvent[]): Promise<void> {
  const { draw } = scene;
  const kind = draw(9);
  if (kind === 0)
    await request(scene, role, 'enrolments', {
      programmes: [pick(draw, ['us-ipledge', 'nz-special-authority', 'gb-ppp'])],
      isNewCourse: draw(2) === 0,
    });
  else if (kind === 1) {
    const prescription = demonstrationId(`${scene.tried[0]}/rx-1`);
    await request(scene, role, 'dispense-authorizations', { prescription, daysSupply: 30 });
  } else if (kind === 2) {
    const open = events.findLast((event) => event.type === 'DispenseAuthorized');
    const authorization = open?.data.authorization ?? randomUUID();
    const daysSupply = pick(draw, [30, 10]);
    await request(scene, role, 'dispenses', { authorization, daysSupply });
  } else await tryEvent(scene, role, events);
}

/** What lifts or rewords the very thing that stands in the way, at once and with a source. */
function aimedAt({ id, data }: AegleEvent, self: string, draw: Draw): Attempt {
  const occurredOn = TEST_NOW.slice(0, 10);
  const hold = 'hold' in data ? data.hold : id;
  if (draw(2) === 0)
    return {
      type: 'SafetyHoldCleared',
      occurredOn,
      data: { hold, clinician: self, reason: 'r', evidence: ['sheet'] },
    };
  return {
    type: 'Corrected',
    occurredOn,
    data: { event: id, field: 'occurredOn', isWithdrawn: true, reason: 'r' },
  };
}

/** An event, twice of three times of a type that the role may record. */
async function tryEvent(scene: Scene, role: Role, events: readonly AegleEvent[]): Promise<void> {
  const { draw, country, callers } = scene;
  const { self } = callers.get(role)!;
  const requirements = country.rules.flatMap(({ programme }) =>
    programme.editions[0]!.requirements.map((one) => one.id),
  );
  const target = { ...country, requirements, jurisdictions: ['us'], events, today: TODAY, self };
  const last = events.findLast((event) => FACTS.some((fact) => fact?.[0] === event.type));
  let sent = draw(3) === 0 && last ? aimedAt(last, self, draw) : attempt(target, draw, role);
  const isFitting = draw(3) !== 0;
  for (let left = 12; isFitting && left > 0 && !mayAppend(role, sent.type); left -= 1)
    sent = attempt(target, draw, role);
  if (EVENT_CATALOGUE[sent.type].stream !== 'gate' || isVouching(events, sent, self)) return;
  scene.tried.push(`${role} ${JSON.stringify(sent)}`);
  const { type, data } = sent;
  const id = randomUUID();
  if (DECLARED_BY.includes(role)) await request(scene, role, 'declarations', { id, type, data });
  else
    await request(scene, role, 'events', {
      events: [{ id, v: EVENT_CATALOGUE[type].version, ...sent }],
    });
}

/** A second person who confirms a change against its source vouches: no record can know better. */
function isVouching(events: readonly AegleEvent[], { type, data }: Attempt, self: string): boolean {
  if (type !== 'SafetyHoldCleared') return false;
  return events.some(
    (event) =>
      (event.id === data.hold && event.type === 'Corrected' && event.actor.id !== self) ||
      (event.type === 'SafetyHoldPlaced' &&
        event.data.hold === data.hold &&
        event.data.cause === 'correction_unconfirmed' &&
        event.actor.id !== self),
  );
}

/** Asks both questions as the services answer them, and lays each grant before the reference. */
async function judge(scene: Scene, events: readonly AegleEvent[]): Promise<void> {
  const { patient, tally, country, told } = scene;
  const { context } = scene.server.services;
  for (const stage of ['prescribe', 'dispense'] as const) {
    const question = { kind: stage, patient, pharmacy: PHARMACY, prescriber: PRESCRIBER };
    const scope = scopeOf(scene, 'prescriber', PRESCRIBER);
    const answer = await ask(context, scope, { ...question, daysSupply: 30 }, 'prescriber');
    if (answer.outcome !== 'granted') continue;
    tally.grants += 1;
    const granted = { told, lines: STANDING, events, stage, today: TODAY, daysSupply: 30 };
    const codes = against(country, granted);
    if (codes.length > 0)
      tally.wrong.push(`${stage} against ${codes.join(', ')}: ${scene.tried.join(' | ')}`);
  }
}

async function signedIn(server: TestServer, role: Role, patient: string): Promise<SignedIn> {
  if (!DECLARED_BY.includes(role)) return server.as[role];
  const email = `${randomUUID()}@example.org`;
  const actorId = role === 'patient' ? patient : randomUUID();
  const account = { email, name: 'Invented', password: TEST_PASSWORD, role, actorId };
  const { signIn, authDb } = server.dependencies;
  const of = { tenantId: server.services.tenant.id, patientId: patient };
  await addAccount(signIn, authDb, { ...account, ...of });
  const payload = { email, password: TEST_PASSWORD };
  const answer = await server.app.inject({ method: 'POST', url: '/api/v1/session', payload });
  return { cookie: answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ') };
}

/** Who the door says is signed in; of a key nobody is told. */
async function actorOf(server: TestServer, headers: SignedIn): Promise<string> {
  const answer = await server.app.inject({ method: 'GET', url: '/api/v1/session', headers });
  const { account } = answer.json() as { account?: { actor: string } | null };
  return account?.actor ?? 'a-system';
}

async function sceneOf(
  server: TestServer,
  country: Country,
  group: readonly Role[],
  name: string,
  draw: Draw,
  tally: DoorTally,
): Promise<Scene> {
  await copyOfReady(server.services, name);
  const patient = demonstrationId(name);
  const callers = new Map<Role, { headers: SignedIn; self: string }>();
  for (const role of group) {
    const headers = await signedIn(server, role, patient);
    callers.set(role, { headers, self: await actorOf(server, headers) });
  }
  const beside = { told: [], seen: new Set<string>(), tried: [name] };
  return { server, country, patient, callers, draw, tally, ...beside };
}

/** Something that truly happened, recorded by whoever may. */
async function happened(scene: Scene, patient: string): Promise<void> {
  const fact = pick(scene.draw, FACTS);
  if (fact === undefined) return;
  const [type, data, day] = fact;
  const occurredOn = new Date(day * 86_400_000).toISOString().slice(0, 10);
  const event = { id: randomUUID(), type, v: EVENT_CATALOGUE[type].version, occurredOn, data };
  const scope = scopeOf(scene, 'prescriber', PRESCRIBER);
  await recordEvents(scene.server.services.context, scope, patient, [event]);
  scene.tried.push(`truly ${type}`);
}

/** A second record of the same person, in which something happened, is merged by the office. */
async function mergedWithAnother(scene: Scene, name: string): Promise<void> {
  await copyOfReady(scene.server.services, name);
  const merged = demonstrationId(name);
  await happened(scene, merged);
  const scope = scopeOf(scene, 'safety_officer', randomUUID());
  const merge = { survivor: scene.patient, merged, basis: 'same person' };
  await mergePatients(scene.server.services.context, scope, merge);
  scene.tally.merges += 1;
  scene.tried.push('merged');
}

/** Every role alone and every pair of roles. */
const GROUPS: readonly (readonly Role[])[] = [
  ...ROLES.map((role) => [role]),
  ...ROLES.flatMap((role, index) => ROLES.slice(index + 1).map((other) => [role, other])),
];

/** Plays so many sequences, every group in turn. */
export async function tryTheDoor(
  server: TestServer,
  country: Country,
  sequences: number,
  draw: Draw,
): Promise<DoorTally> {
  const tally: DoorTally = { sent: 0, accepted: 0, refused: 0, merges: 0, grants: 0, wrong: [] };
  for (let index = 0; index < sequences; index += 1) {
    const group = GROUPS[index % GROUPS.length]!;
    const scene = await sceneOf(server, country, group, `door-${index}`, draw, tally);
    await happened(scene, scene.patient);
    if (draw(4) === 0) await mergedWithAnother(scene, `door-${index}-other`);
    let events = await hearWhatHappened(scene);
    for (let left = 2 + draw(5); left > 0; left -= 1) {
      await tryOnce(scene, pick(draw, group), events);
      events = await hearWhatHappened(scene);
      await judge(scene, events);
    }
  }
  return tally;
}
