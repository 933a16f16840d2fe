// H-11 A second course in Great Britain: the visit in person counts under the number that the visit page offers.

import { join } from 'node:path';
import { addDays, type CalendarDay, parseCalendarDay } from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { loadProgramme } from '../../packages/data/src/programmes/load.ts';
import { askCore, type Line, line, onlyEdition } from '../reference/history.ts';
import { dispensed, europeanMonth, europeanStart } from '../reference/scripts.ts';

const EDITIONS = [
  ['gb-2023', '2023-11-06'],
  ['gb-2023a', '2024-03-04'],
  ['gb-2025', '2026-02-02'],
  ['gb-2026', '2026-02-02'],
] as const;

const outcome = loadProgramme(join(import.meta.dirname, '../../programmes/gb-ppp'));
if (!outcome.ok) throw new Error('gb-ppp');
const { programme } = outcome.loaded;

/** A course of two months that ended, and a second one up to its first visit. */
function upToTheVisit(edition: string, category: string, start: CalendarDay) {
  const startOf = (day: CalendarDay) =>
    europeanStart('gb-ppp', edition, category, day, addDays(start, -9000), undefined);
  const month = (day: CalendarDay, count: number) => europeanMonth(category, day, count);
  const again = addDays(start, 400);
  const day = addDays(again, 32);
  const second = startOf(again).map((one) =>
    one.type === 'PatientEnrolled' ? { ...one, data: { ...one.data, course: 'c2' } } : one,
  );
  const left: readonly string[] = ['VisitHeld', 'PrescriptionWritten'];
  const lines: Line[] = [
    ...startOf(start),
    ...month(addDays(start, 32), 1),
    dispensed(addDays(start, 32), 1),
    ...month(addDays(start, 62), 2),
    dispensed(addDays(start, 62), 2),
    line('CourseEnded', addDays(start, 92), { course: 'c1', lastDoseOn: addDays(start, 92) }),
    ...second,
    ...month(day, 3).filter(({ type }) => !left.includes(type)),
  ];
  return { lines, day };
}

describe('H-11 the first visit of a second course', () => {
  const cases = EDITIONS.flatMap(([edition, start]) =>
    ['childbearing', 'not_childbearing'].map((category) => [edition, category, start] as const),
  );
  it.each(cases)('%s, %s', (edition, category, first) => {
    const rules = [onlyEdition(programme, edition)];
    const { lines, day } = upToTheVisit(edition, category, parseCalendarDay(first)!);
    const ask = (...more: readonly Line[]) => {
      const answer = askCore(rules, [...lines, ...more], {
        stage: 'prescribe',
        day,
        daysSupply: 30,
      });
      return answer.outcome === 'granted' ? [] : answer.reasons.map(({ code }) => code);
    };
    const held = (mode: 'in_person' | 'video', ordinal: number) =>
      line('VisitHeld', day, { mode, ordinal });
    expect(ask()).toEqual(['visit_missing']);
    expect(ask(held('in_person', 3))).toEqual([]);
    expect(ask(held('in_person', 1))).toEqual([]);
    expect(ask(held('video', 3))).toEqual(['visit_not_in_person']);
    expect(ask(held('video', 1))).toEqual(['visit_not_in_person']);
    // A consultation by video is made good by one in person.
    expect(ask(held('video', 1), held('in_person', 2))).toEqual([]);
  });
});
