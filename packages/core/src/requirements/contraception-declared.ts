// What each side last declared of its methods: an old pill on file does not stand in for what both say.
// Never trusts a declaration that is entered afterwards to undo what was declared before it.

import type { EventOf } from '../events/event.ts';
import { NONE } from '../facts/patient-facts.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import { countsFrom } from './contraception-heard.ts';
import { type AcceptedMethods, areAccepted } from './contraception-state.ts';
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
function isRefused(declaration: Declaration, accepted: AcceptedMethods): boolean {
  const methods = methodsOf(declaration);
  return methods !== undefined && !areAccepted(methods, accepted);
}

/** Every declaration of either side whose methods are not accepted together. */
export function refusedOf({ facts }: GateView, accepted: AcceptedMethods): readonly Declaration[] {
  const { counselling, comprehension } = facts;
  let refused: readonly Declaration[] = NONE;
  for (const one of counselling) if (isRefused(one, accepted)) refused = [...refused, one];
  for (const one of comprehension) if (isRefused(one, accepted)) refused = [...refused, one];
  return refused;
}

/**
 * True when what each side had last declared by the end of a day is accepted, with what was started and
 * without what was stopped since; also where a side has declared nothing. An old pill on file is no
 * answer to a word that another method is used, and no new course makes that word unsaid.
 */
export function isSaidAcceptedOn(
  view: GateView,
  accepted: AcceptedMethods,
  day: CalendarDay,
): boolean {
  const { counselling, comprehension } = view.facts;
  return (
    isSideAccepted(view, accepted, day, counselling) &&
    isSideAccepted(view, accepted, day, comprehension)
  );
}

function isSideAccepted(
  view: GateView,
  accepted: AcceptedMethods,
  day: CalendarDay,
  side: readonly Declaration[],
): boolean {
  let latest: Declaration | undefined;
  for (const one of side) {
    if (methodsOf(one) === undefined) continue;
    const from = isRefused(one, accepted) ? one.occurredOn : countsFrom(one, side);
    // An older word that is entered late undoes nothing that was said since.
    if (from <= day && one.occurredOn >= (latest?.occurredOn ?? -Infinity)) latest = one;
  }
  if (latest === undefined || !isRefused(latest, accepted)) return true;
  return areAccepted(methodsSince(view, latest, day), accepted);
}

/** The declared methods with those started and without those stopped since, as they were heard. */
function methodsSince(
  { facts }: GateView,
  declaration: Declaration,
  day: CalendarDay,
): readonly string[] {
  const changes = [...facts.contraceptionStarts, ...facts.contraceptionStops]
    .filter((one) => one.sequence > declaration.sequence)
    .filter((one) => one.occurredOn >= declaration.occurredOn)
    .sort((a, b) => a.sequence - b.sequence);
  const methods = new Set(methodsOf(declaration));
  for (const one of changes) {
    const isStart = one.type === 'ContraceptionStarted';
    if ((isStart ? countsFrom(one, [declaration]) : one.occurredOn) > day) continue;
    if (isStart) methods.add(one.data.method);
    else methods.delete(one.data.method);
  }
  return [...methods];
}
