// A course as it is read over the wire, and how its days and sources are written.
// Never a day that is not known: it is null.

import type { AnswerOf } from '@aegle/api';
import { formatCalendarDay } from '@aegle/core';

/** The course with the keys of its sources, not yet their citations. */
export type CourseRead = Omit<AnswerOf<'readCourse'>, 'sources'>;

export type Day = Parameters<typeof formatCalendarDay>[0];

export const dayOrNull = (day: Day | undefined): string | null =>
  day === undefined ? null : formatCalendarDay(day);

/** Keys of all sources, each once. */
export const sourcesOf = (citations: readonly { readonly sources: readonly string[] }[]) => [
  ...new Set(citations.flatMap((one) => one.sources)),
];
