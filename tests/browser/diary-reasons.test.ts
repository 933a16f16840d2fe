// Every reason that a patient or a guardian owns has, in the diary, a form that ends it and that the
// server takes from them, or says why none does. Walked over every case of every programme.

import type { Role } from '@aegle/core';
import { expect, it } from 'vitest';
import { declaration } from '../../packages/api/src/wire/patients.ts';
import { isFormPlace, wayOf } from '../../packages/diary/src/screens/ways.ts';
import { brokenLimits } from '../../packages/server/src/access/field-limits.ts';
import { mayAppend } from '../../packages/server/src/access/policy.ts';
import { type Owned, owned } from './owned-reasons.ts';

type Signer = 'patient' | 'guardian';
const OWNERS: readonly Role[] = ['patient', 'guardian'];

/** Reasons that the patient or the guardian ends, or stands in for whoever does. */
const own = owned.filter(
  ({ clearedBy, deputy }) => OWNERS.includes(clearedBy) || OWNERS.includes(deputy),
);

const id = '0a0a0a0a-0000-4000-8000-000000000000';
const FORMS = {
  questions: () => ({
    type: 'ComprehensionAnswered' as const,
    data: { passed: true, contraceptiveMethods: ['iud'] },
  }),
  forms: (signer: Signer) => ({
    type: 'FormSigned' as const,
    data: { form: 'f', edition: 'e', signer, agrees: true },
  }),
  methods: () => ({
    type: 'ContraceptionStarted' as const,
    data: { method: 'iud', declaredBy: 'patient' },
  }),
};

/** True when the wire reads what the form of that place sends, and the server takes it from this role. */
function isTaken(place: keyof typeof FORMS, role: Signer): boolean {
  const { type, data } = FORMS[place](role);
  const caller = { tenantId: 't', actorId: id, role, patientId: id, organisationId: null };
  const isRead = declaration.safeParse({ id, type, data }).success;
  return isRead && mayAppend(role, type) && brokenLimits(caller, type, data, 'data').length === 0;
}

it('walks every reason of theirs', () => {
  expect(new Set(own.map(({ code }) => code)).size).toBeGreaterThanOrEqual(12);
});

it('finds for each a form that ends it and is taken, or a sentence that says why there is none', () => {
  const without = own.flatMap(({ code }: Owned) => {
    const way = wayOf(code, 'patient');
    if (way === undefined) return [`${code}: nothing is said`];
    return isFormPlace(way) && !isTaken(way, 'patient') ? [`${code}: ${way} is refused`] : [];
  });
  expect(without).toEqual([]);
});

it('has no form only where somebody else signs, it is shown elsewhere, or a day ends it', () => {
  const formless = own
    .map(({ code }) => [code, wayOf(code, 'patient')!] as const)
    .filter(([, way]) => !isFormPlace(way));
  expect([...new Map(formless)].sort()).toEqual([
    ['after_treatment_wait', 'waits'],
    ['contraception_too_short', 'waits'],
    ['document_not_shown', 'pharmacy'],
    ['guardian_signature_missing', 'guardian'],
  ]);
});

it('lets a guardian end the missing signature of a guardian, and nothing of the ward’s', () => {
  expect(wayOf('guardian_signature_missing', 'guardian')).toBe('forms');
  expect(isTaken('forms', 'guardian')).toBe(true);
  expect(isTaken('questions', 'guardian')).toBe(false);
  expect(isTaken('methods', 'guardian')).toBe(false);
  for (const code of ['comprehension_missing', 'contraception_missing', 'test_missing'] as const)
    expect(wayOf(code, 'guardian')).toBeUndefined();
});
