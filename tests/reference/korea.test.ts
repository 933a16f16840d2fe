// Korea: core beside the slow reference on generated histories, the same answers.

import { join } from 'node:path';
import { addDays, type CalendarDay, parseCalendarDay } from '@aegle/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadProgramme } from '../../packages/data/src/programmes/load.ts';
import { additions, twisted, twists } from './generated.ts';
import { type Asked, askCore, line, named, onlyEdition, shortly } from './history.ts';
import { koreanCourse } from './korean-script.ts';
import { askSlow } from './slow/answer.ts';
import { KoreanLife } from './slow/korea.ts';

const outcome = loadProgramme(join(import.meta.dirname, '../../programmes/kr'));
if (!outcome.ok) throw new Error('kr does not load');
const rules = [onlyEdition(outcome.loaded.programme, 'kr-2019')];
const start = parseCalendarDay('2026-01-31')!;
const MORE = [
  ...additions('kr', ['combination_pill', 'male_latex_condom', 'iud', 'injection', 'rhythm']),
  (day: CalendarDay) => line('PatientCardShown', day, { document: 'non_pregnancy_confirmation' }),
  (day: CalendarDay) => line('PatientCardShown', day, { document: 'diary' }),
];

describe('Korea', () => {
  it.each(['childbearing', 'others'])(
    'H-01 answers as the slow reference does, category %s',
    (category) => {
      let granted = 0;
      fc.assert(
        fc.property(
          fc.integer({ min: 1, max: 3 }),
          twists(100),
          fc.constantFrom('prescribe' as const, 'dispense' as const),
          fc.integer({ min: -1, max: 9 }),
          (months, done, stage, lateBy) => {
            const course = koreanCourse(category, start, addDays(start, -30 * 365), months);
            const lines = twisted(course.lines, done, start, MORE);
            const asked: Asked = {
              stage,
              day: addDays(course.lastPrescribedOn, lateBy),
              daysSupply: 30,
            };
            const core = shortly(askCore(rules, lines, asked));
            if (core.outcome === 'granted') granted += 1;
            const slow = askSlow([new KoreanLife('kr', 'kr-2019', undefined)], lines, asked);
            expect(named(core)).toEqual(named(slow));
          },
        ),
        { seed: 14, numRuns: 800 },
      );
      // A comparison of denials alone would prove little.
      expect(granted).toBeGreaterThan(60);
    },
  );
});
