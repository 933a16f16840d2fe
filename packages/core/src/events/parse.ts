// From the wire to an event and back. The one parsing constructor: an invalid event cannot exist.
// Never repairs: a payload is read whole or refused whole, with every problem named.

import type { Actor } from '../decision/actor.ts';
import { type CalendarDay, formatCalendarDay, parseCalendarDay } from '../time/calendar-day.ts';
import { formatInstant, type Instant, parseInstant } from '../time/instant.ts';
import { CITED_LIMITS } from '../units/cited-limits.ts';
import { EVENT_CATALOGUE, type EventType, eventTypeOf } from './catalogue.ts';
import { tooFarAheadProblems } from './days-ahead.ts';
import type { AegleEvent } from './event.ts';
import { type FieldProblem, readFields, writeFields } from './fields.ts';
import { labProblem, labProblems } from './lab-problems.ts';
import { lateResultProblems, orderProblems } from './order-of-days.ts';
import { upcast } from './upcast/upcast.ts';

/** What a sender says happened. */
export interface WireEvent {
  readonly id: string;
  readonly type: string;
  readonly v: number;
  /** `YYYY-MM-DD` at the place it happened. */
  readonly occurredOn: string;
  /** ISO 8601 with offset, where the hour matters. */
  readonly occurredAt?: string;
  readonly data: unknown;
}

/** What the log adds when it records. */
export interface Recording {
  readonly sequence: number;
  readonly recordedAt: Instant;
  readonly actor: Actor;
  /** The day being lived at the place of the event when it was recorded; left out, not known. */
  readonly today?: CalendarDay;
}

export type ParsedEvent =
  | { readonly ok: true; readonly event: AegleEvent }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

const WIRE_FIELDS = ['id', 'type', 'v', 'occurredOn', 'occurredAt', 'data'];

/** Reads one event; refuses unknown fields, impossible dates and a specimen after its report. */
export function parseEvent(wire: WireEvent, recording: Recording): ParsedEvent {
  const problems: FieldProblem[] = [];
  const refuse = (field: string, rule: string, nextStep: string) =>
    problems.push({ field, rule, nextStep });
  for (const key of Object.keys(wire))
    if (!WIRE_FIELDS.includes(key))
      refuse(key, 'unknown_field', `Remove it; an event has: ${WIRE_FIELDS.join(', ')}.`);
  if (typeof wire.id !== 'string' || wire.id.length === 0 || wire.id.length > 100)
    refuse('id', 'not_a_text', 'Send an id of 1 to 100 characters that you chose for this event.');
  const occurredOn =
    typeof wire.occurredOn === 'string' ? parseCalendarDay(wire.occurredOn) : undefined;
  if (occurredOn === undefined)
    refuse('occurredOn', 'not_a_calendar_day', 'Send a day that exists, as YYYY-MM-DD.');
  const occurredAt =
    typeof wire.occurredAt === 'string' ? parseInstant(wire.occurredAt) : undefined;
  if (wire.occurredAt !== undefined && occurredAt === undefined)
    refuse(
      'occurredAt',
      'not_an_instant',
      'Send an ISO 8601 time with its offset, or leave it out.',
    );
  const type = typeof wire.type === 'string' ? eventTypeOf(wire.type) : undefined;
  if (type === undefined) {
    refuse('type', 'unknown_event_type', 'Send a type of the event catalogue.');
    return { ok: false, problems };
  }
  const data = readPayload(type, wire.v, wire.data, problems);
  if (problems.length > 0 || occurredOn === undefined || data === undefined)
    return { ok: false, problems };
  const event = {
    id: wire.id,
    type,
    sequence: recording.sequence,
    occurredOn,
    ...(occurredAt === undefined ? {} : { occurredAt }),
    recordedAt: recording.recordedAt,
    actor: recording.actor,
    // The payload was read by its own type's fields; the union of all types does not carry that.
    data,
  } as unknown as AegleEvent;
  problems.push(...orderProblems(event, recording.today));
  if (event.type === 'LabResulted') problems.push(...labProblems(event.data));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, event };
}

/**
 * What is refused of an event that is sent today, though one like it that is stored is read: a result
 * of an older version whose unit does not fit its code. A sender that knows says what it is held for.
 */
export function sentProblems(wire: WireEvent, event: AegleEvent): readonly FieldProblem[] {
  if (event.type === 'DoseTaken' && event.data.doseMg < CITED_LIMITS.smallestCapsuleMg.value)
    return [
      {
        field: 'data.doseMg',
        rule: 'less_than_a_capsule',
        nextStep: `Send milligrams: no capsule holds less than ${CITED_LIMITS.smallestCapsuleMg.value} mg.`,
      },
    ];
  if (event.type === 'PregnancyTestReported') return lateResultProblems(event);
  const tooFar = tooFarAheadProblems(event);
  if (tooFar.length > 0) return tooFar;
  if (event.type !== 'LabResulted' || event.data.heldFor === undefined) return [];
  const isSaid = typeof wire.data === 'object' && wire.data !== null && 'heldFor' in wire.data;
  return isSaid ? [] : [labProblem(event.data, event.data.heldFor)];
}

function readPayload(type: EventType, version: unknown, data: unknown, problems: FieldProblem[]) {
  const definition = EVENT_CATALOGUE[type];
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    problems.push({ field: 'v', rule: 'not_a_version', nextStep: 'Send a whole number from 1.' });
    return undefined;
  }
  if (version > definition.version) {
    problems.push({
      field: 'v',
      rule: 'version_from_the_future',
      nextStep: `This Aegle knows ${type} up to version ${definition.version}; update it first.`,
    });
    return undefined;
  }
  return readFields(definition.fields, upcast(type, version, data), 'data', problems);
}

/** Writes an event to its wire form. */
export function formatEvent(event: AegleEvent): WireEvent {
  const definition = EVENT_CATALOGUE[event.type];
  return {
    id: event.id,
    type: event.type,
    v: definition.version,
    occurredOn: formatCalendarDay(event.occurredOn),
    ...(event.occurredAt === undefined ? {} : { occurredAt: formatInstant(event.occurredAt) }),
    data: writeFields(definition.fields, event.data),
  };
}
