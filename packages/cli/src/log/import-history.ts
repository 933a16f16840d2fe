// Takes one line of NDJSON into the log: a whole patient or a whole stream, or nothing of it.
// Never drops evidence that can only close a gate: of a known patient it is kept even when refused.

import { mustKeepUnreadable } from '@aegle/core';
import type { PatientHistory } from '@aegle/data';
import {
  eventsFrom,
  type FileProblem,
  parseText,
  problemsOfShape,
  readPatientFile,
} from '@aegle/data';
import { appendOf, importHistory, programmeSubject, recordEvents } from '@aegle/server';
import type { Scope } from '@aegle/store';
import { StoreFault } from '@aegle/store';
import { InputRefused } from '../world/input-refused.ts';
import type { OpenTenant } from '../world/installation.ts';
import { programmesOf } from '../world/rules.ts';
import { streamLineSchema } from './history-lines.ts';

/** What became of one line. */
export interface LineOutcome {
  readonly state: 'stored' | 'known' | 'refused';
  readonly problems: readonly FileProblem[];
  /** Closing evidence of a refused line that was kept for a known patient. */
  readonly kept: number;
}

const ACTOR = { id: 'aegle-import', role: 'system_client' } as const;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Imports one line in one transaction. A fault of the database itself is thrown. */
export async function importLine(open: OpenTenant, text: string): Promise<LineOutcome> {
  const scope = open.scopeOf(ACTOR);
  try {
    const isNew = await store(open, scope, text);
    return { state: isNew ? 'stored' : 'known', problems: [], kept: 0 };
  } catch (error) {
    const problems = problemsIn(error);
    return { state: 'refused', problems, kept: await keepClosing(open, scope, text) };
  }
}

function problemsIn(error: unknown): readonly FileProblem[] {
  if (error instanceof InputRefused) return error.problems;
  if (!(error instanceof StoreFault) || error.fault.kind === 'unavailable') throw error;
  const { field, kind, rule, nextStep } = error.fault;
  return [{ field, rule: kind, nextStep: `${rule} ${nextStep}` }];
}

function store(open: OpenTenant, scope: Scope, text: string): Promise<boolean> {
  const parsed = parseText(text);
  if (!parsed.ok) throw new InputRefused(parsed.problems.map(withoutLine));
  const { content } = parsed;
  const isStream = typeof content === 'object' && content !== null && 'stream' in content;
  return isStream ? storeStream(open, scope, content) : storePatient(open, scope, text);
}

const withoutLine = ({ field, rule, nextStep }: FileProblem): FileProblem => ({
  field,
  rule,
  nextStep,
});

function storePatient(open: OpenTenant, scope: Scope, text: string): Promise<boolean> {
  const reading = readPatientFile(text, programmesOf(open.rules), { isStored: true });
  if (!reading.ok) throw new InputRefused(reading.problems.map(withoutLine));
  const { history } = reading;
  const problems = problemsOfImport(history, Date.parse(scope.now));
  if (problems.length > 0) throw new InputRefused(problems);
  const { gate, record, file } = history;
  const taken = { patient: file.patient as string, gate, record };
  return open.services.store.inTransaction(scope, (tx) => importHistory(open.services, tx, taken));
}

function problemsOfImport(history: PatientHistory, now: number): readonly FileProblem[] {
  const problems: FileProblem[] = [];
  const add = (field: string, rule: string, nextStep: string) =>
    problems.push({ field, rule, nextStep });
  if (!UUID.test(history.file.patient ?? ''))
    add('patient', 'not_a_uuid', 'Give the patient a lower-case UUID as pseudonym.');
  for (const part of ['prescriber', 'pharmacy', 'programmes', 'question'] as const)
    if (history.file[part] !== undefined)
      add(part, 'not_part_of_a_history', 'Send it as a line of its own, with `stream` and `id`.');
  for (const event of [...history.gate, ...history.record]) {
    const place = `events[${event.sequence - 1}]`;
    if (!UUID.test(event.id)) add(`${place}.id`, 'not_a_uuid', 'Give every event a UUID.');
    if (event.recordedAt > now)
      add(`${place}.recordedAt`, 'recorded_in_the_future', 'Check the clock that wrote it.');
  }
  return problems;
}

async function storeStream(open: OpenTenant, scope: Scope, content: unknown): Promise<boolean> {
  const shape = streamLineSchema.safeParse(content);
  if (!shape.success) throw new InputRefused(problemsOfShape(shape.error.issues));
  const { stream: kind, id, zone, events: lines } = shape.data;
  const isKnown = kind === 'programme' ? open.rules.loaded.has(id) : UUID.test(id);
  const rules = { streams: [kind], isInOrder: true, isStored: true };
  const { events, problems } = eventsFrom(lines, { zone }, 'events', rules);
  const refusals: FileProblem[] = [...problems];
  if (!isKnown)
    refusals.push({ field: 'id', rule: 'unknown_id', nextStep: 'A UUID, or a loaded programme.' });
  if (refusals.length > 0) throw new InputRefused(refusals);
  const subjectId = kind === 'programme' ? programmeSubject(id) : id;
  const appended = await open.services.store.append(
    scope,
    appendOf({ stream: { subjectId, kind }, how: 'note', events }),
  );
  return appended.some((one) => !one.wasAlreadyThere);
}

/** Records the closing evidence of a refused line where the patient is known; else nothing is open. */
async function keepClosing(open: OpenTenant, scope: Scope, text: string): Promise<number> {
  const parsed = parseText(text);
  if (!parsed.ok || typeof parsed.content !== 'object' || parsed.content === null) return 0;
  const { patient, events } = parsed.content as { patient?: unknown; events?: unknown };
  if (typeof patient !== 'string' || !UUID.test(patient) || !Array.isArray(events)) return 0;
  const stream = { subjectId: patient, kind: 'patient-gate' } as const;
  const [read] = await open.store.inTransaction(scope, (tx) => tx.readStreams([stream]));
  if (read === undefined || read.head.version === 0) return 0;
  const known = new Set(read.events.map((event) => event.id));
  const closing = events.filter(
    (line: { type?: unknown; data?: unknown; id?: unknown } | null) =>
      typeof line === 'object' &&
      line !== null &&
      !known.has(String(line.id)) &&
      mustKeepUnreadable(line.type, line.data),
  );
  for (const { id, type, v = 1, day, at, data } of closing)
    await recordEvents(open.services, scope, patient, [
      {
        id: UUID.test(String(id)) ? id : open.services.newId(),
        type,
        v,
        occurredOn: day,
        ...(at === undefined ? {} : { occurredAt: at }),
        data,
      },
    ]);
  return closing.length;
}
