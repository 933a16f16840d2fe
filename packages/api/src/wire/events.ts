// Events on the wire: one schema per type of the catalogue, and the envelope that the log adds.
// Never drops a report that can only close a gate: what no schema reads goes on to core as it came.

import { EVENT_CATALOGUE, EVENT_TYPES, type EventType, ROLES, type StreamKind } from '@aegle/core';
import { z } from 'zod';
import { schemaOfFields, type WireDataOf } from './event-fields.ts';
import { day, instant, text, uuid } from './scalars.ts';

/** One event of a known type, as a sender writes it. */
export interface WireEventOf<T extends EventType> {
  readonly id: string;
  readonly type: T;
  readonly v: number;
  /** `YYYY-MM-DD` at the place it happened. */
  readonly occurredOn: string;
  /** ISO 8601 with offset, where the hour matters. */
  readonly occurredAt?: string | undefined;
  readonly data: WireDataOf<(typeof EVENT_CATALOGUE)[T]['fields']>;
}

/** Any event of the catalogue, discriminated by `type`. */
export type WireEvent = { readonly [T in EventType]: WireEventOf<T> }[EventType];

const envelope = {
  id: uuid.meta({ description: 'Chosen by the sender; sent twice it is stored once.' }),
  occurredOn: day,
  occurredAt: instant.optional(),
};

const MADE = new Map<EventType, ReturnType<typeof newSchemaOf>>();

/** One schema a type, however many unions it stands in. */
function schemaOfEvent(type: EventType) {
  const schema = MADE.get(type) ?? newSchemaOf(type);
  MADE.set(type, schema);
  return schema;
}

function newSchemaOf(type: EventType) {
  const { version, fields } = EVENT_CATALOGUE[type];
  return z
    .strictObject({
      ...envelope,
      type: z.literal(type),
      // An older version is lifted where it is read; its fields are among today's.
      v: z.literal(Array.from({ length: version }, (_, index) => index + 1)),
      data: schemaOfFields(fields),
    })
    .meta({ id: type });
}

function unionOf(types: readonly EventType[]): z.ZodType<WireEvent> {
  const schemas = types.map(schemaOfEvent);
  const [first, ...rest] = schemas;
  if (first === undefined) throw new Error('a union of events has at least one type');
  // Each schema is made from its type's row of the catalogue; the list of them does not carry that.
  return z.discriminatedUnion('type', [first, ...rest]) as unknown as z.ZodType<WireEvent>;
}

const inStreams = (...streams: readonly StreamKind[]) =>
  EVENT_TYPES.filter((type) => streams.includes(EVENT_CATALOGUE[type].stream));

/** Types of the patient's two streams, and of the three others; each can be corrected where it stands. */
export const PATIENT_EVENT_TYPES = inStreams('gate', 'record');
export const PRESCRIBER_EVENT_TYPES = [...inStreams('prescriber'), 'Corrected'] as const;
export const PHARMACY_EVENT_TYPES = [...inStreams('pharmacy'), 'Corrected'] as const;
export const PROGRAMME_EVENT_TYPES = [...inStreams('programme'), 'Corrected'] as const;

export const patientEvent = unionOf(PATIENT_EVENT_TYPES);
export const prescriberEvent = unionOf(PRESCRIBER_EVENT_TYPES);
export const pharmacyEvent = unionOf(PHARMACY_EVENT_TYPES);
export const programmeEvent = unionOf(PROGRAMME_EVENT_TYPES);

/**
 * An object that names a type and does not read as one. Core decides: it is refused with every
 * problem named, or, where it can only close a gate, kept as `ReportUnresolved`.
 */
export const unreadableReport = z.looseObject({ type: text(60) }).meta({ id: 'UnreadableReport' });
export type UnreadableReport = z.infer<typeof unreadableReport>;

/** An event as sent: readable, or a report whose reading is left to core. */
export const sentEvent = z.union([patientEvent, unreadableReport]);

/** The receipt of one stored event. */
export const eventReceipt = z
  .object({
    id: text(100),
    version: z.int().meta({
      description:
        'Its place in its stream, from 1; to whoever does not read the record, in the request.',
    }),
    recorded: instant,
    isUnresolved: z
      .boolean()
      .meta({ description: 'True: it could not be read and is kept as a report to resolve.' }),
  })
  .meta({ id: 'EventReceipt' });
export type EventReceipt = z.infer<typeof eventReceipt>;

/** An event as it is read back; `data` has the shape of its type. */
export const recordedEvent = z
  .object({
    id: text(100),
    type: z.enum(EVENT_TYPES as readonly [EventType, ...EventType[]]),
    v: z.int(),
    occurredOn: day,
    occurredAt: instant.optional(),
    data: z.record(z.string(), z.unknown()),
    recorded: instant,
    by: z.enum(ROLES).meta({ description: 'The role in which it was recorded.' }),
    mergedFrom: uuid
      .optional()
      .meta({ description: 'The merged record in which it was heard; absent: this one.' }),
  })
  .meta({ id: 'RecordedEvent' });
export type RecordedEvent = z.infer<typeof recordedEvent>;
