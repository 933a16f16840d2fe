// A patient's history as a file: one person, the streams of a question, the question's details.
// Never reads part of a file: every line is an event, or the whole file is refused with the reasons.

import {
  beforeBirthProblem,
  EVENT_CATALOGUE,
  type FieldProblem,
  foldPatient,
  type Instant,
  type Programme,
  type StreamKind,
} from '@aegle/core';
import { withDosesAfterEnd } from './doses-after-end.ts';
import { eventsFrom, type LineRules } from './event-lines.ts';
import { type FileProblem, parseText, problemsOfShape } from './file-text.ts';
import { problemsOfNames } from './known-names.ts';
import { type PatientFile, type PatientHistory, patientFileSchema } from './patient-file-schema.ts';
import { isZone } from './recording-times.ts';
import { withUnreadStops } from './unread-stops.ts';
import { warningHolds } from './warning-holds.ts';

export type PatientReading =
  | { readonly ok: true; readonly history: PatientHistory }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/**
 * Reads a patient file (YAML or JSON) against the loaded programmes. Whole, or not at all. What an
 * older Aegle stored (`isStored`) is read as it was stored, though today's door would refuse it.
 */
export function readPatientFile(
  text: string,
  programmes: readonly Programme[],
  { isStored = false } = {},
): PatientReading {
  const parsed = parseText(text);
  if (!parsed.ok) return parsed;
  const shape = patientFileSchema.safeParse(parsed.content);
  const refused = (problems: readonly FieldProblem[]): PatientReading => ({
    ok: false,
    problems: problems.map((problem) => ({ ...problem, line: parsed.lineOf(problem.field) })),
  });
  if (!shape.success) return refused(problemsOfShape(shape.error.issues));
  if (!parsed.isClosed && Object.keys(parsed.content as object).at(-1) !== 'complete')
    return refused([
      {
        field: 'complete',
        rule: 'not_the_last_line',
        nextStep: 'Put `complete: true` at the very end: a file cut in half lacks it.',
      },
    ]);
  const problems: FieldProblem[] = [];
  const history = historyOf(shape.data, isStored, problems);
  if (!isStored) problems.push(...problemsBeforeBirth(history));
  problems.push(...problemsOfNames(history, programmes));
  return problems.length > 0 ? refused(problems) : { ok: true, history };
}

function historyOf(file: PatientFile, isStored: boolean, problems: FieldProblem[]): PatientHistory {
  const { zone } = file;
  if (!isZone(zone))
    problems.push({
      field: 'zone',
      rule: 'unknown_zone',
      nextStep: 'Name a zone of the zone database, such as America/New_York.',
    });
  const context = { zone: isZone(zone) ? zone : 'UTC' };
  const ids = new Set<string>();
  const read = (part: PatientFile['events'], place: string, ...streams: StreamKind[]) => {
    const rules: LineRules = { streams, isInOrder: true, isStored };
    const found = eventsFrom(part, context, place, rules);
    problems.push(...found.problems);
    for (const event of found.events) {
      if (ids.has(event.id))
        problems.push({
          field: place,
          rule: 'duplicate_event',
          nextStep: 'An event id stands in two parts of the file: give each event its own.',
        });
      ids.add(event.id);
    }
    return found.events;
  };
  const own = read(file.events, 'events', 'gate', 'record');
  const of = (kind: StreamKind) =>
    own.filter((event) => EVENT_CATALOGUE[event.type].stream === kind);
  const written = [...of('gate'), ...warningHolds(own)].sort((a, b) => a.sequence - b.sequence);
  const gate = isStored ? written : withUnreadStops(written);
  return {
    file,
    gate: withDosesAfterEnd(gate, of('record')),
    record: of('record'),
    prescriber: file.prescriber && read(file.prescriber.events, 'prescriber.events', 'prescriber'),
    pharmacy: file.pharmacy && read(file.pharmacy.events, 'pharmacy.events', 'pharmacy'),
    programmes: new Map(
      Object.entries(file.programmes ?? {}).map(([id, part]) => [
        id,
        read(part.events, `programmes.${id}.events`, 'programme'),
      ]),
    ),
  };
}

const ALL_KNOWN = Number.MAX_SAFE_INTEGER as Instant;

/** What is said to have happened before the day of birth that the last enrolment gives. */
function problemsBeforeBirth(history: PatientHistory): readonly FieldProblem[] {
  const { enrolments } = foldPatient(history.gate, ALL_KNOWN);
  const bornOn = enrolments.findLast((one) => one.data.bornOn !== undefined)?.data.bornOn;
  return [...history.gate, ...history.record].flatMap((event) => {
    const problem = beforeBirthProblem(event, bornOn);
    return problem === undefined
      ? []
      : [{ ...problem, field: `events[${event.sequence - 1}].day` }];
  });
}
