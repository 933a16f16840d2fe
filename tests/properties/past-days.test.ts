// No reason promises a day that is past: from today on, or what has to be known first and who records it.

import { addDays } from '@aegle/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countries } from '../reference/countries.ts';
import { twisted, twists } from '../reference/generated.ts';
import { askCore } from '../reference/history.ts';

const all = countries().flatMap((country) =>
  country.categories.map(
    (category) => [`${country.edition} ${category}`, country, category] as const,
  ),
);

describe.each(all)('%s', (_, country, category) => {
  it.each(['prescribe', 'dispense', 'donate_blood'] as const)(
    'H-11 promises nothing from a day that is past, asked to %s',
    (stage) => {
      let promised = 0;
      fc.assert(
        fc.property(
          fc.constantFrom(1, 2),
          twists(70, 3),
          fc.constantFrom(-40, -20, -1, 0, 3, 8, 30, 70, 120),
          (months, done, lateBy) => {
            const script = country.course(category, addDays(country.start, -30 * 366), months);
            const lines = twisted(script.lines, done, country.start, country.more);
            const day = addDays(script.lastPrescribedOn, lateBy);
            const decision = askCore(country.rules, lines, { stage, day, daysSupply: 30 });
            if (decision.outcome === 'granted') return;
            for (const { code, requirement, clearableFrom: from } of decision.reasons) {
              if (from === undefined) continue;
              promised += 1;
              if (from < day) expect.fail(`${requirement} ${code}: ${day - from} days ago`);
            }
          },
        ),
        { seed: 606, numRuns: 150 },
      );
      if (stage === 'dispense' && category === country.categories[0])
        expect(promised).toBeGreaterThan(0);
    },
  );
});
