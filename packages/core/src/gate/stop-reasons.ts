// Suspended or deactivated in a programme: closed there, also where its text reads nobody's standing.
// Never a certificate: who needs one is the programme's to say.

import type { Reason } from '../decision/decision.ts';
import type { ReasonCode } from '../decision/reason-codes.ts';
import type { Standing } from '../facts/organisation-facts.ts';
import type { GateView } from '../requirements/view.ts';
import { safetyReason } from './safety.ts';

/**
 * The stops of the prescriber, and of the pharmacy that dispenses, which no later certificate has lifted.
 * Empty where the programme's own requirement says so already. No portal and no judgement lifts them.
 */
export function stopReasons(view: GateView, said: readonly Reason[]): Reason[] {
  const { question, programme, prescriber, pharmacy } = view;
  if (question.kind === 'donate_blood') return [];
  const stops: Reason[] = [];
  const add = (code: ReasonCode, uncertified: ReasonCode, { stops: found }: Standing) => {
    if (said.some((one) => one.code === code || one.code === uncertified)) return;
    const evidence = found.map((event) => event.id);
    stops.push({
      ...safetyReason(code, evidence),
      clearedBy: 'programme_officer',
      deputy: 'safety_officer',
    });
  };
  const writer = prescriber?.get(programme);
  if (writer?.isDeactivated) add('prescriber_deactivated', 'prescriber_not_certified', writer);
  else if (writer?.isSuspended) add('prescriber_suspended', 'prescriber_not_certified', writer);
  const place = question.kind === 'dispense' ? pharmacy?.get(programme) : undefined;
  if (place?.isSuspended) add('pharmacy_suspended', 'pharmacy_not_certified', place);
  return stops;
}
