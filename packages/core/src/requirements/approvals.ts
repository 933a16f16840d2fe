// A specialist's approval of a prescription: whose word it is, and whether that person may give it.
// Never the prescriber's own, and never a name that somebody else typed taken for that person's word.

import type { EventOf } from '../events/event.ts';
import { standingWord } from './cycle.ts';
import { isActiveIn } from './kinds-standing.ts';
import type { GateView } from './view.ts';

export type Approval = EventOf<'SpecialistApprovalRecorded'>;

/** The approval that stands in this course, given or refused. */
export function approvalIn(view: GateView): Approval | undefined {
  return standingWord(
    view,
    view.facts.approvals,
    () => true,
    ({ data }) => data.approved,
  );
}

/**
 * What an approval is worth. `given`: a specialist who is registered here with an accepted specialty,
 * active, another one than the prescriber, signed it in person. `elsewhere`: who is named is in no
 * register here, or who prescribes is not known, so that a clinician has to see the paper. `none`: it
 * is the prescriber's own, or names somebody here who did not sign it or may not give it.
 */
export function worthOf(
  view: GateView,
  { data, actor }: Approval,
  specialties: readonly string[],
): 'given' | 'elsewhere' | 'none' {
  const { question, prescription } = view;
  const isNew = question.kind === 'prescribe';
  const prescriber = question.prescriber ?? (isNew ? undefined : prescription?.data.prescriber);
  if (prescriber === data.specialist) return 'none';
  const standings = view.colleagues.get(data.specialist);
  if (standings === undefined || standings.size === 0 || prescriber === undefined)
    return 'elsewhere';
  const isOwnWord = actor.role === 'prescriber' && actor.id === data.specialist;
  return isOwnWord && isActiveIn(standings, view.programme, specialties) ? 'given' : 'none';
}
