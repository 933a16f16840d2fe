// Proves that the report becomes a tagged PDF with its language, and says what it must.
import type { AfterCourseReport, Instant } from '@aegle/core';
import { describe, expect, test } from 'vitest';
import { afterCoursePdf, blocksOf } from './after-course-pdf.ts';

const report: AfterCourseReport = {
  asOf: '2026-07-15',
  startedOn: '2025-01-31',
  lastDoseOn: '2025-06-30',
  monthsSinceLastDose: 12,
  domains: [
    {
      domain: 'oil',
      series: [
        {
          measure: 'oil-0-10',
          worse: 'up',
          baseline: { value: 8, on: '2025-01-20' },
          last: { value: 7, on: '2026-07-01', monthsAfterLastDose: 12 },
          points: [],
          change: { points: -1, direction: 'better', isBeyondError: 'no' },
        },
      ],
      published: {
        id: 'sebum',
        claim: 'Permanent reduction of sebum.',
        known: 'on the drug 70 to 90% less',
        missing: 'permanent is unsupported',
        certainty: 'low',
        citations: [],
      },
    },
    { domain: 'scars', series: [] },
  ],
  effects: [],
  relapse: [{ rung: 'systemic', state: 'free_so_far', days: 380 }],
  isInRemission: false,
  visits: [],
  statements: ['This cannot show that the medicine caused it.'],
};

describe('the report as a PDF', () => {
  test('is tagged, has a language and a title, and is the same each time', async () => {
    const made = await afterCoursePdf(report, 1_750_000_000_000 as Instant);
    const text = made.toString('latin1');
    expect(text.startsWith('%PDF-1.7')).toBe(true);
    expect(text).toMatch(/\/MarkInfo/);
    expect(text).toMatch(/\/Lang \(en\)/);
    expect(text).toMatch(/\/StructTreeRoot/);
    expect(await afterCoursePdf(report, 1_750_000_000_000 as Instant)).toEqual(made);
  });

  test('says in words what the report holds', () => {
    const lines = blocksOf(report).map(({ text }) => text);
    expect(lines[0]).toBe('What changed, and what is still there after 12 months');
    expect(lines).toEqual(
      expect.arrayContaining([
        'This cannot show that the medicine caused it.',
        'a systemic drug for acne: not so far (380 days).',
        'No effect was reported.',
        'oil 0 10: before 8 (2025-01-20), best not measured, last 7 (2026-07-01); better by 1, within measurement error.',
        'Published (certainty low): on the drug 70 to 90% less.',
        'Nothing was measured.',
      ]),
    );
  });
});
