// From what a sender says happened, or what Aegle does, to an event: parsed once, here.
// Never loses evidence that can only close a gate: what cannot be read is kept as unresolved.

import { createHash } from 'node:crypto';
import {
  type Actor,
  type AegleEvent,
  EVENT_CATALOGUE,
  type EventOf,
  type EventType,
  type FieldProblem,
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
import type { Scope, StreamKind } from '@aegle/store';
import { refuse } from '@aegle/store';
import { streamKindOf } from './log-events.ts';

/** The instant of a scope, read once at the door. */
export function nowOf(scope: Scope): Instant {
  const now = parseInstant(scope.now);
  if (now === undefined)
    throw refuse('invalid', 'now', 'It must be an ISO instant.', 'Give the server clock.');
  return now;
}

/** Makes an event of Aegle's own (a hold, an authorisation); its fields are checked like any other. */
export function ownEvent<T extends EventType>(
  scope: Scope,
  id: string,
  type: T,
  occurredOn: string,
  data: Readonly<Record<string, unknown>>,
  actor: Actor = scope.actor as Actor,
): EventOf<T> {
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
  // It was parsed as the type that was asked for.
  return parsed.event as unknown as EventOf<T>;
}

const DAY_MS = 86_400_000;

/** What follows from a report of another day happened on that day, at an hour that nobody knows. */
function isAbout(day: string, now: Instant): boolean {
  return Math.abs(Date.parse(day) - Date.parse(formatInstant(now).slice(0, 10))) <= DAY_MS;
}

/** What a sender's event becomes. */
export interface ReceivedEvent {
  readonly event: AegleEvent;
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
      event: parsed.event,
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
export function cutText(text: string, lengthMax: number): string {
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
