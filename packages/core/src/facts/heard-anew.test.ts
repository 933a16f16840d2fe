// What closes by a correction closes from the correction on: nothing that was said before it had it in view.

import { describe, expect, it } from 'vitest';
import { contraceptionGaps, isCleared } from '../requirements/contraception-gap.ts';
import { acceptedMethods } from '../requirements/contraception-state.ts';
import { viewOf } from '../requirements/view.ts';
import { evaluateRequirement } from '../testing/evaluate-requirement.ts';
import {
  MADE_UP_CONTRACEPTION,
  MADE_UP_PROGRAMME,
  madeUpRequirement,
} from '../testing/made-up-edition.ts';
import { dayOf, MadeUpHistory, noonOf } from '../testing/made-up-history.ts';
import { addDays } from '../time/calendar-day.ts';
import { onOneDay } from '../time/question-days.ts';
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

describe('H-01 what is corrected of contraception', () => {
  const rule = { accepted: acceptedMethods(MADE_UP_CONTRACEPTION), allowsExemption: false };
  const gapsOf = (history: MadeUpHistory) => {
    const facts = foldPatient(history.events, noonOf(on(30)));
    const asked = { kind: 'dispense', at: noonOf(on(30)) } as const;
    const days = onOneDay(on(30));
    const view = viewOf(facts, undefined, undefined, asked, MADE_UP_PROGRAMME, days);
    return contraceptionGaps(view, rule).map((gap) => [
      gap.from - monday,
      gap.until === undefined ? undefined : gap.until - monday,
      gap.sequence,
      isCleared(view, gap),
    ]);
  };
  const start = (history: MadeUpHistory, day: number, method: string, heard = day) =>
    history.add(
      'ContraceptionStarted',
      on(day),
      { method, declaredBy: 'patient' },
      { id: `start-${method}-${day}`, recordedOn: on(heard) },
    );
  const stopped = () =>
    start(start(enrolled(), 0, 'pill'), 0, 'condom').add(
      'ContraceptionStopped',
      on(4),
      { method: 'pill' },
      { id: 's' },
    );

  it('fills no gap by a start that was told too late, whatever becomes of the stop', () => {
    const late = start(stopped(), 4, 'implant', 8);
    expect(gapsOf(late)).toEqual([[4, 8, 4, false]]);
    expect(gapsOf(corrected(late, 's', 'occurredOn', '2024-03-09'))).toEqual([[5, 8, 6, false]]);
  });

  it('is cleared by nobody who did not know of it', () => {
    const made = start(stopped(), 7, 'pill')
      .add('PregnancyTestReported', on(8), { result: 'negative', readBy: 'laboratory' })
      .add('SafetyHoldCleared', on(8), { hold: 's', clinician: 'x', reason: 'x', evidence: [] });
    expect(gapsOf(made)).toEqual([[4, 7, 4, true]]);
    expect(gapsOf(corrected(made, 's', 'occurredOn', '2024-03-07'))).toEqual([[3, 7, 8, false]]);
    expect(gapsOf(cleared(made, 10, 's'))).toEqual([[3, 7, 8, true]]);
  });

  it('is heard of with the withdrawal of a start that had filled it', () => {
    const none = start(stopped(), 4, 'pill');
    expect(gapsOf(none)).toEqual([]);
    none.add('Corrected', on(9), {
      event: 'start-pill-4',
      field: 'method',
      isWithdrawn: true,
      reason: 'never happened',
    });
    expect(gapsOf(none)).toEqual([[4, undefined, 6, false]]);
  });
});

describe('H-01 a judgement and what is corrected after it', () => {
  const judged = () =>
    enrolled()
      .add(
        'RiskCategoryAssigned',
        on(1),
        { programme: 'x', category: 'm', assignedBy: 'x' },
        { id: 'k' },
      )
      .add('WeightMeasured', on(1), { weightKg: 60 }, { id: 'w' })
      .add(
        'DiscretionExercised',
        on(2),
        { requirement: 'wait', programme: 'x', clinician: 'x', judgement: 'over', lastDay: on(90) },
        { id: 'j' },
      );
  const standing = ({ events }: MadeUpHistory) =>
    foldPatient(events, noonOf(on(30))).clinicalOverrides.map(({ id }) => id);

  it('does not outlast what it rested on', () => {
    expect(standing(judged())).toEqual(['j']);
    expect(standing(corrected(judged(), 'k', 'category', 'f'))).toEqual([]);
    expect(standing(corrected(judged(), 'k', 'occurredOn', '2024-03-04'))).toEqual([]);
  });

  it('stands where no gate reads what was corrected, and where its own words were', () => {
    expect(standing(corrected(judged(), 'w', 'weightKg', '61'))).toEqual(['j']);
    expect(standing(corrected(judged(), 'j', 'judgement', 'over, as agreed'))).toEqual(['j']);
  });

  it('stands where it was made after the correction', () => {
    const again = corrected(judged(), 'k', 'category', 'f').add(
      'DiscretionExercised',
      on(10),
      { requirement: 'wait', programme: 'x', clinician: 'x', judgement: 'over', lastDay: on(90) },
      { id: 'j2' },
    );
    expect(standing(again)).toEqual(['j2']);
  });
});
