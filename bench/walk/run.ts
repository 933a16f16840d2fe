// What it costs that every read walks the chain of what it read: opening the same rows with and
// without the walk, by length of the stream. Nothing but this machine's processor is measured.

import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { makeKeyring } from '../../packages/store/src/keys/keyring.ts';
import { planAppend } from '../../packages/store/src/log/append.ts';
import { emptyHead, streamsFrom } from '../../packages/store/src/log/read.ts';
import { SubjectKeys } from '../../packages/store/src/log/subject-keys.ts';
import { madeUpEvent } from '../../packages/store/src/testing/made-up.ts';
import type { WireRow } from '../../packages/store/src/wire/pipeline.ts';

const tenantId = randomUUID();
const hex = (bytes: unknown): string => `\\x${(bytes as Buffer).toString('hex')}`;

/** The rows of one stream of so many events, as PostgreSQL would send them. */
function rowsOf(length: number) {
  const stream = { subjectId: randomUUID(), kind: 'patient-gate' as const };
  const keys = new SubjectKeys(tenantId, makeKeyring(Buffer.alloc(32, 7)));
  keys.expect(stream.subjectId);
  const events = Array.from({ length }, () => madeUpEvent());
  const now = Date.parse('2026-11-22T10:00:00Z');
  const { steps, head } = planAppend(tenantId, emptyHead(stream), events, now, keys);
  const { subjectId, kind } = stream;
  const place = [subjectId, kind] as const;
  const rows: WireRow[] = [
    ['h', ...place, String(head.version), String(now), `\\x${head.chain}`, null, null],
  ];
  for (const { values } of steps) {
    if (values.length < 12) continue;
    const [, , , version, , , digest, , header, keyClass, generation, box] = values;
    const at = [...place, String(version), null] as const;
    rows.push(['e', ...at, hex(digest), String(header), null]);
    rows.push(['p', ...at, hex(box), String(keyClass), String(generation)]);
  }
  return { stream, keys, rows };
}

/** Microseconds of processor a read, whatever else runs beside it: the least of several rounds. */
function timed(work: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 15; round += 1) {
    const times = 100;
    const began = process.cpuUsage();
    for (let at = 0; at < times; at += 1) work();
    const { user, system } = process.cpuUsage(began);
    least = Math.min(least, (user + system) / times);
  }
  return least;
}

const lines = [10, 50, 200].map((length) => {
  const { stream, keys, rows } = rowsOf(length);
  const [whole] = streamsFrom(rows, [stream], tenantId, keys);
  if (whole?.damage !== null) throw new Error('the walk found damage in a whole stream');
  const without = timed(() => streamsFrom(rows, [stream], tenantId, keys, true));
  const walked = timed(() => streamsFrom(rows, [stream], tenantId, keys));
  const each = ((walked - without) / length).toFixed(1);
  return `| ${length} | ${without.toFixed(0)} | ${walked.toFixed(0)} | ${each} |`;
});

const machine = `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, Node ${process.version}`;
const table = `| Events | Opened only, µs | Opened and walked, µs | Walk, µs an event |
|---|---|---|---|
${lines.join('\n')}`;
console.log(`${table}\n\n${machine}`);
if (process.argv.includes('--record')) {
  const file = join(import.meta.dirname, 'RESULTS.md');
  const text = readFileSync(file, 'utf8');
  const mark = '<!-- table -->';
  writeFileSync(
    file,
    `${text.slice(0, text.indexOf(mark) + mark.length)}\n\n${table}\n\n${machine}\n`,
  );
}
