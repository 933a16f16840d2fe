// The shipped path over HTTP with everything on, beside pgbench simple-update on the same PostgreSQL.
// Never numbers of two moments compared: the two alternate, and each is set beside its neighbours.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Instant, parseInstant } from '@aegle/core';
import { coreSecondsOf, coreSecondsOfFamily } from './core-time.ts';
import { type CoursePattern, readyCourses } from './courses.ts';
import { discard, type Installation, makeInstallation, startChildServer } from './installation.ts';
import { keepTables } from './keep-tables.ts';
import { loadCourses, type ReadyPatient } from './load-courses.ts';
import { type Counted, type Shift, serve } from './pharmacists.ts';
import { measureRecovery } from './recovery.ts';
import {
  type LightRow,
  loadNow,
  type Measured,
  machineName,
  type Round,
  type SizeRow,
  tables,
} from './report.ts';
import { hasSimpleUpdate, prepareSimpleUpdate, simpleUpdate } from './simple-update.ts';
import { syncsPerSecond } from './sync-rate.ts';

const isQuick = process.argv.includes('--quick');
const wanted = (name: string) =>
  process.argv.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3);

const sizes = (wanted('sizes') ?? (isQuick ? '300,1000' : '1000,10000,100000'))
  .split(',')
  .map(Number);
const seconds = Number(wanted('seconds') ?? (isQuick ? 1 : 5));
const rounds = Number(wanted('rounds') ?? (isQuick ? 2 : 3));
const connections = 16;
const lightConnections = [4, 1];
const email = 'pharmacist@demonstration.example';
const profileFolder = wanted('profile');
/** A restore walks every chain: by default the largest size up to this. */
const recoveryMost = Number(wanted('recovery') ?? 10_000);
/** A whole run at the default sizes keeps its tables in the results page. */
const isWhole = !isQuick && wanted('sizes') === undefined;

function say(line: string): void {
  console.error(`${new Date().toISOString().slice(11, 19)} load ${loadNow().toFixed(1)} ${line}`);
}

/** Patients in no order, taken from the end; each is served once. */
class Waiting {
  #patients: ReadyPatient[] = [];

  add(patients: readonly ReadyPatient[]): void {
    this.#patients.push(...patients);
    const all = this.#patients;
    for (let at = all.length - 1; at > 0; at -= 1) {
      const other = Math.floor(Math.random() * (at + 1));
      [all[at], all[other]] = [all[other]!, all[at]!];
    }
  }

  /** A queue with a share of those who wait; who is not served comes back with `add`. */
  take(share: number): ReadyPatient[] {
    return this.#patients.splice(-Math.max(1, Math.floor(this.#patients.length * share)));
  }
}

async function serveShare(waiting: Waiting, share: number, shift: Shift): Promise<Counted> {
  const queue = waiting.take(share);
  const counted = await serve(shift, queue);
  waiting.add(queue);
  return counted;
}

/** Runs the work and answers core milliseconds of each part for one piece of it. */
async function withCoreTime<Result>(
  serverPid: number,
  postmasterPid: number,
  work: () => Promise<Result>,
  piecesIn: (result: Result) => number,
): Promise<{ result: Result; serverMs: number; databaseMs: number; clientMs: number }> {
  const client = process.cpuUsage();
  const server = coreSecondsOf(serverPid);
  const database = coreSecondsOfFamily(postmasterPid);
  const result = await work();
  const perPiece = 1000 / piecesIn(result);
  const { user, system } = process.cpuUsage(client);
  return {
    result,
    clientMs: ((user + system) / 1e6) * perPiece,
    serverMs: (coreSecondsOf(serverPid) - server) * perPiece,
    databaseMs: (coreSecondsOfFamily(postmasterPid) - database) * perPiece,
  };
}

async function alternate(
  { database }: Installation,
  serverPid: number,
  waiting: Waiting,
  shift: Shift,
): Promise<readonly Round[]> {
  const { owner, postmasterPid } = database;
  const updates = () =>
    withCoreTime(
      serverPid,
      postmasterPid,
      () => simpleUpdate(owner, connections, seconds),
      (perSecond) => perSecond * seconds,
    );
  const done: Round[] = [];
  let before = await updates();
  for (let round = 1; round <= rounds; round += 1) {
    const served = await withCoreTime(
      serverPid,
      postmasterPid,
      () => serveShare(waiting, 0.6 / (rounds - round + 1), shift),
      ({ requests }) => requests,
    );
    const load = loadNow();
    const after = await updates();
    const { result: counted, serverMs, databaseMs, clientMs } = served;
    const updateMs = (before.databaseMs + after.databaseMs) / 2;
    const cores = { serverMs, databaseMs, clientMs, updateMs };
    done.push({ counted, updatesBefore: before.result, updatesAfter: after.result, load, cores });
    say(`round ${round}: ${counted.perSecond.toFixed(0)}/s beside ${after.result.toFixed(0)} tps`);
    before = after;
  }
  return done;
}

async function withFewer(waiting: Waiting, shift: Shift): Promise<readonly LightRow[]> {
  const rows: LightRow[] = [];
  for (const fewer of lightConnections) {
    const counted: Counted[] = [];
    for (let round = 1; round <= rounds; round += 1)
      counted.push(await serveShare(waiting, 0.1, { ...shift, connections: fewer }));
    rows.push({ connections: fewer, counted });
    say(`${fewer} connections measured`);
  }
  return rows;
}

/** An installation that holds its courses, and the patients who wait. */
interface Prepared {
  readonly courses: number;
  readonly folder: string;
  readonly installation: Installation;
  readonly patterns: readonly CoursePattern[];
  readonly waiting: Waiting;
  readonly loadedInS: number;
}

async function prepare(courses: number, within: string): Promise<Prepared> {
  const folder = join(within, String(courses));
  await mkdir(folder);
  const installation = await makeInstallation(folder);
  const { context, database, keyring, tenantId } = installation;
  await prepareSimpleUpdate(database.owner);
  const now = parseInstant(new Date().toISOString()) as Instant;
  const patterns = readyCourses(context, now, 8);
  const waiting = new Waiting();
  const began = performance.now();
  const report = (count: number) => {
    if (count % 10_000 === 0) say(`${count} of ${courses} courses loaded`);
  };
  waiting.add(await loadCourses(database.owner, tenantId, keyring, patterns, courses, report));
  const loadedInS = (performance.now() - began) / 1000;
  say(`${courses} courses are in`);
  return { courses, folder, installation, patterns, waiting, loadedInS };
}

/** Waits until the load is below 3, at the latest until the UTC time of `--quiet-by=HH:MM`. */
async function waitForQuiet(): Promise<void> {
  const until = wanted('quiet-by');
  if (until === undefined) return;
  const end = Date.parse(`${new Date().toISOString().slice(0, 10)}T${until}:00Z`);
  while (Date.now() < end && loadNow() >= 3) await pause(5_000);
}

async function measureSize(
  { courses, folder, installation, waiting, loadedInS }: Prepared,
  isLast: boolean,
): Promise<{ row: SizeRow; light: readonly LightRow[] }> {
  const { password } = installation;
  const profiled = isLast ? profileFolder : undefined;
  const server = await startChildServer(folder, installation, profiled);
  try {
    const shift = { port: server.port, email, password, connections, seconds };
    await serveShare(waiting, 0.2, shift);
    const done = await alternate(installation, server.pid, waiting, shift);
    const light = isLast ? await withFewer(waiting, shift) : [];
    return { row: { courses, loadedInS, rounds: done }, light };
  } finally {
    await server.stop();
  }
}

async function recover({ folder, installation, waiting, courses }: Prepared) {
  say(`backup and restore of ${courses} courses`);
  const [patient] = waiting.take(0);
  return measureRecovery(folder, installation, email, patient!);
}

async function measureAll(prepared: readonly Prepared[]): Promise<Measured> {
  const last = prepared.at(-1)!;
  const { folder, patterns, courses } = last;
  const lost = prepared.findLast((one) => one.courses <= recoveryMost) ?? prepared[0]!;
  const loadAtRecovery = loadNow();
  const recovery = await recover(lost);
  await waitForQuiet();
  const loadBefore = loadNow();
  const rows: SizeRow[] = [];
  let light: readonly LightRow[] = [];
  for (const one of prepared) {
    say(`${one.courses} courses`);
    const measured = await measureSize(one, one === last);
    rows.push(measured.row);
    light = measured.light;
  }
  const numbers = patterns.map(({ events }) => events.length);
  return {
    machine: machineName(),
    events: `${Math.min(...numbers)} to ${Math.max(...numbers)} gate events a course.`,
    connections,
    seconds,
    sizes: rows,
    light,
    lightCourses: courses,
    syncsPerSecond: await syncsPerSecond(folder),
    recovery,
    recoveryCourses: lost.courses,
    loadAtRecovery,
    loadBefore,
    loadAfter: loadNow(),
  };
}

async function measure(folder: string): Promise<Measured> {
  const prepared: Prepared[] = [];
  try {
    for (const courses of sizes) prepared.push(await prepare(courses, folder));
    return await measureAll(prepared);
  } finally {
    for (const { installation } of prepared) await discard(installation.database);
  }
}

/** A signal ends the run in order, so that no server and no cluster is left behind. */
function endInOrder(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
}

async function main(): Promise<void> {
  endInOrder();
  if (!hasSimpleUpdate()) throw new Error('NOT RUN: http bench, needs postgresql-15');
  const folder = await mkdtemp(join(tmpdir(), 'aegle-bench-'));
  try {
    const text = tables(await measure(folder));
    console.log(text);
    const file = wanted('write');
    if (file !== undefined) await writeFile(file, `${text}\n`);
    if (isWhole) await keepTables(join(import.meta.dirname, 'RESULTS.md'), text);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
