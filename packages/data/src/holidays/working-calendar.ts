// The days that are worked at a place: its weekends and its public holidays, by date-holidays.
// Never a guess: a place that the library does not know says so, and only its weekends are free.

import { createRequire } from 'node:module';
import {
  addDays,
  type CalendarDay,
  civilDateOf,
  isWeekday,
  parseCalendarDay,
  WEEKDAYS_ONLY,
  type WorkingCalendar,
} from '@aegle/core';
import type Holidays from 'date-holidays';

/** The library takes a fifth of a second to load: only what asks for holidays pays for it. */
const load = createRequire(import.meta.url);
let library: typeof Holidays | undefined;

function holidaysLibrary(): typeof Holidays {
  library ??= load('date-holidays') as typeof Holidays;
  return library;
}

/** What ISO 3166 calls differently from the paths of programmes. */
const ISO_COUNTRY: Readonly<Record<string, string>> = { UK: 'GB' };
const DAY_MS = 86_400_000;
/** A holiday that begins at noon or later leaves a morning in which somebody is there. */
const MOST_OF_A_DAY_MS = 0.9 * DAY_MS;

const calendars = new Map<string, WorkingCalendar>();

/**
 * The working days of a jurisdiction such as `de/by`, `au/act` or `us`. `holidaysOf` says which
 * holidays are in it (`DE-BY`); of a region that the library lacks they are the country's (`DE`), and
 * of an unknown country none are and `holidaysOf` is absent.
 */
export function workingCalendarOf(place: string | undefined): WorkingCalendar {
  if (place === undefined) return WEEKDAYS_ONLY;
  const known = calendars.get(place);
  if (known !== undefined) return known;
  const calendar = calendarOf(place);
  calendars.set(place, calendar);
  return calendar;
}

function calendarOf(place: string): WorkingCalendar {
  const [first = '', second] = place.toUpperCase().split('/');
  const country = ISO_COUNTRY[first] ?? first;
  const Library = holidaysLibrary();
  const all = new Library();
  if (!Object.hasOwn(all.getCountries(), country)) return WEEKDAYS_ONLY;
  const regions = all.getStates(country) ?? {};
  const region = second !== undefined && Object.hasOwn(regions, second) ? second : undefined;
  const holidays = region === undefined ? new Library(country) : new Library(country, region);
  const years = new Map<number, ReadonlySet<CalendarDay>>();
  const freeIn = (year: number) => {
    const found = years.get(year) ?? freeDays(holidays, year);
    years.set(year, found);
    return found;
  };
  const isHoliday = (day: CalendarDay) => freeIn(civilDateOf(day).year).has(day);
  return {
    isHoliday,
    isWorkingDay: (day) => isWeekday(day) && !isHoliday(day),
    holidaysOf: region === undefined ? country : `${country}-${region}`,
  };
}

function freeDays(holidays: Holidays, year: number): ReadonlySet<CalendarDay> {
  const days = new Set<CalendarDay>();
  for (const { date, type, start, end } of holidays.getHolidays(year)) {
    const ms = end.getTime() - start.getTime();
    if ((type !== 'public' && type !== 'bank') || ms < MOST_OF_A_DAY_MS) continue;
    const first = parseCalendarDay(date.slice(0, 10));
    if (first === undefined) continue;
    for (let count = 0; count < Math.round(ms / DAY_MS); count += 1)
      days.add(addDays(first, count));
  }
  return days;
}
