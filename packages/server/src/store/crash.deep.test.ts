// H-ledger: an acknowledged event survives kill -9 of Aegle, and of Aegle and PostgreSQL, under load.
// fsync stays on; every chain must verify after every crash.

import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEmbedded } from './embedded/open-embedded.ts';
import { openStore } from './open-store.ts';
import { scopeOf } from './testing/made-up.ts';
import { testMasterKey } from './testing/test-database.ts';

const kills = 10;
const tenant = { id: randomUUID(), slug: 'crash', name: 'Invented', isDemonstration: true };

describe('kill -9 under load', () => {
  let folder: string;
  const acknowledged = new Map<string, Set<string>>();
  const machineFolder = process.getuid?.() === 0 ? '/var/tmp/aegle' : join(tmpdir(), 'aegle-bin');

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'aegle-crash-'));
    await chmod(folder, 0o755);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Runs the writer, kills it after a while, keeps what it said was acknowledged. */
  async function crash(round: number, alsoPostgres: boolean): Promise<number> {
    const writer = join(import.meta.dirname, 'testing', 'crash-writer.ts');
    const args = ['--import', 'tsx', writer, join(folder, 'data'), machineFolder, tenant.id];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    while (!said.includes('acknowledged')) {
      if (child.exitCode !== null) throw new Error('The writer ended by itself.');
      await pause(20);
    }
    await pause(150 + ((round * 397) % 1200));
    child.kill('SIGKILL');
    const postmasterPid = Number(/^open (\d+)/.exec(said)?.[1]);
    if (alsoPostgres) process.kill(postmasterPid, 'SIGKILL');
    await once(child, 'close');
    const whole = said.slice(0, said.lastIndexOf('\n')).split('\n').slice(1);
    for (const line of whole) {
      const [, subjectId = '', eventId = ''] = line.split(' ');
      const ids = acknowledged.get(subjectId) ?? new Set<string>();
      ids.add(eventId);
      acknowledged.set(subjectId, ids);
    }
    return whole.length;
  }

  async function checkAll(): Promise<{ readonly events: number; readonly lost: number }> {
    const server = await openEmbedded({ dataFolder: join(folder, 'data'), machineFolder });
    const { application } = server;
    const store = await openStore({ application, masterKey: testMasterKey });
    let lost = 0;
    for (const [subjectId, ids] of acknowledged) {
      const stream = { subjectId, kind: 'patient-gate' as const };
      const [read] = await store.inTransaction(scopeOf(tenant), (tx) => tx.readStreams([stream]));
      const stored = new Set(read?.events.map((event) => event.id));
      for (const id of ids) if (!stored.has(id)) lost += 1;
    }
    const report = await store.verify(tenant.id);
    expect(report.findings).toEqual([]);
    await store.close();
    await server.stop();
    return { events: report.events, lost };
  }

  it.each([
    ['Aegle alone', false],
    ['Aegle and PostgreSQL', true],
  ])(
    `of %s, ${kills} times, loses no acknowledged event`,
    async (_, alsoPostgres) => {
      let said = 0;
      for (let round = 0; round < kills; round += 1) said += await crash(round, alsoPostgres);
      const { events, lost } = await checkAll();
      console.log(`killed ${kills} times: ${said} acknowledged, ${events} stored, ${lost} lost`);
      expect(said).toBeGreaterThan(kills);
      expect(lost).toBe(0);
    },
    300_000,
  );
});
