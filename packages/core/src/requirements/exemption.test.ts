// An exemption from contraception stands by its ground: what was said or done since ends it, whenever it was entered.

import { describe, expect, it } from 'vitest';
import { foldPatient } from '../facts/fold.ts';
import { MADE_UP_CONTRACEPTION, MADE_UP_PROGRAMME } from '../testing/made-up-edition.ts';
import { dayOf, MadeUpHistory, noonOf } from '../testing/made-up-history.ts';
import { addDays } from '../time/calendar-day.ts';
import { onOneDay } from '../time/question-days.ts';
import { contraceptionGaps } from './contraception-gap.ts';
import { acceptedMethods } from './contraception-state.ts';
import { exemptionOn } from './exemption.ts';
import { viewOf } from './view.ts';

const first = dayOf('2024-03-01');
const on = (offset: number) => addDays(first, offset);

const enrolled = (history = new MadeUpHistory(), day = 0, course = 'c1') =>
  history.add('PatientEnrolled', on(day), { programme: MADE_UP_PROGRAMME, course });

const say = (history: MadeUpHistory, day: number, patientAgrees: boolean, heard = day) =>
  history.add(
    'ContraceptionExemptionAgreed',
    on(day),
    { ground: 'no_pregnancy_risk', agreedBy: 'p', patientAgrees },
    { recordedOn: on(heard) },
  );
const agree = (history: MadeUpHistory, day: number, heard = day) => say(history, day, true, heard);
const refuse = (history: MadeUpHistory, day: number) => say(history, day, false);

function viewAt(history: MadeUpHistory, today: number, more: readonly object[] = []) {
  const day = on(today);
  const events = [...history.events, ...more].map((event, index) => ({
    ...event,
    sequence: index + 1,
  })) as typeof history.events;
  const facts = foldPatient(events, noonOf(day));
  const question = { kind: 'dispense', at: noonOf(day) } as const;
  return viewOf(facts, undefined, undefined, question, MADE_UP_PROGRAMME, onOneDay(day));
}

const stands = (history: MadeUpHistory, today: number) =>
  exemptionOn(viewAt(history, today), on(today)) !== undefined;

const gapsOf = (history: MadeUpHistory, today = 30) =>
  contraceptionGaps(viewAt(history, today), {
    accepted: acceptedMethods(MADE_UP_CONTRACEPTION),
    allowsExemption: true,
  }).map((gap) => [
    gap.from - first,
    gap.until === undefined ? undefined : gap.until - first,
    gap.isWatched,
  ]);

describe('H-01 an exemption', () => {
  it('stands from the day on which it was agreed, and not before', () => {
    const history = agree(enrolled(), 1);
    expect([0, 1, 2].map((day) => stands(history, day))).toEqual([false, true, true]);
  });

  it('does not stand where it was agreed before the course, or in none', () => {
    expect(stands(agree(new MadeUpHistory(), 1), 2)).toBe(false);
    expect(stands(enrolled(agree(new MadeUpHistory(), -1)), 2)).toBe(false);
    expect(stands(enrolled(agree(new MadeUpHistory(), 0)), 2)).toBe(true);
    expect(stands(enrolled(agree(enrolled(), 1), 2, 'c2'), 3)).toBe(false);
  });

  it('is not taken up again by an older agreement that is entered after the refusal', () => {
    const late = agree(refuse(agree(enrolled(), 1), 10), 8, 12);
    expect(stands(late, 13)).toBe(false);
    expect(gapsOf(late)).toEqual([[10, undefined, true]]);
    expect(stands(agree(late, 14), 14)).toBe(true);
  });

  it.each<[string, (history: MadeUpHistory) => MadeUpHistory]>([
    ['a contact', (history) => history.add('UnprotectedContactReported', on(10), {})],
    [
      'a method that was taken up',
      (history) =>
        history.add('ContraceptionStarted', on(10), { method: 'pill', declaredBy: 'patient' }),
    ],
    [
      'a word that a method is used',
      (history) =>
        history.add('ComprehensionAnswered', on(10), {
          passed: true,
          contraceptiveMethods: ['withdrawal'],
        }),
    ],
  ])('is ended by %s of a day after it, although it was entered later', (_, ends) => {
    expect(stands(agree(ends(enrolled()), 8, 12), 13)).toBe(false);
    expect(stands(agree(ends(enrolled()), 11), 13)).toBe(true);
  });

  it('counts from the day it was heard where a contact of its own day had ended one before', () => {
    const broken = agree(enrolled(), 1).add('UnprotectedContactReported', on(10), {});
    expect(gapsOf(agree(broken, 10, 14))).toEqual([[10, 14, true]]);
  });

  it('ends by a method that is taken up on its own day, as the log heard of them', () => {
    const start = (history: MadeUpHistory) =>
      history.add('ContraceptionStarted', on(5), { method: 'condom', declaredBy: 'patient' });
    expect(stands(start(agree(enrolled(), 5)), 6)).toBe(false);
    expect(stands(agree(start(enrolled()), 5), 6)).toBe(true);
  });

  it('that is interrupted and agreed again leaves a gap, although no method was ever used', () => {
    expect(gapsOf(agree(refuse(agree(enrolled(), 1), 10), 14))).toEqual([[10, 14, true]]);
  });

  it('ended by a method leaves a gap that a start of before, entered afterwards, does not fill', () => {
    const start = (history: MadeUpHistory, day: number, method: string, heard = day) =>
      history.add(
        'ContraceptionStarted',
        on(day),
        { method, declaredBy: 'patient' },
        { recordedOn: on(heard) },
      );
    const ended = start(agree(enrolled(), 1), 10, 'condom');
    expect(gapsOf(start(ended, 5, 'pill', 14))).toEqual([[10, 14, true]]);
    const atOnce = start(start(agree(enrolled(), 1), 10, 'condom'), 10, 'pill');
    expect(gapsOf(atOnce)).toEqual([]);
  });

  describe('of another record that was merged in', () => {
    const own = () => enrolled().events;
    const merged = (history: MadeUpHistory) =>
      history.events.map((event) => ({ ...event, mergedFrom: 'm' }));
    const standsBeside = (other: MadeUpHistory, more: readonly object[] = []) => {
      const all = new MadeUpHistory();
      const view = viewAt(all, 30, [...own(), ...merged(other), ...more]);
      return exemptionOn(view, on(30)) !== undefined;
    };

    it('stands while the course in which it was agreed goes on', () => {
      expect(standsBeside(agree(enrolled(), 2))).toBe(true);
    });

    it('does not stand once that course was ended, or followed by another', () => {
      const ended = agree(enrolled(), 2).add('CourseEnded', on(5), { course: 'c1' });
      expect(standsBeside(ended)).toBe(false);
      expect(standsBeside(enrolled(agree(enrolled(), 2), 6, 'c9'))).toBe(false);
      expect(standsBeside(agree(new MadeUpHistory(), 2))).toBe(false);
    });

    it('does not stand in a course that the surviving record began since', () => {
      const began = enrolled(new MadeUpHistory(), 9, 'c-new').events;
      expect(standsBeside(agree(enrolled(), 2), began)).toBe(false);
    });
  });
});
