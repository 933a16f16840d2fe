// Puts many courses into the log by COPY: the store's own code links, salts and seals every event.
// Never a row that an ordinary append would not have written, and never outside the bench.

import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { demonstrationId } from '../../packages/server/src/demonstration/load-network.ts';
import { copyIn } from '../../packages/store/src/backup/copy.ts';
import type { Keyring } from '../../packages/store/src/keys/keyring.ts';
import { planAppend } from '../../packages/store/src/log/append.ts';
import { emptyHead } from '../../packages/store/src/log/read.ts';
import {
  appendEvent,
  keepSubjectKey,
  startStream,
} from '../../packages/store/src/log/statements.ts';
import { SubjectKeys } from '../../packages/store/src/log/subject-keys.ts';
import type { StreamVersion } from '../../packages/store/src/log/types.ts';
import type { WireValue } from '../../packages/store/src/wire/pipeline.ts';
import { withOwner } from '../../packages/store/src/wire/with-owner.ts';
import { type CoursePattern, eventsOfPatient } from './courses.ts';

/** A patient who can have one prescription dispensed. */
export interface ReadyPatient {
  readonly id: string;
  readonly prescription: string;
}

const COURSES_AT_ONCE = 2_000;

const TABLES = {
  'aegle.stream_head': 'tenant_id, subject_id, kind, version, chain, recorded',
  'aegle.event': 'tenant_id, subject_id, kind, version, event_id, recorded, digest, chain, header',
  'aegle.payload': 'tenant_id, subject_id, kind, version, class, generation, box',
  'aegle.subject_key': 'tenant_id, subject_id, class, generation, wrapped',
  'aegle.patient_tie':
    'tenant_id, patient_id, organisation_id, relation, from_day, until_day, event_id',
} as const;

type Table = keyof typeof TABLES;
type Rows = Readonly<Record<Table, Buffer[]>>;

function noRows(): Rows {
  return {
    'aegle.stream_head': [],
    'aegle.event': [],
    'aegle.payload': [],
    'aegle.subject_key': [],
    'aegle.patient_tie': [],
  };
}

/** One line of COPY's text format. */
function line(values: readonly WireValue[]): Buffer {
  const cells = values.map((value) => {
    if (value === null) return '\\N';
    if (typeof value !== 'string') return `\\\\x${value.toString('hex')}`;
    return value.replaceAll('\\', '\\\\');
  });
  return Buffer.from(`${cells.join('\t')}\n`, 'utf8');
}

/** The rows of an appended event, from the values of the statement that would have written it. */
function addEvent(rows: Rows, values: readonly WireValue[]): void {
  const [tenant, subject, kind, version, id, recorded, digest, chain, header, ...rest] = values;
  const place = [tenant!, subject!, kind!, version!];
  rows['aegle.event'].push(line([...place, id!, recorded!, digest!, chain!, header!]));
  rows['aegle.payload'].push(line([...place, ...rest]));
}

function addCourse(
  rows: Rows,
  tenantId: string,
  keyring: Keyring,
  subjectId: string,
  pattern: CoursePattern,
): void {
  const keys = new SubjectKeys(tenantId, keyring);
  keys.expect(subjectId);
  const events = eventsOfPatient(pattern);
  let head: StreamVersion = emptyHead({ subjectId, kind: 'patient-gate' });
  for (const { event, recordedMs } of events) {
    const plan = planAppend(tenantId, head, [event], recordedMs, keys);
    for (const { statement, values } of plan.steps) {
      if (statement === keepSubjectKey) rows['aegle.subject_key'].push(line(values));
      if (statement === startStream || statement === appendEvent) addEvent(rows, values);
    }
    head = plan.head;
  }
  const { version, chain, recordedMs } = head;
  const recorded = new Date(recordedMs).toISOString();
  const link = Buffer.from(chain, 'hex');
  const place = [tenantId, subjectId, 'patient-gate', String(version)];
  rows['aegle.stream_head'].push(line([...place, link, recorded]));
  const first = events[0]!.event;
  for (const organisation of ['clinic-harbour', 'pharmacy-lighthouse']) {
    const tie = [tenantId, subjectId, demonstrationId(organisation), 'care', first.occurredOn];
    rows['aegle.patient_tie'].push(line([...tie, null, first.id]));
  }
}

async function* chunksOf(lines: readonly Buffer[]): AsyncGenerator<Buffer> {
  for (let at = 0; at < lines.length; at += 200) yield Buffer.concat(lines.slice(at, at + 200));
}

/** COPY cannot write through row-level security: it stops binding the owner in this transaction. */
async function bindOwner(client: pg.Client, isBound: boolean): Promise<void> {
  for (const table of Object.keys(TABLES))
    await client.query(`alter table ${table} ${isBound ? '' : 'no '}force row level security`);
}

async function copyRows(client: pg.Client, rows: Rows): Promise<void> {
  await client.query('begin');
  await bindOwner(client, false);
  for (const [table, columns] of Object.entries(TABLES)) {
    const lines = rows[table as Table];
    await copyIn(client, `copy ${table} (${columns}) from stdin`, chunksOf(lines));
  }
  await bindOwner(client, true);
  await client.query('commit');
}

/** Loads `count` courses and answers their patients. `report` hears how many are in. */
export async function loadCourses(
  owner: pg.PoolConfig,
  tenantId: string,
  keyring: Keyring,
  patterns: readonly CoursePattern[],
  count: number,
  report: (loaded: number) => void,
): Promise<readonly ReadyPatient[]> {
  // In order, so that the indexes grow at their end while loading.
  const ids = Array.from({ length: count }, () => randomUUID() as string).sort();
  const patients = ids.map((id, at) => ({ id, pattern: patterns[at % patterns.length]! }));
  await withOwner(owner, async (client) => {
    for (let at = 0; at < count; at += COURSES_AT_ONCE) {
      const rows = noRows();
      for (const { id, pattern } of patients.slice(at, at + COURSES_AT_ONCE))
        addCourse(rows, tenantId, keyring, id, pattern);
      await copyRows(client, rows);
      report(Math.min(at + COURSES_AT_ONCE, count));
    }
    for (const table of Object.keys(TABLES)) await client.query(`vacuum (analyze) ${table}`);
  });
  return patients.map(({ id, pattern }) => ({ id, prescription: pattern.prescription }));
}
