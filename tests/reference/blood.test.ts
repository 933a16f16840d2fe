// Blood after treatment: core beside the slow reference, in every programme that says so.

import { join } from 'node:path';
import { addDays, type CalendarDay, parseCalendarDay } from '@aegle/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadProgramme } from '../../packages/data/src/programmes/load.ts';
import { askCore, eventsOf, type Line, line, onlyEdition } from './history.ts';
import { dispensed } from './scripts.ts';
import { freeFrom } from './slow/blood.ts';

const PROGRAMMES = [
  ['us-ipledge', 'us-2021'],
  ['gb-ppp', 'gb-2026'],
  ['de-amvv', 'de-3b'],
  ['fr-ppp', 'fr-2023'],
  ['it-aifa', 'it-2026'],
  ['ca-clear', 'clear-2026'],
  ['ca-health-canada', 'hc-2016'],
] as const;
const first = parseCalendarDay('2027-12-20')!;
const on = (offset: number): CalendarDay => addDays(first, offset);

interface History {
  readonly boxes: readonly { readonly day: number; readonly days: number }[];
  /** Days of reported last doses. */
  readonly ends: readonly number[];
  readonly later: number | null;
  readonly isLost: boolean;
}

const histories: fc.Arbitrary<History> = fc.record({
  boxes: fc.array(
    fc.record({ day: fc.integer({ min: 0, max: 60 }), days: fc.integer({ min: 1, max: 40 }) }),
    { maxLength: 3 },
  ),
  ends: fc.array(fc.integer({ min: 0, max: 110 }), { maxLength: 2 }),
  later: fc.option(fc.integer({ min: 0, max: 110 })),
  isLost: fc.boolean(),
});

function linesOf(programme: string, { boxes, ends, later, isLost }: History): Line[] {
  return [
    line('PatientEnrolled', on(0), { programme, course: 'c1' }),
    ...boxes.map(({ day, days }, index) => dispensed(on(day), index + 1, days)),
    ...ends.map((day) => line('CourseEnded', on(day), { course: 'c1', lastDoseOn: on(day) })),
    ...(later === null ? [] : [line('DoseAfterEndFound', on(later), { dose: 'd' })]),
    ...(isLost && boxes.length > 0 ? [line('CapsulesLost', on(110), { count: 3 })] : []),
  ];
}

describe.each(PROGRAMMES)('%s %s', (id, edition) => {
  const outcome = loadProgramme(join(import.meta.dirname, '../../programmes', id));
  if (!outcome.ok) throw new Error(`${id} does not load`);
  const rules = [onlyEdition(outcome.loaded.programme, edition)];

  it('H-09 gives the day before, the day and the day after as the slow reference does', () => {
    let granted = 0;
    fc.assert(
      fc.property(histories, (made) => {
        const lines = linesOf(id, made);
        const free = freeFrom(eventsOf(lines, 'gate'));
        const outcomeOn = (day: CalendarDay) =>
          askCore(rules, lines, { stage: 'donate_blood', day }).outcome;
        if (free === undefined) {
          expect(outcomeOn(on(400))).toBe('denied');
          return;
        }
        // Asked after everything that was recorded.
        for (const day of [free - 1, free, free + 1].filter((one) => one >= on(111))) {
          const isFree = day >= free;
          if (isFree) granted += 1;
          expect([day, outcomeOn(day as CalendarDay)]).toEqual([
            day,
            isFree ? 'granted' : 'denied',
          ]);
        }
      }),
      { seed: 77, numRuns: 250 },
    );
    expect(granted).toBeGreaterThan(40);
  });
});
