// The exact bytes of an event that are hashed and sealed: RFC 8785 text of a checked body.
// It must never repair a value: what is not allowed is refused, with the field named.

import canonicalize from 'canonicalize';
import { refuse, type StoreFault } from '../faults/faults.ts';
import { type Json, type NewEvent, payloadClasses } from './types.ts';

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const dayPattern = /^\d{4}-(\d{2})-(\d{2})$/;
const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;
const typePattern = /^[A-Z][A-Za-z0-9]{0,63}$/;
const loneSurrogate = /\p{Surrogate}/u;
const depthMax = 12;
const bodyBytesMax = 1_048_576;

function invalid(field: string, rule: string): StoreFault {
  return refuse('invalid', field, rule, 'Correct the field and send the whole request again.');
}

/** True for a UUID in lower case, the only form ids are kept in. */
export function isUuid(text: string): boolean {
  return uuidPattern.test(text);
}

/** Checked text of an RFC 8785 form of already checked JSON. */
export function canonicalText(value: Json): string {
  const text = canonicalize(value);
  if (text === undefined) throw invalid('value', 'It is JSON.');
  return text;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** True for a calendar day that exists. */
export function isCalendarDay(text: string): boolean {
  const match = dayPattern.exec(text);
  if (match === null) return false;
  const month = Number(match[1]);
  const day = Number(match[2]);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(Number(text.slice(0, 4)), month);
}

function isInstant(text: string): boolean {
  return (
    instantPattern.test(text) && isCalendarDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text))
  );
}

/** Refuses what would not come back byte for byte: fractions, undefined, dates, lone surrogates. */
export function checkJson(value: unknown, field: string, depth = 0): void {
  if (depth > depthMax) throw invalid(field, `JSON is at most ${depthMax} levels deep.`);
  if (value === null || typeof value === 'boolean') return;
  if (typeof value === 'string') {
    if (loneSurrogate.test(value) || value.includes('\u0000')) {
      throw invalid(field, 'Text is well-formed Unicode without a null character.');
    }
    return;
  }
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value) && !Object.is(value, -0)) return;
    throw invalid(field, 'A number is whole; write a decimal as text, for instance "0.5".');
  }
  if (Array.isArray(value)) {
    for (const [at, member] of value.entries()) checkJson(member, `${field}[${at}]`, depth + 1);
    return;
  }
  if (typeof value !== 'object') throw invalid(field, 'It is JSON.');
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw invalid(field, 'It is JSON.');
  for (const [key, member] of Object.entries(value)) {
    checkJson(key, field, depth + 1);
    checkJson(member, `${field}.${key}`, depth + 1);
  }
}

/** Checks an event field by field. Fault `invalid` names the first field at fault. */
export function checkEvent(event: NewEvent, field: string): void {
  if (!isUuid(event.id)) throw invalid(`${field}.id`, 'It is a lower-case UUID.');
  if (!typePattern.test(event.type)) throw invalid(`${field}.type`, 'It is an event type name.');
  if (!Number.isSafeInteger(event.v) || event.v < 1) {
    throw invalid(`${field}.v`, 'It is a whole number from 1.');
  }
  if (!isCalendarDay(event.occurredOn)) {
    throw invalid(`${field}.occurredOn`, 'It is a calendar day that exists, YYYY-MM-DD.');
  }
  if (event.occurredAt !== undefined && !isInstant(event.occurredAt)) {
    throw invalid(`${field}.occurredAt`, 'It is an ISO 8601 instant with Z or an offset.');
  }
  for (const name of ['actorId', 'actorRole'] as const) {
    if (typeof event[name] !== 'string' || event[name] === '') {
      throw invalid(`${field}.${name}`, 'It is text and not empty.');
    }
    checkJson(event[name], `${field}.${name}`);
  }
  if (!payloadClasses.includes(event.class)) {
    throw invalid(`${field}.class`, `It is one of ${payloadClasses.join(', ')}.`);
  }
  checkJson(event.payload, `${field}.payload`);
}

/** The body: everything about the event that erasure must be able to take away. */
export function bodyText(event: NewEvent): string {
  const body = {
    actorId: event.actorId,
    actorRole: event.actorRole,
    class: event.class,
    // The word that every sealed body has used since the first: stored bytes keep it.
    occurredDay: event.occurredOn,
    payload: event.payload,
    type: event.type,
    v: event.v,
    ...(event.occurredAt === undefined ? {} : { occurredAt: event.occurredAt }),
  };
  const text = canonicalText(body);
  if (Buffer.byteLength(text) > bodyBytesMax) {
    throw invalid('event.payload', `An event has at most ${bodyBytesMax} bytes.`);
  }
  return text;
}

export type EventBody = Omit<NewEvent, 'id'>;

type StoredBody = Omit<EventBody, 'occurredOn'> & { readonly occurredDay: string };

/** Reads a body back. The bytes were checked when written, so no field is checked again here. */
export function bodyFrom(text: string): EventBody {
  const { occurredDay, ...body } = JSON.parse(text) as StoredBody;
  return { ...body, occurredOn: occurredDay };
}
