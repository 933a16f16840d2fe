// On which days, and until which hour, somebody is at a pharmacy's counter: as its administrator registered it.
// Never a window of a rule: hours move a warning and the last day that is named, and nothing else.

import type { WorkingCalendar } from '@aegle/core';
import { openCalendarOf, openingHoursIn } from '@aegle/data';
import type { StoreTransaction } from '@aegle/store';
import { openingHoursOf } from './clinic-contact.ts';

/** Hours as text by organisation; one without any is left out. */
export type RegisteredHours = ReadonlyMap<string, string>;

export async function registeredHours(tx: StoreTransaction): Promise<RegisteredHours> {
  const all = await tx.organisations();
  return new Map(
    all.flatMap(({ id, detail }) => {
      const hours = openingHoursOf(detail);
      return hours === null ? [] : [[id, hours] as const];
    }),
  );
}

/** The calendar of a pharmacy at a place; `undefined` where none is named, or its hours are not known. */
export function pharmacyDaysOf(
  hours: RegisteredHours,
  pharmacy: string | undefined,
  calendar: WorkingCalendar,
  zone: string,
): WorkingCalendar | undefined {
  const text = pharmacy === undefined ? undefined : hours.get(pharmacy);
  const read = text === undefined ? undefined : openingHoursIn(text);
  return read && openCalendarOf(calendar, read, zone);
}
