// Proves the dated schedules of every policy on the day before, on and after each edge.
import { describe, expect, test } from 'vitest';
import { evidenceRows } from '../../../../tests/findings/evidence.ts';
import type { Regimen } from '../course/regimen.ts';
import {
  addDays,
  type CalendarDay,
  formatCalendarDay,
  parseCalendarDay,
} from '../time/calendar-day.ts';
import { dosePlanOf, peakDoseDay } from './dose-steps.ts';
import { readPolicies } from './policy.ts';
import { type DoneTest, type ScheduledTest, scheduleOf } from './schedule.ts';

const policies = readPolicies(evidenceRows);
const day = (text: string) => parseCalendarDay(text)!;
const start = day('2026-01-10');

const period = { productClass: 'conventional', meal: 'full', adherence: 1 } as const;
/** 20 mg for 28 days, then 40 mg to day 140. */
const ramped: Regimen = {
  periods: [
    { ...period, firstDay: 0, lengthDays: 28, schedule: { kind: 'constant', doseMg: 20 } },
    { ...period, firstDay: 28, lengthDays: 112, schedule: { kind: 'constant', doseMg: 40 } },
  ],
};
const plan = dosePlanOf(ramped, start);

function schedule(
  policy: string,
  today: string,
  results: readonly DoneTest[] = [],
  risks: string[] = [],
) {
  return scheduleOf({ policy: policies.get(policy)!, plan, results, risks, today: day(today) });
}

function line({ test: name, state, because, window }: ScheduledTest) {
  const days = window
    ? [window.firstDay, window.bestDay, window.lastDay].map(formatCalendarDay).join(' ')
    : '-';
  return `${name} ${state} ${because} ${days}`;
}

const result = (analyte: string, on: string, more: Partial<DoneTest> = {}): DoneTest => ({
  id: `${analyte}-${on}`,
  analyte,
  day: day(on),
  action: 'continue',
  ...more,
});

describe('the peak dose', () => {
  test('is the first scheduled day of the highest daily dose', () => {
    expect(formatCalendarDay(peakDoseDay(plan)!)).toBe('2026-02-07');
    expect(formatCalendarDay(plan.lastDoseOn!)).toBe('2026-05-29');
  });

  test('is the first capsule of alternate days and of pulses', () => {
    const odd: Regimen = {
      periods: [
        { ...period, firstDay: 0, lengthDays: 30, schedule: { kind: 'alternateDay', doseMg: 40 } },
        { ...period, firstDay: 30, lengthDays: 30, schedule: { kind: 'constant', doseMg: 30 } },
      ],
    };
    expect(peakDoseDay(dosePlanOf(odd, start))).toBe(start);
  });
});

describe('the policies', () => {
  test('are those of the evidence', () => {
    expect([...policies.keys()]).toEqual([
      'us-label',
      'us-label-older',
      'smpc',
      'delphi-2022',
      'aad-2024',
      'nhs-practice',
    ]);
    for (const policy of policies.values())
      for (const { citations } of policy.steps)
        for (const { sources } of citations) expect(sources.length).toBeGreaterThan(0);
  });

  test('Delphi 2022 asks ALT and triglycerides before the start and at peak dose, and nothing else', () => {
    const lines = schedule('delphi-2022', '2026-01-01').map(line);
    expect(lines.filter((one) => !one.includes('not_needed'))).toEqual([
      'alt due baseline 2025-12-10 2026-01-10 2026-01-10',
      'triglycerides due baseline 2025-12-10 2026-01-10 2026-01-10',
      'alt upcoming peak_dose 2026-02-21 2026-02-21 2026-03-07',
      'triglycerides upcoming peak_dose 2026-02-21 2026-02-21 2026-03-07',
    ]);
    expect(lines).toContain('blood-count not_needed policy_does_not_ask -');
  });

  test('a test turns from upcoming to due to overdue on its days', () => {
    const at = (today: string) =>
      schedule('delphi-2022', today).find(
        (one) => one.test === 'alt' && one.because === 'peak_dose',
      )!.state;
    expect(['2026-02-20', '2026-02-21', '2026-03-07', '2026-03-08'].map(at)).toEqual([
      'upcoming',
      'due',
      'due',
      'overdue',
    ]);
  });

  test('a baseline counts from a calendar month before the first capsule to its day', () => {
    const state = (on: string) =>
      schedule('delphi-2022', '2026-01-12', [result('alt', on)]).find(
        (one) => one.test === 'alt' && one.because === 'baseline',
      )!.state;
    expect(['2025-12-09', '2025-12-10', '2026-01-10', '2026-01-11'].map(state)).toEqual([
      'overdue',
      'done',
      'done',
      'overdue',
    ]);
  });

  test('SmPC: a month after the start, then three months from the sample that was taken', () => {
    const results = [
      result('alt', '2026-01-02'),
      result('triglycerides', '2026-01-02'),
      result('alt', '2026-02-14'),
      result('triglycerides', '2026-02-14'),
    ];
    const lines = schedule('smpc', '2026-03-01', results).filter((one) => one.test === 'liver');
    expect(lines.map(line)).toEqual([
      'liver done baseline 2025-12-10 2026-01-10 2026-01-10',
      'liver done after_start 2026-02-03 2026-02-10 2026-02-17',
      'liver upcoming at_interval 2026-05-07 2026-05-14 2026-05-21',
    ]);
  });

  test('SmPC names no time for patients at risk and leaves it to a clinician', () => {
    expect(schedule('smpc', '2026-01-01').map(({ state }) => state)).not.toContain(
      'clinician_decides',
    );
    expect(schedule('smpc', '2026-01-01', [], ['diabetes']).map(line)).toContain(
      'glucose clinician_decides policy_gives_no_time -',
    );
  });

  test('US label: every four weeks until four weeks at the highest dose are quiet', () => {
    const early = result('triglycerides', '2026-02-07');
    const open = schedule('us-label', '2026-02-10', [early]).filter((one) => one.test === 'lipids');
    expect(open.map(line)).toEqual([
      'lipids overdue baseline 2025-12-10 2026-01-10 2026-01-10',
      'lipids done until_response_known 2026-01-31 2026-02-07 2026-02-14',
      'lipids upcoming until_response_known 2026-02-28 2026-03-07 2026-03-14',
      'lipids upcoming until_response_known 2026-03-28 2026-04-04 2026-04-11',
    ]);
    const quiet = [early, result('triglycerides', '2026-03-07')];
    const known = schedule('us-label', '2026-03-10', quiet).filter((one) => one.test === 'lipids');
    expect(known.map(({ state }) => state)).toEqual(['overdue', 'done', 'done', 'not_needed']);
    // One day earlier is not yet four weeks at the highest dose.
    const soon = [early, result('triglycerides', '2026-03-06')];
    expect(schedule('us-label', '2026-03-10', soon).map(({ because }) => because)).not.toContain(
      'response_known',
    );
    const raised = [early, result('triglycerides', '2026-03-07', { action: 'act' })];
    expect(schedule('us-label', '2026-03-10', raised).map(({ because }) => because)).not.toContain(
      'response_known',
    );
  });

  test('NHS practice: four to eight weeks, then only after a rise or an abnormal result', () => {
    const lines = schedule('nhs-practice', '2026-01-10').filter((one) => one.test === 'lipids');
    expect(lines.map(line)).toEqual([
      'lipids due baseline 2025-12-10 2026-01-10 2026-01-10',
      'lipids upcoming after_start 2026-02-07 2026-02-07 2026-03-07',
      'lipids upcoming dose_rose 2026-03-07 2026-03-07 2026-04-04',
    ]);
  });

  test('a result that asks for a repeat stands in the schedule of every policy', () => {
    const repeat = { firstDay: day('2026-02-28'), lastDay: day('2026-03-14') };
    const asked = result('triglycerides', '2026-02-14', { action: 'act', repeat });
    for (const policy of policies.keys()) {
      const state = (today: string, more: readonly DoneTest[] = []) =>
        schedule(policy, today, [asked, ...more]).find(
          ({ because }) => because === 'result_asks_for_a_repeat',
        )!.state;
      expect(state('2026-02-27')).toBe('upcoming');
      expect(state('2026-03-14')).toBe('due');
      expect(state('2026-03-15')).toBe('overdue');
      expect(state('2026-03-20', [result('triglycerides', '2026-03-14')])).toBe('done');
      expect(state('2026-03-20', [result('triglycerides', '2026-03-15')])).toBe('done_late');
    }
  });

  test('what was not done is missed once the last capsule was reported, and overdue while it is planned', () => {
    const at = (isEnded: boolean) =>
      scheduleOf({
        policy: policies.get('delphi-2022')!,
        plan: { ...plan, isEnded },
        results: [],
        risks: [],
        today: day('2026-06-15'),
      })
        .filter(({ state }) => state !== 'not_needed')
        .map(({ state }) => state);
    expect(at(true)).toEqual(['missed', 'missed', 'missed', 'missed']);
    expect(at(false)).toEqual(['overdue', 'overdue', 'overdue', 'overdue']);
  });

  test('after the last dose nothing more of the policy is asked', () => {
    const ended = { ...plan, lastDoseOn: addDays(start, 20) as CalendarDay };
    const lines = scheduleOf({
      policy: policies.get('delphi-2022')!,
      plan: ended,
      results: [],
      risks: [],
      today: day('2026-03-01'),
    });
    expect(lines.filter(({ because }) => because === 'course_ended')).toHaveLength(2);
  });
});

describe('a pause', () => {
  const rest = { from: day('2026-02-01'), to: day('2026-02-15'), resumesOn: undefined };
  const lines = (policy: string, results: readonly DoneTest[], pauses = [rest]) =>
    scheduleOf({
      ...{ policy: policies.get(policy)!, plan, results, risks: [], pauses },
      today: day('2026-02-20'),
    }).flatMap(({ because, window }) => (window === undefined ? [] : [{ because, window }]));

  test.each(['smpc', 'delphi-2022'])('of %s moves every test behind it', (policy) => {
    const without = lines(policy, [], []);
    const moved = lines(policy, []);
    expect(without.length).toBeGreaterThan(1);
    expect(moved).toHaveLength(without.length);
    for (const [index, { because, window }] of moved.entries()) {
      const { bestDay } = without[index]!.window;
      const isBehind = because !== 'baseline' && bestDay >= rest.from;
      // From the dose of 7 February on, which lies within it, only the rest of it counts.
      const days = because === 'peak_dose' || because === 'dose_rose' ? 8 : 14;
      expect([because, window.bestDay - bestDay]).toEqual([because, isBehind ? days : 0]);
    }
  });

  test('moves no repeat that a result asks for', () => {
    const repeat = { firstDay: day('2026-02-10'), lastDay: day('2026-02-16') };
    const asked = [result('alt', '2026-01-30', { action: 'act', repeat } as Partial<DoneTest>)];
    const found = lines('smpc', asked).find(
      ({ because }) => because === 'result_asks_for_a_repeat',
    );
    expect(found?.window).toMatchObject(repeat);
  });
});
