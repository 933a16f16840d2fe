// The doses of a course and a record of every day, as the data file that NONMEM and mrgsolve read.
// Never a patient's record: it is the middle person of the release.

import type { TypicalCourse } from './typical-course.ts';

/** Three years after the last capsule, as far as relapse is followed. */
const DAYS_AFTER = 28 * 39;

/** The day after the last capsule, counted from 0: where time since the stop begins. */
export function stopDayOf({ absorbedMg }: Pick<TypicalCourse, 'absorbedMg'>): number {
  return absorbedMg.findLastIndex((mg) => mg > 0) + 1;
}

/** CSV: a dose where one was taken, and a record without a dose every 24 hours. */
export function recordsText(course: TypicalCourse): string {
  const { absorbedMg, parameters } = course;
  const last = Math.max(course.days, stopDayOf(course) + DAYS_AFTER);
  const lines = ['ID,TIME,AMT,CMT,EVID,MDV,DV,WT'];
  const put = (day: number, mg: number, cmt: number, evid: number) =>
    lines.push([1, 24 * day, mg, cmt, evid, 1, 0, parameters.weightKg].join(','));
  for (let day = 0; day <= last; day++) {
    put(day, 0, 2, 0);
    const mg = absorbedMg[day] ?? 0;
    if (mg > 0) put(day, mg, 1, 1);
  }
  return `${lines.join('\n')}\n`;
}
