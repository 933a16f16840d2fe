// Corrections: what is read afterwards, what is refused, and what stays closed until confirmed.

import { describe, expect, it } from 'vitest';
import type { EventData } from '../events/catalogue.ts';
import type { AegleEvent, EventOf } from '../events/event.ts';
import { dayOf, MadeUpHistory } from '../testing/made-up-history.ts';
import { addDays } from '../time/calendar-day.ts';
import { applyCorrection, couldWiden } from './corrections.ts';

const monday = dayOf('2024-03-04');

const test = new MadeUpHistory().add('PregnancyTestReported', monday, { result: 'negative' })
  .events[0] as EventOf<'PregnancyTestReported'>;

function correct(event: AegleEvent, data: Partial<EventData<'Corrected'>>) {
  const correction = new MadeUpHistory().add('Corrected', monday, {
    event: event.id,
    field: 'result',
    isWithdrawn: false,
    reason: 'transcription',
    ...data,
  }).events[0] as EventOf<'Corrected'>;
  return applyCorrection(event, correction);
}

describe('a correction', () => {
  it('replaces one field and leaves the original untouched', () => {
    const outcome = correct(test, { field: 'sensitivityMiuPerMl', value: '20' });
    expect(outcome.ok && outcome.event?.data).toEqual({
      result: 'negative',
      sensitivityMiuPerMl: 20,
    });
    expect(test.data).toEqual({ result: 'negative' });
  });

  it('replaces the day', () => {
    const outcome = correct(test, { field: 'occurredOn', value: '2024-03-01' });
    expect(outcome.ok && outcome.event?.occurredOn).toBe(dayOf('2024-03-01'));
  });

  it('withdraws an event whole', () => {
    expect(correct(test, { isWithdrawn: true })).toEqual({ ok: true, event: undefined });
  });

  it.each([
    ['a day that does not exist', { field: 'occurredOn', value: '2024-02-30' }],
    ['no day', { field: 'occurredOn' }],
    ['a value outside the list', { field: 'result', value: 'Negative' }],
    ['no value for a required field', { field: 'result' }],
    ['a field the type does not have', { field: 'colour', value: 'blue' }],
    ['a field of the object prototype', { field: 'constructor', value: 'x' }],
    ['a number that is none', { field: 'sensitivityMiuPerMl', value: '2e1' }],
  ])('is refused with %s', (_, data) => {
    expect(correct(test, data).ok).toBe(false);
  });

  it('reads booleans, lists and numbers from their texts', () => {
    const counselling = new MadeUpHistory().add('CounsellingGiven', monday, {
      givenBy: 'p',
      topics: ['mood'],
    }).events[0]!;
    const topics = correct(counselling, { field: 'topics', value: 'mood,sexual_function' });
    expect(topics.ok && topics.event?.data).toMatchObject({ topics: ['mood', 'sexual_function'] });
    const answered = new MadeUpHistory().add('ComprehensionAnswered', monday, { passed: false })
      .events[0]!;
    const passed = correct(answered, { field: 'passed', value: 'true' });
    expect(passed.ok && passed.event?.data).toMatchObject({ passed: true });
    expect(correct(answered, { field: 'passed', value: 'yes' }).ok).toBe(false);
  });
});

const made = <E extends AegleEvent>(event: E, data: object, days = 0): AegleEvent =>
  ({
    ...event,
    occurredOn: addDays(event.occurredOn, days),
    data: { ...event.data, ...data },
  }) as AegleEvent;

describe('H-06 a correction that could widen a grant', () => {
  const positive = made(test, { result: 'positive' });
  const ended = new MadeUpHistory().add('CourseEnded', monday, {
    course: 'c1',
    lastDoseOn: addDays(monday, -3),
  }).events[0]!;
  const assigned = new MadeUpHistory().add('RiskCategoryAssigned', monday, {
    programme: 'p',
    category: 'can',
    assignedBy: 'x',
  }).events[0]!;
  const death = new MadeUpHistory().add('PatientDied', monday, {}).events[0]!;
  const dispensed = new MadeUpHistory().add('Dispensed', monday, {
    dispense: 'd1',
    authorization: 'a1',
    prescription: 'rx1',
    pharmacy: 'ph1',
    daysSupply: 30,
  }).events[0]!;

  it.each<[string, AegleEvent, AegleEvent | undefined]>([
    ['a positive test made negative', positive, test],
    ['a positive test withdrawn', positive, undefined],
    ['an unclear test made negative', made(test, { result: 'unclear' }), test],
    ['a specimen moved to a later day', test, made(test, {}, 1)],
    ['a first specimen moved to an earlier day, which lengthens the gap', test, made(test, {}, -5)],
    ['a negative test withdrawn, which lifts the wait after its missed window', test, undefined],
    ['a later day of certification', test, made(test, { certifiedOn: addDays(monday, 5) })],
    ['a category changed', assigned, made(assigned, { category: 'cannot' })],
    ['an earlier last dose', ended, made(ended, { lastDoseOn: addDays(monday, -9) })],
    ['a later last dose, which may lie before another', ended, made(ended, { lastDoseOn: monday })],
    ['an end of course withdrawn', ended, undefined],
    ['a death withdrawn', death, undefined],
    ['a dispense withdrawn', dispensed, undefined],
    ['a dispense made smaller', dispensed, made(dispensed, { daysSupply: 3 })],
  ])('is recognised: %s', (_, before, after) => {
    expect(couldWiden(before, after)).toBe(true);
  });

  it.each<[string, AegleEvent, AegleEvent | undefined]>([
    ['a negative test made positive', test, positive],
    ['a positive test whose sample is corrected', positive, made(positive, { sample: 'urine' })],
  ])('is not suspected: %s', (_, before, after) => {
    expect(couldWiden(before, after)).toBe(false);
  });
});
