// A plan as a sentence, the way a prescriber would say it. Never leaves out a period or a break.

import type { DoseSchedule, RegimenPeriod } from '@aegle/core';
import type { RequestedPlan } from '@aegle/forecast';
import { words } from './words-en.ts';

const say = words.regimen;
const mg = (dose: number): string => String(dose);

function scheduleInWords(schedule: DoseSchedule): string {
  switch (schedule.kind) {
    case 'constant':
      return say.constant(mg(schedule.doseMg));
    case 'ramp': {
      const { fromDoseMg, toDoseMg, stepMg, stepDays } = schedule;
      return say.ramp(mg(fromDoseMg), mg(toDoseMg), mg(stepMg), stepDays);
    }
    case 'split':
      return say.split(schedule.dosesMg.map(mg).join(' + '));
    case 'alternateDay':
      return say.alternateDay(mg(schedule.doseMg));
    case 'repeating':
      return say.repeating(schedule.dosesMg.map(mg).join(', '));
    case 'weekly':
      return say.weekly(schedule.dosesMg.map(mg).join(', '));
    case 'pulse':
      return say.pulse(mg(schedule.doseMg), schedule.onDays, schedule.offDays);
    case 'break':
      return say.break;
  }
}

function periodInWords(period: RegimenPeriod): string {
  return `${scheduleInWords(period.schedule)} ${say.days(period.lengthDays)}`;
}

/** Every period in order, then meal and adherence where they are the same throughout. */
export function regimenInWords({ regimen, untilClearWeeks }: RequestedPlan): string {
  const parts: string[] = [];
  let next = 0;
  for (const period of regimen.periods) {
    const gap = period.firstDay - next;
    if (gap > 0) parts.push(`${say.break} ${say.days(gap)}`);
    parts.push(periodInWords(period));
    next = period.firstDay + period.lengthDays;
  }
  const meals = [...new Set(regimen.periods.map((period) => say.meals[period.meal]))];
  const taken = [...new Set(regimen.periods.map((period) => period.adherence))];
  const [adherence] = taken;
  const more = [
    ...(untilClearWeeks === undefined ? [] : [say.untilClear(untilClearWeeks)]),
    ...(meals.length === 1 ? meals : []),
    ...(taken.length === 1 && adherence !== undefined && adherence < 1
      ? [say.taken(Math.round(100 * adherence))]
      : []),
  ];
  return [parts.join(say.next), ...more].join(', ');
}
