// A planned period: what its schedule must list, and the exact field of each refusal.

import { describe, expect, it } from 'vitest';
import type { EventData } from '../events/catalogue.ts';
import type { EventOf } from '../events/event.ts';
import { dayOf, MadeUpHistory } from '../testing/made-up-history.ts';
import { coursePlanOf, dosePlanProblems } from './course-plan.ts';

const start = dayOf('2024-03-04');
type Data = EventData<'DosePlanned'>;

const planned = (data: Partial<Data> & Pick<Data, 'schedule' | 'dosesMg'>) =>
  new MadeUpHistory().add('DosePlanned', start, {
    ...{
      course: 'c1',
      startsOn: start,
      lengthDays: 28,
      productClass: 'conventional',
      meal: 'full',
    },
    ...data,
  } as Data).events[0] as EventOf<'DosePlanned'>;

const refused = (data: Parameters<typeof planned>[0]) =>
  dosePlanProblems(planned(data)).map((problem) => problem.field);

describe('a planned period', () => {
  it.each<[string, Parameters<typeof planned>[0], string[]]>([
    ['one dose', { schedule: 'constant', dosesMg: [40] }, []],
    ['a break', { schedule: 'break', dosesMg: [] }, []],
    ['a week', { schedule: 'weekly', dosesMg: [20, 0, 20, 0, 20, 0, 0] }, []],
    ['a pulse', { schedule: 'pulse', dosesMg: [40], onDays: 7, offDays: 21 }, []],
    ['two doses of one', { schedule: 'constant', dosesMg: [40, 20] }, ['data.dosesMg']],
    ['a week of six', { schedule: 'weekly', dosesMg: [20, 0, 0, 0, 0, 0] }, ['data.dosesMg']],
    [
      'a ramp without steps',
      { schedule: 'ramp', dosesMg: [20, 40] },
      ['data.stepMg', 'data.stepDays'],
    ],
    ['a dose of 1 mg', { schedule: 'constant', dosesMg: [1] }, ['data.dosesMg[0]']],
    [
      'a ramp to 300 mg',
      { schedule: 'ramp', dosesMg: [20, 300], stepMg: 20, stepDays: 7 },
      ['data.dosesMg[1]'],
    ],
    ['a list with 300 mg', { schedule: 'repeating', dosesMg: [20, 300] }, ['data.dosesMg[1]']],
  ])('of %s', (_, data, fields) => {
    expect(refused(data)).toEqual(fields);
  });

  it('that was stored and cannot be read is named, and nothing is derived from it', () => {
    const reading = coursePlanOf([planned({ schedule: 'constant', dosesMg: [300] })], 'c1');
    expect(reading.kind).toBe('unreadable');
    expect(coursePlanOf([planned({ schedule: 'constant', dosesMg: [30] })], 'c2').kind).toBe(
      'none',
    );
  });
});
