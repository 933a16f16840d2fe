// What was typed into a form, as an event's payload on the wire.
// Never fills in, corrects or coerces: an empty field is absent, anything else goes as it was typed.

import type { Field, Fields } from '@aegle/core';

/** Values as typed; a name that is absent or empty was not filled in. */
export type Typed = Readonly<Record<string, string>>;

/** The field without its `optional`. */
export function required(field: Field): Exclude<Field, { readonly kind: 'optional' }> {
  return field.kind === 'optional' ? required(field.of) : field;
}

function wireValue(field: Field, typed: string): unknown {
  const inner = required(field);
  switch (inner.kind) {
    case 'boolean':
      return typed === 'true' ? true : typed === 'false' ? false : typed;
    case 'integer':
      return /^-?\d+$/.test(typed) ? Number(typed) : typed;
    case 'list':
      return typed
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '')
        .map((line) => wireValue(inner.of, line));
    case 'decimal':
      return typed.replace(',', '.');
    default:
      return typed;
  }
}

/** The payload. A list that is asked for and empty is an empty list: nothing was named. */
export function readForm(fields: Fields, typed: Typed): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = (typed[name] ?? '').trim();
    if (value !== '') data[name] = wireValue(field, value);
    else if (field.kind === 'list') data[name] = [];
  }
  return data;
}

/** Names of required fields that were left empty. */
export function missingFields(fields: Fields, typed: Typed): readonly string[] {
  return Object.entries(fields)
    .filter(([, field]) => field.kind !== 'optional' && field.kind !== 'list')
    .map(([name]) => name)
    .filter((name) => (typed[name] ?? '').trim() === '');
}
