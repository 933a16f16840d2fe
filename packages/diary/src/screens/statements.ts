// What can be told beside warning signs: its group, what it asks, what it becomes on the wire.
// Never a field that the statement does not need.

import type { Declaration } from '@aegle/api';
import { EVENT_CATALOGUE } from '@aegle/core';

export type StatementGroup = 'pregnancy' | 'capsules' | 'other';

export const STATEMENTS_OF = {
  pregnancy: [
    'PregnancyReported',
    'UnprotectedContactReported',
    'EmergencyContraceptionUsed',
    'PeriodMissed',
  ],
  capsules: ['CapsulesLost', 'CapsulesReturned', 'CapsulesDestroyed', 'CapsulesShared'],
  other: ['BloodDonationReported'],
} as const satisfies Readonly<Record<StatementGroup, readonly Declaration['type'][]>>;

export type StatementType = (typeof STATEMENTS_OF)[StatementGroup][number];

/** Statements after which a person acts at once; what to do stands in the catalogue under the same name. */
export const URGENT = [
  'PregnancyReported',
  'UnprotectedContactReported',
  'EmergencyContraceptionUsed',
  'PeriodMissed',
  'CapsulesShared',
  'BloodDonationReported',
] as const satisfies readonly StatementType[];

export type UrgentType = (typeof URGENT)[number];

export const isUrgentType = (type: StatementType): type is UrgentType =>
  URGENT.some((one) => one === type);

/** `needed`: a count is asked; `if_known`: it may be left out; `none`: nothing is asked. */
export function countOf(type: StatementType): 'needed' | 'if_known' | 'none' {
  const fields: Readonly<Record<string, { readonly kind: string }>> = EVENT_CATALOGUE[type].fields;
  if (fields.count === undefined) return 'none';
  return fields.count.kind === 'optional' ? 'if_known' : 'needed';
}

/** The statement as it is sent; undefined where the count is no whole number from 1 to 1000. */
export function statementFrom(
  type: StatementType,
  id: string,
  typed: string,
): Declaration | undefined {
  const asked = countOf(type);
  const text = typed.trim();
  const isLeftOut = asked === 'none' || (asked === 'if_known' && text === '');
  const count = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (!isLeftOut && (count < 1 || count > 1000)) return undefined;
  const said = type === 'PregnancyReported' ? { reportedBy: 'patient' } : {};
  return { id, type, data: isLeftOut ? said : { ...said, count } } as Declaration;
}
