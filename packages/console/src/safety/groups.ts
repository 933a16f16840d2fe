// What a safety officer looks at first: pregnancies, then what could not be read, then what is held.
// Never an item in two groups: the first that fits has it.

import type { AgendaItem } from '@aegle/api';

export const GROUPS = ['pregnancies', 'reports', 'holds', 'others'] as const;
export type Group = (typeof GROUPS)[number];

/** Codes of reasons and kinds of tasks. */
const CODES: Readonly<Record<Exclude<Group, 'others'>, readonly string[]>> = {
  pregnancies: [
    'pregnancy_reported',
    'course_closed',
    'report_to_programme',
    'report_to_pharmacovigilance',
    'offer_referral',
  ],
  reports: ['unresolved_report', 'unconfirmed_correction', 'resolve_report', 'confirm_correction'],
  holds: [
    'positive_test',
    'unclear_test',
    'hold',
    'missed_period',
    'contraception_gap',
    'unprotected_contact',
    'emergency_contraception',
    'irregular_supply',
    'consent_withdrawn',
    'log_damaged',
    'review_hold',
  ],
};

/** The group of an item; null for what is only others' to do. */
export function groupOf({ what, why, alsoWhy, who }: AgendaItem): Group | null {
  const codes = [why, ...alsoWhy].map(({ code }) => code);
  for (const group of GROUPS)
    if (group !== 'others' && codes.some((code) => CODES[group].includes(code))) return group;
  return what === 'task' || who.includes('safety_officer') ? 'others' : null;
}

/** The items by group, each in the server's order. */
export function grouped(items: readonly AgendaItem[]): ReadonlyMap<Group, readonly AgendaItem[]> {
  return new Map(
    GROUPS.map((group) => [group, items.filter((item) => groupOf(item) === group)] as const),
  );
}
