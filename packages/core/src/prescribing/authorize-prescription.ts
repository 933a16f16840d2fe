// The prescribing gate: may isotretinoin be prescribed to this patient at this instant?
// Never prescribes: it says whether the programme's conditions are met.

import type { Decision } from '../decision/decision.ts';
import { decideGate } from '../gate/decide-gate.ts';
import type { GateFacts } from '../gate/decide-programme.ts';
import type { CompiledProgramme } from '../gate/rules.ts';
import type { Question } from '../requirements/view.ts';
import type { ClockOf } from '../time/clock.ts';

/** Decides the prescribing question under all programmes that apply. */
export function authorizePrescription(
  programmes: readonly CompiledProgramme[],
  facts: GateFacts,
  question: Omit<Question, 'kind'>,
  clockOf: ClockOf,
): Decision {
  return decideGate(programmes, facts, { ...question, kind: 'prescribe' }, clockOf, true);
}
