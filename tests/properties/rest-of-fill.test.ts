// A fill given in parts: what changes nothing for the gate never costs the patient the rest of it.

import { addDays, type CalendarDay } from '@aegle/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Country, countries } from '../reference/countries.ts';
import { askCore, type Line, line } from '../reference/history.ts';

const AUTHORIZATION = 'a-open';
const PHARMACY = 'ph';

/** The latest of a type so far, said once more on another day. */
const again =
  (...types: readonly Line['type'][]) =>
  (day: CalendarDay, lines: readonly Line[]): Line[] =>
    types.flatMap((type) => {
      const said = lines.filter((one) => one.type === type).at(-1);
      if (said === undefined) return [];
      const { id: _id, ...same } = said;
      return [{ ...same, day }];
    });

/** What a gate does not ask about, and what it asks about said once more. */
const HARMLESS: readonly ((day: CalendarDay, lines: readonly Line[]) => Line[])[] = [
  (day) => [line('WeightMeasured', day, { weightKg: 61.5 })],
  (day) => [line('AllergyRecorded', day, { substance: 'peanut', state: 'active' })],
  (day) => [line('CounsellingGiven', day, { givenBy: 'p', topics: ['mood'] })],
  // Whoever talks on contraception again has the patient answer again: the order within the month.
  again('CounsellingGiven', 'ComprehensionAnswered'),
  again('ComprehensionAnswered'),
  again('PregnancyTestReported'),
  again('FormSigned'),
  again('MedicationGuideGiven', 'PatientCardShown', 'OriginalPrescriptionShown'),
  again('ContraceptionStarted'),
  again('RiskCategoryAssigned'),
];

type Step =
  | { readonly kind: 'part'; readonly days: number }
  | { readonly kind: 'harmless'; readonly pick: number }
  | { readonly kind: 'night' };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('part' as const), days: fc.integer({ min: 1, max: 14 }) }),
    fc.record({ kind: fc.constant('harmless' as const), pick: fc.nat(HARMLESS.length - 1) }),
    fc.record({ kind: fc.constant('night' as const) }),
  ),
  { minLength: 1, maxLength: 10 },
);

interface Fill {
  readonly lines: readonly Line[];
  readonly day: CalendarDay;
  readonly lastDay: CalendarDay;
  readonly left: number;
  readonly prescription: string;
}

interface Start {
  readonly months: number;
  readonly days: number;
  readonly lateBy: number;
  readonly laterFill: number;
}

/** An authorisation for so many days; undefined while the gate does not give one. */
function opened(
  { rules, course, start }: Country,
  category: string,
  { months, days, lateBy, laterFill }: Start,
): Fill | undefined {
  const script = course(category, addDays(start, -30 * 366), months);
  // The month before was collected later, so that more of it is in hand.
  const before = script.lines.filter((one) => one.type === 'Dispensed').at(-1);
  const history = script.lines.map((one) =>
    one === before ? { ...one, day: addDays(one.day, laterFill) } : one,
  );
  const day = addDays(script.lastPrescribedOn, lateBy);
  const prescription = `rx-${months}`;
  const asked = { stage: 'dispense' as const, day, daysSupply: days, prescription };
  const decision = askCore(rules, history, asked);
  if (decision.outcome === 'denied') return undefined;
  const supply = { authorization: AUTHORIZATION, prescription, pharmacy: PHARMACY };
  const { lastDay } = decision;
  const given = { ...supply, daysSupply: days, lastDay, decision: 'd' };
  const lines = [...history, line('DispenseAuthorized', day, given)];
  return { lines, day, lastDay, left: days, prescription };
}

function after(fill: Fill, step: Step, index: number): Fill {
  const { lines, day, left, prescription } = fill;
  if (step.kind === 'night') return { ...fill, day: addDays(day, 1) };
  if (step.kind === 'harmless')
    return { ...fill, lines: [...lines, ...HARMLESS[step.pick]!(day, lines)] };
  const daysSupply = Math.min(step.days, left - 1);
  if (daysSupply < 1) return fill;
  const part = line('DispensedPartially', day, {
    dispense: `part-${index}`,
    authorization: AUTHORIZATION,
    prescription,
    pharmacy: PHARMACY,
    daysSupply,
    remainingDays: left - daysSupply,
  });
  return { ...fill, lines: [...lines, part], left: left - daysSupply };
}

const all = countries().flatMap((country) =>
  country.categories.map(
    (category) => [`${country.edition} ${category}`, country, category] as const,
  ),
);

describe.each(all)('%s', (_, country, category) => {
  it('H-11 the rest of a fill stays granted until its last day, asked with its days or without', () => {
    let asked = 0;
    const starts = fc.record({
      months: fc.constantFrom(1, 3),
      days: fc.integer({ min: 8, max: 30 }),
      lateBy: fc.integer({ min: 0, max: 3 }),
      laterFill: fc.integer({ min: 0, max: 8 }),
    });
    fc.assert(
      fc.property(starts, steps, (start, done) => {
        let fill = opened(country, category, start);
        if (fill === undefined) return;
        for (const [index, step] of done.entries()) {
          fill = after(fill, step, index);
          const { lines, day, left, prescription } = fill;
          if (day > fill.lastDay) return;
          const question = {
            stage: 'dispense' as const,
            day,
            prescription,
            authorization: AUTHORIZATION,
          };
          const plain = askCore(country.rules, lines, question);
          const counted = askCore(country.rules, lines, { ...question, daysSupply: left });
          const codes = [plain, counted].map((one) =>
            one.outcome === 'denied' ? one.reasons.map((reason) => reason.code) : one.outcome,
          );
          expect([left, day - fill.lastDay, ...codes]).toEqual([
            left,
            day - fill.lastDay,
            'granted',
            'granted',
          ]);
          if (plain.outcome === 'granted') expect(plain.maxDaysSupply ?? left).toBe(left);
          asked += 1;
        }
      }),
      { seed: 816, numRuns: 120 },
    );
    // A comparison of nothing would prove nothing.
    expect(asked).toBeGreaterThan(120);
  });
});
