// Treatment that goes on: the age of the last supply, and a reported end of the course that goes on.

import { describe, expect, it } from 'vitest';
import { evaluateRequirement } from '../testing/evaluate-requirement.ts';
import { days, MADE_UP_PROGRAMME, madeUpRequirement } from '../testing/made-up-edition.ts';
import { dayOf, MadeUpHistory } from '../testing/made-up-history.ts';
import { addDays } from '../time/calendar-day.ts';

const first = dayOf('2024-03-01');
const on = (offset: number) => addDays(first, offset);
const eightWeeks = { length: days(56) };
const goesOn = madeUpRequirement('goes-on', 'evidence_age', eightWeeks, { of: 'supply' });

const enrolled = (course = 'c1', day = 0, history = new MadeUpHistory()) =>
  history.add('PatientEnrolled', on(day), { programme: MADE_UP_PROGRAMME, course });

const written = (history: MadeUpHistory, day: number, prescription = 'rx-1') =>
  history.add('PrescriptionWritten', on(day), {
    prescription,
    prescriber: 'p',
    product: 'x',
    daysSupply: 30,
    refills: 0,
  });

const given = (history: MadeUpHistory, day: number, dispense = 'd-1', recordedOn = day) =>
  history.add(
    'Dispensed',
    on(day),
    { dispense, authorization: 'a-1', prescription: 'rx-1', pharmacy: 'ph', daysSupply: 30 },
    { recordedOn: on(recordedOn) },
  );

const ended = (history: MadeUpHistory, day: number, course = 'c1', recordedOn = day) =>
  history.add(
    'CourseEnded',
    on(day),
    { course, lastDoseOn: on(day) },
    { recordedOn: on(recordedOn) },
  );

const ask = (history: MadeUpHistory, today: number, question: object = {}) =>
  evaluateRequirement(goesOn, history, on(today), [], question);

describe('H-02 treatment that goes on', () => {
  const supplied = () => given(written(enrolled(), 0), 0);

  it('goes on for eight weeks after the last capsules, and is asked about a day later', () => {
    expect(ask(supplied(), 29 + 56).truth).toBe('met');
    expect(ask(supplied(), 29 + 57)).toMatchObject({
      truth: 'unmet',
      code: 'enrolment_not_reconfirmed',
      evidence: ['e3'],
    });
  });

  it('is asked about from the day on which its course was reported as ended', () => {
    expect(ask(ended(supplied(), 40), 40)).toMatchObject({ truth: 'unmet', evidence: ['e4'] });
    // Before anything was dispensed too: what was prescribed before the end is not handed out after it.
    expect(ask(ended(written(enrolled(), 0), 1), 2).truth).toBe('unmet');
  });

  it('is not asked about for the end of another course, nor in the course that began since', () => {
    expect(ask(ended(supplied(), 40, 'c0'), 41).truth).toBe('met');
    expect(ask(enrolled('c2', 41, ended(supplied(), 40)), 42).truth).toBe('met');
  });

  it('goes on once more was supplied after the end, by its day and as the log heard of it', () => {
    expect(ask(given(ended(supplied(), 40), 41, 'd-2'), 42).truth).toBe('met');
    // Neither a supply of before that is entered late, nor an end that is entered after one, says so.
    expect(ask(given(ended(supplied(), 40), 39, 'd-2', 41), 42).truth).toBe('unmet');
    expect(ask(ended(given(supplied(), 41, 'd-2'), 40, 'c1', 42), 43).truth).toBe('unmet');
  });

  it('asks for each end, also of a course that had lapsed, and for none that a merged supply follows', () => {
    const view = (history: MadeUpHistory, today: number) => ask(history, today).evidence;
    expect(view(ended(ended(supplied(), 40), 45), 46)).toEqual(['e4', 'e5']);
    expect(view(ended(supplied(), 100), 101)).toEqual(['e3', 'e4']);
    const merged = given(ended(supplied(), 40), 41, 'd-2');
    merged.events[4] = { ...merged.events[4]!, mergedFrom: 'm' };
    expect(ask(merged, 42).truth).toBe('unmet');
  });

  it('asks before the rest of the fill that was under way when the end was reported', () => {
    const rest = ended(supplied(), 5);
    expect(ask(rest, 6, { prescription: 'rx-1', authorization: 'a-1' }).truth).toBe('unmet');
  });
});
