// Courses in every programme that gates, near an edge of its editions where it has one, for properties.
// It must never hold anything about a real person.

import { join } from 'node:path';
import { addDays, type CalendarDay, CompiledProgramme } from '@aegle/core';
import { loadProgramme } from '../../packages/data/src/programmes/load.ts';
import { type Line, line } from '../reference/history.ts';
import {
  americanCourse,
  canadianCourse,
  europeanCourse,
  territoryCourse,
} from '../reference/scripts.ts';

export type Course = (
  category: string,
  start: CalendarDay,
  born: CalendarDay,
  months: number,
) => Line[];

const american =
  (edition: string): Course =>
  (category, start, born, months) =>
    americanCourse(edition, category, start, born, months);
const european =
  (id: string, edition: string): Course =>
  (category, start, born, months) =>
    europeanCourse(id, edition, category, start, born, months).lines;

/** Every programme that gates, near an edge of its editions where it has one. */
export const PLACES: readonly (readonly [
  readonly string[],
  string,
  readonly [string, string],
  Course,
])[] = [
  [['us-ipledge'], '2021-09-06', ['can', 'cannot'], american('us-2007')],
  [['us-ipledge'], '2026-09-20', ['can', 'cannot'], american('us-2021')],
  [['gb-ppp'], '2025-11-03', ['childbearing', 'not_childbearing'], european('gb-ppp', 'gb-2025')],
  [['de-amvv'], '2026-01-31', ['childbearing', 'others'], european('de-amvv', 'de-3b')],
  [['fr-ppp'], '2024-01-30', ['childbearing', 'others'], european('fr-ppp', 'fr-2023')],
  [['it-aifa'], '2026-03-31', ['childbearing', 'others'], european('it-aifa', 'it-2026')],
  [
    ['ca-clear', 'ca-health-canada'],
    '2026-01-31',
    ['childbearing', 'others'],
    (...given) => canadianCourse(...given).lines,
  ],
  [
    ['au-act'],
    '2026-02-28',
    ['childbearing', 'others'],
    (...given) => territoryCourse(...given, 'dermatologist').lines,
  ],
];

/** When the longest wait of a programme is over: the scripts prescribe then, and every 30 days. */
export const READY_AFTER_DAYS = 32;

export function rulesOf(ids: readonly string[]): readonly CompiledProgramme[] {
  return ids.map((id) => {
    const outcome = loadProgramme(join(import.meta.dirname, '../../programmes', id));
    if (!outcome.ok) throw new Error(`${id} does not load`);
    return new CompiledProgramme(outcome.loaded.programme);
  });
}

export const judgement = (requirement: string, programme: string) => (day: CalendarDay) =>
  line('DiscretionExercised', day, {
    programme,
    requirement,
    clinician: 'p',
    judgement: 'j',
    lastDay: addDays(day, 9),
  });
