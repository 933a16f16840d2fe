// What a patient says becomes what the wire takes, without a word about anybody else.

import { schemaOfFields } from '@aegle/api';
import { EVENT_CATALOGUE } from '@aegle/core';
import { expect, it } from 'vitest';
import { asksOf, DECLARED, isClosing, isOptional, payloadOf, REPORTED } from './statements.ts';

const ANSWERS = {
  form: 'consent',
  edition: '2026-02-09',
  method: 'iud',
  passed: 'yes',
  contraceptiveMethods: 'iud\nmale_latex_condom',
  count: '12',
  symptom: 'hearing',
  grade: '2',
};

it.each([...DECLARED, ...REPORTED])('%s reads on the wire as it is sent', (type) => {
  const payload = payloadOf(type, ANSWERS);
  const read = schemaOfFields(EVENT_CATALOGUE[type].fields).safeParse(payload);
  expect(read.error?.issues ?? []).toEqual([]);
});

it('signs for the patient alone and asks nobody else’s part', () => {
  expect(payloadOf('FormSigned', ANSWERS)).toEqual({
    form: 'consent',
    edition: '2026-02-09',
    signer: 'patient',
    agrees: true,
  });
  expect(payloadOf('ContraceptionStarted', ANSWERS)).toEqual({
    method: 'iud',
    declaredBy: 'patient',
  });
  expect(payloadOf('ComprehensionAnswered', { passed: 'no' })).toEqual({ passed: false });
  expect(payloadOf('CapsulesLost', { count: 'two' })).toEqual({ count: 'two' });
});

it('says before sending which reports stop the supply', () => {
  expect(REPORTED.filter(isClosing)).toEqual(
    expect.arrayContaining(['PeriodMissed', 'PregnancyReported', 'CapsulesShared']),
  );
  expect(DECLARED.filter(isClosing)).not.toContain('FormSigned');
  expect(isOptional('CapsulesShared', 'count')).toBe(true);
  expect(asksOf('CapsulesLost').filter((name) => isOptional('CapsulesLost', name))).toEqual([]);
});
