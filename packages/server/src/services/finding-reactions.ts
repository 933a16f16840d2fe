// What a laboratory result or a symptom calls for in the light of the whole record: tasks, and a hold
// where signs together are a red flag. Never a grade stored, never a dose changed.

import {
  type AegleEvent,
  assessRecord,
  foldRecord,
  type Instant,
  isRedFlagSymptom,
  redFlagsOn,
} from '@aegle/core';
import type { FindingTables } from '@aegle/data';
import type { NewEvent } from '@aegle/store';
import { eventFrom } from './new-events.ts';
import type { PatientCase } from './read-case.ts';
import type { TaskKindName } from './task-kinds.ts';

/** True for a symptom whose words, alone or with what was reported around it, are a red flag. */
export function isRedFlagReport(
  tables: () => FindingTables,
  record: readonly AegleEvent[],
  event: NewEvent,
  now: Instant,
): boolean {
  const { symptom, grade } = event.payload;
  if (typeof symptom !== 'string' || typeof grade !== 'number' || grade === 0) return false;
  if (isRedFlagSymptom(symptom, grade)) return true;
  const [read] = eventFrom(event, 1, now);
  if (read === undefined) return false;
  const others = foldRecord(record, now).symptoms.map(({ data, occurredOn }) => ({
    symptom: data.symptom,
    grade: data.grade,
    day: occurredOn,
  }));
  const own = { symptom, grade, day: read.occurredOn };
  const { redFlags } = tables();
  const before = redFlagsOn(redFlags, others, read.occurredOn).length;
  return redFlagsOn(redFlags, [...others, own], read.occurredOn).length > before;
}

/** The task that one laboratory result calls for; none where it asks for nothing. */
export function labTasks(
  tables: () => FindingTables,
  known: PatientCase,
  record: readonly AegleEvent[],
  event: NewEvent,
  now: Instant,
): readonly TaskKindName[] {
  const [read] = eventFrom(event, 1, now);
  if (read === undefined) return [];
  const startedOn = known.events.filter(({ type }) => type === 'CourseStarted').at(-1)?.occurredOn;
  const facts = foldRecord([...record, read], now);
  const findings = assessRecord(tables().laboratory, facts, startedOn);
  const reviews = findings.find(({ id }) => id === read.id)?.reviews ?? [];
  if (reviews.length === 0) return [];
  const isUrgent = reviews.some(({ urgency }) => urgency === 'same_day');
  return [isUrgent ? 'review_result_today' : 'review_result'];
}
