// Advice after a course: its first free day, what was done before it, and nothing while it runs.

import { describe, expect, it } from 'vitest';
import type { EventOf } from '../events/event.ts';
import { dayOf, MadeUpHistory } from '../testing/made-up-history.ts';
import { afterAdvice } from './after-advice.ts';
import type { CourseRule, CourseRules } from './course-rules.ts';

const rule = (parameter: CourseRule['parameter'], unit: string, value: number): CourseRule => ({
  ...{ parameter, unit, productClass: undefined },
  values: [
    {
      from: dayOf('2020-01-01'),
      value: { kind: 'number', value },
      row: parameter,
      status: 'stated',
    },
  ],
});
const rules: CourseRules = {
  ...{ id: 'r', title: 'r' },
  rules: [
    rule('blood-wait', 'mo', 1),
    rule('breastfeeding-wait', 'd', 8),
    rule('wax-wait', 'mo', 6),
  ],
};
const start = dayOf('2024-01-01');
const lastDose = dayOf('2024-01-31');

const done = (code: string, on: string) =>
  new MadeUpHistory().add('ProcedureRecorded', dayOf(on), { code })
    .events[0] as EventOf<'ProcedureRecorded'>;

describe('advice after a course', () => {
  it('gives the first free day by the length of its source', () => {
    const advice = afterAdvice(rules, lastDose, [], start, dayOf('2024-02-10'));
    expect(advice.map((one) => [one.about, one.freeFrom])).toEqual([
      ['blood_donation', dayOf('2024-03-01')],
      ['breastfeeding', dayOf('2024-02-08')],
      ['wax', dayOf('2024-07-31')],
    ]);
  });

  it('gives no day while the last dose is not known, and nothing before a text began', () => {
    const running = afterAdvice(rules, undefined, [], start, dayOf('2024-02-10'));
    expect(running.map((one) => one.freeFrom)).toEqual([undefined, undefined, undefined]);
    expect(afterAdvice(rules, dayOf('2019-12-31'), [], start, start)).toEqual([]);
  });

  it('names what was done within the time, on the last day of it and not on the first free one', () => {
    const procedures = [
      done('wax', '2024-07-30'),
      done('wax', '2024-07-31'),
      done('wax', '2023-12-31'),
    ];
    const wax = afterAdvice(rules, lastDose, procedures, start, dayOf('2024-08-01')).at(-1)!;
    expect(wax.doneOn).toEqual([dayOf('2024-07-30')]);
  });
});
