// Whether one decision grants more than another: how a change of the record that opens is found.
// Never a list of fields: both decisions are made by the gate, and their answers are compared.

import type { Decision, Reason } from '../decision/decision.ts';
import { NONE, PatientFacts } from '../facts/patient-facts.ts';

/**
 * The facts without what closes both gates until somebody clears it. A change made while the gate is
 * closed is compared as if everything had been cleared: else it would open unseen, later.
 */
export function withoutSafetyHolds(facts: PatientFacts): PatientFacts {
  return Object.assign(new PatientFacts(), facts, { safetyHolds: NONE });
}

/**
 * True when `after` grants what `before` did not: something that stood in the way stands there no
 * longer or may now be overridden, the last day is later, or the supply is larger. A reason that is
 * told in other words for the same requirement is the same obstacle.
 */
export function grantsMore(before: Decision, after: Decision): boolean {
  if (before.outcome === 'denied') {
    const standing = obstacles(after.outcome === 'denied' ? after.reasons : []);
    for (const [name, weight] of obstacles(before.reasons))
      if ((standing.get(name) ?? 0) < weight) return true;
    return false;
  }
  if (after.outcome === 'denied') return false;
  if (after.lastDay > before.lastDay) return true;
  return (after.maxDaysSupply ?? Infinity) > (before.maxDaysSupply ?? Infinity);
}

/** Each requirement that stands in the way, and how firmly: 1 asks, 2 blocks. */
function obstacles(reasons: readonly Reason[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { programme, requirement, disposition } of reasons) {
    const name = `${programme}/${requirement}`;
    found.set(name, Math.max(found.get(name) ?? 0, disposition === 'blocked' ? 2 : 1));
  }
  return found;
}
