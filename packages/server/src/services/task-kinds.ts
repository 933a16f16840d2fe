// The kinds of task: whose they are, how long they may take, who comes next.
// Never free text about a patient: a task names ids and codes only.

import { type CalledTask, formatInstant, type Instant, type Role } from '@aegle/core';
import type { Json, NewTask, PayloadClass } from '@aegle/store';

interface TaskKind {
  readonly ownerRole: Role;
  readonly deputyRole: Role;
  readonly escalationRole: Role;
  /** Hours until the deadline, and until it belongs to the escalation role as well. */
  readonly dueHours: number;
  readonly escalateHours: number;
  readonly class: PayloadClass;
}

const clinic = (dueHours: number, escalateHours: number): TaskKind => ({
  ownerRole: 'prescriber',
  deputyRole: 'delegate',
  escalationRole: 'safety_officer',
  dueHours,
  escalateHours,
  class: 'reproductive',
});

/** Every kind of task. The hours are Aegle's own proposals, not a programme's rule. */
export const TASK_KINDS = {
  /** A positive or unclear test, or a reported pregnancy: a clinician speaks with the patient today. */
  speak_with_patient: { ...clinic(8, 12), deputyRole: 'safety_officer' },
  repeat_test: clinic(48, 72),
  report_to_programme: { ...clinic(24, 48), deputyRole: 'safety_officer' },
  report_to_pharmacovigilance: { ...clinic(24, 48), deputyRole: 'safety_officer' },
  offer_referral: clinic(48, 72),
  resolve_report: clinic(24, 48),
  confirm_correction: { ...clinic(48, 96), deputyRole: 'safety_officer' },
  review_hold: clinic(24, 48),
  review_reversal: clinic(24, 48),
  self_harm_answer: { ...clinic(2, 4), deputyRole: 'safety_officer', class: 'mental_health' },
  dispense_incident: {
    ...clinic(24, 48),
    ownerRole: 'safety_officer',
    deputyRole: 'programme_officer',
  },
  /** A result or its unit that a clinician looks at today, and one that waits for the next visit. */
  review_result_today: { ...clinic(8, 12), deputyRole: 'safety_officer' },
  review_result: clinic(72, 120),
  /** The stored record does not hold: the operator verifies and restores. */
  log_damaged: {
    ...clinic(8, 12),
    ownerRole: 'safety_officer',
    deputyRole: 'programme_officer',
    class: 'plain',
  },
  clear_reason: clinic(72, 120),
  /** Treatment moved out of a programme's country: its office sees who left, and why. */
  programme_left: {
    ...clinic(72, 120),
    ownerRole: 'programme_officer',
    deputyRole: 'safety_officer',
  },
  /** A suspension that could not be read and was kept: the office reads it, and records what was meant. */
  read_suspension: {
    ...clinic(8, 24),
    ownerRole: 'programme_officer',
    deputyRole: 'safety_officer',
    class: 'plain',
  },
} as const satisfies Record<CalledTask, TaskKind> & Record<string, TaskKind>;

export type TaskKindName = keyof typeof TASK_KINDS;

const HOUR_MS = 3_600_000;

/** A new task of a kind, due from `now`. */
export function newTask(
  id: string,
  kind: TaskKindName,
  patient: string,
  now: Instant,
  detail: Json,
): NewTask {
  const { ownerRole, deputyRole, escalationRole, dueHours, escalateHours } = TASK_KINDS[kind];
  const after = (hours: number) => formatInstant((now + hours * HOUR_MS) as Instant);
  return {
    id,
    kind,
    subjectId: patient,
    organisationId: null,
    ownerRole,
    assigneeId: null,
    deputyRole,
    escalationRole,
    deadline: after(dueHours),
    escalateAt: after(escalateHours),
    detail,
    class: TASK_KINDS[kind].class,
  };
}

/** A new task of a kind about a prescriber's or a pharmacy's standing: no patient's. */
export function newOfficeTask(
  id: string,
  kind: TaskKindName,
  about: { readonly kind: 'prescriber' | 'pharmacy'; readonly id: string },
  now: Instant,
  event: string,
): NewTask {
  const task = newTask(id, kind, about.id, now, { event, [about.kind]: about.id });
  return { ...task, subjectId: null };
}
