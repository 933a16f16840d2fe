// Compliant patients of every programme whose gate is open, for properties that must then close it.
// It must never hold anything about a real person.

import { join } from 'node:path';
import {
  addDays,
  type CalendarDay,
  type CompiledProgramme,
  parseCalendarDay,
  type Stage,
} from '@aegle/core';
import { loadProgramme } from '../../packages/data/src/programmes/load.ts';
import { type Line, onlyEdition } from '../reference/history.ts';
import { americanCourse, europeanCourse } from '../reference/scripts.ts';

export interface Compliant {
  readonly name: string;
  readonly edition: string;
  readonly category: string;
  readonly rules: readonly CompiledProgramme[];
  readonly lines: readonly Line[];
  /** The day on which both gates are open. */
  readonly today: CalendarDay;
  readonly start: CalendarDay;
}

const PUT: readonly (readonly [string, string, string, readonly string[]])[] = [
  ['us-ipledge', 'us-2007', '2015-03-02', ['can', 'cannot']],
  ['us-ipledge', 'us-2021', '2024-01-04', ['can', 'cannot']],
  ['us-ipledge', 'us-2026', '2026-12-01', ['can', 'cannot']],
  ['gb-ppp', 'gb-2023', '2023-11-06', ['childbearing', 'not_childbearing']],
  ['gb-ppp', 'gb-2026', '2026-02-02', ['childbearing', 'not_childbearing']],
  ['de-amvv', 'de-3b', '2026-01-31', ['childbearing', 'others']],
  ['fr-ppp', 'fr-2023', '2024-01-30', ['childbearing', 'others']],
  ['it-aifa', 'it-2026', '2026-03-31', ['childbearing', 'others']],
];

const READY_AFTER_DAYS = 32;
export const STAGES: readonly Stage[] = ['prescribe', 'dispense'];

/** A patient of each programme, edition and category, in the month given. */
export function compliantPatients(months = 1): Compliant[] {
  return PUT.flatMap(([id, edition, firstDay, categories]) => {
    const outcome = loadProgramme(join(import.meta.dirname, '../../programmes', id));
    if (!outcome.ok) throw new Error(`${id} does not load`);
    const rules = [onlyEdition(outcome.loaded.programme, edition)];
    const start = parseCalendarDay(firstDay)!;
    const bornOn = addDays(start, -30 * 366);
    return categories.map((category): Compliant => {
      const lines =
        id === 'us-ipledge'
          ? americanCourse(edition, category, start, bornOn, months)
          : europeanCourse(id, edition, category, start, bornOn, months).lines;
      const today = addDays(start, READY_AFTER_DAYS + (months - 1) * 30);
      return {
        name: `${edition} ${category}, month ${months}`,
        edition,
        category,
        rules,
        lines,
        today,
        start,
      };
    });
  });
}

/** All of them in their first and in a later month, named for `describe.each`. */
export const everyone = () =>
  [...compliantPatients(1), ...compliantPatients(3)].map((one) => [one.name, one] as const);
