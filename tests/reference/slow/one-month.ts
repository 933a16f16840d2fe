// One calendar month after a day, as the slow reference counts it. Never core's own way.

import type { CalendarDay } from '@aegle/core';

/** The day one calendar month after `day`; a day that the month lacks is the first of the next. */
export function oneMonthAfter(day: CalendarDay): CalendarDay {
  const date = new Date(day * 86_400_000);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const same = new Date(Date.UTC(year, month + 1, date.getUTCDate()));
  const isLacking = same.getUTCDate() !== date.getUTCDate();
  const ms = isLacking ? Date.UTC(year, month + 2, 1) : same.getTime();
  return (ms / 86_400_000) as CalendarDay;
}
