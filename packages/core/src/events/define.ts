// What an event type declares besides its fields: where it goes, how it is protected, what it can do.
// Never holds behaviour: the catalogue is a table.

import { type Fields, oneOf, optional, text } from './fields.ts';

export const STREAM_KINDS = ['gate', 'record', 'prescriber', 'pharmacy', 'programme'] as const;
/** The stream an event belongs to; `gate` and `record` are the patient's two. */
export type StreamKind = (typeof STREAM_KINDS)[number];

export const SENSITIVITY_CLASSES = [
  'plain',
  'identity',
  'reproductive',
  'mental_health',
  'images',
] as const;
/** Which of the patient's keys encrypts the payload. */
export type SensitivityClass = (typeof SENSITIVITY_CLASSES)[number];

/** The declaration of one event type. */
export interface EventDefinition<F extends Fields = Fields, S extends StreamKind = StreamKind> {
  readonly stream: S;
  readonly sensitivity: SensitivityClass;
  /** True when the event is evidence that can only close a gate whatever else its fields say. */
  readonly closesOnly: boolean;
  /** Current version of the payload; older ones are lifted by an upcaster. */
  readonly version: number;
  readonly fields: F;
}

type Options = Partial<Pick<EventDefinition, 'sensitivity' | 'closesOnly' | 'version'>>;

/**
 * How a patient's report came: `electronic` by the patient or guardian, signed in; `paper` or
 * `telephone` entered by the actor for them. Absent: not said.
 */
export const reported = {
  medium: optional(oneOf('electronic', 'paper', 'telephone')),
} as const;

/**
 * For whom a system reported: a person's id, or the organisation's own where it is a laboratory or a
 * portal. Only systems say it; absent: the actor is a person.
 */
export const byMachine = { reportedFor: optional(text()) } as const;

const definer =
  <const S extends StreamKind>(stream: S) =>
  <const F extends Fields>(fields: F, options: Options = {}): EventDefinition<F, S> => ({
    stream,
    sensitivity: options.sensitivity ?? 'plain',
    closesOnly: options.closesOnly ?? false,
    version: options.version ?? 1,
    fields,
  });

export const gate = definer('gate');
export const record = definer('record');
export const prescriber = definer('prescriber');
export const pharmacy = definer('pharmacy');
export const programme = definer('programme');
