// Proves the audit's figures, and that no small count leaves a clinic.
import { describe, expect, test } from 'vitest';
import { type AuditedCourse, ukAudit } from './uk-audit.ts';

const course = (more: Partial<AuditedCourse> = {}): AuditedCourse => ({
  clinic: 'leeds',
  canGetPregnant: true,
  testsDue: 6,
  testsOnTime: 5,
  talksDue: 4,
  talksHeld: 4,
  supplyIntervalsDays: [28, 30],
  pregnancyReported: false,
  blockedDays: {},
  ...more,
});
const courses = (count: number, more: Partial<AuditedCourse> = {}) =>
  Array.from({ length: count }, () => course(more));

describe('the audit of a clinic', () => {
  test('counts with denominators', () => {
    const [audit] = ukAudit([
      ...courses(10, { blockedDays: { test_missing: 2 } }),
      ...courses(2, { supplyIntervalsDays: [60], blockedDays: { on_hold: 9 } }),
    ]);
    expect(audit).toEqual({
      clinic: 'leeds',
      courses: 12,
      tests: { done: 60, due: 72, share: 60 / 72 },
      talks: { done: 48, due: 48, share: 1 },
      medianIntervalDays: 30,
      pregnancies: { reported: undefined, of: 12 },
      blockedDays: { test_missing: 20 },
    });
  });

  test('withholds small counts, and a share from which one would follow', () => {
    const [small] = ukAudit(courses(2, { canGetPregnant: false }));
    expect(small).toMatchObject({
      courses: undefined,
      pregnancies: { reported: undefined, of: undefined },
    });
    expect(small).not.toHaveProperty('medianIntervalDays');
    const [nearly] = ukAudit([course({ testsDue: 60, testsOnTime: 57 })]);
    expect(nearly!.tests).toEqual({ done: undefined, due: 60 });
  });

  test('shows reported pregnancies only from ten', () => {
    const reported = (count: number) =>
      ukAudit([...courses(count, { pregnancyReported: true }), ...courses(40)])[0]!.pregnancies;
    expect(reported(9)).toEqual({ reported: undefined, of: 49 });
    expect(reported(10)).toEqual({ reported: 10, of: 50 });
  });

  test('keeps clinics apart', () => {
    const both = ukAudit([...courses(6), ...courses(7, { clinic: 'bath' })]);
    expect(both.map(({ clinic, courses: count }) => [clinic, count])).toEqual([
      ['bath', 7],
      ['leeds', 6],
    ]);
  });
});
