// The closed catalogue of event types: what can happen, in which stream, with which fields.
// Never grows a type without a definition here; every list elsewhere is exhaustive over it by type.

import { afterEvents, courseEvents, findingEvents, safetyEvents } from './catalogue-course.ts';
import {
  contraceptionEvents,
  enrolmentEvents,
  testEvents,
  visitEvents,
} from './catalogue-enrolment.ts';
import { pharmacyEvents, prescriberEvents, programmeEvents } from './catalogue-organisations.ts';
import { eligibilityEvents, obstacleEvents, supplyEvents } from './catalogue-supply.ts';
import type { StreamKind } from './define.ts';
import type { DataOf } from './fields.ts';

export const EVENT_CATALOGUE = {
  ...enrolmentEvents,
  ...contraceptionEvents,
  ...testEvents,
  ...visitEvents,
  ...eligibilityEvents,
  ...supplyEvents,
  ...obstacleEvents,
  ...courseEvents,
  ...findingEvents,
  ...safetyEvents,
  ...afterEvents,
  ...prescriberEvents,
  ...pharmacyEvents,
  ...programmeEvents,
} as const;

export type EventType = keyof typeof EVENT_CATALOGUE;
export const EVENT_TYPES = Object.keys(EVENT_CATALOGUE) as readonly EventType[];

const OWN_NAMES: ReadonlyMap<string, EventType> = new Map(EVENT_TYPES.map((type) => [type, type]));

/**
 * The catalogue's own copy of a type's name, or `undefined`. Events carry it instead of the text that
 * was sent: types are then the same string, and comparing them reads no letters.
 */
export function eventTypeOf(name: string): EventType | undefined {
  return OWN_NAMES.get(name);
}

/** True for a name of the catalogue. */
export function isEventType(name: string): name is EventType {
  return Object.hasOwn(EVENT_CATALOGUE, name);
}

/** The payload of an event type, as held in memory. */
export type EventData<T extends EventType> = DataOf<(typeof EVENT_CATALOGUE)[T]['fields']>;

/** Types of one stream, e.g. `TypeIn<'record'>`. */
export type TypeIn<S extends StreamKind> = {
  [T in EventType]: (typeof EVENT_CATALOGUE)[T]['stream'] extends S ? T : never;
}[EventType];
