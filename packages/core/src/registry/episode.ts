// The registry's view of one course: consent first, days from the first capsule, never a date.
// Never holds a pregnancy, a name, a day of the calendar, or anything of somebody who did not consent.

import { type CalendarDay, completedYears } from '../time/calendar-day.ts';

/** What is known of one course, before consent is asked. Days are calendar days. */
export interface CourseHistory {
  /** In the order they were heard. */
  readonly consents: readonly { readonly isGiven: boolean; readonly on: CalendarDay }[];
  readonly startedOn: CalendarDay;
  /** Last day with a capsule; absent: the course goes on. */
  readonly lastDoseOn?: CalendarDay;
  readonly bornOn?: CalendarDay;
  readonly sex?: 'female' | 'male';
  readonly site: string;
  readonly dailyMgPerKg?: number;
  readonly cumulativeMgPerKg?: number;
  /** First day of each rung after the last dose. */
  readonly relapses: readonly { readonly endpoint: string; readonly on: CalendarDay }[];
  /** Reports of effects, with the day of each and whether it was there. */
  readonly effects: readonly {
    readonly effect: string;
    readonly on: CalendarDay;
    readonly isPresent: boolean;
  }[];
  /** Last day on which anything was heard of the patient. */
  readonly lastHeardOn: CalendarDay;
}

export const AGE_BANDS = ['under_18', '18_to_24', '25_to_34', '35_and_over', 'unknown'] as const;
export type AgeBand = (typeof AGE_BANDS)[number];
export const DOSE_BANDS = ['below_0.5', '0.5_to_1', 'above_1', 'unknown'] as const;
export type DoseBand = (typeof DOSE_BANDS)[number];
export const CUMULATIVE_BANDS = ['below_120', '120_to_150', 'above_150', 'unknown'] as const;
export type CumulativeBand = (typeof CUMULATIVE_BANDS)[number];

/** One consented course. All days are counted from the first capsule (0), or from the last one. */
export interface Episode {
  /** Pseudonymous key of the registry; not the patient's id. */
  readonly key: string;
  readonly site: string;
  readonly sex: 'female' | 'male' | 'unknown';
  /** Minors are one band. */
  readonly ageBand: AgeBand;
  readonly doseBand: DoseBand;
  readonly cumulativeBand: CumulativeBand;
  /** Days with capsules planned between, both ends included; absent: the course goes on. */
  readonly courseDays?: number;
  /** Days from the last capsule to the last word heard; absent: the course goes on. */
  readonly followedDays?: number;
  /** Days from the last capsule to the first of each endpoint. */
  readonly relapseDays: Readonly<Record<string, number>>;
  readonly effects: readonly {
    readonly effect: string;
    /** Days from the last capsule; below 0 during the course. */
    readonly days: number;
    readonly isPresent: boolean;
  }[];
}

/**
 * The episode of a course, or `undefined` while consent is not given or has been withdrawn: the last
 * word heard on it decides, and what was released before a withdrawal is not released again.
 */
export function episodeOf(history: CourseHistory, key: string): Episode | undefined {
  if (history.consents.at(-1)?.isGiven !== true) return undefined;
  const { startedOn, lastDoseOn, bornOn, lastHeardOn } = history;
  const end = lastDoseOn ?? startedOn;
  const after = history.relapses.filter(({ on }) => lastDoseOn !== undefined && on > lastDoseOn);
  const relapseDays: Record<string, number> = {};
  for (const { endpoint, on } of after)
    relapseDays[endpoint] = Math.min(relapseDays[endpoint] ?? Number.POSITIVE_INFINITY, on - end);
  return {
    key,
    site: history.site,
    sex: history.sex ?? 'unknown',
    ageBand: bornOn === undefined ? 'unknown' : ageBandOf(completedYears(bornOn, startedOn)),
    doseBand: bandOf(history.dailyMgPerKg, [0.5, 1], DOSE_BANDS),
    cumulativeBand: bandOf(history.cumulativeMgPerKg, [120, 150], CUMULATIVE_BANDS),
    ...(lastDoseOn === undefined
      ? {}
      : { courseDays: lastDoseOn - startedOn + 1, followedDays: Math.max(0, lastHeardOn - end) }),
    relapseDays,
    effects: history.effects.map(({ effect, on, isPresent }) => ({
      effect,
      days: on - end,
      isPresent,
    })),
  };
}

function ageBandOf(years: number): AgeBand {
  if (years < 18) return 'under_18';
  if (years < 25) return '18_to_24';
  return years < 35 ? '25_to_34' : '35_and_over';
}

/** The band of a number: below the first cut, between both (ends included), or above the second. */
function bandOf<B extends string>(
  value: number | undefined,
  [low, high]: readonly [number, number],
  [below, between, above, unknown]: readonly [B, B, B, B],
): B {
  if (value === undefined) return unknown;
  if (value < low) return below;
  return value <= high ? between : above;
}
