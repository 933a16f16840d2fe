// The daily dose over a course as steps, and the day of its peak, computed from the plan.
// Never from what somebody calls the peak: the first day of the highest planned dose is the peak.

import { dayTotalMg, type Regimen } from '../course/regimen.ts';
import { addDays, type CalendarDay } from '../time/calendar-day.ts';

/** From `from` on the highest daily dose up to then is `highestMg`. */
export interface DoseStep {
  readonly from: CalendarDay;
  readonly highestMg: number;
}

/** What monitoring needs of a plan. Weight does not matter here: the highest mg is the peak. */
export interface DosePlan {
  readonly startOn: CalendarDay;
  /** Each day on which the highest dose so far rises; the first is the start. */
  readonly rises: readonly DoseStep[];
  /** Last day with a capsule, planned or reported; absent: open. */
  readonly lastDoseOn?: CalendarDay;
  /** True when the last capsule was reported, and is not only planned. */
  readonly isEnded?: boolean;
}

/**
 * The steps of a regimen that begins on a day. A day without capsules (alternate days, breaks, pulses)
 * lowers nothing: the highest dose so far stays.
 */
export function dosePlanOf(regimen: Regimen, startOn: CalendarDay): DosePlan {
  const rises: DoseStep[] = [];
  let highestMg = 0;
  let last = 0;
  for (const period of regimen.periods)
    for (let day = 0; day < period.lengthDays; day += 1) {
      const doseMg = dayTotalMg(period.schedule, day);
      const on = period.firstDay + day;
      if (doseMg > 0) last = Math.max(last, on);
      if (doseMg <= highestMg) continue;
      highestMg = doseMg;
      rises.push({ from: addDays(startOn, on), highestMg });
    }
  return { startOn, rises, lastDoseOn: addDays(startOn, last) };
}

/** The first scheduled day of the highest daily dose; `undefined` for a plan without a capsule. */
export function peakDoseDay(plan: DosePlan): CalendarDay | undefined {
  return plan.rises.at(-1)?.from;
}

/** The first day of the highest dose up to and including a day. */
export function highestDoseSince(plan: DosePlan, day: CalendarDay): CalendarDay {
  return plan.rises.filter(({ from }) => from <= day).at(-1)?.from ?? plan.startOn;
}

/** The steps of the doses taken so far, each day's capsules together; `undefined` without one. */
export function dosePlanTaken(
  doses: readonly {
    readonly occurredOn: CalendarDay;
    readonly data: { readonly doseMg: number };
  }[],
): DosePlan | undefined {
  const byDay = new Map<CalendarDay, number>();
  for (const { occurredOn, data } of doses)
    byDay.set(occurredOn, (byDay.get(occurredOn) ?? 0) + data.doseMg);
  const days = [...byDay].sort(([left], [right]) => left - right);
  const [first] = days;
  if (first === undefined) return undefined;
  const rises: DoseStep[] = [];
  for (const [from, doseMg] of days)
    if (doseMg > (rises.at(-1)?.highestMg ?? 0)) rises.push({ from, highestMg: doseMg });
  return { startOn: first[0], rises };
}
