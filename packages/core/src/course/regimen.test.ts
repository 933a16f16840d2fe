// What a plan may say, and the exact field of each refusal.
// Never repairs: an accepted plan is the plan that was sent.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DoseSchedule,
  dayIntakes,
  dayTotalMg,
  lastDoseDay,
  MAX_DAILY_DOSE_MG,
  type RegimenPeriod,
  readRegimen,
} from './regimen.ts';

function period(changes: Partial<RegimenPeriod> = {}): RegimenPeriod {
  return {
    firstDay: 0,
    lengthDays: 28,
    schedule: { kind: 'constant', doseMg: 40 },
    productClass: 'conventional',
    meal: 'full',
    adherence: 1,
    ...changes,
  };
}

function fieldsOf(input: unknown): string[] {
  const reading = readRegimen(input);
  return reading.accepted ? [] : reading.refusals.map((refusal) => refusal.field);
}

describe('a regimen', () => {
  const schedules: DoseSchedule[] = [
    { kind: 'constant', doseMg: 40 },
    { kind: 'ramp', fromDoseMg: 20, toDoseMg: 60, stepMg: 10, stepDays: 14 },
    { kind: 'split', dosesMg: [25, 20] },
    { kind: 'alternateDay', doseMg: 20 },
    { kind: 'repeating', dosesMg: [20, 40] },
    { kind: 'weekly', dosesMg: [20, 0, 20, 0, 20, 0, 0] },
    { kind: 'pulse', doseMg: 40, onDays: 7, offDays: 21 },
  ];
  it.each(schedules)('accepts $kind as it was sent', (schedule) => {
    const input = { periods: [period({ schedule })] };
    expect(readRegimen(input)).toEqual({ accepted: true, regimen: input });
  });

  it('accepts a break between two periods', () => {
    const pause = period({ firstDay: 28, lengthDays: 56, schedule: { kind: 'break' } });
    const input = { periods: [period(), pause, period({ firstDay: 84 })] };
    expect(readRegimen(input).accepted).toBe(true);
    expect(lastDoseDay(input)).toBe(111);
  });

  const at = 'periods[0]';
  const refused: [string, string, unknown][] = [
    ['dose 0', `${at}.schedule.doseMg`, period({ schedule: { kind: 'constant', doseMg: 0 } })],
    ['4 g', `${at}.schedule.doseMg`, period({ schedule: { kind: 'constant', doseMg: 4000 } })],
    [
      'NaN mg',
      `${at}.schedule.doseMg`,
      period({ schedule: { kind: 'constant', doseMg: Number.NaN } }),
    ],
    ['a million years', `${at}.lengthDays`, period({ lengthDays: 365_000_000 })],
    ['half a day', `${at}.lengthDays`, period({ lengthDays: 1.5 })],
    ['unknown product', `${at}.productClass`, { ...period(), productClass: 'gel' }],
    ['unknown meal', `${at}.meal`, { ...period(), meal: 'brunch' }],
    ['adherence 0', `${at}.adherence`, period({ adherence: 0 })],
    ['adherence 2', `${at}.adherence`, period({ adherence: 2 })],
    ['unknown schedule', `${at}.schedule.kind`, { ...period(), schedule: { kind: 'hourly' } }],
    ['inherited schedule', `${at}.schedule.kind`, { ...period(), schedule: { kind: 'toString' } }],
    ['unknown key', `${at}.*`, { ...period(), doseMg: 3 }],
    [
      'split of one',
      `${at}.schedule.dosesMg`,
      period({ schedule: { kind: 'split', dosesMg: [40] } }),
    ],
    [
      'split above the day',
      `${at}.schedule.dosesMg`,
      period({ schedule: { kind: 'split', dosesMg: [150, 150] } }),
    ],
    [
      'a list of one day',
      `${at}.schedule.dosesMg`,
      period({ schedule: { kind: 'repeating', dosesMg: [40] } }),
    ],
    [
      'a day of a list that is a gram',
      `${at}.schedule.dosesMg[1]`,
      period({ schedule: { kind: 'repeating', dosesMg: [40, 1000] } }),
    ],
    [
      'a week of six days',
      `${at}.schedule.dosesMg`,
      period({ schedule: { kind: 'weekly', dosesMg: [40, 0, 0, 0, 0, 0] } }),
    ],
    [
      'a list without a capsule',
      'periods',
      period({ schedule: { kind: 'weekly', dosesMg: [0, 0, 0, 0, 0, 0, 0] } }),
    ],
    ['only a break', 'periods', period({ schedule: { kind: 'break' } })],
    ['no object', at, 7],
  ];
  it.each(refused)('refuses %s at %s', (_why, field, bad) => {
    expect(fieldsOf({ periods: [bad] })).toContain(field);
  });

  it('refuses overlapping periods, none, and a plan that ends too late', () => {
    expect(fieldsOf({ periods: [period(), period({ firstDay: 27 })] })).toEqual([
      'periods[1].firstDay',
    ]);
    expect(fieldsOf({ periods: [] })).toEqual(['periods']);
    expect(fieldsOf(null)).toEqual(['periods']);
    const late = [period({ lengthDays: 1000 }), period({ firstDay: 1000, lengthDays: 200 })];
    expect(fieldsOf({ periods: late })).toEqual(['periods[1].lengthDays']);
  });

  it('never echoes untrusted text', () => {
    const secret = 'Jane Doe';
    const reading = readRegimen({ periods: [{ ...period(), [secret]: 1, meal: secret }] });
    expect(JSON.stringify(reading)).not.toContain(secret);
  });
});

describe('a day of a schedule', () => {
  it('climbs and falls by steps, and stops at the end dose', () => {
    const up: DoseSchedule = {
      kind: 'ramp',
      fromDoseMg: 20,
      toDoseMg: 45,
      stepMg: 10,
      stepDays: 7,
    };
    expect([0, 6, 7, 14, 21, 90].map((day) => dayTotalMg(up, day))).toEqual([
      20, 20, 30, 40, 45, 45,
    ]);
    const down: DoseSchedule = { ...up, fromDoseMg: 40, toDoseMg: 20 };
    expect([0, 7, 14, 21].map((day) => dayTotalMg(down, day))).toEqual([40, 30, 20, 20]);
  });

  it('goes through its list and begins again', () => {
    const turns: DoseSchedule = { kind: 'repeating', dosesMg: [20, 40, 0] };
    expect([0, 1, 2, 3, 4, 5].map((day) => dayTotalMg(turns, day))).toEqual([20, 40, 0, 20, 40, 0]);
    expect(dayIntakes(turns, 1)).toEqual([40]);
    expect(dayIntakes(turns, 2)).toEqual([]);
    const weekly: DoseSchedule = { kind: 'weekly', dosesMg: [20, 0, 20, 0, 20, 0, 0] };
    expect([0, 1, 4, 6, 7, 8].map((day) => dayTotalMg(weekly, day))).toEqual([20, 0, 20, 0, 20, 0]);
  });

  it('of 20 and 40 mg by turns gives what 30 mg a day gives, and its last capsule on day 179', () => {
    const turns = period({ lengthDays: 180, schedule: { kind: 'repeating', dosesMg: [20, 40] } });
    const perKg = (days: number) => {
      let sumMg = 0;
      for (let day = 0; day < days; day += 1) sumMg += dayTotalMg(turns.schedule, day);
      return sumMg / 60;
    };
    expect([perKg(60), perKg(180)]).toEqual([30, 90]);
    expect(lastDoseDay({ periods: [turns] })).toBe(179);
  });

  it('adds up its intakes and never passes the highest day', () => {
    const dose = fc.integer({ min: 5, max: 40 });
    const schedule = fc.oneof(
      fc.record({ kind: fc.constant('constant' as const), doseMg: dose }),
      fc.record({ kind: fc.constant('split' as const), dosesMg: fc.tuple(dose, dose) }),
      fc.record({ kind: fc.constant('alternateDay' as const), doseMg: dose }),
      fc.record({
        kind: fc.constant('pulse' as const),
        doseMg: dose,
        onDays: fc.integer({ min: 1, max: 9 }),
        offDays: fc.integer({ min: 1, max: 30 }),
      }),
    );
    fc.assert(
      fc.property(schedule, fc.nat(400), (plan, day) => {
        const total = dayTotalMg(plan, day);
        const swallowed = dayIntakes(plan, day).reduce((sum, mg) => sum + mg, 0);
        expect(swallowed).toBe(total);
        expect(total).toBeLessThanOrEqual(MAX_DAILY_DOSE_MG);
      }),
    );
  });
});
