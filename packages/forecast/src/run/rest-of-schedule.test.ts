// The rest of a planned schedule gives, day by day, what the whole of it gives.

import { type DoseSchedule, dayIntakes } from '@aegle/core';
import { expect, it } from 'vitest';
import { restOf } from './rest-of-schedule.ts';

const LENGTH_DAYS = 70;
const SCHEDULES: readonly DoseSchedule[] = [
  { kind: 'constant', doseMg: 40 },
  { kind: 'ramp', fromDoseMg: 20, toDoseMg: 65, stepMg: 10, stepDays: 7 },
  { kind: 'ramp', fromDoseMg: 60, toDoseMg: 10, stepMg: 20, stepDays: 14 },
  { kind: 'split', dosesMg: [25, 20] },
  { kind: 'alternateDay', doseMg: 20 },
  { kind: 'repeating', dosesMg: [20, 40, 0] },
  { kind: 'weekly', dosesMg: [20, 0, 20, 0, 20, 0, 0] },
  { kind: 'pulse', doseMg: 40, onDays: 7, offDays: 21 },
  { kind: 'break' },
];

/** What is swallowed each day of stretches one after the other. */
const intakesOf = (stretches: NonNullable<ReturnType<typeof restOf>>) =>
  stretches.flatMap(({ lengthDays, schedule }) =>
    Array.from({ length: lengthDays }, (_, day) => dayIntakes(schedule, day)),
  );

it.each(SCHEDULES)('cut on any day: $kind', (schedule) => {
  const whole = intakesOf([{ lengthDays: LENGTH_DAYS, schedule }]);
  let said = 0;
  for (let day = 0; day < LENGTH_DAYS; day++) {
    const rest = restOf(schedule, day, LENGTH_DAYS - day);
    // Days on and days off begin with a day on: cut between, only a list of days says them.
    if (rest === undefined) expect([schedule.kind, day % 28 > 0]).toEqual(['pulse', true]);
    else {
      expect(intakesOf(rest)).toEqual(whole.slice(day));
      expect(rest.length).toBeLessThanOrEqual(2);
      said += 1;
    }
  }
  expect(said).toBe(schedule.kind === 'pulse' ? 3 : LENGTH_DAYS);
});
