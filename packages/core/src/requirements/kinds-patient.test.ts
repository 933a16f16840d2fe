// Who must sign a form: whoever could not decide on the day of signing needs somebody who may for them.

import { describe, expect, it } from 'vitest';
import { evaluateRequirement } from '../testing/evaluate-requirement.ts';
import { MADE_UP_PROGRAMME, madeUpRequirement } from '../testing/made-up-edition.ts';
import { dayOf, MadeUpHistory } from '../testing/made-up-history.ts';

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
