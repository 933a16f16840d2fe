// Who must sign a form: whoever could not decide on the day of signing needs somebody who may for them.

import { describe, expect, it } from 'vitest';
import { evaluateRequirement } from '../testing/evaluate-requirement.ts';
import { count, MADE_UP_PROGRAMME, madeUpRequirement } from '../testing/made-up-edition.ts';
import { dayOf, MadeUpHistory } from '../testing/made-up-history.ts';
import { addDays } from '../time/calendar-day.ts';

const monday = dayOf('2024-03-04');
const form = madeUpRequirement(
  'form',
  'form_signed',
  {},
  { form: 'consent', editions: ['new'], signers: ['patient'] },
);

type Signature = {
  signer: 'patient' | 'guardian';
  capacity?: 'has_capacity' | 'lacks_capacity' | 'represented';
};

function signed(...signatures: Signature[]) {
  const history = new MadeUpHistory().add('PatientEnrolled', monday, {
    programme: MADE_UP_PROGRAMME,
    course: 'c1',
  });
  for (const one of signatures)
    history.add('FormSigned', monday, { form: 'consent', edition: 'new', agrees: true, ...one });
  return evaluateRequirement(form, history, monday);
}

const UNKNOWN = { truth: 'unknown', asks: false };
const ASKED = { truth: 'unknown', asks: true };

describe('H-02 a signature and the capacity of its signer', () => {
  it.each(['lacks_capacity', 'represented'] as const)('alone is not enough: %s', (capacity) => {
    expect(signed({ signer: 'patient', capacity })).toMatchObject({
      truth: 'unmet',
      code: 'guardian_signature_missing',
    });
    expect(signed({ signer: 'patient', capacity }, { signer: 'guardian' }).truth).toBe('met');
  });

  it('H-01 refused in the evening is not given by a paper of the same day', () => {
    const kept = { form: 'consent', edition: 'new', signer: 'patient' } as const;
    const history = new MadeUpHistory()
      .add('PatientEnrolled', monday, { programme: MADE_UP_PROGRAMME, course: 'c1' })
      .add('FormSigned', monday, { ...kept, agrees: false })
      .add('FormSigned', monday, { ...kept, agrees: true, medium: 'paper' });
    const found = () => evaluateRequirement(form, history, monday);
    expect(found()).toMatchObject({ truth: 'unmet', code: 'form_not_agreed' });
    history.add('FormSigned', monday, { ...kept, agrees: true }, { by: 'patient' });
    expect(found().truth).toBe('met');
  });

  it('is enough with capacity, and where nobody doubts it', () => {
    expect(signed({ signer: 'patient', capacity: 'has_capacity' }).truth).toBe('met');
    expect(signed({ signer: 'patient' }).truth).toBe('met');
    // A later signature of her own, with capacity, takes the place of the earlier one.
    const later = signed(
      { signer: 'patient', capacity: 'lacks_capacity' },
      { signer: 'patient', capacity: 'has_capacity' },
    );
    expect(later.truth).toBe('met');
  });
});

describe('H-11 whether a guardian signs', () => {
  const withGuardian = madeUpRequirement(
    'form',
    'form_signed',
    { guardianUnderAge: count(18) },
    { form: 'consent', editions: ['new'], signers: ['patient'] },
  );
  const found = (ages: readonly number[], bornOn: string | undefined, later = 0) => {
    const history = new MadeUpHistory()
      .add('PatientEnrolled', monday, {
        programme: MADE_UP_PROGRAMME,
        course: 'c1',
        ...(bornOn === undefined ? {} : { bornOn: dayOf(bornOn) }),
      })
      .add('FormSigned', monday, {
        form: 'consent',
        edition: 'new',
        agrees: true,
        signer: 'patient',
      });
    for (const ageYears of ages)
      history.add('ReproductiveStatusRecorded', monday, { basis: 'post_menopausal', ageYears });
    const { truth, asks } = evaluateRequirement(withGuardian, history, addDays(monday, later));
    return { truth, asks };
  };

  it.each<[string, readonly number[], string | undefined, number, object]>([
    ['an age of 55 without a birth date', [55], undefined, 0, { truth: 'met' }],
    ['an age of 18 that day', [18], undefined, 0, { truth: 'met' }],
    ['an age of 17 that day', [17], undefined, 0, { truth: 'unmet', asks: false }],
    ['an age of 17 a day before: a birthday may lie between', [17], undefined, 1, UNKNOWN],
    ['an age of 17 a year before', [17], undefined, 365, { truth: 'met' }],
    ['an age of 15 a year before', [15], undefined, 365, { truth: 'unmet', asks: false }],
    ['the latest of two ages', [15, 55], undefined, 0, { truth: 'met' }],
    ['nothing at all', [], undefined, 0, UNKNOWN],
    ['an age and a birth date, both grown up', [55], '1974-01-01', 0, { truth: 'met' }],
    ['an age and a birth date that differ on it', [55], '2010-01-01', 0, ASKED],
    ['the same, the other way round', [15], '1974-01-01', 0, ASKED],
  ])('follows from %s', (_, ages, bornOn, later, expected) => {
    expect(found(ages, bornOn, later)).toMatchObject(expected);
  });

  it.each<[string, object]>([
    ['2014-01-01', { truth: 'unknown', asks: true }],
    ['1990-01-01', { truth: 'met' }],
  ])(
    'H-01 follows from the birth dates of every course: %s in the one before',
    (first, expected) => {
      const history = new MadeUpHistory();
      for (const [course, bornOn] of [
        ['c0', first],
        ['c1', '1994-01-01'],
      ] as const)
        history.add('PatientEnrolled', monday, {
          ...{ programme: MADE_UP_PROGRAMME, course },
          bornOn: dayOf(bornOn),
        });
      history.add('FormSigned', monday, {
        ...{ form: 'consent', edition: 'new', agrees: true, signer: 'patient' },
      });
      expect(evaluateRequirement(withGuardian, history, monday)).toMatchObject(expected);
    },
  );
});
