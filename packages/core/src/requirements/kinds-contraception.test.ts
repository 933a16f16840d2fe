// Contraception: which sets are accepted, since when, and whether two declarations say the same.

import { describe, expect, it } from 'vitest';
import { evaluateRequirement } from '../testing/evaluate-requirement.ts';
import { days, MADE_UP_PROGRAMME, madeUpRequirement } from '../testing/made-up-edition.ts';
import { dayOf, MadeUpHistory } from '../testing/made-up-history.ts';
import { addDays } from '../time/calendar-day.ts';

const first = dayOf('2024-01-01');
const on = (offset: number) => addDays(first, offset);
const methods = madeUpRequirement('methods', 'contraception', { before: days(30) });
const match = madeUpRequirement('match', 'methods_match');

const history = () =>
  new MadeUpHistory().add('PatientEnrolled', first, { programme: MADE_UP_PROGRAMME, course: 'c1' });
const using = (...started: readonly [string, number][]) => {
  const made = history();
  for (const [method, offset] of started)
    made.add('ContraceptionStarted', on(offset), { method, declaredBy: 'patient' });
  return made;
};
const judged = (made: MadeUpHistory, offset: number) => {
  const { truth, code, clearableFrom } = evaluateRequirement(methods, made, on(offset));
  return truth === 'met' ? 'met' : { code, from: clearableFrom && clearableFrom - first };
};

describe('contraception', () => {
  it.each([
    [['pill', 'condom'], true],
    [['implant', 'pill'], true],
    [['pill', 'condom', 'diaphragm'], true],
    [['condom', 'diaphragm'], false],
    [['pill'], false],
    [['pill', 'rhythm'], false],
    [['abstinence'], true],
    [['abstinence', 'pill'], false],
    [['abstinence', 'rhythm'], false],
    [[], false],
  ] as const)('%j accepted: %s', (set, accepted) => {
    const started = using(...set.map((method): [string, number] => [method, 0]));
    expect(judged(started, 30) === 'met').toBe(accepted);
  });

  it('counts from the day on which the second method joined the first', () => {
    const made = using(['pill', 0], ['condom', 5]);
    expect(judged(made, 34)).toEqual({ code: 'contraception_too_short', from: 35 });
    expect(judged(made, 35)).toBe('met');
  });

  it('counts afresh after a gap in which the set in use was not accepted', () => {
    const made = using(['abstinence', 0], ['pill', 25], ['condom', 29]);
    expect(judged(made, 31)).toEqual({ code: 'contraception_too_short', from: 59 });
  });

  it('counts afresh when a method was stopped and started again', () => {
    const made = using(['pill', 0], ['condom', 0]);
    made.add('ContraceptionStopped', on(20), { method: 'pill' });
    expect(judged(made, 40)).toEqual({
      code: 'contraception_combination_not_accepted',
      from: undefined,
    });
    made.add('ContraceptionStarted', on(21), { method: 'pill', declaredBy: 'patient' });
    expect(judged(made, 50)).toEqual({ code: 'contraception_too_short', from: 51 });
  });

  it('is a stopped method even when the stop was heard before the start of the same day', () => {
    const made = history()
      .add('ContraceptionStopped', on(0), { method: 'pill' })
      .add('ContraceptionStarted', on(0), { method: 'pill', declaredBy: 'patient' });
    expect(judged(made, 40)).not.toBe('met');
  });

  it('does not count a start of tomorrow', () => {
    expect(judged(using(['abstinence', 5]), 4)).toEqual({
      code: 'contraception_missing',
      from: undefined,
    });
  });

  it('is waived by an agreed exemption only where the rule allows it and the patient agrees', () => {
    const exempt = (patientAgrees: boolean) =>
      history().add('ContraceptionExemptionAgreed', first, {
        ground: 'no_pregnancy_risk',
        agreedBy: 'x',
        patientAgrees,
      });
    const allowing = madeUpRequirement('methods', 'contraception', {}, { allowsExemption: true });
    expect(evaluateRequirement(allowing, exempt(true), on(1)).truth).toBe('met');
    expect(evaluateRequirement(allowing, exempt(false), on(1)).truth).toBe('unmet');
    expect(evaluateRequirement(methods, exempt(true), on(1)).truth).toBe('unmet');
  });
});

describe('an exemption and a contact without protection', () => {
  const allowing = madeUpRequirement('methods', 'contraception', {}, { allowsExemption: true });
  const agreed = { ground: 'no_pregnancy_risk', agreedBy: 'x', patientAgrees: true } as const;
  const contact = (made: MadeUpHistory) => made.add('UnprotectedContactReported', on(5), {});
  const agreement = (made: MadeUpHistory, day: number, heard = day) =>
    made.add('ContraceptionExemptionAgreed', on(day), agreed, { recordedOn: on(heard) });
  const truth = (made: MadeUpHistory) => evaluateRequirement(allowing, made, on(9)).truth;

  it('does not outlive a contact that is heard later or lies later, and may be agreed anew', () => {
    expect(truth(contact(agreement(history(), 1)))).toBe('unmet');
    // Entered on the day after the contact, for a day before it.
    expect(truth(agreement(contact(history()), 1, 6))).toBe('unmet');
    expect(truth(agreement(contact(history()), 6))).toBe('met');
  });
});

describe('two declarations of methods', () => {
  const declared = (byPrescriber: string[] | undefined, byPatient: string[] | undefined) => {
    const made = history()
      .add('CounsellingGiven', on(1), {
        givenBy: 'x',
        topics: [],
        ...(byPrescriber && { contraceptiveMethods: byPrescriber }),
      })
      .add('ComprehensionAnswered', on(1), {
        passed: true,
        ...(byPatient && { contraceptiveMethods: byPatient }),
      });
    return evaluateRequirement(match, made, on(2)).truth;
  };

  it.each([
    [['pill', 'condom'], ['condom', 'pill'], 'met'],
    [['pill', 'condom'], ['pill', 'diaphragm'], 'unmet'],
    [['pill', 'condom'], ['pill'], 'unmet'],
    [['pill', 'pill'], ['pill', 'condom'], 'unmet'],
    [['pill', 'condom'], ['pill', 'pill'], 'unmet'],
    [undefined, ['pill', 'condom'], 'unknown'],
    [['pill', 'condom'], undefined, 'unknown'],
    [undefined, undefined, 'unknown'],
  ])('%j and %j: %s', (byPrescriber, byPatient, truth) => {
    expect(declared(byPrescriber, byPatient)).toBe(truth);
  });

  it('that both name nothing do not agree on anything', () => {
    expect(declared([], [])).not.toBe('met');
  });
});
