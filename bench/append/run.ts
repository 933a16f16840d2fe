// Measures the bare append beside pgbench simple-update on one server, in alternating runs.
// It must never compare two numbers taken with different durability settings or at different times.

import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Store } from '../../packages/store/src/contract/store.ts';
import { openEmbedded } from '../../packages/store/src/embedded/open-embedded.ts';
import {
  addTenant,
  prepareInstallation,
} from '../../packages/store/src/installation/installation.ts';
import { makeKeyring } from '../../packages/store/src/keys/keyring.ts';
import { migrate } from '../../packages/store/src/migrations/migrate.ts';
import { openStore } from '../../packages/store/src/open-store.ts';
import { coreSecondsOfFamily } from '../http/core-time.ts';
import { keepTables } from '../http/keep-tables.ts';
import { loadNow, machineName } from '../http/report.ts';
import { syncsPerSecond } from '../http/sync-rate.ts';

const connections = 16;
const seconds = Number(process.argv[2] ?? 4);
const rounds = Number(process.argv[3] ?? 5);
const patients = Number(process.argv[4] ?? 10_000);
const pgbench = '/usr/lib/postgresql/15/bin/pgbench';
const run = promisify(execFile);

interface Measured {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Core milliseconds of one piece of work: of this process, and of PostgreSQL. */
  readonly nodeMs: number;
  readonly databaseMs: number;
}

type Work = (subjectId: string) => Promise<unknown>;

function payloadOf(): { readonly [key: string]: string } {
  return { specimenDay: '2026-11-20', result: 'negative', setting: 'laboratory', sample: 'urine' };
}

function eventOf() {
  return {
    id: randomUUID(),
    type: 'PregnancyTestReported',
    v: 1,
    occurredOn: '2026-11-22',
    actorId: 'clinician-1',
    actorRole: 'prescriber',
    class: 'reproductive' as const,
    payload: payloadOf(),
  };
}

function scopeNow(tenantId: string) {
  const actor = { id: 'clinician-1', role: 'prescriber' };
  return { tenantId, actor, now: new Date().toISOString() };
}

/** `connections` loops for `seconds`; each takes a patient at random. */
async function measure(
  work: Work,
  subjects: readonly string[],
  postmasterPid: number,
): Promise<Measured> {
  const times: number[] = [];
  const node = process.cpuUsage();
  const database = coreSecondsOfFamily(postmasterPid);
  const end = performance.now() + seconds * 1000;
  const began = performance.now();
  const loop = async (): Promise<void> => {
    while (performance.now() < end) {
      const subject = subjects[Math.floor(Math.random() * subjects.length)] as string;
      const start = performance.now();
      await work(subject);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: connections }, loop));
  const elapsedS = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(node);
  const databaseMs = ((coreSecondsOfFamily(postmasterPid) - database) * 1000) / times.length;
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? 0;
  const nodeMs = (user + system) / 1000 / times.length;
  return {
    perSecond: times.length / elapsedS,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    nodeMs,
    databaseMs,
  };
}

async function pgbenchRun(env: NodeJS.ProcessEnv): Promise<number> {
  const args = ['-n', '-N', '-M', 'prepared', '-c', String(connections), '-j', '2'];
  const { stdout } = await run(pgbench, [...args, '-T', String(seconds)], { env });
  const match = /tps = ([\d.]+)/.exec(stdout);
  if (match === null) throw new Error('pgbench said no tps');
  return Number(match[1]);
}

/** Two flushes: read head and events, then compare-and-swap with commit; as a service does it. */
function decide(store: Store, tenantId: string): Work {
  return (subjectId) => {
    const stream = { subjectId, kind: 'patient-gate' as const };
    const scope = { ...scopeNow(tenantId), reads: [stream] };
    return store.inTransaction(scope, async (tx) => {
      await tx.readStreams([stream]);
      return tx.append({ stream, how: 'decide', events: [eventOf()] });
    });
  };
}

function bare(store: Store, tenantId: string): Work {
  return (subjectId) =>
    store.append(scopeNow(tenantId), {
      stream: { subjectId, kind: 'patient-gate' },
      how: 'note',
      events: [eventOf()],
    });
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

async function main(): Promise<void> {
  if (!existsSync(pgbench)) throw new Error('NOT RUN: append bench, needs postgresql-15');
  const folder = await mkdtemp(join(tmpdir(), 'aegle-bench-'));
  const embedded = await openEmbedded({ dataFolder: join(folder, 'data') });
  const masterKey = Buffer.alloc(32, 1);
  const tenantId = randomUUID();
  await migrate(embedded.owner);
  await prepareInstallation(embedded.owner, makeKeyring(masterKey));
  const tenant = { id: tenantId, slug: 'bench', name: 'Bench', isDemonstration: true };
  await addTenant(embedded.owner, tenant);
  const { owner } = embedded;
  const env = {
    ...process.env,
    PGHOST: owner.host,
    PGPORT: String(owner.port),
    PGUSER: owner.user,
    PGPASSWORD: owner.password,
    PGDATABASE: owner.database,
  };
  await run(pgbench, ['-i', '-q', '-s', '20'], { env });
  const application = { ...embedded.application, max: connections };
  const store = await openStore({ application, masterKey });
  const forgetful = await openStore({ application, masterKey, headsRemembered: 0 });
  const subjects = Array.from({ length: patients }, () => randomUUID());
  try {
    const seed = bare(store, tenantId);
    for (let at = 0; at < subjects.length; at += connections) {
      await Promise.all(subjects.slice(at, at + connections).map(seed));
    }
    const kinds = [
      { name: 'append, head remembered', work: bare(store, tenantId) },
      { name: 'append, head read', work: bare(forgetful, tenantId) },
      { name: 'read stream, decide, append', work: decide(store, tenantId) },
    ];
    const syncs = await syncsPerSecond(folder);
    const loadBefore = loadNow();
    const lines = await table(kinds, subjects, env, embedded.postmasterPid);
    const text = [
      `Machine: ${machineName()}; ${new Date().toISOString().slice(0, 10)}.`,
      `${connections} callers, runs of ${seconds} s, ${rounds} rounds, ${patients} patients.`,
      `Load average ${loadBefore.toFixed(1)} before, ${loadNow().toFixed(1)} after.`,
      `The disk makes ${syncs.toFixed(0)} pages a second durable, one after another.`,
      '',
      ...lines,
    ].join('\n');
    console.log(text);
    // Only a run of the default length is kept.
    if (process.argv.length <= 2) await keepTables(join(import.meta.dirname, 'RESULTS.md'), text);
  } finally {
    await forgetful.close();
    await store.close();
    await embedded.stop();
    // Started as root, the cluster stands outside the data folder.
    await rm(embedded.clusterFolder, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  }
}

interface Kind {
  readonly name: string;
  readonly work: Work;
}

/** Alternates: pgbench, kind, pgbench, kind …; each kind is compared with the pgbench on both sides. */
async function table(
  kinds: readonly Kind[],
  subjects: readonly string[],
  env: NodeJS.ProcessEnv,
  postmasterPid: number,
): Promise<readonly string[]> {
  const ratios = new Map<string, number[]>();
  const lines = [
    '| round | what | per second | p50 ms | p99 ms | Node core ms | PostgreSQL core ms ' +
      '| pgbench before, after | ratio |',
    '|---|---|---|---|---|---|---|---|---|',
  ];
  let before = await pgbenchRun(env);
  for (let round = 1; round <= rounds; round += 1) {
    for (const { name, work } of kinds) {
      const measured = await measure(work, subjects, postmasterPid);
      const { perSecond, p50Ms, p99Ms, nodeMs, databaseMs } = measured;
      const after = await pgbenchRun(env);
      const ratio = perSecond / ((before + after) / 2);
      ratios.set(name, [...(ratios.get(name) ?? []), ratio]);
      const times = [p50Ms.toFixed(1), p99Ms.toFixed(1), nodeMs.toFixed(2), databaseMs.toFixed(2)];
      const cells = [perSecond.toFixed(0), ...times, `${before.toFixed(0)}, ${after.toFixed(0)}`];
      lines.push(`| ${round} | ${name} | ${cells.join(' | ')} | ${ratio.toFixed(2)} |`);
      console.error(lines.at(-1));
      before = after;
    }
  }
  lines.push('');
  for (const [name, all] of ratios) {
    const sorted = [...all].sort((a, b) => a - b).map((ratio) => ratio.toFixed(2));
    lines.push(`- ${name}: median ratio ${median(all).toFixed(2)} (${sorted.join(', ')})`);
  }
  return lines;
}

await main();
