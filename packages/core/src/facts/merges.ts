// Two records of one person read as one history, in the order in which the log heard them.
// Never lets one record lift what the other one closed before they were known to be one person.

import type { EventType } from '../events/catalogue.ts';
import type { AegleEvent, EventOf } from '../events/event.ts';
import { added, type PatientFacts } from './patient-facts.ts';

/** A record that was merged into a patient's, with its gate events in the order of its stream. */
export interface AbsorbedRecord {
  readonly record: string;
  readonly events: readonly AegleEvent[];
}

/**
 * One history of a patient's own gate events and those of the records merged into theirs, by the
 * instant they were recorded (own first at the same instant), numbered anew from 1. Each event of
 * another record says which. Without another record the own events are answered as they are.
 */
export function mergedHistory(
  own: readonly AegleEvent[],
  absorbed: readonly AbsorbedRecord[],
): readonly AegleEvent[] {
  if (absorbed.length === 0) return own;
  const queues = [
    { record: undefined, events: own, at: 0 },
    ...absorbed.map(({ record, events }) => ({ record, events, at: 0 })),
  ];
  const history: AegleEvent[] = [];
  for (;;) {
    let next: (typeof queues)[number] | undefined;
    for (const queue of queues) {
      const event = queue.events[queue.at];
      if (event === undefined) continue;
      if (next === undefined || event.recordedAt < next.events[next.at]!.recordedAt) next = queue;
    }
    if (next === undefined) return history;
    const event = next.events[next.at]!;
    next.at += 1;
    const place = { sequence: history.length + 1 };
    const { record } = next;
    history.push(
      record === undefined ? { ...event, ...place } : { ...event, ...place, mergedFrom: record },
    );
  }
}

/** Takes another record in: from here on, what this one says reaches it. */
export function absorb(facts: PatientFacts, event: EventOf<'PatientsMerged'>): void {
  const record = event.data.merged;
  const by = event.mergedFrom;
  facts.absorptions = added(facts.absorptions, { record, by, sequence: event.sequence });
  const { [record]: joined = 0, ...rest } = facts.capsulesElsewhere;
  facts.capsulesElsewhere = by === undefined ? rest : { ...rest, [by]: (rest[by] ?? 0) + joined };
}

/** Counts capsules lost (positive) or back (negative); never below none in the record that counts. */
export function account(facts: PatientFacts, event: EventOf<EventType>, change: number): void {
  const { mergedFrom } = event;
  const elsewhere = facts.capsulesElsewhere;
  const before =
    mergedFrom === undefined
      ? facts.capsulesUnaccounted - Object.values(elsewhere).reduce((all, one) => all + one, 0)
      : (elsewhere[mergedFrom] ?? 0);
  const after = Math.max(0, before + change);
  facts.capsulesUnaccounted += after - before;
  if (mergedFrom !== undefined) facts.capsulesElsewhere = { ...elsewhere, [mergedFrom]: after };
}
