// What is left of a planned schedule from one of its days on, as schedules that give the same doses.
// Never another dose on any day: what no schedule can say is left to the caller, who lists the days.

import { type DoseSchedule, dayTotalMg } from '@aegle/core';

/** A stretch of days and how they are given. */
export interface Stretch {
  readonly lengthDays: number;
  readonly schedule: DoseSchedule;
}

/**
 * The schedule from its `day`-th day on (0 is its first), for `lengthDays` days: a list begins with that
 * day, a ramp goes on from the step it has reached. Undefined where only a list of days says it.
 */
export function restOf(
  schedule: DoseSchedule,
  day: number,
  lengthDays: number,
): readonly Stretch[] | undefined {
  const whole = (kept: DoseSchedule) => [{ lengthDays, schedule: kept }];
  if (day === 0) return whole(schedule);
  switch (schedule.kind) {
    case 'constant':
    case 'split':
    case 'break':
      return whole(schedule);
    case 'alternateDay':
      return day % 2 === 0
        ? whole(schedule)
        : whole({ kind: 'repeating', dosesMg: [0, schedule.doseMg] });
    case 'repeating':
    case 'weekly': {
      const { kind, dosesMg } = schedule;
      const at = day % dosesMg.length;
      return whole({ kind, dosesMg: [...dosesMg.slice(at), ...dosesMg.slice(0, at)] });
    }
    case 'pulse':
      return day % (schedule.onDays + schedule.offDays) === 0 ? whole(schedule) : undefined;
    case 'ramp':
      return restOfRamp(schedule, day, lengthDays);
  }
}

/** The days that are left of the step, then the ramp from its next step on. */
function restOfRamp(
  ramp: DoseSchedule & { readonly kind: 'ramp' },
  day: number,
  lengthDays: number,
): readonly Stretch[] {
  const fromDoseMg = dayTotalMg(ramp, day);
  const level: DoseSchedule = { kind: 'constant', doseMg: fromDoseMg };
  const left = ramp.stepDays - (day % ramp.stepDays);
  if (fromDoseMg === ramp.toDoseMg || left >= lengthDays) return [{ lengthDays, schedule: level }];
  if (left === ramp.stepDays) return [{ lengthDays, schedule: { ...ramp, fromDoseMg } }];
  const next = restOfRamp(ramp, day + left, lengthDays - left);
  return [{ lengthDays: left, schedule: level }, ...next];
}
