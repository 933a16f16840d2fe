// What each side last declared of its methods: an old pill on file does not stand in for what both say.
// Never trusts a declaration that is entered afterwards to undo what was declared before it.

import type { EventOf } from '../events/event.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import { countsFrom } from './contraception-heard.ts';
import { type AcceptedMethods, areDeclaredMethodsAccepted } from './contraception-state.ts';
import type { GateView } from './view.ts';

/** A word of the prescriber or of the patient that can name methods. */
export type Declaration = EventOf<'CounsellingGiven'> | EventOf<'ComprehensionAnswered'>;

/** The methods of a declaration; `undefined` where it says nothing of them. */
const methodsOf = ({ data }: Declaration) => data.contraceptiveMethods;

/** Every declaration that names methods, of both sides. */
export function declarationsOf({ facts }: GateView): readonly Declaration[] {
  return [...facts.counselling, ...facts.comprehension].filter(
    (one) => methodsOf(one) !== undefined,
  );
}

/** True when a declaration names methods that are not accepted together. */
export function isRefused(declaration: Declaration, accepted: AcceptedMethods): boolean {
  const methods = methodsOf(declaration);
  return methods !== undefined && !areDeclaredMethodsAccepted(methods, accepted);
}

/**
 * True when what each side had last declared by the end of a day is accepted, or methods were recorded
 * since; also where a side has declared nothing. Only declarations that `counts` holds for are heard.
 */
export function isSaidAcceptedOn(
  view: GateView,
  accepted: AcceptedMethods,
  day: CalendarDay,
  counts?: (declaration: Declaration) => boolean,
): boolean {
  const { counselling, comprehension } = view.facts;
  return (
    isSideAccepted(view, accepted, day, counselling, counts) &&
    isSideAccepted(view, accepted, day, comprehension, counts)
  );
}

function isSideAccepted(
  view: GateView,
  accepted: AcceptedMethods,
  day: CalendarDay,
  side: readonly Declaration[],
  counts: ((declaration: Declaration) => boolean) | undefined,
): boolean {
  let latest: Declaration | undefined;
  let latestFrom = -Infinity;
  for (const one of side) {
    if (methodsOf(one) === undefined || (counts !== undefined && !counts(one))) continue;
    const from = isRefused(one, accepted) ? one.occurredOn : countsFrom(one, side);
    if (from > day || from < latestFrom) continue;
    latest = one;
    latestFrom = from;
  }
  return latest === undefined || !isRefused(latest, accepted) || hasChangedSince(view, latest, day);
}

/** Methods recorded after a declaration, for its day or later, make it out of date. */
function hasChangedSince({ facts }: GateView, declaration: Declaration, day: CalendarDay): boolean {
  const { sequence, occurredOn } = declaration;
  for (const stop of facts.contraceptionStops)
    if (stop.sequence > sequence && stop.occurredOn >= occurredOn && stop.occurredOn <= day)
      return true;
  for (const start of facts.contraceptionStarts)
    if (start.sequence > sequence && start.occurredOn >= occurredOn)
      if (countsFrom(start, [declaration]) <= day) return true;
  return false;
}
