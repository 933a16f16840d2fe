// Every reason has, for each owner that a programme or a safety rule names, a form that ends it, which
// that owner may open; or it says why no form does. Walked over every case of every programme.

import { REASON_CODES, type Reason, type ReasonCode, type Role, whenSaid } from '@aegle/core';
import { expect, it } from 'vitest';
import { type Form, formOfReason, whyNoForm } from '../../packages/console/src/forms/form-of.ts';
import { mayOpen } from '../../packages/console/src/forms/may-open.ts';
import { DECLARED, REPORTED } from '../../packages/console/src/own-page/statements.ts';
import { mayAppend, scopeOn } from '../../packages/server/src/access/policy.ts';
import { owned } from './owned-reasons.ts';

/** Codes that stored decisions may carry and no rule gives any more. */
const NO_LONGER_GIVEN: readonly ReasonCode[] = [
  'enrolment_not_reconfirmed',
  'authorization_missing',
];

/** Whether the server takes what the form sends, from this role. */
function isTaken(form: Exclude<Form, null>, role: Role): boolean {
  switch (form) {
    case 'prescribe':
      return scopeOn('authorizePrescribing', role) !== 'none';
    case 'enrol':
      return scopeOn('enrolAgain', role) !== 'none';
    case 'certify':
      return scopeOn('appendPrescriberEvents', role) === 'tenant';
    case 'confirm_edition':
      return scopeOn('confirmEdition', role) !== 'none';
    case 'approve_edition':
      return scopeOn('approveEdition', role) !== 'none';
    case 'counter':
      return scopeOn('authorizeDispense', role) !== 'none';
    default:
      return mayAppend(role, form);
  }
}

/** Whether the role's own pages lead to the form, and the server takes it. */
function ends(role: Role, form: Exclude<Form, null>): boolean {
  const isOwnStatement =
    role === 'patient' && [...DECLARED, ...REPORTED].some((one) => one === form);
  return (isOwnStatement || mayOpen(role, form)) && isTaken(form, role);
}

it('is walked over every reason', () => {
  const walked = new Set(owned.map(({ code }) => code));
  const left = REASON_CODES.filter((code) => !walked.has(code) && !NO_LONGER_GIVEN.includes(code));
  expect(left).toEqual([]);
});

it.each(REASON_CODES)('%s has one form, or says why none', (code) => {
  expect([formOfReason(code) === null, whyNoForm(code) !== null]).toEqual([
    formOfReason(code) === null,
    formOfReason(code) === null,
  ]);
});

it('finds for each owner, or for the deputy where only the deputy may, a form that ends the reason', () => {
  const without = owned.flatMap(({ code, clearedBy, deputy }) => {
    const form = formOfReason(code);
    if (form === null || ends(clearedBy, form)) return [];
    // Nobody certifies themselves, a guardian's name is not the patient's to sign, and a pharmacist
    // neither judges nor prescribes: the deputy that is named beside them does.
    const isOthers =
      form === 'certify' ||
      code === 'guardian_signature_missing' ||
      (clearedBy === 'pharmacist' && (form === 'DiscretionExercised' || form === 'prescribe'));
    return isOthers && ends(deputy, form) ? [] : [`${code}: ${clearedBy} has no way to ${form}`];
  });
  expect(without).toEqual([]);
});

it('says of a reason without a form what its sentence says: nothing, time, a rule, the operator', () => {
  const said: Readonly<Record<string, RegExp>> = {
    final: /^Nothing clears this/,
    other_record: /in the record that goes on/,
    operator: /the operator/,
    rule: /^No day can be said: (the rule|no programme)/,
    waits: /a day can be said|the last dose is not reported|used up|is open\.|reversed it/,
  };
  const wrong = REASON_CODES.flatMap((code) => {
    const why = whyNoForm(code);
    const sentence = whenSaid({ code, clearableFrom: undefined } as Reason);
    return why === null || said[why]?.test(sentence) ? [] : [`${code}, ${why}: ${sentence}`];
  });
  expect(wrong).toEqual([]);
});
