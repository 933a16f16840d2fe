// Event payload schemas, generated from core's field declarations: they are never written twice.
// Never accepts what core's own reader refuses, nor the other way round (a test compares the two).

import type { Field, Fields } from '@aegle/core';
import { z } from 'zod';
import { DECIMAL_PATTERN, day, instant, text } from './scalars.ts';

/** The value on the wire: days, instants and decimals are text. */
export type WireValueOf<F> = F extends { kind: 'text' | 'day' | 'instant' | 'decimal' }
  ? string
  : F extends { kind: 'boolean' }
    ? boolean
    : F extends { kind: 'integer' }
      ? number
      : F extends { kind: 'oneOf'; values: readonly (infer V)[] }
        ? V
        : F extends { kind: 'list'; of: infer G }
          ? readonly WireValueOf<G>[]
          : F extends { kind: 'optional'; of: infer G }
            ? WireValueOf<G> | undefined
            : never;

/** The payload on the wire; an absent optional field means unknown. */
export type WireDataOf<T extends Fields> = {
  readonly [K in keyof T as T[K] extends { kind: 'optional' } ? never : K]: WireValueOf<T[K]>;
} & {
  readonly [K in keyof T as T[K] extends { kind: 'optional' } ? K : never]?: WireValueOf<T[K]>;
};

/** The schema of one declared field. */
export function schemaOfField(field: Field): z.ZodType {
  switch (field.kind) {
    case 'optional':
      return schemaOfField(field.of).optional();
    case 'text':
      return text(field.maxLength);
    case 'day':
      return day;
    case 'instant':
      return instant;
    case 'boolean':
      return z.boolean();
    case 'integer':
      return z.int().min(field.min).max(field.max);
    case 'decimal':
      return z
        .string()
        .regex(DECIMAL_PATTERN)
        .refine((value) => Number(value) >= field.min && Number(value) <= field.max, {
          error: `Send a decimal as text, from ${field.min} to ${field.max}.`,
        });
    case 'oneOf':
      return z.enum(field.values as [string, ...string[]]);
    case 'list':
      return z.array(schemaOfField(field.of)).max(field.maxItems);
  }
}

/** The schema of a whole payload: unknown and missing fields are refused. */
export function schemaOfFields(fields: Fields): z.ZodType {
  const shape = Object.entries(fields).map(([name, field]) => [name, schemaOfField(field)]);
  return z.strictObject(Object.fromEntries(shape));
}
