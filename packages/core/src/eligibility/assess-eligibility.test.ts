// Eligibility beside the gate: each kind of rule present, absent and never recorded; numbers by day.

import { describe, expect, it } from 'vitest';
import { foldPatient } from '../facts/fold.ts';
import { dayOf, MadeUpHistory, noonOf } from '../testing/made-up-history.ts';
import { addDays } from '../time/calendar-day.ts';
import { assessLabels } from './assess-eligibility.ts';
import type { EligibilityCase, EligibilityRule } from './eligibility-rule.ts';

const start = dayOf('2024-03-04');
const day = (count: number) => addDays(start, count);
const text = { patient: 'p', prescriber: 'd', pharmacist: 'c', programme: 'o' };
const ruleOf = (when: EligibilityCase, effect: 'blocked' | 'caution' = 'blocked') =>
  ({
    ...{ id: when.kind, when, effect, status: 'stated', text },
    citation: { sources: ['s'] },
  }) as EligibilityRule;

const enrolled = (bornOn = '2004-03-04') =>
  new MadeUpHistory().add('PatientEnrolled', start, {
    ...{ programme: 'p', course: 'c1', bornOn: dayOf(bornOn) },
  });

function assess(when: EligibilityCase, history: MadeUpHistory, at = 10) {
  const answer = assessLabels(
    [ruleOf(when)],
    foldPatient(history.events, noonOf(day(at))),
    day(at),
  );
  return [answer.state, answer.findings[0]?.effect, answer.notRecorded];
}

const BLOCKED = ['blocked', 'blocked', 0];
const CLEAR = ['clear', undefined, 0];
const NEVER = ['not_assessed', 'not_recorded', 1];

describe('a condition or an allergy', () => {
  const liver = { kind: 'condition', code: 'liver' } as const;

  it('is never recorded, present or absent as the latest day says, whatever was heard last', () => {
    expect(assess(liver, enrolled())).toEqual(NEVER);
    const history = enrolled().add('ConditionRecorded', day(5), { code: 'liver', state: 'active' });
    expect(assess(liver, history)).toEqual(BLOCKED);
    history.add('ConditionRecorded', day(2), { code: 'liver', state: 'ruled_out' });
    expect(assess(liver, history)).toEqual(BLOCKED);
    history.add('ConditionRecorded', day(6), { code: 'liver', state: 'resolved' });
    expect(assess(liver, history)).toEqual(CLEAR);
  });

  it('of another name says nothing', () => {
    const soya = { kind: 'allergy', substance: 'soya' } as const;
    const history = enrolled().add('AllergyRecorded', day(1), {
      ...{ substance: 'parabens', state: 'active' },
    });
    expect(assess(soya, history)).toEqual(NEVER);
    history.add('AllergyRecorded', day(1), { substance: 'soya', state: 'active' });
    expect(assess(soya, history)).toEqual(BLOCKED);
  });
});

describe('a medicine by class', () => {
  const when = { kind: 'medication', codes: ['tetracycline', 'doxycycline'] } as const;

  it('is present while one of the class is taken, and absent when it was stopped', () => {
    expect(assess(when, enrolled())).toEqual(NEVER);
    const history = enrolled().add('MedicationRecorded', day(1), { code: 'doxycycline' });
    expect(assess(when, history)).toEqual(BLOCKED);
    history.add('MedicationStopped', day(2), { code: 'doxycycline' });
    expect(assess(when, history)).toEqual(CLEAR);
    history.add('MedicationRecorded', day(3), { code: 'tetracycline' });
    expect(assess(when, history)).toEqual(BLOCKED);
  });
});

describe('an age', () => {
  const when = {
    kind: 'age_under',
    years: [
      { from: dayOf('2020-01-01'), value: 12 },
      { from: day(20), value: 14 },
    ],
  } as const;

  it('is judged by the value of the day, not by the newest', () => {
    // Twelve on day 10, fourteen two years later.
    const history = enrolled('2012-03-14');
    expect(assess(when, history, 9)).toEqual(BLOCKED);
    expect(assess(when, history, 10)).toEqual(CLEAR);
    expect(assess(when, history, 19)).toEqual(CLEAR);
    expect(assess(when, history, 20)).toEqual(BLOCKED);
  });

  it('is not recorded without a birthday, or on a day before the first value', () => {
    const unborn = new MadeUpHistory().add('PatientEnrolled', start, {
      ...{ programme: 'p', course: 'c1' },
    });
    expect(assess(when, unborn)).toEqual(NEVER);
    const later = { ...when, years: [{ from: day(11), value: 12 }] };
    expect(assess(later, enrolled(), 10)).toEqual(NEVER);
  });
});

describe('a second course', () => {
  const when = {
    kind: 'second_course_within',
    wait: [{ from: dayOf('2020-01-01'), value: { unit: 'week', amount: 8 } }],
  } as const;

  it('is asked about until the wait is over, counted from the last use here or elsewhere', () => {
    expect(assess(when, enrolled())).toEqual(CLEAR);
    const history = enrolled()
      .add('CourseEnded', day(10), { course: 'c1', lastDoseOn: day(10) })
      .add('PatientEnrolled', day(20), {
        programme: 'p',
        course: 'c2',
        bornOn: dayOf('2004-01-01'),
      });
    expect(assess(when, history, 65)).toEqual(BLOCKED);
    expect(assess(when, history, 66)).toEqual(CLEAR);
    history.add('ExternalHistoryAccepted', day(40), {
      ...{ origin: 'o', document: 'd', acceptedBy: 'dr', dispensedDays: 10 },
      ...{ coversFrom: day(1), coversTo: day(15) },
    });
    expect(assess(when, history, 70)).toEqual(BLOCKED);
    expect(assess(when, history, 71)).toEqual(CLEAR);
  });
});

describe('an indication', () => {
  const when = { kind: 'no_indication', codes: ['severe-acne', 'L70.1'] } as const;

  it('is clear with one that is active, and asks when all recorded ones are gone', () => {
    expect(assess(when, enrolled())).toEqual(NEVER);
    const history = enrolled().add('ConditionRecorded', day(1), {
      ...{ code: 'L70.1', state: 'active' },
    });
    expect(assess(when, history)).toEqual(CLEAR);
    history.add('ConditionRecorded', day(2), { code: 'L70.1', state: 'resolved' });
    expect(assess(when, history)).toEqual(BLOCKED);
  });
});

describe('the answer', () => {
  it('is not assessed without a rule, and blocked before anything never recorded', () => {
    const facts = foldPatient(enrolled().events, noonOf(day(1)));
    expect(assessLabels([], facts, day(1)).state).toBe('not_assessed');
    const breastfeeding = enrolled().add('BreastfeedingRecorded', day(0), {
      isBreastfeeding: true,
    });
    const both = assessLabels(
      [ruleOf({ kind: 'breastfeeding' }), ruleOf({ kind: 'condition', code: 'x' }, 'caution')],
      foldPatient(breastfeeding.events, noonOf(day(1))),
      day(1),
    );
    expect([both.state, both.notRecorded, both.findings.length]).toEqual(['blocked', 1, 2]);
  });
});
