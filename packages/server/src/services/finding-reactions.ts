// What a laboratory result or a symptom calls for in the light of the whole record: tasks, and a hold
// where signs together are a red flag. Never a grade stored, never a dose changed.

import {
  type AegleEvent,
  assessRecord,
  type EventOf,
  foldRecord,
  type Instant,
  isRedFlagSymptom,
  redFlagsOn,
} from '@aegle/core';
import type { FindingTables } from '@aegle/data';
import type { PatientCase } from './read-case.ts';
import type { TaskKindName } from './task-kinds.ts';

/** True for a symptom whose words, alone or with what was reported around it, are a red flag. */
export function isRedFlagReport(
  tables: () => FindingTables,
  record: readonly AegleEvent[],
  event: EventOf<'SymptomReported'>,
  now: Instant,
): boolean {
  const { symptom, grade } = event.data;
  if (grade === 0) return false;
  if (isRedFlagSymptom(symptom, grade)) return true;
  const others = foldRecord(record, now).symptoms.map(({ data, occurredOn }) => ({
    symptom: data.symptom,
    grade: data.grade,
    day: occurredOn,
  }));
  const own = { symptom, grade, day: event.occurredOn };
  const { redFlags } = tables();
  const before = redFlagsOn(redFlags, others, event.occurredOn).length;
  return redFlagsOn(redFlags, [...others, own], event.occurredOn).length > before;
}

/** The task that one laboratory result calls for; none where it asks for nothing. */
export function labTasks(
  tables: () => FindingTables,
  known: PatientCase,
  record: readonly AegleEvent[],
  event: EventOf<'LabResulted'>,
  now: Instant,
): readonly TaskKindName[] {
  const startedOn = known.events.filter(({ type }) => type === 'CourseStarted').at(-1)?.occurredOn;
  const facts = foldRecord([...record, event], now);
  const findings = assessRecord(tables().laboratory, facts, startedOn);
  const reviews = findings.find(({ id }) => id === event.id)?.reviews ?? [];
  if (reviews.length === 0) return [];
  const isUrgent = reviews.some(({ urgency }) => urgency === 'same_day');
  return [isUrgent ? 'review_result_today' : 'review_result'];
}
