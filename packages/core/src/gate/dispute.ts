// The portal grants and Aegle does not: a question where judgements settle it, else told beside the refusal.
// Never a question, and never the headline, above a reason that no judgement lifts.

import { CLINICIAN_ROLES } from '../decision/actor.ts';
import type { Advice, Reason } from '../decision/decision.ts';
import type { ReasonCode } from '../decision/reason-codes.ts';
import { OWN_CITATION } from './safety.ts';
import { PORTAL_GRANTS_ALL_THE_SAME, SAFETY_SENTENCES } from './safety-sentences.ts';

/** The question to a named clinician, where judgements could lift all that stands behind it. */
export function disputeOf(programme: string, edition: string, underlying: ReasonCode): Reason {
  return {
    code: 'authority_disagrees',
    disposition: 'query',
    programme,
    edition,
    requirement: 'authority',
    citation: OWN_CITATION,
    evidence: [],
    clearedBy: CLINICIAN_ROLES[0]!,
    deputy: CLINICIAN_ROLES[1]!,
    clearableFrom: undefined,
    deadline: undefined,
    text: SAFETY_SENTENCES.authority_disagrees!,
    underlying,
  };
}

export const isDispute = ({ code }: Reason): boolean => code === 'authority_disagrees';

/** The same, where something stands in the way that no judgement lifts. */
export const grantedByPortal = (programme: string): Advice => ({
  programme,
  requirement: 'authority',
  citation: OWN_CITATION,
  isClinics: true,
  text: PORTAL_GRANTS_ALL_THE_SAME,
});
