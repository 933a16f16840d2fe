// The second test before an American start, by one way of choosing which tests count (evidence §2.2, §3).
// Numbers stand here as the guides print them, not as core's data hold them.

import type { CalendarDay } from '@aegle/core';

/** The days on which a prescription may be picked up: specimen day is day 1, seven days in all. */
export interface Pickup {
  readonly specimen: CalendarDay;
  readonly last: CalendarDay;
  /** How many things had been heard when the specimen's result was. */
  readonly heard: number;
  readonly isInCycleDays: boolean;
  readonly setting: string | undefined;
  isVoid: boolean;
}

export interface Specimen {
  readonly day: CalendarDay;
  readonly heard: number;
  readonly isInCycleDays: boolean;
  readonly setting: string | undefined;
}

export const sevenDaysFrom = ({ day, ...specimen }: Specimen): Pickup => ({
  ...specimen,
  specimen: day,
  last: (day + 6) as CalendarDay,
  isVoid: false,
});

export class SecondTests {
  private readonly edition: string;
  fault = 'test_missing';
  hasOne = false;
  isInTime = false;
  hasTimed = false;
  hasTriedTooEarly = false;
  pickup: Pickup | undefined;

  constructor(edition: string) {
    this.edition = edition;
  }

  /** A test that counts, taken when the first one (`screening`) lies as far back as it does. */
  take(specimen: Specimen, screening: CalendarDay | undefined): void {
    const { day, isInCycleDays } = specimen;
    this.hasOne = true;
    const isInTime = screening !== undefined && day >= screening + 19;
    const open = this.pickup;
    if (this.edition === 'us-2026') {
      // No lock-out: a repeat counts at once. That the 19 days and the cycle days are kept is assumed.
      this.isInTime = true;
      this.hasTimed = isInTime && isInCycleDays;
      if (open === undefined || open.isVoid || day > open.last) this.openSevenDays(specimen);
      return;
    }
    if (!isInTime) return;
    this.isInTime = true;
    if (open === undefined) this.openSevenDays(specimen);
    else if (day <= open.last) {
      if (open.isVoid) this.openSevenDays(specimen);
    } else if (day < open.specimen + 19) this.hasTriedTooEarly = true;
    else this.openSevenDays(specimen);
  }

  private openSevenDays(specimen: Specimen): void {
    this.pickup = sevenDaysFrom(specimen);
    this.hasTriedTooEarly = false;
  }

  doubt(): void {
    if (this.pickup !== undefined) this.pickup.isVoid = true;
    this.hasOne = false;
    this.isInTime = false;
    this.hasTimed = false;
    this.hasTriedTooEarly = false;
    this.fault = 'test_missing';
  }
}
