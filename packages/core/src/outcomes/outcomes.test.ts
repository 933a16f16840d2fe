// Proves the follow-up schedule, the ladder, the claims and the report of one course.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evidenceRows } from '../../../../tests/findings/evidence.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import { addDays, formatCalendarDay, parseCalendarDay } from '../time/calendar-day.ts';
import { afterCourseReport, type ReportInput } from './after-course-report.ts';
import { type Assessment, assessmentProblems } from './assessments.ts';
import { claimsPage, readClaims } from './claims.ts';
import { FOLLOW_UP_MONTHS, followUpOf, monthsAfter } from './follow-up.ts';
import { MEASURES, measureOf, readMeasurementErrors } from './measures.ts';
import { isInRemission, relapseLadder, rungOf } from './relapse.ts';

const day = (text: string) => parseCalendarDay(text)!;
const start = day('2025-01-31');
const lastDose = day('2025-06-30');

describe('the follow-up schedule', () => {
  const lines = (assessedOn: readonly string[], today: string) =>
    followUpOf(lastDose, assessedOn.map(day), day(today)).map(
      ({ month, bestDay, state }) => `${month} ${formatCalendarDay(bestDay)} ${state}`,
    );

  test('asks at the end and 1, 3, 6, 12, 24, 36 and 60 months after the last capsule', () => {
    expect(lines([], '2025-06-30')).toEqual([
      '0 2025-06-30 due',
      '1 2025-07-30 upcoming',
      '3 2025-09-30 upcoming',
      '6 2025-12-30 upcoming',
      '12 2026-06-30 upcoming',
      '24 2027-06-30 upcoming',
      '36 2028-06-30 upcoming',
      '60 2030-06-30 upcoming',
    ]);
  });

  test('survives missed visits: a late one counts for the point it lies nearest to', () => {
    expect(lines(['2025-07-01', '2026-02-01'], '2026-10-15').slice(0, 6)).toEqual(
      [
        '0 2025-06-30 done',
        '1 2025-07-30 missed',
        '3 2025-09-30 missed',
        '6 2025-12-30 done',
        '12 2026-06-30 missed',
        '24 2027-06-30 upcoming',
      ].map((line) => (line.startsWith('12') ? '12 2026-06-30 due' : line)),
    );
  });

  test('moves with a later last capsule', () => {
    const [, month] = followUpOf(addDays(lastDose, 10), [], lastDose);
    expect(formatCalendarDay(month!.bestDay)).toBe('2025-08-10');
  });

  test('leaves no day to nobody and gives none to two, whatever the last capsule', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 15_000, max: 25_000 }),
        fc.nat({ max: 2100 }),
        (from, later) => {
          const points = followUpOf(from as CalendarDay, [], from as CalendarDay);
          const on = from + later;
          const owners = points.filter(({ firstDay, lastDay }) => on >= firstDay && on <= lastDay);
          expect(owners).toHaveLength(1);
          expect(points.map(({ month }) => month)).toEqual(FOLLOW_UP_MONTHS);
          for (const { firstDay, bestDay, lastDay } of points)
            expect(firstDay <= bestDay && bestDay <= lastDay).toBe(true);
        },
      ),
      { seed: 37 },
    );
  });

  test('counts whole months, also backwards', () => {
    const months = (on: string) => monthsAfter(lastDose, day(on));
    expect(
      ['2025-06-29', '2025-06-30', '2025-07-29', '2025-07-30', '2030-06-30'].map(months),
    ).toEqual([-1, 0, 0, 1, 60]);
  });
});

describe('the endpoint ladder', () => {
  const at = (endpoint: 'any_prescription' | 'systemic' | 'second_course', on: string) => ({
    endpoint,
    on: day(on),
  });

  test('a second course is a relapse on every rung, and each rung has its own first day', () => {
    const ladder = relapseLadder(
      lastDose,
      [at('second_course', '2026-06-30'), at('systemic', '2026-01-30')],
      day('2026-12-31'),
    );
    expect(ladder).toEqual([
      { rung: 'any_prescription', state: 'relapsed', days: 214 },
      { rung: 'systemic', state: 'relapsed', days: 214 },
      { rung: 'second_course', state: 'relapsed', days: 365 },
    ]);
  });

  test('nothing during the course counts, and nothing is known after the last word', () => {
    const ladder = relapseLadder(lastDose, [at('systemic', '2025-06-30')], day('2025-09-30'));
    expect(ladder.map(({ state, days }) => [state, days])).toEqual([
      ['free_so_far', 92],
      ['free_so_far', 92],
      ['free_so_far', 92],
    ]);
  });

  test('remission is clear or almost clear and on no rung', () => {
    const free = relapseLadder(lastDose, [], day('2026-01-01'));
    expect([0, 1, 2, undefined].map((iga) => isInRemission(free, iga))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    const treated = relapseLadder(
      lastDose,
      [at('any_prescription', '2025-12-01')],
      day('2026-01-01'),
    );
    expect(isInRemission(treated, 0)).toBe(false);
  });

  test('reads the recorded word, and stands on no rung for another', () => {
    expect(rungOf('Second course')).toBe('second_course');
    expect(rungOf('topical only')).toBeUndefined();
  });
});

describe('measures', () => {
  test('oil has four methods that are four measures', () => {
    const oil = MEASURES.filter(({ domain }) => domain === 'oil').map(({ id }) => id);
    expect(oil).toEqual(['sebum-excretion-rate', 'sebum-casual-level', 'sebutape', 'oil-0-10']);
  });

  test('refuse a value off the scale, and keep a scale that is not known', () => {
    const at = (measure: string, value: number) =>
      assessmentProblems({ measure, value, day: start }).map(({ rule }) => rule);
    expect(at('gags', 44)).toEqual([]);
    expect(at('gags', 45)).toEqual(['not_on_the_scale']);
    expect(at('nodule-count', 300)).toEqual([]);
    expect(at('nodule-count', -1)).toEqual(['not_on_the_scale']);
    expect(measureOf('leeds-face').domain).toBe('other');
  });
});

const claims = readClaims(evidenceRows);
const errors = readMeasurementErrors(evidenceRows);

describe('the nine claims', () => {
  test('each say what is claimed, what is known, what is missing, and how certain', () => {
    expect(claims.map(({ id }) => id)).toEqual([
      'severe-acne',
      'sebum',
      'scars',
      'self-esteem',
      'dry-skin',
      'sun',
      'eyes',
      'joints',
      'teratogenicity',
    ]);
    for (const claim of claims) {
      expect(claim.certainty).toMatch(/^(high|moderate|low|very-low)$/);
      for (const { sources } of claim.citations) expect(sources.length).toBeGreaterThan(0);
    }
  });

  test('show own figures only where they were released, and always that nobody untreated is beside', () => {
    const prevalence = { count: 12, of: 40, share: 0.3, low: 0.18, high: 0.45 };
    const page = claimsPage(
      claims,
      new Map([['dry-eyes', [{ month: 6 }, { month: 12, prevalence }]]]),
    );
    expect(page.find(({ id }) => id === 'eyes')!.ownFigures).toEqual([{ month: 12, prevalence }]);
    expect(page.find(({ id }) => id === 'sun')!.ownFigures).toEqual([]);
    for (const { comparison } of page) expect(comparison).toBe('no_comparison_group');
  });
});

describe('the after-course report', () => {
  const value = (measure: string, on: string, points: number): Assessment => ({
    measure,
    value: points,
    day: day(on),
  });
  const input: ReportInput = {
    startedOn: start,
    lastDoseOn: lastDose,
    asOf: day('2026-07-15'),
    assessments: [
      value('iga', '2025-01-20', 4),
      value('iga', '2025-05-01', 1),
      value('iga', '2026-07-01', 1),
      value('oil-0-10', '2025-01-20', 8),
      value('oil-0-10', '2025-06-28', 1),
      value('oil-0-10', '2026-07-01', 7),
      value('sebutape', '2026-07-01', 3),
      value('eyes-0-10', '2026-07-01', 4),
      value('gags', '2025-01-20', 30),
      value('gags', '2026-07-01', 6),
      value('iga', '2027-01-01', 4),
    ],
    effects: [
      { effect: 'dry-eyes', grade: 2, day: day('2025-03-01'), heardFrom: 'patient' },
      { effect: 'dry-eyes', grade: 1, day: day('2026-07-15'), heardFrom: 'patient' },
      { effect: 'dry-lips', grade: 1, day: day('2025-03-01'), heardFrom: 'patient' },
      { effect: 'dry-lips', grade: 0, day: day('2025-09-01'), heardFrom: 'patient' },
    ],
    relapses: [],
    lastHeardOn: day('2026-07-15'),
    errors,
    claims,
  };
  const report = afterCourseReport(input);
  const series = (domain: string, measure: string) =>
    report.domains
      .find((one) => one.domain === domain)!
      .series.find((one) => one.measure === measure)!;

  test('shows baseline, best and last with the time since the last capsule', () => {
    expect(report).toMatchObject({ lastDoseOn: '2025-06-30', monthsSinceLastDose: 12 });
    expect(series('severity', 'iga')).toMatchObject({
      baseline: { value: 4, on: '2025-01-20' },
      best: { value: 1, on: '2025-05-01' },
      last: { value: 1, on: '2026-07-01', monthsAfterLastDose: 12 },
      points: [{ month: 12, value: 1 }],
      change: { points: -3, direction: 'better', isBeyondError: 'yes' },
    });
  });

  test('says whether a change exceeds the measurement error, or that none is known', () => {
    expect(series('oil', 'oil-0-10').change).toMatchObject({
      points: -1,
      direction: 'better',
      isBeyondError: 'no',
    });
    expect(series('severity', 'gags').change).toEqual({
      points: -24,
      direction: 'better',
      isBeyondError: 'unknown',
    });
  });

  test('keeps two methods of oil apart, and has no change without a baseline', () => {
    const oil = report.domains.find(({ domain }) => domain === 'oil')!;
    expect(oil.series.map(({ measure }) => measure)).toEqual(['oil-0-10', 'sebutape']);
    expect(series('eyes', 'eyes-0-10')).not.toHaveProperty('change');
  });

  test('says what is still there, and what is not known to be gone', () => {
    expect(report.effects).toEqual([
      expect.objectContaining({ effect: 'dry-eyes', state: 'present', presentMonthsAfter: 12 }),
      expect.objectContaining({ effect: 'dry-lips', state: 'unknown', goneBy: '2025-09-01' }),
    ]);
  });

  test('counts an answer about effects, and a completed follow-up, as a visit', () => {
    const done = (one: ReportInput) =>
      afterCourseReport(one)
        .visits.filter(({ state }) => state === 'done')
        .map(({ month }) => month);
    expect(done(input)).toEqual([0, 3, 12]);
    expect(done({ ...input, followUpsOn: [day('2025-12-20')] })).toEqual([0, 3, 6, 12]);
  });

  test('stands beside what is published, of every domain, measured or not', () => {
    const scars = report.domains.find(({ domain }) => domain === 'scars')!;
    expect(scars).toMatchObject({ series: [], published: { id: 'scars', certainty: 'very-low' } });
  });

  test('says that it shows no cause, and knows nothing of later days', () => {
    expect(report.statements[0]).toMatch(/cannot show that the medicine caused it/);
    expect(report.isInRemission).toBe(true);
    expect(JSON.stringify(report)).not.toContain('2027-01-01');
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });
});
