// The Australian Capital Territory: core beside the slow reference on generated histories.

import { join } from 'node:path';
import { addDays, type CalendarDay, parseCalendarDay } from '@aegle/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadProgramme } from '../../packages/data/src/programmes/load.ts';
import { additions, twisted, twists } from './generated.ts';
import { type Asked, askCore, line, named, onlyEdition, shortly } from './history.ts';
import { territoryCourse } from './scripts.ts';
import { askSlow } from './slow/answer.ts';
import { TerritoryLife } from './slow/australia.ts';
import { specialtyOn } from './slow/standing.ts';

const outcome = loadProgramme(join(import.meta.dirname, '../../programmes/au-act'));
if (!outcome.ok) throw new Error('au-act does not load');
const rules = [onlyEdition(outcome.loaded.programme, 'act-2026')];
const start = parseCalendarDay('2026-02-28')!;
const approval = (approved: boolean) => (day: CalendarDay) =>
  line('SpecialistApprovalRecorded', day, { specialist: 's', authority: 'a', approved });
const MORE = [...additions('au-act', ['iud']), approval(true), approval(true), approval(false)];

describe('the Australian Capital Territory', () => {
  it.each(['childbearing', 'others'])(
    'H-01 answers as the slow reference does, category %s',
    (category) => {
      let granted = 0;
      fc.assert(
        fc.property(
          fc.integer({ min: 1, max: 3 }),
          twists(80),
          fc.constantFrom('prescribe' as const, 'dispense' as const),
          fc.integer({ min: -1, max: 9 }),
          fc.constantFrom('dermatologist', 'general_practitioner', undefined),
          (months, done, stage, lateBy, specialty) => {
            const born = addDays(start, -30 * 365);
            const course = territoryCourse(category, start, born, months, specialty);
            const lines = twisted(course.lines, done, start, MORE);
            const day = addDays(course.lastPrescribedOn, lateBy);
            const asked: Asked = { stage, day, daysSupply: 30 };
            const core = shortly(askCore(rules, lines, asked));
            if (core.outcome === 'granted') granted += 1;
            const life = new TerritoryLife(specialtyOn(lines, day));
            expect(named(core)).toEqual(named(askSlow([life], lines, asked)));
          },
        ),
        { seed: 14, numRuns: 800 },
      );
      // A comparison of denials alone would prove little.
      expect(granted).toBeGreaterThan(60);
    },
  );
});
