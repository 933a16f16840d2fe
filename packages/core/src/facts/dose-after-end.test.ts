// Which dose of a diary is later than the reported last one.

import { describe, expect, it } from 'vitest';
import type { EventOf } from '../events/event.ts';
import { dayOf, MadeUpHistory, noonOf } from '../testing/made-up-history.ts';
import { addDays } from '../time/calendar-day.ts';
import { doseAfterEnd } from './dose-after-end.ts';
import { foldPatient } from './fold.ts';

const monday = dayOf('2024-03-04');
const later = noonOf(addDays(monday, 300));
const on = (offset: number) => addDays(monday, offset);

const begun = (course = 'c1') =>
  new MadeUpHistory().add('PatientEnrolled', on(-60), { programme: 'made-up', course });
const ended = () => begun().add('CourseEnded', on(10), { course: 'c1', lastDoseOn: on(8) });

function dosesOn(...offsets: number[]): EventOf<'DoseTaken'>[] {
  const diary = new MadeUpHistory();
  for (const offset of offsets) diary.add('DoseTaken', on(offset), { doseMg: 20 });
  return diary.events.filter((event) => event.type === 'DoseTaken');
}

const found = (made: MadeUpHistory, ...offsets: number[]) => {
  const dose = doseAfterEnd(foldPatient(made.events, later), dosesOn(...offsets));
  return dose === undefined ? undefined : dose.occurredOn - monday;
};

describe('H-09 a dose after the reported end', () => {
  it('is one taken on a later day than the reported last dose', () => {
    expect(found(ended(), 7)).toBeUndefined();
    expect(found(ended(), 8)).toBeUndefined();
    expect(found(ended(), 9)).toBe(9);
    expect(found(ended(), 9, 12, 11)).toBe(12);
    expect(found(ended(), 9)).toBe(9);
  });

  it('is not looked for while the course runs, nor in a course that follows', () => {
    expect(found(begun(), 5)).toBeUndefined();
    const again = ended().add('PatientEnrolled', on(40), { programme: 'made-up', course: 'c2' });
    expect(found(again, 45)).toBeUndefined();
  });

  it('is told once: only a still later one is new', () => {
    const told = ended().add('DoseAfterEndFound', on(12), { dose: 'd1' });
    expect(found(told, 12)).toBeUndefined();
    expect(found(told, 13)).toBe(13);
  });

  it('counts from the day of the end when no last dose was named', () => {
    const unnamed = begun().add('CourseEnded', on(10), { course: 'c1' });
    expect(found(unnamed, 10)).toBeUndefined();
    expect(found(unnamed, 11)).toBe(11);
  });

  it('ends judgements, and belongs to the time before a new course', () => {
    const made = ended()
      .add('DiscretionExercised', on(11), {
        requirement: 'wait',
        programme: 'made-up',
        clinician: 'x',
        judgement: 'over',
        lastDay: on(90),
      })
      .add('DoseAfterEndFound', on(12), { dose: 'd1' })
      .add('PatientEnrolled', on(40), { programme: 'made-up', course: 'c2' });
    const facts = foldPatient(made.events, later);
    expect(facts.clinicalOverrides).toEqual([]);
    expect(facts.course?.earlierUseEndedOn).toBe(on(12));
  });
});
