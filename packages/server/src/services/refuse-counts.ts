// How many capsules can come back: no more than were dispensed, where every dispense was counted.
// Never refuses where something may have been handed out that nobody counted.

import { type AegleEvent, allDispenses, type PatientFacts } from '@aegle/core';
import { refuse } from '@aegle/store';
import type { PatientCase } from './read-case.ts';

/** Refuses capsules given back or destroyed, by staff's word, beyond all that was dispensed. */
export function refuseMoreThanDispensed(known: PatientCase, heard: readonly AegleEvent[]): void {
  const facts = known.facts.patient;
  let left = capsulesOut(facts);
  if (left === undefined) return;
  for (const event of heard) {
    if (event.type !== 'CapsulesReturned' && event.type !== 'CapsulesDestroyed') continue;
    // The patient's own word brings none back; a clinician hears it.
    if (event.actor.role === 'patient' || event.actor.role === 'guardian') continue;
    if (event.data.count > left)
      throw refuse(
        'invalid',
        'data.count',
        `More than were dispensed and have not come back: ${left}.`,
        'Count them again; what was never handed out is not given back.',
      );
    left -= event.data.count;
  }
}

/** Capsules dispensed and not come back; undefined where any may be uncounted, or none was dispensed. */
function capsulesOut(facts: PatientFacts): number | undefined {
  const supplies = allDispenses(facts);
  if (supplies.length === 0 || facts.suppliesFound.length + facts.histories.length > 0)
    return undefined;
  let out = 0;
  for (const { event } of supplies) {
    if (event.data.capsules === undefined) return undefined;
    out += event.data.capsules;
  }
  for (const { count, isLost } of facts.capsulesGone) if (!isLost) out -= count;
  return Math.max(0, out);
}
