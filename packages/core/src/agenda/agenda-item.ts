// One thing that has to happen: what, for whom, who may do it, from when, until when, and why.
// Never a verdict: an item repeats what the gate, the schedule or a task said, with its source.

import type { Role } from '../decision/actor.ts';
import type { Sentences } from '../decision/audience.ts';
import type { Citation } from '../decision/decision.ts';
import type { ReasonCode } from '../decision/reason-codes.ts';
import type { Stage } from '../programme/programme.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import type { Instant } from '../time/instant.ts';

/** What is to be done. A screen turns each into words of its own. */
export const AGENDA_STEPS = [
  // What cannot wait: a clinician speaks with the patient, or a person looks at the record.
  'contact_patient',
  'restore_record',
  // The two acts of the gate, and giving blood.
  'prescribe',
  'dispense',
  'donate_blood',
  // What the gate asks for.
  'pregnancy_test',
  'counselling',
  'comprehension',
  'contraception',
  'visit',
  'form',
  'guardian_signature',
  'document',
  'category',
  'enrolment',
  'specialist_approval',
  'second_prescriber',
  'prescriber_certificate',
  'pharmacy_certificate',
  'prescription',
  'external_authorization',
  'judgement',
  'edition',
  'wait',
  'supply',
  // Beside the gate: an insurer, a shelf, the course.
  'prior_authorization',
  'insurer_answer',
  'stock',
  'resume_course',
  'move',
  'laboratory_test',
  'capsules_run_out',
  'follow_up',
  'after_advice',
  'task',
] as const;
export type AgendaStep = (typeof AGENDA_STEPS)[number];

/** A day's end on the clock that ends it. */
export interface AgendaEnd {
  /** The last day, included. */
  readonly day: CalendarDay;
  /** IANA zone whose midnight ends it. */
  readonly zone: string;
  /** The last millisecond of that day. */
  readonly at: Instant;
}

/** The rule behind an item, with its source. */
export interface AgendaReason {
  /** A reason of the gate, or `conditions_met` where it grants; otherwise a code of the item's own. */
  readonly code: ReasonCode | 'conditions_met' | AgendaStep;
  readonly programme: string;
  readonly edition: string;
  readonly requirement: string;
  readonly citation: Citation;
  /** Ids of the events it rests on; empty when the missing thing is the reason. */
  readonly evidence: readonly string[];
  readonly text: Sentences;
}

/**
 * `now` can be done, `later` opens on `from`, `waiting` depends on other items (or on nobody knows
 * when), `overdue` should have been done by its last day.
 */
export type AgendaState = 'now' | 'later' | 'waiting' | 'overdue';

/** What is said of a window that is open: three working days are left, one, or none. */
export const AGENDA_WARNINGS = ['three_days', 'last_day', 'no_day'] as const;
export type AgendaWarning = (typeof AGENDA_WARNINGS)[number];

/** Whose certificate an item is about; a clinic has none of its own. */
export interface AgendaSubject {
  readonly kind: 'prescriber' | 'pharmacy';
  readonly id: string;
}

/** One item. Absent members are unknown, never "at any time". */
export interface AgendaItem {
  /** The same for the same facts and the same rule; unique in one agenda. */
  readonly id: string;
  readonly what: AgendaStep;
  /** Of a certificate, or of a standing that is judged: whose it is. */
  readonly subject?: AgendaSubject;
  readonly state: AgendaState;
  /** Whose it is, and who may do it in their place. */
  readonly who: readonly Role[];
  /** First day on which it can be done; of what waits for other items, not before this day. */
  readonly from: CalendarDay | undefined;
  /** The day to choose where any of several would do. */
  readonly bestDay: CalendarDay | undefined;
  readonly closes: AgendaEnd | undefined;
  /** The last day of the window on which somebody is there; absent with none, or without an end. */
  readonly lastWorkingDay?: CalendarDay | undefined;
  /** The hour at which that day's work ends, such as `18:00`; absent: not known. */
  readonly lastHour?: string;
  /** Working days until it closes, today included, of those on which it can be done. */
  readonly workingDaysLeft?: number;
  /** Present while it is open and three working days or fewer are left. */
  readonly warning?: AgendaWarning;
  /** Days on which it is warned: with three working days left, and with one. */
  readonly warnOn?: readonly CalendarDay[];
  /** Whose holidays were left out of the working days, such as `DE-BY`; absent: only weekends were. */
  readonly holidaysOf?: string;
  readonly why: AgendaReason;
  /** Further reasons that the same deed clears. */
  readonly alsoWhy?: readonly AgendaReason[];
  /** Ids of the items that this one opens, or helps to open. */
  readonly unlocks: readonly string[];
  /** What the gate says first once it has closed; absent where nothing is lost on a day. */
  readonly ifMissed: AgendaReason | undefined;
  /** Which act of the gate it is, or belongs to. */
  readonly stage: Stage | undefined;
}

/** True when `left` is told before `right`: what closes first, then what opens first. */
export function compareItems(left: AgendaItem, right: AgendaItem): number {
  const end = ({ closes }: AgendaItem) => closes?.at ?? Number.POSITIVE_INFINITY;
  const start = ({ from }: AgendaItem) => from ?? Number.POSITIVE_INFINITY;
  const byUrgency = (one: AgendaItem) => (AT_ONCE.includes(one.what) ? 0 : 1);
  if (byUrgency(left) !== byUrgency(right)) return byUrgency(left) - byUrgency(right);
  if (end(left) !== end(right)) return end(left) < end(right) ? -1 : 1;
  if (start(left) !== start(right)) return start(left) < start(right) ? -1 : 1;
  return AGENDA_STEPS.indexOf(left.what) - AGENDA_STEPS.indexOf(right.what);
}

/** What comes before everything that has a date. */
const AT_ONCE: readonly AgendaStep[] = ['contact_patient', 'restore_record'];
