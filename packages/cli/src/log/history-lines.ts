// One stream or one patient as one line of NDJSON, out of the log and back into events.
// Never a name or an identifier of a person: a line carries pseudonyms only.

import { eventLineSchema } from '@aegle/data';
import type { LogEvent, ReadableEvent, StreamRead } from '@aegle/store';
import { z } from 'zod';

/** A prescriber's, pharmacy's or programme's stream as one line. */
export const streamLineSchema = z
  .strictObject({
    stream: z.enum(['prescriber', 'pharmacy', 'programme']),
    id: z.string().meta({ description: 'A UUID; of a programme its name, e.g. us-ipledge.' }),
    zone: z.string(),
    events: z.array(eventLineSchema),
    complete: z.literal(true),
  })
  .meta({ title: 'Line of an Aegle data set that is not a patient' });
export type StreamLine = z.infer<typeof streamLineSchema>;

function isReadable(event: LogEvent): event is ReadableEvent {
  return !event.erased;
}

/** True when something of these streams was erased: they are then not whole enough to export. */
export function hasErased(reads: readonly StreamRead[]): boolean {
  return reads.some((read) => read.events.some((event) => event.erased));
}

/** Event lines of streams, in the order they were recorded. */
export function eventLinesOf(reads: readonly StreamRead[]) {
  return reads
    .flatMap((read) => read.events.filter(isReadable))
    .sort((a, b) => (a.recorded < b.recorded ? -1 : a.recorded > b.recorded ? 1 : 0))
    .map((event) => ({
      id: event.id,
      type: event.type,
      v: event.v,
      day: event.occurredOn,
      ...(event.occurredAt === undefined ? {} : { at: event.occurredAt }),
      recordedAt: event.recorded,
      by: `${event.actorRole}:${event.actorId}`,
      data: event.payload,
    }));
}
