// Every field of every event of the gate is read by a rule, or is a record only, with the reason said.
// A new field fails here until somebody has said which.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVENT_CATALOGUE } from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { FIELDS_READ } from './fields-read.ts';

const packages = join(import.meta.dirname, '../../packages');
const gate = Object.entries(EVENT_CATALOGUE).filter(([, { stream }]) => stream === 'gate');

describe('H-01 the fields of gate events', () => {
  it('are all listed, and no other', () => {
    const catalogue = gate.map(([type, { fields }]) => [type, Object.keys(fields).sort()]);
    const listed = Object.entries(FIELDS_READ).map(([type, fields]) => [
      type,
      Object.keys(fields).sort(),
    ]);
    expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(catalogue));
  });

  it.each(Object.entries(FIELDS_READ))('%s: each is read where the list says so', (_, fields) => {
    for (const [field, reading] of Object.entries(fields)) {
      if (reading.startsWith('record only: ')) expect(reading.length).toBeGreaterThan(25);
      else {
        const source = readFileSync(join(packages, reading), 'utf8');
        expect(new RegExp(`\\b${field}\\b`).test(source), `${field} in ${reading}`).toBe(true);
      }
    }
  });
});
