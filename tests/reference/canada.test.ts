// Health Canada and CLEAR composed: both must grant, and the answer is the narrower of the two.

import { join } from 'node:path';
import { addDays, parseCalendarDay } from '@aegle/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadProgramme } from '../../packages/data/src/programmes/load.ts';
import { additions, twisted, twists } from './generated.ts';
import { type Asked, askCore, named, onlyEdition, shortly } from './history.ts';
import { canadianCourse } from './scripts.ts';
import { askSlow } from './slow/answer.ts';
import { ClearLife, HealthCanadaLife } from './slow/canada.ts';

const EDITIONS = [
  ['ca-clear', 'clear-2026'],
  ['ca-health-canada', 'hc-2016'],
] as const;
const rules = EDITIONS.map(([id, edition]) => {
  const outcome = loadProgramme(join(import.meta.dirname, '../../programmes', id));
  if (!outcome.ok) throw new Error(`${id} does not load`);
  return onlyEdition(outcome.loaded.programme, edition);
});
const start = parseCalendarDay('2026-01-31')!;
const MORE = additions('ca-clear', [
  'combination_pill',
  'male_latex_condom',
  'diaphragm_with_spermicide',
  'iud',
  'abstinence',
  'rhythm',
]);

describe('Canada, Health Canada and CLEAR together', () => {
  it.each(['childbearing', 'others'])(
    'H-01 answers as the slow reference does, category %s',
    (category) => {
      let granted = 0;
      fc.assert(
        fc.property(
          fc.integer({ min: 1, max: 3 }),
          twists(100),
          fc.constantFrom('prescribe' as const, 'dispense' as const),
          fc.integer({ min: -1, max: 14 }),
          fc.constantFrom(30, 15, 16),
          (months, done, stage, lateBy, ageYears) => {
            const { lines: base, lastPrescribedOn } = canadianCourse(
              category,
              start,
              addDays(start, -ageYears * 365 - 4),
              months,
            );
            const lines = twisted(base, done, start, MORE);
            const asked: Asked = { stage, day: addDays(lastPrescribedOn, lateBy), daysSupply: 30 };
            const core = shortly(askCore(rules, lines, asked));
            if (core.outcome === 'granted') granted += 1;
            const slow = askSlow([new ClearLife(), new HealthCanadaLife()], lines, asked);
            expect(named(core)).toEqual(named(slow));
          },
        ),
        { seed: 13, numRuns: 800 },
      );
      // A comparison of denials alone would prove little.
      expect(granted).toBeGreaterThan(60);
    },
  );
});
