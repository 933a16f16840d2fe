// What a patient or a guardian reports: apart from four named declarations it never opens a gate.

import { DECLARATION_TYPES, DIARY_TYPES, OPENING_DECLARATIONS } from '@aegle/api';
import {
  addDays,
  EVENT_CATALOGUE,
  type EventType,
  type Field,
  foldPatient,
  parseCalendarDay,
  type Role,
  reactionTo,
} from '@aegle/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { additions, twisted, twists } from '../reference/generated.ts';
import { askCore, eventsOf, type Line } from '../reference/history.ts';
import { everyone, STAGES } from './granted.ts';

const METHODS = ['combination_pill', 'male_latex_condom'];
const TODAY = parseCalendarDay('2025-06-18')!;
const REPORTS = DECLARATION_TYPES.filter(
  (type) => !OPENING_DECLARATIONS.some((one) => one === type),
);

/** Any value that a field may hold, in memory. */
function anyValueOf(field: Field): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case 'optional':
      return fc.option(anyValueOf(field.of), { nil: undefined });
    case 'text':
      return fc.constantFrom('h', 'missed', 'contact', 'male_latex_condom', 'rx-1');
    case 'day':
    case 'instant':
      return fc.integer({ min: 16_000, max: 20_800 });
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'decimal':
      return fc.integer({ min: Math.ceil(field.min), max: Math.floor(field.max) });
    case 'oneOf':
      return fc.constantFrom(...field.values);
    case 'list':
      return fc.array(anyValueOf(field.of), { maxLength: 3 });
  }
}

const payloadOf = (type: EventType): fc.Arbitrary<object> =>
  fc.record(
    Object.fromEntries(
      Object.entries(EVENT_CATALOGUE[type].fields).map(([name, field]) => [
        name,
        anyValueOf(field),
      ]),
    ),
  );

const report = fc
  .constantFrom(...REPORTS)
  .chain((type) => payloadOf(type).map((data) => ({ type, data })));

describe.each(everyone())('%s', (_, patient) => {
  const more = additions(patient.rules[0]!.programme.id, METHODS);

  it('H-01 a report of a patient or a guardian opens no gate', () => {
    fc.assert(
      fc.property(
        twists(95),
        report,
        fc.integer({ min: 0, max: 90 }),
        fc.constantFrom<Role>('patient', 'guardian'),
        fc.constantFrom(...STAGES),
        (done, { type, data }, offset, by, stage) => {
          const lines = twisted(patient.lines, done, patient.start, more);
          const asked = { stage, day: addDays(patient.today, 1), daysSupply: 30 };
          if (askCore(patient.rules, lines, asked).outcome === 'granted') return;
          const added: Line = { type, data, by, day: addDays(patient.start, offset) };
          expect(askCore(patient.rules, [...lines, added], asked).outcome).toBe('denied');
        },
      ),
      { seed: 71, numRuns: 200 },
    );
  });
});

describe('a diary', () => {
  it('H-01 adds nothing to the gate but a hold, which only closes it', () => {
    for (const type of DIARY_TYPES) expect(EVENT_CATALOGUE[type].stream).toBe('record');
    const placed: string[] = [];
    fc.assert(
      fc.property(report, ({ type, data }) => {
        const [event] = eventsOf([{ type, data, by: 'patient', day: TODAY } as Line], 'record');
        if (event === undefined) return;
        const { holdCause } = reactionTo(event, foldPatient([], event.recordedAt));
        if (holdCause !== undefined) placed.push(holdCause);
      }),
      { seed: 72, numRuns: 500 },
    );
    expect(placed.length).toBeGreaterThan(0);
    expect(EVENT_CATALOGUE.SafetyHoldPlaced.closesOnly).toBe(true);
  });
});
