// Folding the record stream: what is known at an instant, and that a correction re-derives everything.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVENT_CATALOGUE, EVENT_TYPES } from '../events/catalogue.ts';
import { dayOf, MadeUpHistory, noonOf } from '../testing/made-up-history.ts';
import { addDays } from '../time/calendar-day.ts';
import type { Instant } from '../time/instant.ts';
import { foldRecord, RECORD_STEPS } from './fold-record.ts';

const monday = dayOf('2024-03-04');
const later = noonOf(addDays(monday, 90));
const triglycerides = { loinc: '2571-8', value: 372, unit: 'mg/dL' } as const;
const correct = (event: string, field: string, value: string) => ({
  event,
  field,
  value,
  isWithdrawn: false,
  reason: 'typed wrongly',
});

describe('the record as of an instant', () => {
  it('has a step for every type of its stream and for no other', () => {
    const types = EVENT_TYPES.filter((type) => EVENT_CATALOGUE[type].stream === 'record');
    expect(Object.keys(RECORD_STEPS).sort()).toEqual([...types].sort());
  });

  it('knows nothing that was recorded later, however early it happened', () => {
    const history = new MadeUpHistory().add(
      'DoseTaken',
      monday,
      { doseMg: 40 },
      { recordedOn: addDays(monday, 3) },
    );
    const taken = (day: number) =>
      foldRecord(history.events, noonOf(addDays(monday, day))).dosesTaken.length;
    expect([taken(2), taken(3)]).toEqual([0, 1]);
  });

  it('reads a result with its analyte, its unit, its limits and its fasting state', () => {
    const history = new MadeUpHistory()
      .add('LabResulted', monday, { ...triglycerides, referenceHigh: 150 })
      .add('LabResulted', monday, { loinc: '1644-4', value: 90, unit: 'mg/dL' })
      .add('LabResulted', monday, { loinc: '2028-9', value: 24, unit: 'meq/L' });
    const [first, second, third] = foldRecord(history.events, later).labResults;
    expect(first).toMatchObject({
      code: { analyte: 'triglycerides', property: 'mass_concentration' },
      quantity: { value: 372, unit: 'mg/dL' },
      referenceLow: undefined,
      referenceHigh: 150,
      isFasting: undefined,
      doubt: undefined,
    });
    expect(second!.isFasting).toBe(true);
    expect([third!.code, third!.quantity, third!.doubt]).toEqual([undefined, undefined, undefined]);
  });

  it('judges a result anew when its unit or code is corrected', () => {
    const history = new MadeUpHistory()
      .add('LabResulted', monday, { ...triglycerides, value: 4.2, unit: 'mg/dL' })
      .add('Corrected', addDays(monday, 1), correct('e1', 'unit', 'mmol/L'))
      .add('Corrected', addDays(monday, 2), correct('e1', 'loinc', '14927-8'));
    const at = (day: number) => foldRecord(history.events, noonOf(addDays(monday, day)));
    expect(at(0).labResults[0]!.quantity).toEqual({ value: 4.2, unit: 'mg/dL' });
    expect(at(1).labResults[0]!.doubt).toBe('unit_does_not_fit_code');
    expect(at(1).labResults[0]!.quantity).toBeUndefined();
    expect(at(2).labResults[0]!.quantity).toEqual({ value: 4.2, unit: 'mmol/L' });
    expect(at(2).correctedCount).toBe(1);
  });

  it('leaves an event as it was when its correction cannot be read, and says so', () => {
    const history = new MadeUpHistory()
      .add('DoseTaken', monday, { doseMg: 40 })
      .add('Corrected', monday, correct('e1', 'doseMg', '0.04 g'))
      .add('Corrected', monday, correct('e1', 'colour', 'red'));
    const facts = foldRecord(history.events, later);
    expect(facts.dosesTaken[0]!.data.doseMg).toBe(40);
    expect(facts.unreadCorrections.map((one) => one.rule)).toEqual([
      'not_in_range',
      'unknown_field',
    ]);
  });

  it('drops what was withdrawn, and corrects the right one of two records', () => {
    const other = { mergedFrom: 'other' } as const;
    const base = new MadeUpHistory()
      .add('DoseTaken', monday, { doseMg: 40 })
      .add('DoseTaken', monday, { doseMg: 20 }, { id: 'e1' })
      .add('Corrected', monday, { ...correct('e1', 'doseMg', '1'), isWithdrawn: true });
    const events = base.events.map((event, index) =>
      index === 1 ? { ...event, ...other } : event,
    );
    expect(foldRecord(events, later).dosesTaken.map((one) => one.data.doseMg)).toEqual([20]);
  });

  it('with corrections is the fold of a history written right from the start', () => {
    const doses = fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(doses, fc.nat(), fc.integer({ min: 1, max: 80 }), (mg, at, right) => {
        const index = at % mg.length;
        const wrong = new MadeUpHistory();
        const good = new MadeUpHistory();
        mg.forEach((doseMg, day) => {
          wrong.add('DoseTaken', addDays(monday, day), { doseMg });
          good.add('DoseTaken', addDays(monday, day), { doseMg: day === index ? right : doseMg });
        });
        wrong.add(
          'Corrected',
          addDays(monday, 30),
          correct(`e${index + 1}`, 'doseMg', String(right)),
        );
        const known = later as Instant;
        expect(foldRecord(wrong.events, known).dosesTaken).toEqual(
          foldRecord(good.events, known).dosesTaken,
        );
      }),
      { seed: 8, numRuns: 100 },
    );
  });
});
