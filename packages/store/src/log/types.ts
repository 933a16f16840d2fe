// The words of the log: streams, events as given, events as read. It must hold no rule of treatment.

/** Streams of a patient are `patient-gate` and `patient-record`; the others have one per subject. */
export const streamKinds = [
  'patient-gate',
  'patient-record',
  'prescriber',
  'pharmacy',
  'programme',
] as const;
export type StreamKind = (typeof streamKinds)[number];

/** Which key seals a payload; erasure may destroy one class and leave the others. */
export const payloadClasses = [
  'plain',
  'identity',
  'reproductive',
  'mental_health',
  'images',
] as const;
export type PayloadClass = (typeof payloadClasses)[number];

/** One stream inside the transaction's tenant. `subjectId` is a pseudonym (UUID), never a name. */
export interface StreamRef {
  readonly subjectId: string;
  readonly kind: StreamKind;
}

/** Where a stream ends. Version 0 and 32 zero bytes: nothing was written yet. */
export interface StreamVersion extends StreamRef {
  readonly version: number;
  /** Hex SHA-256 of the last link. */
  readonly chain: string;
  /** Milliseconds since 1970 (UTC) of the last `recorded`; 0 when the stream is empty. */
  readonly recordedMs: number;
}

/** JSON with whole numbers only: a decimal is written as a string ("0.5"), so bytes are stable. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

/** An event as a service gives it. `recorded` is set by the store, never by a caller. */
export interface NewEvent {
  /** UUID chosen by the writer; sent twice with the same content it is stored once. */
  readonly id: string;
  /** Past tense, from the catalogue of `core/events`; the store does not know the list. */
  readonly type: string;
  readonly v: number;
  /** Calendar day where it happened, YYYY-MM-DD. */
  readonly occurredOn: string;
  /** ISO 8601 instant with Z or an offset, where the hour matters. */
  readonly occurredAt?: string;
  readonly actorId: string;
  readonly actorRole: string;
  readonly class: PayloadClass;
  readonly payload: { readonly [key: string]: Json };
}

/** An event as read, in stream order. `recorded` is an ISO instant (UTC, milliseconds). */
export interface ReadableEvent extends NewEvent {
  readonly erased: false;
  readonly stream: StreamRef;
  readonly version: number;
  readonly recorded: string;
}

/** What is left of an event whose key was destroyed: its place, its id and when it was recorded. */
export interface ErasedEvent {
  readonly erased: true;
  readonly stream: StreamRef;
  readonly version: number;
  readonly id: string;
  readonly recorded: string;
}

export type LogEvent = ReadableEvent | ErasedEvent;

/** Where a stream does not hold, and which rule says so. Nobody decides on such a stream. */
export interface Damage {
  readonly version: number;
  readonly rule:
    | 'version_missing'
    | 'header_differs'
    | 'payload_missing'
    | 'payload_differs'
    | 'link_differs'
    | 'head_differs';
}

export interface StreamRead {
  readonly head: StreamVersion;
  /** What could be read. Of a damaged stream some events may be missing, or stand as erased. */
  readonly events: readonly LogEvent[];
  /** The first place where the chain of what was read does not hold; null when it is whole. */
  readonly damage: Damage | null;
}

/** The receipt of one stored event. */
export interface Appended {
  readonly id: string;
  readonly version: number;
  readonly recorded: string;
  readonly chain: string;
  /** True when the very same event was already there and nothing was written. */
  readonly wasAlreadyThere: boolean;
}

/**
 * One append to one stream.
 * `decide`: compare-and-swap. The stream must stand at the version this transaction read (or at
 * `expectedVersion`, when a client names one), and every head in `versionsRead` must still stand when
 * the transaction commits; otherwise the work is run again from a fresh read.
 * `note`: commutative. Never a version conflict for the caller; the store retries by itself.
 */
export interface AppendRequest {
  readonly stream: StreamRef;
  readonly how: 'decide' | 'note';
  readonly events: readonly NewEvent[];
  readonly expectedVersion?: number;
  readonly versionsRead?: readonly StreamVersion[];
}
