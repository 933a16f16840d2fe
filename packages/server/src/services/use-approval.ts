// The refusal to authorise for real under an edition that no clinical safety officer approved.
// Never loosens: a demonstration tenant is the only place without it.

import type { Reason } from '@aegle/core';

/** The reason `not_approved_for_use` for the editions a decision rests on. */
export function notApprovedReason(editions: readonly string[]): Reason {
  const text =
    'This edition is not approved for use here: the answer is a dry run, not for clinical use.';
  return {
    code: 'not_approved_for_use',
    disposition: 'blocked',
    programme: 'aegle',
    edition: editions.join(', '),
    requirement: 'not_approved_for_use',
    citation: { sources: ['aegle-design'], section: '5' },
    evidence: [],
    clearedBy: 'safety_officer',
    deputy: 'programme_officer',
    clearableFrom: undefined,
    deadline: undefined,
    text: {
      patient: 'Aegle is not in clinical use here.',
      prescriber: text,
      pharmacist: text,
      programme: text,
    },
  };
}
