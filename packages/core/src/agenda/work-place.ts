// Where the people of an agenda work: the jurisdiction whose holidays they keep, as far as it is recorded.
// Never guessed from a zone: one zone has many holidays.

import { lastDeparture, type PatientFacts } from '../facts/patient-facts.ts';
import { liesIn, programmesApplying } from '../gate/programmes-applying.ts';
import type { CompiledProgramme } from '../gate/rules.ts';

/**
 * A path such as `au/act` or `de`: where treatment was last recorded to have moved to, as long as a
 * programme there applies; otherwise that of the first programme that applies. Undefined: not known.
 */
export function workPlaceOf(
  facts: PatientFacts,
  programmes: ReadonlyMap<string, CompiledProgramme>,
): string | undefined {
  const places = programmesApplying(facts, programmes).map(
    ({ programme }) => programme.jurisdiction,
  );
  const moved = lastDeparture(facts)?.data.to;
  if (moved === undefined) return places[0];
  const isCurrent =
    places.length === 0 || places.some((one) => liesIn(moved, one) || liesIn(one, moved));
  if (!isCurrent) return places[0];
  return places.find((one) => liesIn(one, moved)) ?? moved;
}
