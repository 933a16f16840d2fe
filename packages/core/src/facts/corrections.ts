// Corrections: what a corrected event says now, and whether the correction could widen a grant.
// Never removes the uncorrected value from the log; this only decides what the fold reads.

import { EVENT_CATALOGUE, type EventType } from '../events/catalogue.ts';
import type { AegleEvent, EventOf } from '../events/event.ts';
import { type Field, type FieldProblem, readField } from '../events/fields.ts';
import { parseCalendarDay } from '../time/calendar-day.ts';
import type { Instant } from '../time/instant.ts';

type Correction = EventOf<'Corrected'>;

/** The event as corrected, or why it cannot be read that way. */
export type CorrectedEvent =
  | { readonly ok: true; readonly event: AegleEvent | undefined }
  | { readonly ok: false; readonly problem: FieldProblem };

/** Applies one correction; a withdrawn event is `undefined`. */
export function applyCorrection(event: AegleEvent, correction: Correction): CorrectedEvent {
  const { field, value, isWithdrawn } = correction.data;
  if (isWithdrawn) return { ok: true, event: undefined };
  if (field === 'occurredOn') {
    const day = value === undefined ? undefined : parseCalendarDay(value);
    return day === undefined
      ? refused('data.value', 'not_a_calendar_day', 'Send the right day as YYYY-MM-DD.')
      : { ok: true, event: { ...event, occurredOn: day } };
  }
  const fields = EVENT_CATALOGUE[event.type].fields as Readonly<Record<string, Field>>;
  const declared = Object.hasOwn(fields, field) ? fields[field] : undefined;
  if (declared === undefined)
    return refused('data.field', 'unknown_field', `Name a field of ${event.type}, or occurredOn.`);
  const problems: FieldProblem[] = [];
  const read = readField(declared, scalarFromText(declared, value), 'data.value', problems);
  if (problems.length > 0) return { ok: false, problem: problems[0]! };
  return { ok: true, event: { ...event, data: { ...event.data, [field]: read } } as AegleEvent };
}

/** A correction that names an event of the history, what that said before, and what it says now. */
export type AppliedCorrection = {
  readonly correction: Correction;
  readonly before: AegleEvent;
  readonly outcome: CorrectedEvent;
};

/** A history as corrected: its events but the corrections, in order, and each correction applied. */
export interface CorrectedHistory {
  readonly events: readonly AegleEvent[];
  readonly applied: readonly AppliedCorrection[];
}

/** A patient's events as corrected by `knownAt`; what cannot be read that way stays as it was. */
export function correctedHistory(
  events: readonly AegleEvent[],
  knownAt: Instant,
): CorrectedHistory {
  const current = new Map<string, AegleEvent | undefined>();
  for (const event of events)
    if (event.type !== 'Corrected') current.set(placeOf(event.id, event.mergedFrom), event);
  const applied: AppliedCorrection[] = [];
  for (const correction of events) {
    if (correction.type !== 'Corrected' || correction.recordedAt > knownAt) continue;
    const place = targetOf(correction, events, current);
    const before = current.get(place);
    if (before === undefined) continue;
    const outcome = applyCorrection(before, correction);
    if (outcome.ok) current.set(place, outcome.event);
    applied.push({ correction, before, outcome });
  }
  const read = events.flatMap((event) =>
    event.type === 'Corrected' ? [] : (current.get(placeOf(event.id, event.mergedFrom)) ?? []),
  );
  return { events: read, applied };
}

/** An id is unique in its record only. */
const placeOf = (id: string, record: string | undefined) =>
  record === undefined ? id : `${record}/${id}`;

/** The event of the correction's own record; else of a record that was merged before it was heard. */
function targetOf(
  correction: Correction,
  events: readonly AegleEvent[],
  current: ReadonlyMap<string, AegleEvent | undefined>,
): string {
  const id = correction.data.event;
  const own = placeOf(id, correction.mergedFrom);
  if (current.has(own)) return own;
  const elsewhere = events.find(
    (event) =>
      event.id === id && event.sequence < correction.sequence && event.type !== 'Corrected',
  );
  return elsewhere === undefined ? own : placeOf(id, elsewhere.mergedFrom);
}

/**
 * The events of a prescriber's, a pharmacy's or a programme's stream as corrected by `knownAt`. A
 * correction that cannot be read takes away what opens and leaves what closes.
 */
export function asCorrected(
  events: readonly AegleEvent[],
  knownAt: Instant,
): readonly AegleEvent[] {
  const known = events.filter((event) => event.recordedAt <= knownAt);
  const corrections = known.filter((event) => event.type === 'Corrected');
  if (corrections.length === 0) return known;
  const current = new Map<string, AegleEvent | undefined>();
  for (const event of known) if (event.type !== 'Corrected') current.set(event.id, event);
  for (const correction of corrections) {
    const before = current.get(correction.data.event);
    if (before === undefined) continue;
    const outcome = applyCorrection(before, correction);
    if (outcome.ok) current.set(before.id, outcome.event);
    else if (!EVENT_CATALOGUE[before.type].closesOnly) current.set(before.id, undefined);
  }
  return known.flatMap((event) => current.get(event.id) ?? []);
}

function refused(field: string, rule: string, nextStep: string): CorrectedEvent {
  return { ok: false, problem: { field, rule, nextStep } };
}

function scalarFromText(field: Field, value: string | undefined): unknown {
  const inner = field.kind === 'optional' ? field.of : field;
  if (value === undefined) return undefined;
  if (inner.kind === 'integer') return /^-?\d+$/.test(value) ? Number(value) : value;
  if (inner.kind === 'boolean') return value === 'true' ? true : value === 'false' ? false : value;
  if (inner.kind === 'list') return value === '' ? [] : value.split(',');
  return value;
}

/** Events that no gate reads: correcting them opens nothing. */
const READ_BY_NO_GATE: readonly EventType[] = [
  'WeightMeasured',
  'RegistryConsentGiven',
  'RegistryConsentWithdrawn',
  'CourseStarted',
  'IncidentOpened',
  'IncidentClosed',
  'TaskOpened',
  'TaskClosed',
  'BloodDonationReported',
];

/** Events that only open: withdrawing them closes again what they had opened. */
const ONLY_OPENS: readonly EventType[] = [
  'SafetyHoldCleared',
  'ReportResolved',
  'DiscretionExercised',
];

/**
 * True when the correction could open what the original kept closed. Which corrections only narrow is
 * a short list: events that no gate reads, a clearing or judgement withdrawn, and a negative test that
 * turns out not to be negative.
 */
export function couldWiden(original: AegleEvent, corrected: AegleEvent | undefined): boolean {
  if (READ_BY_NO_GATE.includes(original.type)) return false;
  if (corrected === undefined && ONLY_OPENS.includes(original.type)) return false;
  if (original.type !== 'PregnancyTestReported') return true;
  const after = corrected as EventOf<'PregnancyTestReported'> | undefined;
  return after === undefined || after.data.result === 'negative';
}
