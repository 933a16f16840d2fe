// Gaps in contraception: found by what a programme accepts, cleared by a clinician after a test since.

import { describe, expect, it } from 'vitest';
import { foldPatient } from '../facts/fold.ts';
import { evaluateRequirement } from '../testing/evaluate-requirement.ts';
import {
  MADE_UP_CONTRACEPTION,
  MADE_UP_PROGRAMME,
  madeUpRequirement,
} from '../testing/made-up-edition.ts';
import { dayOf, MadeUpHistory, noonOf } from '../testing/made-up-history.ts';
import { addDays } from '../time/calendar-day.ts';
import { onOneDay } from '../time/question-days.ts';
import { contraceptionGaps, type GapRule, isCleared } from './contraception-gap.ts';
import { acceptedMethods } from './contraception-state.ts';
import { viewOf } from './view.ts';

const first = dayOf('2024-03-01');
const on = (offset: number) => addDays(first, offset);
const rule = { accepted: acceptedMethods(MADE_UP_CONTRACEPTION), allowsExemption: false };

function protectedFrom(): MadeUpHistory {
  return new MadeUpHistory()
    .add('PatientEnrolled', on(0), { programme: MADE_UP_PROGRAMME, course: 'c1' })
    .add('ContraceptionStarted', on(0), { method: 'pill', declaredBy: 'patient' })
    .add('ContraceptionStarted', on(0), { method: 'condom', declaredBy: 'patient' });
}

const stop = (history: MadeUpHistory, offset: number, method = 'pill') =>
  history.add('ContraceptionStopped', on(offset), { method }, { id: `stop-${offset}` });
const start = (history: MadeUpHistory, offset: number, method = 'pill') =>
  history.add('ContraceptionStarted', on(offset), { method, declaredBy: 'patient' });

function viewAt(history: MadeUpHistory, today = 60) {
  const day = on(today);
  const facts = foldPatient(history.events, noonOf(day));
  const question = { kind: 'dispense', at: noonOf(day) } as const;
  return viewOf(facts, undefined, undefined, question, MADE_UP_PROGRAMME, onOneDay(day));
}

const watchedOf = (history: MadeUpHistory) =>
  contraceptionGaps(viewAt(history), rule).map((gap) => gap.isWatched);

function gapsOf(history: MadeUpHistory, today = 60, by: GapRule = rule) {
  const view = viewAt(history, today);
  return contraceptionGaps(view, by).map((gap) => ({
    from: gap.from - first,
    until: gap.until === undefined ? undefined : gap.until - first,
    isCleared: isCleared(view, gap),
  }));
}

describe('H-01 a gap in contraception', () => {
  it('begins on the day of the stop and is over when an accepted combination is in use again', () => {
    expect(gapsOf(protectedFrom())).toEqual([]);
    expect(gapsOf(stop(protectedFrom(), 4))).toEqual([
      { from: 4, until: undefined, isCleared: false },
    ]);
    expect(gapsOf(start(stop(protectedFrom(), 4), 7))).toEqual([
      { from: 4, until: 7, isCleared: false },
    ]);
  });

  it('is none when the method changes on one day, or one more is stopped than was needed', () => {
    expect(gapsOf(start(stop(protectedFrom(), 4), 4, 'implant'))).toEqual([]);
    expect(gapsOf(start(stop(protectedFrom(), 4), 4))).toEqual([]);
    expect(gapsOf(stop(start(protectedFrom(), 1, 'implant'), 4))).toEqual([]);
  });

  it('does not count a method that was stopped on its first day as ever in use', () => {
    const never = new MadeUpHistory()
      .add('PatientEnrolled', on(0), { programme: MADE_UP_PROGRAMME, course: 'c1' })
      .add('ContraceptionStarted', on(0), { method: 'condom', declaredBy: 'patient' });
    expect(gapsOf(stop(start(never, 3), 3))).toEqual([]);
    const again = start(stop(start(stop(protectedFrom(), 4), 6), 6), 9);
    expect(gapsOf(again)).toEqual([{ from: 4, until: 9, isCleared: false }]);
  });

  it("before the enrolment is nobody's business", () => {
    const before = new MadeUpHistory();
    for (const method of ['pill', 'condom']) start(before, -30, method);
    start(stop(before, -20), -10);
    before.add('PatientEnrolled', on(0), { programme: MADE_UP_PROGRAMME, course: 'c1' });
    expect(gapsOf(before)).toEqual([{ from: -20, until: -10, isCleared: false }]);
    expect(watchedOf(before)).toEqual([false]);
  });

  it('of a course that was enrolled before the newest one is asked about all the same', () => {
    const again = start(stop(protectedFrom(), 1), 2).add('PatientEnrolled', on(2), {
      programme: MADE_UP_PROGRAMME,
      course: 'c2',
    });
    expect(watchedOf(again)).toEqual([true]);
    const elsewhere = start(stop(protectedFrom(), 1), 2).add('PatientEnrolled', on(2), {
      programme: 'another',
      course: 'c1',
    });
    expect(watchedOf(elsewhere)).toEqual([true]);
  });

  const anew = (history: MadeUpHistory, day: number, course = 'c2') =>
    history.add('PatientEnrolled', on(day), { programme: MADE_UP_PROGRAMME, course });
  const ended = (endedOn: number) =>
    protectedFrom().add('CourseEnded', on(endedOn), { course: 'c1', lastDoseOn: on(endedOn) });

  it('between a course that was reported as ended and the next is asked of nobody', () => {
    expect(watchedOf(anew(start(stop(ended(3), 4), 7), 9))).toEqual([false]);
    expect(watchedOf(anew(start(stop(ended(4), 4), 7), 9))).toEqual([true]);
    const late = start(stop(protectedFrom(), 4), 7);
    late.add('CourseEnded', on(3), { course: 'c1', lastDoseOn: on(3) }, { recordedOn: on(8) });
    expect(watchedOf(anew(late, 9))).toEqual([true]);
  });

  it('is asked about where the course that was reported as ended goes on', () => {
    expect(watchedOf(start(stop(ended(3), 4), 7))).toEqual([true]);
    const used = start(stop(ended(3), 4), 7).add('DoseAfterEndFound', on(5), { dose: 'd' });
    expect(watchedOf(anew(used, 9))).toEqual([true]);
  });

  const exempt = (history: MadeUpHistory, day: number, recordedOn: number) =>
    history.add(
      'ContraceptionExemptionAgreed',
      on(day),
      { ground: 'no_pregnancy_risk', agreedBy: 'p', patientAgrees: true },
      { recordedOn: on(recordedOn) },
    );
  const restart = (history: MadeUpHistory, day: number, recordedOn: number, method = 'pill') =>
    history.add(
      'ContraceptionStarted',
      on(day),
      { method, declaredBy: 'patient' },
      { recordedOn: on(recordedOn) },
    );

  it.each<[string, MadeUpHistory, number | undefined]>([
    ['of the day of the stop, on that day', restart(stop(protectedFrom(), 4), 4, 4), undefined],
    ['of the day of the stop, three days later', restart(stop(protectedFrom(), 4), 4, 7), 7],
    [
      'of another method, from before the stop',
      restart(stop(protectedFrom(), 4), 2, 9, 'implant'),
      9,
    ],
    ['of a day within the gap, later', restart(stop(protectedFrom(), 4), 6, 9), 6],
  ])('is not erased by a start %s', (_, history, until) => {
    expect(gapsOf(history).map((gap) => gap.until)).toEqual(until === undefined ? [] : [until]);
  });

  it.each([
    [4, []],
    [7, [7]],
  ])('is not erased by an exemption of the day of the stop, heard on day %d', (heard, untils) => {
    const history = exempt(stop(protectedFrom(), 4), 4, heard);
    expect(gapsOf(history, 60, { ...rule, allowsExemption: true }).map((gap) => gap.until)).toEqual(
      untils,
    );
  });

  it('is found where both were stopped on their first day, as is heard long after', () => {
    const late = protectedFrom();
    for (const method of ['pill', 'condom'])
      late.add('ContraceptionStopped', on(0), { method }, { recordedOn: on(20) });
    for (const method of ['pill', 'condom']) start(late, 25, method);
    expect(gapsOf(late)).toEqual([{ from: 0, until: 25, isCleared: false }]);
  });

  const mayBeExempt = { ...rule, allowsExemption: true };
  const unprotected = () =>
    anew(new MadeUpHistory(), 0, 'c1').add('ContraceptionStarted', on(-9), {
      method: 'condom',
      declaredBy: 'patient',
    });
  const refuse = (history: MadeUpHistory, day: number) =>
    history.add('ContraceptionExemptionAgreed', on(day), {
      ground: 'no_pregnancy_risk',
      agreedBy: 'p',
      patientAgrees: false,
    });
  const protectedAgain = (history: MadeUpHistory) => start(start(history, 9), 9, 'implant');

  it.each<[string, (history: MadeUpHistory) => MadeUpHistory]>([
    ["the patient's own word", (history) => refuse(history, 4)],
    [
      'a contact',
      (history) => history.add('UnprotectedContactReported', on(4), {}, { by: 'patient' }),
    ],
    ['another course', (history) => anew(history, 4)],
    [
      'a word that a method is used',
      (history) =>
        history.add('ComprehensionAnswered', on(4), {
          passed: true,
          contraceptiveMethods: ['withdrawal'],
        }),
    ],
    [
      'a word that a method is used which nobody started',
      (history) =>
        history.add('ComprehensionAnswered', on(4), {
          passed: true,
          contraceptiveMethods: ['pill', 'condom'],
        }),
    ],
    ['a method that is taken up and given up', (history) => stop(start(history, 3), 4)],
  ])('begins when an exemption ends by %s', (_, ends) => {
    const history = protectedAgain(ends(exempt(unprotected(), 0, 0)));
    expect(gapsOf(history, 60, mayBeExempt)).toEqual([{ from: 4, until: 9, isCleared: false }]);
  });

  it('is not undone by an agreement of the day of the refusal that is heard later', () => {
    const history = exempt(refuse(exempt(unprotected(), 0, 0), 4), 4, 7);
    expect(gapsOf(history, 60, mayBeExempt)).toEqual([{ from: 4, until: 7, isCleared: false }]);
  });

  const say = (
    history: MadeUpHistory,
    day: number,
    contraceptiveMethods: string[],
    recordedOn = day,
  ) =>
    history
      .add(
        'CounsellingGiven',
        on(day),
        { givenBy: 'x', topics: [], contraceptiveMethods },
        { recordedOn: on(recordedOn) },
      )
      .add(
        'ComprehensionAnswered',
        on(day),
        { passed: true, contraceptiveMethods },
        { recordedOn: on(recordedOn) },
      );

  it('begins when methods are declared that are not accepted, whatever stands on file', () => {
    const declared = say(protectedFrom(), 1, ['withdrawal']);
    expect(gapsOf(declared)).toEqual([{ from: 1, until: undefined, isCleared: false }]);
    const both = say(declared, 3, ['pill', 'condom']);
    expect(gapsOf(both)).toEqual([{ from: 1, until: 3, isCleared: false }]);
    const late = say(say(protectedFrom(), 1, ['withdrawal']), 1, ['pill', 'condom'], 3);
    expect(gapsOf(late)).toEqual([{ from: 1, until: 3, isCleared: false }]);
    // A stop of what was declared, or of what was never used, takes the word back for nobody.
    for (const method of ['withdrawal', 'cervical_cap'])
      expect(gapsOf(stop(say(protectedFrom(), 1, ['withdrawal']), 1, method))).toEqual([
        { from: 1, until: undefined, isCleared: false },
      ]);
    const started = start(start(say(protectedFrom(), 1, ['withdrawal']), 3), 3, 'condom');
    expect(gapsOf(started)).toEqual([{ from: 1, until: 3, isCleared: false }]);
    const slip = say(say(protectedFrom(), 1, ['withdrawal']), 1, ['pill', 'condom']);
    expect(gapsOf(slip)).toEqual([]);
  });

  it.each<[string, number, number, 'prescriber' | 'delegate', boolean]>([
    ['on the day it was over, after a test of that day', 7, 7, 'prescriber', true],
    ['later, after a later test', 9, 12, 'prescriber', true],
    ['after a test of the day before it was over', 6, 9, 'prescriber', false],
    ['by a delegate', 9, 12, 'delegate', false],
  ])('is cleared %s: %s', (_, testedOn, clearedOn, by, isCleared) => {
    const history = start(stop(protectedFrom(), 4), 7)
      .add('PregnancyTestReported', on(testedOn), { result: 'negative' }, { id: 'test' })
      .add(
        'SafetyHoldCleared',
        on(clearedOn),
        { hold: 'stop-4', clinician: 'x', reason: 'x', evidence: ['test'] },
        { by },
      );
    expect(gapsOf(history)[0]?.isCleared).toBe(isCleared);
  });

  /** Stopped on the fourth day, begun again on the seventh, tested and cleared. */
  const clearedOnce = () =>
    start(stop(protectedFrom(), 4), 7)
      .add('PregnancyTestReported', on(9), { result: 'negative' }, { id: 'test' })
      .add('SafetyHoldCleared', on(12), {
        hold: 'stop-4',
        clinician: 'x',
        reason: 'x',
        evidence: ['test'],
      });

  it('is not cleared by a word from before the log heard of it, whatever day it names', () => {
    const cleared = clearedOnce();
    expect(gapsOf(cleared).map((gap) => gap.isCleared)).toEqual([true]);
    cleared.add(
      'ContraceptionStopped',
      on(4),
      { method: 'condom' },
      { id: 'late', recordedOn: on(13) },
    );
    cleared.add('ContraceptionStarted', on(5), { method: 'condom', declaredBy: 'patient' });
    expect(gapsOf(cleared).map((gap) => gap.isCleared)).toEqual([false]);
  });

  it('stays cleared where a start of its first day is entered afterwards', () => {
    const cleared = clearedOnce();
    expect(gapsOf(restart(cleared, 4, 13, 'diaphragm')).map((gap) => gap.isCleared)).toEqual([
      true,
    ]);
  });

  it('is not ended by an older accepted word that is entered after the refused one', () => {
    const refused = say(protectedFrom(), 10, ['withdrawal']);
    expect(gapsOf(say(refused, 8, ['pill', 'condom'], 12))).toEqual([
      { from: 10, until: undefined, isCleared: false },
    ]);
    expect(gapsOf(say(refused, 12, ['pill', 'condom']))).toEqual([
      { from: 10, until: 12, isCleared: false },
    ]);
  });

  it('is not cleared while it lasts', () => {
    const history = stop(protectedFrom(), 4)
      .add('PregnancyTestReported', on(5), { result: 'negative' }, { id: 'test' })
      .add('SafetyHoldCleared', on(6), {
        hold: 'stop-4',
        clinician: 'x',
        reason: 'x',
        evidence: ['test'],
      });
    expect(gapsOf(start(history, 7))[0]?.isCleared).toBe(false);
  });
});

describe('H-01 what each side last declared', () => {
  const inUse = madeUpRequirement('methods', 'contraception');
  const match = madeUpRequirement('match', 'methods_match');
  const declared = (...contraceptiveMethods: string[]) =>
    protectedFrom()
      .add('CounsellingGiven', on(5), { givenBy: 'x', topics: [], contraceptiveMethods })
      .add('ComprehensionAnswered', on(5), { passed: true, contraceptiveMethods });

  it.each([
    [['condom', 'diaphragm'], 'unmet'],
    [['withdrawal'], 'unmet'],
    [[], 'unmet'],
    [['pill', 'condom'], 'met'],
    [['abstinence'], 'met'],
  ] as const)('%j beside an old pill on file: %s', (methods, truth) => {
    const history = declared(...methods);
    expect(evaluateRequirement(inUse, history, on(6)).truth).toBe(truth);
    expect(evaluateRequirement(match, history, on(6)).truth).toBe(truth);
  });

  it('is out of date once methods are recorded after it', () => {
    const history = start(declared('condom', 'diaphragm'), 6, 'implant');
    expect(evaluateRequirement(inUse, history, on(6)).truth).toBe('met');
    expect(evaluateRequirement(match, history, on(6)).truth).toBe('unmet');
  });
});
