// The small vocabulary in which event payloads are declared, and the types it infers.
// Never coerces: a value either has the declared shape or is refused with the field's name.

import { type CalendarDay, formatCalendarDay, parseCalendarDay } from '../time/calendar-day.ts';
import { formatInstant, type Instant, parseInstant } from '../time/instant.ts';
import { knownWord } from './words.ts';

/** One declared field of an event payload. */
export type Field =
  | { readonly kind: 'text'; readonly maxLength: number }
  | { readonly kind: 'day' }
  | { readonly kind: 'instant' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  | { readonly kind: 'decimal'; readonly min: number; readonly max: number }
  | { readonly kind: 'oneOf'; readonly values: readonly string[] }
  | { readonly kind: 'list'; readonly of: Field; readonly maxItems: number }
  | { readonly kind: 'optional'; readonly of: Field };

export type Fields = Readonly<Record<string, Field>>;

/** The value in memory: days and instants are numbers, decimals are numbers in the stated unit. */
export type ValueOf<F> = F extends { kind: 'text' }
  ? string
  : F extends { kind: 'day' }
    ? CalendarDay
    : F extends { kind: 'instant' }
      ? Instant
      : F extends { kind: 'boolean' }
        ? boolean
        : F extends { kind: 'integer' | 'decimal' }
          ? number
          : F extends { kind: 'oneOf'; values: readonly (infer V)[] }
            ? V
            : F extends { kind: 'list'; of: infer G }
              ? readonly ValueOf<G>[]
              : F extends { kind: 'optional'; of: infer G }
                ? ValueOf<G> | undefined
                : never;

/** The payload type of a set of fields; optional fields may be absent, absent means unknown. */
export type DataOf<T extends Fields> = {
  readonly [K in keyof T as T[K] extends { kind: 'optional' } ? never : K]: ValueOf<T[K]>;
} & { readonly [K in keyof T as T[K] extends { kind: 'optional' } ? K : never]?: ValueOf<T[K]> };

/** What is wrong with one field of what was sent, and what to do. */
export interface FieldProblem {
  /** Path of the field, e.g. `data.specimenDay`. */
  readonly field: string;
  /** Stable rule name, e.g. `not_a_calendar_day`. */
  readonly rule: string;
  readonly nextStep: string;
}

export const text = (maxLength = 200) => ({ kind: 'text', maxLength }) as const;
export const day = { kind: 'day' } as const;
export const instant = { kind: 'instant' } as const;
export const boolean = { kind: 'boolean' } as const;
export const integer = (min: number, max: number) => ({ kind: 'integer', min, max }) as const;
export const decimal = (min: number, max: number) => ({ kind: 'decimal', min, max }) as const;
export const oneOf = <const V extends readonly string[]>(...values: V) =>
  ({ kind: 'oneOf', values }) as const;
export const list = <const F extends Field>(of: F, maxItems = 50) =>
  ({ kind: 'list', of, maxItems }) as const;
export const optional = <const F extends Field>(of: F) => ({ kind: 'optional', of }) as const;

// biome-ignore lint/suspicious/noControlCharactersInRegex: U+0000 is what is looked for.
const UNSTORABLE = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

const DECIMAL_PATTERN = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** Reads one value; problems are added to `problems` and the result is then `undefined`. */
export function readField(
  field: Field,
  value: unknown,
  path: string,
  problems: FieldProblem[],
): unknown {
  const refuse = (rule: string, nextStep: string) => {
    problems.push({ field: path, rule, nextStep });
    return undefined;
  };
  switch (field.kind) {
    case 'optional':
      return value === undefined ? undefined : readField(field.of, value, path, problems);
    case 'text':
      if (typeof value !== 'string' || value.length === 0)
        return refuse('not_a_text', 'Send a text that is not empty.');
      if (UNSTORABLE.test(value))
        return refuse(
          'not_a_text',
          'Remove characters that no text may hold (U+0000, half a pair).',
        );
      return value.length > field.maxLength
        ? refuse('text_too_long', `Send at most ${field.maxLength} characters.`)
        : knownWord(value);
    case 'day':
      return (
        (typeof value === 'string' ? parseCalendarDay(value) : undefined) ??
        refuse('not_a_calendar_day', 'Send a day that exists, as YYYY-MM-DD.')
      );
    case 'instant':
      return (
        (typeof value === 'string' ? parseInstant(value) : undefined) ??
        refuse('not_an_instant', 'Send an ISO 8601 time with its offset.')
      );
    case 'boolean':
      return typeof value === 'boolean' ? value : refuse('not_a_boolean', 'Send true or false.');
    case 'integer':
      return typeof value === 'number' &&
        Number.isInteger(value) &&
        value >= field.min &&
        value <= field.max
        ? value
        : refuse('not_in_range', `Send a whole number from ${field.min} to ${field.max}.`);
    case 'decimal':
      return (
        readDecimal(field, value) ??
        refuse('not_in_range', `Send a decimal as text, from ${field.min} to ${field.max}.`)
      );
    case 'oneOf':
      // The declared word itself, not the copy that was sent: equal words are then the same string.
      return (
        field.values.find((one) => one === value) ??
        refuse('not_a_listed_value', `Send one of: ${field.values.join(', ')}.`)
      );
    case 'list':
      if (!Array.isArray(value) || value.length > field.maxItems)
        return refuse('not_a_list', `Send a list of at most ${field.maxItems} items.`);
      return value.map((item, index) => readField(field.of, item, `${path}[${index}]`, problems));
  }
}

function readDecimal(field: { min: number; max: number }, value: unknown): number | undefined {
  if (typeof value !== 'string' || !DECIMAL_PATTERN.test(value)) return undefined;
  const parsed = Number(value);
  // A decimal that a double cannot carry unchanged would be stored as another number.
  const digits = value.replace(/^-?(0\.0*)?/, '').replace('.', '');
  if (digits.length > 15 || String(parsed).includes('e')) return undefined;
  return parsed >= field.min && parsed <= field.max ? parsed : undefined;
}

/** A key is repeated only where it looks like a field's name: it could be somebody's. */
function nameable(key: string): string {
  return /^[A-Za-z][A-Za-z0-9_]{0,40}$/.test(key) ? key : '(undeclared)';
}

/** Reads a whole payload: unknown fields and missing required fields are problems. */
export function readFields(
  fields: Fields,
  value: unknown,
  path: string,
  problems: FieldProblem[],
): Record<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problems.push({ field: path, rule: 'not_an_object', nextStep: 'Send an object of fields.' });
    return undefined;
  }
  const data: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    if (!Object.hasOwn(fields, key))
      problems.push({
        field: `${path}.${nameable(key)}`,
        rule: 'unknown_field',
        nextStep: `Remove it; the fields are: ${Object.keys(fields).join(', ') || 'none'}.`,
      });
  }
  for (const [key, field] of Object.entries(fields)) {
    const raw = (value as Record<string, unknown>)[key];
    if (raw === undefined && field.kind !== 'optional') {
      problems.push({
        field: `${path}.${key}`,
        rule: 'missing_field',
        nextStep: 'Send this field; what it means is in the schema.',
      });
      continue;
    }
    const read = readField(field, raw, `${path}.${key}`, problems);
    if (read !== undefined) data[key] = read;
  }
  return data;
}

/** Writes one value back to its wire form (days and instants as text, decimals as text). */
export function writeField(field: Field, value: unknown): unknown {
  switch (field.kind) {
    case 'optional':
      return value === undefined ? undefined : writeField(field.of, value);
    case 'day':
      return formatCalendarDay(value as CalendarDay);
    case 'instant':
      return formatInstant(value as Instant);
    case 'decimal':
      return String(value);
    case 'list':
      return (value as readonly unknown[]).map((item) => writeField(field.of, item));
    default:
      return value;
  }
}

/** Writes a payload to its wire form; absent optional fields stay absent. */
export function writeFields(fields: Fields, data: object): Record<string, unknown> {
  const written: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(fields)) {
    const value = (data as Record<string, unknown>)[key];
    if (value !== undefined) written[key] = writeField(field, value);
  }
  return written;
}
