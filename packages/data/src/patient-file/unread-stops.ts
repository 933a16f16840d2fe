// A stop in a file that names no method in use is kept as the log keeps it: unresolved, and closed.
// Never drops the line: its id, its day and its place stay as written.

import { createHash } from 'node:crypto';
import { type AegleEvent, endsNothing, formatEvent } from '@aegle/core';

/** The gate events of a history with each stop that ends nothing, so far as was told by then, unresolved. */
export function withUnreadStops(gate: readonly AegleEvent[]): readonly AegleEvent[] {
  return gate.map((event, index) => {
    if (event.type !== 'ContraceptionStopped') return event;
    if (!endsNothing(event, gate.slice(0, index))) return event;
    const raw = JSON.stringify(formatEvent(event));
    const { id, sequence, occurredOn, recordedAt, actor } = event;
    const data = {
      reportedType: event.type,
      problems: ['data.method: not_in_use'],
      rawDigest: createHash('sha256').update(raw).digest('hex'),
      raw,
    };
    return { id, type: 'ReportUnresolved', sequence, occurredOn, recordedAt, actor, data };
  });
}
