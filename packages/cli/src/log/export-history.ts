// Writes a tenant's log as NDJSON: organisations, programmes, then one line a patient.
// Never a patient of whom something was erased, and never a person's name.

import { programmeSubject } from '@aegle/server';
import type { StreamKind, StreamRead } from '@aegle/store';
import type { OpenTenant } from '../world/installation.ts';
import { eventLinesOf, hasErased } from './history-lines.ts';

export interface ExportReport {
  readonly patients: number;
  readonly streams: number;
  /** Patients left out because something of them was erased. */
  readonly erased: number;
}

const PAGE = 200;
const ACTOR = { id: 'aegle-export', role: 'system_client' } as const;

async function* subjects(open: OpenTenant, kind: StreamKind): AsyncGenerator<string> {
  let after: string | undefined;
  for (;;) {
    const page = await open.store.subjects(open.tenant.id, kind, PAGE, after);
    if (page.length === 0) return;
    yield* page;
    after = page.at(-1);
  }
}

function read(open: OpenTenant, subjectId: string, ...kinds: StreamKind[]) {
  return open.store.inTransaction(open.scopeOf(ACTOR), (tx) =>
    tx.readStreams(kinds.map((kind) => ({ subjectId, kind }))),
  );
}

/** The place of care that the latest enrolment states; UTC, which is no place, where none is. */
function placeIn(lines: ReturnType<typeof eventLinesOf>): string {
  const enrolled = lines.findLast(({ type }) => type === 'PatientEnrolled');
  const { zone } = (enrolled?.data ?? {}) as { readonly zone?: unknown };
  return typeof zone === 'string' ? zone : 'UTC';
}

/** Writes every line; `told` hears how many patients were written. */
export async function exportHistory(
  open: OpenTenant,
  write: (line: string) => void,
  told: (patients: number) => void,
): Promise<ExportReport> {
  const names = new Map([...open.rules.loaded.keys()].map((id) => [programmeSubject(id), id]));
  const line = (content: object, reads: readonly StreamRead[]) => {
    const events = eventLinesOf(reads);
    write(`${JSON.stringify({ ...content, zone: placeIn(events), events, complete: true })}\n`);
  };
  let streams = 0;
  for (const kind of ['prescriber', 'pharmacy', 'programme'] as const)
    for await (const subject of subjects(open, kind)) {
      const reads = await read(open, subject, kind);
      line({ stream: kind, id: names.get(subject) ?? subject }, reads);
      streams += 1;
    }
  let patients = 0;
  let erased = 0;
  for await (const patient of subjects(open, 'patient-gate')) {
    const reads = await read(open, patient, 'patient-gate', 'patient-record');
    if (hasErased(reads)) erased += 1;
    else {
      line({ patient }, reads);
      patients += 1;
      told(patients);
    }
  }
  return { patients, streams, erased };
}
