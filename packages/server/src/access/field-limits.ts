// What a role may not claim inside an event that it may append: another's signature or judgement.
// Never refuses evidence that can only close a gate: that is kept whoever words it badly.

import { DECLARATION_TYPES } from '@aegle/api';
import { type EventType, mustKeepUnreadable, type Role } from '@aegle/core';
import type { Caller } from './caller.ts';

/** `own_id`: the caller's own; `absent`: must be left out; a list: one of these. */
type Limit = 'own_id' | 'absent' | readonly unknown[];
type Limits = Partial<Record<EventType, Readonly<Record<string, Limit>>>>;

/** Whoever reports for themselves does it signed in; whoever enters it for them says how it came. */
const OWN_MEDIA: Limit = [undefined, 'electronic'];
const ENTERED_MEDIA: Limit = [undefined, 'paper', 'telephone'];
const REPORTS_THEMSELF: readonly Role[] = ['patient', 'guardian'];
const ENTERS_FOR_OTHERS: readonly Role[] = [
  'prescriber',
  'delegate',
  'safety_officer',
  'pharmacist',
];
const REPORTED_TYPES = DECLARATION_TYPES.filter((type) => type !== 'FormSigned');

const asClinician: Limits = {
  SafetyHoldCleared: { clinician: 'own_id' },
  ReportResolved: { clinician: 'own_id' },
  DiscretionExercised: { clinician: 'own_id' },
};

const LIMITS: Readonly<Record<Role, Limits>> = {
  patient: {
    FormSigned: { signer: ['patient'] },
    ContraceptionStarted: { declaredBy: ['patient'], verified: 'absent' },
    PregnancyTestReported: {
      readBy: ['patient'],
      enteredBy: [undefined, 'patient'],
      setting: ['home'],
      certification: 'absent',
      certifiedOn: 'absent',
      source: 'absent',
    },
  },
  guardian: { FormSigned: { signer: ['guardian'] } },
  prescriber: {
    ...asClinician,
    RiskCategoryAssigned: { assignedBy: 'own_id' },
    HomeTestingPermitted: { permittedBy: 'own_id' },
    ContraceptionExemptionAgreed: { agreedBy: 'own_id' },
    PrescriptionWritten: { prescriber: 'own_id' },
    ExternalHistoryAccepted: { acceptedBy: 'own_id' },
    // The second prescriber records the agreement: nobody agrees for another.
    IndependentAgreementRecorded: { secondPrescriber: 'own_id' },
  },
  // What somebody else signed is entered from paper or a telephone call, and recorded as such.
  delegate: { FormSigned: { signer: ['patient', 'guardian'], medium: ['paper', 'telephone'] } },
  pharmacist: {},
  programme_officer: {},
  safety_officer: asClinician,
  administrator: {},
  researcher: {},
  system_client: {},
};

/** A limit that was not kept; the value itself is never repeated. */
export interface BrokenLimit {
  readonly field: string;
  readonly rule: string;
  readonly nextStep: string;
}

/** The limits that this payload breaks; empty for evidence that can only close a gate. */
export function brokenLimits(
  caller: Caller,
  type: EventType,
  data: unknown,
  path: string,
): readonly BrokenLimit[] {
  const limits = { ...mediumOf(caller, type), ...limitsOn(caller, type, data) };
  if (mustKeepUnreadable(type, data)) return [];
  const given = new Map(
    typeof data === 'object' && data !== null ? Object.entries(data) : undefined,
  );
  return Object.entries(limits).flatMap(([field, limit]) => {
    const value: unknown = given.get(field);
    if (isKept(limit, value, caller)) return [];
    return [{ field: `${path}.${field}`, ...advice(limit) }];
  });
}

function mediumOf(caller: Caller, type: EventType): Readonly<Record<string, Limit>> {
  if (!REPORTED_TYPES.some((one) => one === type)) return {};
  if (REPORTS_THEMSELF.includes(caller.role)) return { medium: OWN_MEDIA };
  return ENTERS_FOR_OTHERS.includes(caller.role) ? { medium: ENTERED_MEDIA } : {};
}

/** What somebody else signed is entered from paper or a telephone call, whoever enters it. */
function limitsOn(
  caller: Caller,
  type: EventType,
  data: unknown,
): Readonly<Record<string, Limit>> | undefined {
  const limits = LIMITS[caller.role][type];
  if (caller.role !== 'prescriber' || type !== 'FormSigned') return limits;
  const signer = typeof data === 'object' && data !== null && 'signer' in data ? data.signer : '';
  if (signer === 'prescriber') return limits;
  return { signer: ['patient', 'guardian'], medium: ['paper', 'telephone'] };
}

function isKept(limit: Limit, value: unknown, caller: Caller): boolean {
  if (limit === 'absent') return value === undefined;
  if (limit === 'own_id') return value === caller.actorId;
  return limit.includes(value);
}

function advice(limit: Limit): { rule: string; nextStep: string } {
  if (limit === 'absent')
    return { rule: 'Your role does not state this.', nextStep: 'Leave the field out.' };
  if (limit === 'own_id')
    return {
      rule: 'It names the person who judges, and that is who is signed in.',
      nextStep: 'Send your own id, or have the named person sign in.',
    };
  return {
    rule: 'Your role does not speak for anybody else.',
    nextStep: `Send one of: ${limit.map((one) => one ?? 'nothing').join(', ')}.`,
  };
}
