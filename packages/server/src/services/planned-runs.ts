// A plan as runs of days with one planned amount, so that a page draws steps and not days.
// Never beyond the plan: what is not planned has no run.

import { addDays, type CoursePlan, formatCalendarDay, plannedMgOn } from '@aegle/core';

/** Days with one planned amount, both ends included; 0 mg is a break that was planned. */
export interface PlannedRun {
  readonly from: string;
  readonly to: string;
  readonly mg: number;
}

/** The runs in order. A plan that changes by the day has a run for each of its days. */
export function plannedRuns(plan: CoursePlan): PlannedRun[] {
  const last = plan.regimen.periods.at(-1)!;
  const length = last.firstDay + last.lengthDays;
  const runs: { from: number; to: number; mg: number }[] = [];
  for (let index = 0; index < length; index += 1) {
    const mg = plannedMgOn(plan, addDays(plan.startsOn, index));
    const run = runs.at(-1);
    if (run?.mg === mg) run.to = index;
    else runs.push({ from: index, to: index, mg });
  }
  return runs.map(({ from, to, mg }) => ({
    from: formatCalendarDay(addDays(plan.startsOn, from)),
    to: formatCalendarDay(addDays(plan.startsOn, to)),
    mg,
  }));
}
