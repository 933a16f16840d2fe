// The one place where an event becomes a row of the log, and a row an event again.
// Never skips a stored event it cannot read: that stops the request.

import {
  type AegleEvent,
  type StreamKind as CoreStreamKind,
  EVENT_CATALOGUE,
  formatEvent,
  type Instant,
  parseEvent,
  parseInstant,
  type Role,
} from '@aegle/core';
import type { AppendRequest, Json, LogEvent, NewEvent, StreamKind, StreamRead } from '@aegle/store';
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

/** The row of an event: what the log seals is its wire form; place and instant are the log's own. */
export function rowOf(event: AegleEvent): NewEvent {
  const wire = formatEvent(event);
  return {
    id: event.id,
    type: event.type,
    v: wire.v,
    occurredOn: wire.occurredOn,
    ...(wire.occurredAt === undefined ? {} : { occurredAt: wire.occurredAt }),
    actorId: event.actor.id,
    actorRole: event.actor.role,
    class: EVENT_CATALOGUE[event.type].sensitivity,
    // What core writes for the wire is JSON; its type says only that it is unknown.
    payload: wire.data as { readonly [key: string]: Json },
  };
}

/** What the store is asked to append, with events in place of rows. */
export type EventAppend = Omit<AppendRequest, 'events'> & {
  readonly events: readonly AegleEvent[];
};

/** An append as the store takes it. */
export function appendOf({ events, ...rest }: EventAppend): AppendRequest {
  return { ...rest, events: events.map(rowOf) };
}

/** An event of the log as core knows it; erased events have no content left. Fault `damaged`. */
export function eventFromLog(event: LogEvent): AegleEvent | undefined {
  if (event.erased) return undefined;
  const parsed = parseEvent(
    {
      id: event.id,
      type: event.type,
      v: event.v,
      occurredOn: event.occurredOn,
      ...(event.occurredAt === undefined ? {} : { occurredAt: event.occurredAt }),
      data: event.payload,
    },
    {
      sequence: event.version,
      recordedAt: parseInstant(event.recorded) as Instant,
      actor: { id: event.actorId, role: event.actorRole as Role },
    },
  );
  if (!parsed.ok)
    throw refuse(
      'damaged',
      parsed.problems[0]?.field ?? 'event',
      `A stored event cannot be read (${parsed.problems[0]?.rule ?? 'unreadable'}).`,
      'Nothing was granted. Verify the log; an upcaster may be missing.',
    );
  return parsed.event;
}

/** Each stream as it was read is parsed once, however often a request asks for it. */
const parsedReads = new WeakMap<StreamRead, readonly AegleEvent[]>();

/** Events of one stream, optionally only up to a version. */
export function eventsOf(read: StreamRead, upTo?: number): readonly AegleEvent[] {
  if (upTo !== undefined) return parsedEvents(read, upTo);
  const known = parsedReads.get(read) ?? parsedEvents(read, Number.MAX_SAFE_INTEGER);
  parsedReads.set(read, known);
  return known;
}

function parsedEvents(read: StreamRead, upTo: number): readonly AegleEvent[] {
  return read.events.flatMap((event) => {
    if (event.version > upTo) return [];
    const known = eventFromLog(event);
    return known === undefined ? [] : [known];
  });
}
