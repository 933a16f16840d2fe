// What a new course stands on: the use before it, as far as it was not taken back.

import { describe, expect, it } from 'vitest';
import { dayOf, MadeUpHistory, noonOf } from '../testing/made-up-history.ts';
import { addDays } from '../time/calendar-day.ts';
import { foldPatient } from './fold.ts';

const monday = dayOf('2024-03-04');
const later = noonOf(addDays(monday, 90));
const supply = (dispense: string) => ({
  dispense,
  authorization: 'a1',
  prescription: 'p1',
  pharmacy: 'ph1',
  daysSupply: 30,
});

describe('H-03 a supply of before a new course', () => {
  it('is forgotten when that dispense is reversed, and so is its use', () => {
    const history = new MadeUpHistory()
      .add('Dispensed', monday, supply('d1'))
      .add('PatientEnrolled', addDays(monday, 1), { programme: 'p', course: 'c1' });
    expect(foldPatient(history.events, later).course).toMatchObject({
      beganAnew: true,
      earlierUseEndedOn: monday,
    });
    history.add('DispenseReversed', addDays(monday, 1), {
      dispense: 'd1',
      cause: 'returned_to_stock',
    });
    const facts = foldPatient(history.events, later);
    expect(facts.earlierDispenses).toEqual([]);
    expect(facts.course).toMatchObject({ beganAnew: false, earlierUseEndedOn: undefined });
  });

  it('that stands keeps the last use before the new course, whatever else was reversed', () => {
    const history = new MadeUpHistory()
      .add('PatientEnrolled', monday, { programme: 'p', course: 'c1' })
      .add('Dispensed', addDays(monday, 1), supply('d1'))
      .add('CourseEnded', addDays(monday, 9), { course: 'c1', lastDoseOn: addDays(monday, 8) })
      .add('Dispensed', addDays(monday, 20), supply('d2'))
      .add('PatientEnrolled', addDays(monday, 60), { programme: 'p', course: 'c2' })
      .add('CourseEnded', addDays(monday, 70), { course: 'c2' })
      .add('DispenseReversed', addDays(monday, 71), { dispense: 'd2', cause: 'wrong_patient' });
    const { course, earlierDispenses } = foldPatient(history.events, later);
    expect(earlierDispenses.map((one) => one.event.data.dispense)).toEqual(['d1']);
    expect(course).toMatchObject({ beganAnew: true, earlierUseEndedOn: addDays(monday, 8) });
  });

  it('ends with the last dose that an end tells of, on whichever day it is recorded', () => {
    const history = new MadeUpHistory()
      .add('PatientEnrolled', monday, { programme: 'p', course: 'c1' })
      .add('CourseEnded', addDays(monday, 60), { course: 'c1', lastDoseOn: addDays(monday, 30) })
      .add('PatientEnrolled', addDays(monday, 60), { programme: 'p', course: 'c2' });
    expect(foldPatient(history.events, later).course?.earlierUseEndedOn).toBe(addDays(monday, 30));
  });
});
