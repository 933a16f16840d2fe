// Which stop of contraception ends nothing that anybody was known to use.
// Never takes a word for another: which method ended is asked, not guessed.

import type { AegleEvent, EventOf } from '../events/event.ts';

type Start = EventOf<'ContraceptionStarted'>;
type Stop = EventOf<'ContraceptionStopped'>;

/**
 * True for a stop that names no method that was in use on its day, as far as the record tells: another
 * spelling, a brand, or a method that was stopped before. What did end is then not known, and no rule
 * can read it. The same stop told twice, or of an earlier day, ends what it names.
 */
export function endsNothing(stop: Stop, told: readonly AegleEvent[]): boolean {
  const { method } = stop.data;
  const starts = told.filter(
    (one): one is Start => one.type === 'ContraceptionStarted' && one.data.method === method,
  );
  const stops = told.filter(
    (one): one is Stop =>
      one.type === 'ContraceptionStopped' && one.id !== stop.id && one.data.method === method,
  );
  return !starts.some(
    (start) =>
      start.occurredOn <= stop.occurredOn &&
      !stops.some(
        (other) =>
          other.occurredOn < stop.occurredOn &&
          (other.occurredOn > start.occurredOn ||
            (other.occurredOn === start.occurredOn && other.sequence > start.sequence)),
      ),
  );
}
