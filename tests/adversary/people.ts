// Who tries, and what the door lets each of them send: every role and kind of key, alone and in pairs.
// Never a list of its own of what a role may do: the access tables of the server say it.

import {
  type CalendarDay,
  formatCalendarDay,
  isClosingReport,
  ROLES,
  type Role,
} from '@aegle/core';
import { brokenLimits } from '../../packages/server/src/access/field-limits.ts';
import { mayAppend, scopeOn } from '../../packages/server/src/access/policy.ts';
import {
  kindMayCall,
  kindMayRecord,
  SYSTEM_KINDS,
  type SystemKind,
} from '../../packages/server/src/access/system-kinds.ts';
import type { Attempt } from './actions.ts';

/** Somebody who tries. */
export interface Attacker {
  readonly id: string;
  readonly role: Role;
  readonly systemKind?: SystemKind;
}

export const PEOPLE: readonly Role[] = ROLES.filter((role) => role !== 'system_client');
const ALONE: readonly Attacker[] = [
  ...PEOPLE.map((role) => ({ id: `${role}-x`, role })),
  ...SYSTEM_KINDS.map((systemKind) => ({
    id: `${systemKind}-x`,
    role: 'system_client' as const,
    systemKind,
  })),
];

/** Everybody alone, and every pair of them, each with a colleague of the same role among them. */
export const GROUPS: readonly (readonly Attacker[])[] = [
  ...ALONE.map((one) => [one]),
  ...ALONE.flatMap((one, index) =>
    ALONE.slice(index).map((other) => [
      one,
      other === one ? { ...other, id: other.id.replace('-x', '-y') } : other,
    ]),
  ),
];

/** True when the door lets this sender record this; `programmes` decide about the patient today. */
export function isLetIn(
  who: Attacker,
  { type, data }: Attempt,
  programmes: readonly string[],
): boolean {
  if (isClosingReport(type, data)) return true;
  if (type === 'PatientEnrolled')
    return mayCall(who, 'enrolAgain') && programmes.includes(String(data.programme));
  if (type === 'Dispensed') return mayCall(who, 'dispense');
  const caller = { ...who, actorId: who.id, tenantId: 't', organisationId: null, patientId: null };
  const may =
    who.role === 'system_client' ? kindMayRecord(who.systemKind!, type) : mayAppend(who.role, type);
  return may && brokenLimits(caller, type, data, 'data').length === 0;
}

const mayCall = ({ role, systemKind }: Attacker, endpoint: 'enrolAgain' | 'dispense') =>
  role === 'system_client'
    ? kindMayCall(systemKind!, endpoint)
    : scopeOn(endpoint, role) !== 'none';

/** What patients and guardians declare, an enrolment and a dispense are dated by the server. */
export function datedByServer(sent: Attempt, { role }: Attacker, today: CalendarDay): Attempt {
  const isDated =
    role === 'patient' ||
    role === 'guardian' ||
    sent.type === 'PatientEnrolled' ||
    sent.type === 'Dispensed';
  return isDated ? { ...sent, occurredOn: formatCalendarDay(today) } : sent;
}
