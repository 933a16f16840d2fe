// What a patient may declare and report here, and what each statement asks.
// Never a field that the statement does not need, and never somebody else's signature.

import { DECLARATION_TYPES } from '@aegle/api';
import { EVENT_CATALOGUE, type EventType } from '@aegle/core';
import type { messages } from '../messages/messages.ts';

export type StatementType = keyof typeof messages.declaring.statements & EventType;

/** Fields as typed, by name; a list is joined by line breaks. */
export type Answers = Readonly<Record<string, string>>;

interface Statement {
  readonly asks: readonly string[];
  /** Part of the payload that is never asked: who speaks, and that they agree. */
  readonly fixed: Readonly<Record<string, unknown>>;
}

const nothing: Statement = { asks: [], fixed: {} };
const counted: Statement = { asks: ['count'], fixed: {} };

const STATEMENTS: Readonly<Record<StatementType, Statement>> = {
  FormSigned: { asks: ['form', 'edition'], fixed: { signer: 'patient', agrees: true } },
  ContraceptionStarted: { asks: ['method'], fixed: { declaredBy: 'patient' } },
  ContraceptionStopped: { asks: ['method'], fixed: {} },
  ComprehensionAnswered: { asks: ['passed', 'contraceptiveMethods'], fixed: {} },
  RegistryConsentWithdrawn: nothing,
  TreatmentConsentWithdrawn: nothing,
  SymptomReported: { asks: ['symptom', 'grade'], fixed: { isWarningSign: true } },
  PeriodMissed: nothing,
  UnprotectedContactReported: nothing,
  EmergencyContraceptionUsed: nothing,
  PregnancyReported: { asks: [], fixed: { reportedBy: 'patient' } },
  CapsulesLost: counted,
  CapsulesReturned: counted,
  CapsulesDestroyed: counted,
  CapsulesShared: counted,
  BloodDonationReported: nothing,
};

const DECLARATIONS: readonly StatementType[] = [
  'FormSigned',
  'ContraceptionStarted',
  'ContraceptionStopped',
  'ComprehensionAnswered',
  'RegistryConsentWithdrawn',
  'TreatmentConsentWithdrawn',
];

/** Those that the server takes from a patient. */
function taken(types: readonly StatementType[]): readonly StatementType[] {
  return types.filter((type) => DECLARATION_TYPES.some((one) => one === type));
}

export const DECLARED = taken(DECLARATIONS);
export const REPORTED = taken(
  (Object.keys(STATEMENTS) as StatementType[]).filter((type) => !DECLARATIONS.includes(type)),
);

export function asksOf(type: StatementType): readonly string[] {
  return STATEMENTS[type].asks;
}

/** True when the server takes the statement without this answer. */
export function isOptional(type: StatementType, name: string): boolean {
  const fields: Readonly<Record<string, { readonly kind: string }>> = EVENT_CATALOGUE[type].fields;
  return fields[name]?.kind === 'optional';
}

/** True for what can only close a gate; its sender is told so before sending. */
export function isClosing(type: StatementType): boolean {
  return EVENT_CATALOGUE[type].closesOnly || type === 'SymptomReported';
}

function wireValue(name: string, answer: string): unknown {
  if (name === 'passed') return answer === 'yes';
  if (name === 'contraceptiveMethods') return answer.split('\n');
  return (name === 'count' || name === 'grade') && /^\d+$/.test(answer) ? Number(answer) : answer;
}

/** The payload; what was left empty is absent. */
export function payloadOf(type: StatementType, answers: Answers): Record<string, unknown> {
  const given = asksOf(type).flatMap((name) => {
    const answer = (answers[name] ?? '').trim();
    return answer === '' ? [] : [[name, wireValue(name, answer)] as const];
  });
  return { ...Object.fromEntries(given), ...STATEMENTS[type].fixed };
}
