// A forecast of the course on record: what was taken, what was missed, what is still ahead.
// Never anything of the person from the record: the plan file states them.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayTotalMg, type RegimenPeriod } from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { repositoryFolder } from '../testing/run-aegle.ts';
import { runHere } from '../testing/run-here.ts';

const course = join(repositoryFolder, 'examples/courses/us-second-month.yaml');
const now = '2024-04-02T12:00:00-04:00';
const person = {
  kind: 'patient',
  profile: {
    ...{ ageYears: 25, weightKg: 60, sex: 'female', isTruncal: false },
    ...{ inflammatoryLesions: 40, nonInflammatoryLesions: 50, nodules: 6 },
  },
};
const file = (change: object = {}) =>
  JSON.stringify({ patients: 64, endpoints: ['iga'], subject: person, ...change });

async function periodsFor(asked: string, ...more: string[]): Promise<readonly RegimenPeriod[]> {
  const args = ['forecast', '-', '--course', course, '--json', ...more];
  const ran = await runHere(args, { input: asked, now });
  expect(ran.code).toBe(0);
  return JSON.parse(ran.out).request.plans[0].regimen.periods;
}

/** Planned mg by day, as the periods give them. */
function dailyMg(periods: readonly RegimenPeriod[]): number[] {
  const out: number[] = [];
  for (const { firstDay, lengthDays, schedule } of periods)
    for (let i = 0; i < lengthDays; i++) out[firstDay + i] = dayTotalMg(schedule, i);
  return out;
}

describe('a forecast of the course on record', () => {
  it('has the doses taken so far, nil where missed, and the plan ahead until its policy ends it', async () => {
    const periods = await periodsFor(file());
    const mg = dailyMg(periods);
    // 4 to 7 March: 20 and 40 taken, one missed, 40 taken; from 8 March on as planned, by turns.
    expect(mg.slice(0, 6)).toEqual([20, 40, 0, 40, 20, 40]);
    expect(mg.slice(6).every((dose, i) => dose === (i % 2 === 0 ? 20 : 40))).toBe(true);
    // Of 240 planned days, those up to the target of 120 mg/kg.
    const course = await runHere(['course', '-', '--at', now, '--json'], {
      input: readFileSync(join(repositoryFolder, 'examples/courses/us-second-month.yaml'), 'utf8'),
    });
    const { endsOn } = JSON.parse(course.out).sections.plan;
    const days = (Date.parse(endsOn) - Date.parse('2024-03-04')) / 86_400_000;
    expect(mg.length).toBe(Math.min(240, days + 1));
    // Taken is certain; ahead stands the share of the reported days, 100 of 120 mg.
    for (const { firstDay, lengthDays, adherence } of periods) {
      const isPast = firstDay + lengthDays <= 29;
      expect(adherence).toBeCloseTo(isPast ? 1 : 100 / 120, 9);
      expect(isPast || firstDay >= 29).toBe(true);
    }
  });

  it('stands before the plans of the file, with how much of it was reported', async () => {
    const period = { firstDay: 0, lengthDays: 100, productClass: 'conventional', meal: 'full' };
    const schedule = { kind: 'constant', doseMg: 30 };
    const other = {
      name: '30 mg a day',
      regimen: { periods: [{ ...period, schedule, adherence: 1 }] },
    };
    const args = ['forecast', '-', '--course', course, '--json'];
    const ran = await runHere(args, { input: file({ plans: [other] }), now });
    const names = JSON.parse(ran.out).plans.map((one: { name: string }) => one.name);
    expect(names).toEqual(['Course on record: 4 days reported, 25 as planned', '30 mg a day']);
  });

  it('is refused where no dose was planned, and where both files are standard input', async () => {
    const report = join(repositoryFolder, 'examples/patients/course-to-report.yaml');
    const none = await runHere(['forecast', '-', '--course', report], {
      input: file(),
      now: '2026-12-01T12:00:00Z',
    });
    expect(none.code).toBe(1);
    expect(none.error).toContain('record the planned doses');
    const twice = await runHere(['forecast', '-', '--course', '-'], { input: file() });
    expect(twice.error).toContain('standard_input_twice');
  });
});
