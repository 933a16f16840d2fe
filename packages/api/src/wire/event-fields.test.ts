// The generated schemas and core's reader must agree on every payload.

import { EVENT_CATALOGUE, EVENT_TYPES, type Field, type Fields, readFields } from '@aegle/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { schemaOfFields } from './event-fields.ts';

const stray = fc.oneof(
  fc.constant(null),
  fc.string({ maxLength: 5 }),
  fc.double(),
  fc.boolean(),
  fc.constantFrom(
    '2026-02-30',
    '2026-02-28',
    '0.5',
    '.5',
    '5e1',
    ' 7',
    '0x10',
    '',
    '2026-03-10T10:00',
  ),
  fc.array(fc.string({ maxLength: 3 }), { maxLength: 3 }),
  fc.constant({}),
);

function sampleOf(field: Field): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case 'optional':
      return fc.oneof(fc.constant(undefined), sampleOf(field.of));
    case 'text':
      return fc.string({ minLength: 1, maxLength: field.maxLength });
    case 'day':
      return fc.constantFrom('2024-02-29', '2026-01-01', '1999-12-31');
    case 'instant':
      return fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-01T00:00:00.123-10:00');
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: field.min - 1, max: field.max + 1 });
    case 'decimal':
      return fc
        .integer({ min: Math.floor(field.min) - 1, max: Math.min(field.max, 1000) + 1 })
        .map((whole) => `${whole}.5`);
    case 'oneOf':
      return fc.constantFrom(...field.values);
    case 'list':
      return fc.array(sampleOf(field.of), { maxLength: 4 });
  }
}

function payloadOf(fields: Fields): fc.Arbitrary<Record<string, unknown>> {
  const one = (field: Field) =>
    fc.oneof({ weight: 8, arbitrary: sampleOf(field) }, { weight: 1, arbitrary: stray });
  const shape = Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, one(field)]),
  );
  return fc
    .tuple(fc.record(shape), fc.option(fc.constant('shoeSize'), { freq: 9, nil: undefined }))
    .map(([payload, extra]) => {
      const known = Object.entries(payload).filter(([, value]) => value !== undefined);
      return Object.fromEntries(extra === undefined ? known : [...known, [extra, 1]]);
    });
}

describe('generated event schemas', () => {
  it.each(EVENT_TYPES)('%s: the schema accepts exactly what core reads', (type) => {
    const fields: Fields = EVENT_CATALOGUE[type].fields;
    const schema = schemaOfFields(fields);
    fc.assert(
      fc.property(payloadOf(fields), (payload) => {
        const problems: Parameters<typeof readFields>[3] = [];
        readFields(fields, payload, 'data', problems);
        expect(schema.safeParse(payload).success).toBe(problems.length === 0);
      }),
      { numRuns: 60, seed: 20261123 },
    );
  });
});
