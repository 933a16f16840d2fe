// The dispensing gate: may this supply be dispensed to this patient at this instant?
// Never counts a day of supply twice, and never relies on an earlier answer: it decides afresh.

import type { Decision } from '../decision/decision.ts';
import { decideGate } from '../gate/decide-gate.ts';
import type { GateFacts } from '../gate/decide-programme.ts';
import type { CompiledProgramme } from '../gate/rules.ts';
import type { Question } from '../requirements/view.ts';
import type { ClockOf } from '../time/clock.ts';

/** Decides the dispensing question under all programmes that apply. */
export function authorizeDispense(
  programmes: readonly CompiledProgramme[],
  facts: GateFacts,
  question: Omit<Question, 'kind'>,
  clockOf: ClockOf,
): Decision {
  return decideGate(programmes, facts, { ...question, kind: 'dispense' }, clockOf, true);
}
