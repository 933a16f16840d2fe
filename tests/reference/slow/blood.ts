// When blood may be given again, lived evening by evening: what was swallowed, what may have been.
// Written from the sentence "not during treatment and for one month after": no window arithmetic.

import type { AegleEvent, CalendarDay } from '@aegle/core';

const dateOf = (day: number) => new Date(day * 86_400_000);

/** The day of the same number a month later; where there is none, the last of that month. */
function sameDayNextMonth(day: number): number {
  const date = dateOf(day);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const same = Date.UTC(year, month + 1, date.getUTCDate());
  const isThere = new Date(same).getUTCDate() === date.getUTCDate();
  return (isThere ? same : Date.UTC(year, month + 2, 0)) / 86_400_000;
}

/** The first day of a month that began on `day` and is over: its same number, or the first after it. */
function monthBegunOn(day: number): number {
  const end = sameDayNextMonth(day);
  return dateOf(end).getUTCDate() === dateOf(day).getUTCDate() ? end : end + 1;
}

/** The first day on which blood may be given; undefined while nobody has reported the end. */
export function freeFrom(events: readonly AegleEvent[]): CalendarDay | undefined {
  const boxes = events.filter((one) => one.type === 'Dispensed');
  const ends = events.filter((one) => one.type === 'CourseEnded');
  const later = events.filter((one) => one.type === 'DoseAfterEndFound');
  const lost = events.some((one) => one.type === 'CapsulesLost');
  if (ends.length === 0) return undefined;
  const swallowed = [
    ...ends.map((one) => one.data.lastDoseOn ?? one.occurredOn),
    ...later.map((one) => one.occurredOn),
  ];
  // The month after a capsule that was swallowed ends with the day of the same number, all of it.
  let free = Math.max(...swallowed.map((day) => sameDayNextMonth(day) + 1));
  const hasMore = boxes.some((box) => ends.every((end) => box.sequence > end.sequence));
  if (lost || hasMore) {
    const first = Math.min(...boxes.map((box) => box.occurredOn));
    let cupboard = 0;
    for (let day = first; day < first + 1000; day += 1) {
      for (const box of boxes) if (box.occurredOn === day) cupboard += box.data.daysSupply;
      const isResting =
        !lost &&
        ends.some((end) => {
          const last = end.data.lastDoseOn ?? end.occurredOn;
          const more = boxes.find((box) => box.sequence > end.sequence)?.occurredOn ?? Infinity;
          return last < day && day < more;
        });
      if (cupboard === 0 || isResting) continue;
      cupboard -= 1;
      // Nobody saw this capsule: its month begins with the day on which it may have been taken.
      free = Math.max(free, monthBegunOn(day));
    }
  }
  return free as CalendarDay;
}
