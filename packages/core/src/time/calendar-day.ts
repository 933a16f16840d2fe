// A calendar day as an integer count of days since 1970-01-01 in the proleptic Gregorian calendar.
// Never holds a time of day or a zone: turning an instant into a day needs a clock (clock.ts).

declare const calendarDay: unique symbol;

/** A calendar day: whole days since 1970-01-01. Subtracting two gives a number of days. */
export type CalendarDay = number & { readonly [calendarDay]: true };

const DAY_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Year, month (1–12) and day of month (1–31) of a calendar day. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly dayOfMonth: number;
}

/** True when `year` has a 29 February. */
export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** The number of days in a month (1–12) of a year. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : MONTH_LENGTHS[month - 1]!;
}

/** The day for a civil date, or `undefined` when no such date exists (31 April, 29 February 2023). */
export function calendarDayOf(year: number, month: number, dayOfMonth: number) {
  if (!Number.isInteger(year) || year < 1 || year > 9999) return undefined;
  if (!Number.isInteger(month) || month < 1 || month > 12) return undefined;
  if (!Number.isInteger(dayOfMonth) || dayOfMonth < 1) return undefined;
  if (dayOfMonth > daysInMonth(year, month)) return undefined;
  return daysFromCivil(year, month, dayOfMonth) as CalendarDay;
}

/** Reads `YYYY-MM-DD`. Anything else, and any date that does not exist, is `undefined`. */
export function parseCalendarDay(text: string): CalendarDay | undefined {
  const match = DAY_PATTERN.exec(text);
  if (match === null) return undefined;
  return calendarDayOf(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** Writes a day as `YYYY-MM-DD`. */
export function formatCalendarDay(day: CalendarDay): string {
  const { year, month, dayOfMonth } = civilDateOf(day);
  const pad = (value: number, width: number) => String(value).padStart(width, '0');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}`;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Writes a day for a sentence: `15 November 2026`. */
export function describeCalendarDay(day: CalendarDay): string {
  const { year, month, dayOfMonth } = civilDateOf(day);
  return `${dayOfMonth} ${MONTHS[month - 1]} ${year}`;
}

/** The day `count` days later; negative counts go back. */
export function addDays(day: CalendarDay, count: number): CalendarDay {
  return (day + count) as CalendarDay;
}

/** Completed years from `birth` to `day`; a 29 February birthday is reached on 1 March. */
export function completedYears(birth: CalendarDay, day: CalendarDay): number {
  const from = civilDateOf(birth);
  const to = civilDateOf(day);
  const isBeforeBirthday =
    to.month < from.month || (to.month === from.month && to.dayOfMonth < from.dayOfMonth);
  return to.year - from.year - (isBeforeBirthday ? 1 : 0);
}

/** How often `part` goes into a whole that is not negative; integers all the way, which is quicker. */
function timesIn(part: number, whole: number): number {
  return (whole / part) | 0;
}

// Days from civil and back: the era arithmetic of the Gregorian calendar (400 years = 146,097 days).
function daysFromCivil(year: number, month: number, dayOfMonth: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = timesIn(5, 153 * (month + (month > 2 ? -3 : 9)) + 2) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + timesIn(4, yearOfEra) - timesIn(100, yearOfEra) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The civil date of a day. */
export function civilDateOf(day: CalendarDay): CivilDate {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leapDays = timesIn(1460, dayOfEra) - timesIn(36_524, dayOfEra) + timesIn(146_096, dayOfEra);
  const yearOfEra = timesIn(365, dayOfEra - leapDays);
  const dayOfYear = dayOfEra - (365 * yearOfEra + timesIn(4, yearOfEra) - timesIn(100, yearOfEra));
  const monthIndex = timesIn(153, 5 * dayOfYear + 2);
  const dayOfMonth = dayOfYear - timesIn(5, 153 * monthIndex + 2) + 1;
  const month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfMonth };
}
