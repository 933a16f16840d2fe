// What closes by a correction closes from the correction on: nothing that was said before it had it in view.

import { describe, expect, it } from 'vitest';
import { evaluateRequirement } from '../testing/evaluate-requirement.ts';
import { MADE_UP_PROGRAMME, madeUpRequirement } from '../testing/made-up-edition.ts';
import { dayOf, MadeUpHistory, noonOf } from '../testing/made-up-history.ts';
import { addDays } from '../time/calendar-day.ts';
import { foldPatient } from './fold.ts';

const monday = dayOf('2024-03-04');
const on = (offset: number) => addDays(monday, offset);

const tested = (history: MadeUpHistory, day: number, result: 'negative' | 'invalid', id: string) =>
  history.add('PregnancyTestReported', on(day), { result, readBy: 'laboratory' }, { id });
const cleared = (history: MadeUpHistory, day: number, hold: string) =>
  history.add('SafetyHoldCleared', on(day), { hold, clinician: 'x', reason: 'x', evidence: [] });
const corrected = (history: MadeUpHistory, event: string, field: string, value: string) =>
  history.add('Corrected', on(9), { event, field, value, isWithdrawn: false, reason: 'amended' });

const enrolled = () =>
  new MadeUpHistory().add('PatientEnrolled', on(0), {
    programme: MADE_UP_PROGRAMME,
    course: 'c1',
  });

const holds = ({ events }: MadeUpHistory) =>
  foldPatient(events, noonOf(on(30))).safetyHolds.map(({ id, cause }) => [id, cause]);

describe('H-06 a result that is corrected to one that is not negative', () => {
  const amended = () =>
    corrected(cleared(tested(enrolled(), 1, 'invalid', 'u'), 2, 'u'), 'u', 'result', 'positive');

  it('closes although what stood there before was cleared', () => {
    expect(holds(amended())).toEqual([['u', 'positive_test']]);
    expect(holds(cleared(amended(), 10, 'u'))).toEqual([]);
  });

  it('closes again where a positive test that was cleared was taken later than was said', () => {
    const moved = cleared(tested(enrolled(), 1, 'invalid', 'u'), 2, 'u');
    expect(holds(corrected(moved, 'u', 'occurredOn', '2024-03-08'))).toEqual([
      ['u', 'unclear_test'],
    ]);
    // A word about anything else of it closes nothing that was cleared.
    const reworded = cleared(tested(enrolled(), 1, 'invalid', 'u'), 2, 'u');
    expect(holds(corrected(reworded, 'u', 'setting', 'office'))).toEqual([]);
  });

  it('leaves no negative test standing that was reported before the correction', () => {
    const required = madeUpRequirement('tested', 'pregnancy_test', {}, { pick: 'latest' });
    const two = () => tested(tested(enrolled(), 1, 'negative', 'n1'), 5, 'negative', 'n2');
    const ask = (history: MadeUpHistory) => evaluateRequirement(required, history, on(12)).truth;
    expect(ask(two())).toBe('met');
    const positive = cleared(corrected(two(), 'n1', 'result', 'positive'), 10, 'n1');
    expect(ask(positive)).toBe('unmet');
    expect(ask(tested(positive, 11, 'negative', 'n3'))).toBe('met');
  });

  it('is where it was once it is said to be negative after all', () => {
    const back = corrected(amended(), 'u', 'result', 'negative');
    const [test] = foldPatient(back.events, noonOf(on(30))).tests;
    expect([test?.id, test?.sequence, test?.data.result]).toEqual(['u', 2, 'negative']);
  });
});

describe('H-01 a stop that is corrected to another method', () => {
  it('was heard of when it was corrected', () => {
    const stopped = enrolled().add('ContraceptionStopped', on(1), { method: 'pill' }, { id: 's' });
    const facts = foldPatient(corrected(stopped, 's', 'method', 'condom').events, noonOf(on(30)));
    expect(facts.contraceptionStops.map((one) => [one.data.method, one.sequence])).toEqual([
      ['condom', 3],
    ]);
  });
});
