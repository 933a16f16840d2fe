// An event in memory: past tense, typed, bitemporal. Never changed after it was made.

import type { Actor } from '../decision/actor.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import type { Instant } from '../time/instant.ts';
import type { EventData, EventType } from './catalogue.ts';

/** One event of a known type. */
export interface EventOf<T extends EventType> {
  readonly id: string;
  readonly type: T;
  /** The stream's position, from 1: the order in which the log heard of things. */
  readonly sequence: number;
  /** When it happened: the calendar day at the place where it happened. */
  readonly occurredOn: CalendarDay;
  /** When it happened, to the instant, where the hour matters. */
  readonly occurredAt?: Instant;
  /** When the log heard of it. Deadlines are judged on this. */
  readonly recordedAt: Instant;
  readonly actor: Actor;
  /** Set where it was heard in a record that was merged into this patient's: that record's id. */
  readonly mergedFrom?: string;
  readonly data: EventData<T>;
}

/** Any event of the catalogue, discriminated by `type`. */
export type AegleEvent = { readonly [T in EventType]: EventOf<T> }[EventType];
