// From what a sender says happened to what the log stores: stream, class, actor, the wire payload.
// Never loses evidence that can only close a gate: what cannot be read is kept as unresolved.

import { createHash } from 'node:crypto';
import {
  type Actor,
  type AegleEvent,
  type StreamKind as CoreStreamKind,
  EVENT_CATALOGUE,
  type FieldProblem,
  formatEvent,
  formatInstant,
  type Instant,
  isEventType,
  mustKeepUnreadable,
  type ParsedEvent,
  parseEvent,
  parseInstant,
  type Role,
  type WireEvent,
} from '@aegle/core';
import { doorProblems } from '@aegle/data';
import type { Json, NewEvent, Scope, StreamKind } from '@aegle/store';
import { refuse } from '@aegle/store';

const STREAMS: Readonly<Record<CoreStreamKind, StreamKind>> = {
  gate: 'patient-gate',
  record: 'patient-record',
  prescriber: 'prescriber',
  pharmacy: 'pharmacy',
  programme: 'programme',
};

/** The store's stream kind of an event type. */
export function streamKindOf(type: AegleEvent['type']): StreamKind {
  return STREAMS[EVENT_CATALOGUE[type].stream];
}

/** The instant of a scope, read once at the door. */
export function nowOf(scope: Scope): Instant {
  const now = parseInstant(scope.now);
  if (now === undefined)
    throw refuse('invalid', 'now', 'It must be an ISO instant.', 'Give the server clock.');
  return now;
}

/** A parsed event as the store takes it. */
export function newEventFrom(event: AegleEvent): NewEvent {
  const wire = formatEvent(event);
  return {
    id: event.id,
    type: event.type,
    v: wire.v,
    occurredDay: wire.occurredOn,
    ...(wire.occurredAt === undefined ? {} : { occurredAt: wire.occurredAt }),
    actorId: event.actor.id,
    actorRole: event.actor.role,
    class: EVENT_CATALOGUE[event.type].sensitivity,
    payload: wire.data as { readonly [key: string]: Json },
  };
}

/** Makes an event of Aegle's own (a hold, an authorisation); its fields are checked like any other. */
export function ownEvent(
  scope: Scope,
  id: string,
  type: AegleEvent['type'],
  occurredOn: string,
  data: Readonly<Record<string, unknown>>,
  actor: Actor = scope.actor as Actor,
): NewEvent {
  const now = nowOf(scope);
  const wire = {
    id,
    type,
    v: EVENT_CATALOGUE[type].version,
    occurredOn,
    ...(isAbout(occurredOn, now) ? { occurredAt: formatInstant(now) } : {}),
    data,
  };
  const parsed = parseEvent(wire, { sequence: 1, recordedAt: now, actor });
  if (!parsed.ok)
    throw refuse(
      'invalid',
      parsed.problems[0]!.field,
      parsed.problems[0]!.rule,
      parsed.problems[0]!.nextStep,
    );
  return newEventFrom(parsed.event);
}

const DAY_MS = 86_400_000;

/** What follows from a report of another day happened on that day, at an hour that nobody knows. */
function isAbout(day: string, now: Instant): boolean {
  return Math.abs(Date.parse(day) - Date.parse(formatInstant(now).slice(0, 10))) <= DAY_MS;
}

/** A new event as core reads it, at a place in its stream; none where it does not read. */
export function eventFrom(event: NewEvent, sequence: number, now: Instant): readonly AegleEvent[] {
  const parsed = parseEvent(
    {
      id: event.id,
      type: event.type,
      v: event.v,
      occurredOn: event.occurredDay,
      ...(event.occurredAt === undefined ? {} : { occurredAt: event.occurredAt }),
      data: event.payload,
    },
    { sequence, recordedAt: now, actor: { id: event.actorId, role: event.actorRole as Role } },
  );
  return parsed.ok ? [parsed.event] : [];
}

/** What a sender's event becomes. */
export interface ReceivedEvent {
  readonly event: NewEvent;
  readonly stream: StreamKind;
  /** True when it could not be read and is kept as `ReportUnresolved`. */
  readonly isUnresolved: boolean;
  /** The id under which an unresolved event was sent, where it is one. */
  readonly sentId?: string;
}

const RAW_LENGTH_MAX = 60_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const NOT_A_UUID: FieldProblem = {
  field: 'id',
  rule: 'not_a_uuid',
  nextStep: 'Send a lower-case UUID that you chose for this event.',
};

/** Reads a sender's event, or keeps it unresolved, or refuses it with the field named. */
export function receiveEvent(scope: Scope, wire: WireEvent, newId: () => string): ReceivedEvent {
  const now = nowOf(scope);
  const actor: Actor = { id: scope.actor.id, role: scope.actor.role as Role };
  const read = parseEvent(wire, { sequence: 1, recordedAt: now, actor });
  const atDoor = read.ok
    ? [...(UUID.test(wire.id) ? [] : [NOT_A_UUID]), ...doorProblems(wire, read.event)]
    : [];
  const parsed: ParsedEvent = atDoor.length > 0 ? { ok: false, problems: atDoor } : read;
  if (parsed.ok)
    return {
      event: newEventFrom(parsed.event),
      stream: streamKindOf(parsed.event.type),
      isUnresolved: false,
    };
  if (mustKeepUnreadable(wire.type, wire.data)) {
    const problems = parsed.problems.map((one) => `${one.field}: ${one.rule}`);
    return unresolvedReport(scope, wire, problems, newId);
  }
  const [first] = parsed.problems;
  throw refuse('invalid', first!.field, first!.rule, first!.nextStep);
}

/** At most so many code units, and no half of a sign at the end: half of one is no text. */
function cutText(text: string, lengthMax: number): string {
  const cut = text.slice(0, lengthMax);
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}

/** A report kept as it came, closed until a clinician has looked at it. */
export function unresolvedReport(
  scope: Scope,
  wire: WireEvent,
  problems: readonly string[],
  newId: () => string,
): ReceivedEvent {
  // JSON text writes out what a stored text may not hold.
  const raw = JSON.stringify(wire);
  const event = ownEvent(scope, newId(), 'ReportUnresolved', scope.now.slice(0, 10), {
    reportedType: isEventType(wire.type) ? wire.type : 'unknown',
    problems: problems.slice(0, 50).map((one) => cutText(one, 200)),
    rawDigest: createHash('sha256').update(raw).digest('hex'),
    raw: cutText(raw, RAW_LENGTH_MAX),
  });
  const sent = typeof wire.id === 'string' && UUID.test(wire.id) ? { sentId: wire.id } : {};
  return { event, stream: 'patient-gate', isUnresolved: true, ...sent };
}

/** The part of an event's data that says for whom a system acted; nothing where a person did. */
export function machineOf({ reportedFor }: { readonly reportedFor?: string }): {
  readonly reportedFor?: string;
} {
  return reportedFor === undefined ? {} : { reportedFor };
}
