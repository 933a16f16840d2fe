// Every reason has, for each owner that a programme or a safety rule names, a form that ends it, which
// that owner may open; or it says why no form does. Walked over every case of every programme.

import { join } from 'node:path';
import {
  CompiledProgramme,
  NEVER_OVERRIDDEN,
  REASON_CODES,
  type Reason,
  type ReasonCode,
  type Role,
  whenSaid,
} from '@aegle/core';
import { expect, it } from 'vitest';
import { type Form, formOfReason, whyNoForm } from '../../packages/console/src/forms/form-of.ts';
import { mayOpen } from '../../packages/console/src/forms/may-open.ts';
import { DECLARED, REPORTED } from '../../packages/console/src/own-page/statements.ts';
import { safetyReason } from '../../packages/core/src/gate/safety.ts';
import { decideRun, readCases } from '../../packages/data/src/programmes/cases.ts';
import { loadProgramme, programmeFolders } from '../../packages/data/src/programmes/load.ts';
import { zoneClocks } from '../../packages/data/src/zones/zone-clock.ts';
import { mayAppend, scopeOn } from '../../packages/server/src/access/policy.ts';

type Owned = Pick<Reason, 'code' | 'clearedBy' | 'deputy'>;

const loaded = programmeFolders(join(import.meta.dirname, '../../programmes')).flatMap((folder) => {
  const outcome = loadProgramme(folder);
  return outcome.ok ? [outcome.loaded] : [];
});

/** Every reason that any written case gives, with those of editions behind it. */
function reasonsOfCases(): readonly Owned[] {
  const clockOf = zoneClocks();
  const compiled = new Map(
    loaded.map(({ programme }) => [programme.id, new CompiledProgramme(programme)]),
  );
  return loaded.flatMap(({ folder, programme }) =>
    readCases(folder, programme.zone).runs.flatMap((run) => {
      const rules = [programme.id, ...run.written.with].map((id) => compiled.get(id)!);
      const decision = decideRun(run, rules, clockOf);
      if (decision.outcome === 'granted') return [];
      return [
        ...decision.reasons,
        ...(decision.underEditions ?? []).flatMap(({ reasons }) => reasons),
      ];
    }),
  );
}

/** Of a rule's kind, as the programmes own it: for codes that no written case gives. */
function reasonsOfKind(code: ReasonCode, kind: string): readonly Owned[] {
  return loaded
    .flatMap(({ programme }) => programme.editions)
    .flatMap(({ requirements }) => requirements)
    .filter((one) => one.kind === kind)
    .map(({ clearedBy, deputy }) => ({ code, clearedBy, deputy }));
}

const CLINIC = { clearedBy: 'prescriber', deputy: 'safety_officer' } as const;

/** What the gate says beside rules and safety, by its own code (`gate/decide-programme.ts`). */
const OF_THE_GATE: readonly Owned[] = [
  { code: 'product_not_in_programme', ...CLINIC },
  { code: 'prescriber_not_treating', ...CLINIC },
  { code: 'not_approved_for_use', clearedBy: 'safety_officer', deputy: 'programme_officer' },
];

const every: readonly Owned[] = [
  ...reasonsOfCases(),
  ...NEVER_OVERRIDDEN.map((code) => safetyReason(code, [])),
  ...OF_THE_GATE,
  ...reasonsOfKind('prescriber_renewal_due', 'prescriber_standing'),
  ...reasonsOfKind('test_too_old', 'pregnancy_test'),
  ...reasonsOfKind('test_not_in_cycle_days', 'pregnancy_test'),
  ...reasonsOfKind('authorization_open_elsewhere', 'supply_on_hand'),
  ...reasonsOfKind('supply_still_held', 'supply_on_hand'),
];

/** Each code with each of its owners, once. */
const owned = [
  ...new Map(every.map((one) => [`${one.code} ${one.clearedBy} ${one.deputy}`, one])).values(),
];

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
