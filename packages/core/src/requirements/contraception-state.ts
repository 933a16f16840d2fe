// Which contraceptive methods are in use, and since when an accepted combination has been.
// Never judges a method: classes and combinations are the programme's data.

import { orderFew } from '../decision/order-few.ts';
import type { EventOf } from '../events/event.ts';
import type { ContraceptionRules } from '../programme/programme.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import { countsFrom, missingWords } from './contraception-heard.ts';
import type { GateView } from './view.ts';

/** The declaration by which a method came into use. */
export type MethodStart = EventOf<'ContraceptionStarted'>;

/** Every start of a method, in the order of the facts, from the day on which it counts; once per view. */
export function startsAsHeard(view: GateView): readonly MethodStart[] {
  const { contraceptionStarts, contraceptionStops, contraceptionExemptions } = view.facts;
  if (contraceptionStops.length + contraceptionExemptions.length === 0) return contraceptionStarts;
  view.startsAsHeard ??= asHeardIn(view);
  return view.startsAsHeard;
}

function asHeardIn({ facts }: GateView): readonly MethodStart[] {
  const missing = missingWords(facts);
  return facts.contraceptionStarts.map((start) => {
    const occurredOn = countsFrom(start, missing);
    return occurredOn === start.occurredOn ? start : { ...start, occurredOn };
  });
}

/** Methods in use now, oldest first, found once per view. */
export function methodsInUse(view: GateView): readonly MethodStart[] {
  view.methodsInUse ??= methodsOn(view, view.days.happenedBy, Number.POSITIVE_INFINITY);
  return view.methodsInUse;
}

/**
 * Methods in use on a day, oldest first; a method declared twice counts once, from its first day. What
 * is in use now heeds every stop (`stopsBy`), whatever the date is where it was recorded.
 */
export function methodsOn(
  view: GateView,
  day: CalendarDay,
  stopsBy: number = day,
): readonly MethodStart[] {
  const inUse: MethodStart[] = [];
  const asSaid = view.facts.contraceptionStarts;
  const asHeard = startsAsHeard(view);
  for (let at = 0; at < asSaid.length; at += 1) {
    const start = asHeard[at]!;
    // A stop after the day that a start was said for ends it, whenever the start was heard.
    if (start.occurredOn > day || isStopped(view, asSaid[at]!, stopsBy)) continue;
    const index = inUse.findIndex((one) => one.data.method === start.data.method);
    if (index < 0) inUse.push(start);
    else if (inUse[index]!.occurredOn > start.occurredOn) inUse[index] = start;
  }
  orderFew(inUse, (a, b) => a.occurredOn > b.occurredOn);
  return inUse;
}

function isStopped(view: GateView, start: MethodStart, day: number): boolean {
  for (const stop of view.facts.contraceptionStops)
    if (
      stop.data.method === start.data.method &&
      stop.occurredOn <= day &&
      (stop.occurredOn > start.occurredOn || stop.sequence > start.sequence)
    )
      return true;
  return false;
}

interface Combination {
  readonly methods: number;
  readonly isSole: boolean;
  /** Classes, each with how many of the methods must belong to it. */
  readonly atLeast: readonly (readonly [methodClass: string, count: number])[];
}

/** What a programme says of methods, ready to be asked. */
export interface AcceptedMethods {
  readonly classesOf: ReadonlyMap<string, readonly string[]>;
  readonly combinations: readonly Combination[];
  /** A bit of each method that the programme lists, of the first thirty. */
  readonly bits: ReadonlyMap<string, number>;
  /** What was found of a set of methods, by its bits. */
  readonly found: Map<number, boolean>;
}

const BITS = 30;
/** Sets of at most so many methods are remembered: whoever declares more fills no memory. */
const REMEMBERED_METHODS = 4;

/** Makes a programme's contraceptive rules ready, once per requirement. */
export function acceptedMethods(rules: ContraceptionRules): AcceptedMethods {
  return {
    classesOf: new Map(Object.entries(rules.methods)),
    combinations: rules.combinations.map(({ methods, isSole, atLeast }) => ({
      methods,
      isSole,
      atLeast: Object.entries(atLeast),
    })),
    bits: new Map(
      Object.keys(rules.methods)
        .slice(0, BITS)
        .map((method, index) => [method, 1 << index]),
    ),
    found: new Map(),
  };
}

/** True when the programme accepts exactly this set of methods. */
function isAccepted(inUse: readonly MethodStart[], accepted: AcceptedMethods): boolean {
  return areAccepted(
    inUse.map((one) => one.data.method),
    accepted,
  );
}

/** True when the programme accepts exactly these methods together. */
export function areAccepted(methods: readonly string[], accepted: AcceptedMethods): boolean {
  if (methods.length > REMEMBERED_METHODS) return areMade(methods, accepted);
  let set = 0;
  for (const method of methods) {
    const bit = accepted.bits.get(method);
    if (bit === undefined) return areMade(methods, accepted);
    set |= bit;
  }
  const known = accepted.found.get(set);
  if (known !== undefined) return known;
  const answer = areMade(methods, accepted);
  accepted.found.set(set, answer);
  return answer;
}

function areMade(methods: readonly string[], { classesOf, combinations }: AcceptedMethods) {
  const classes = [...new Set(methods)].map((one) => classesOf.get(one));
  return combinations.some((combination) => isMade(combination, classes));
}

/** `classes` has an entry for each method in use; a method that the programme does not list has none. */
function isMade(
  combination: Combination,
  classes: readonly (readonly string[] | undefined)[],
): boolean {
  if (combination.isSole && classes.length !== combination.methods) return false;
  let known = 0;
  for (const one of classes) if (one !== undefined) known += 1;
  if (known < combination.methods) return false;
  for (const [methodClass, needed] of combination.atLeast) {
    let count = 0;
    for (const one of classes) if (one?.includes(methodClass)) count += 1;
    if (count < needed) return false;
  }
  return true;
}

/**
 * The first day from which an accepted combination has been in use without a gap until today, also
 * across a change of method; `undefined` when today's methods are not accepted.
 */
export function acceptedSince(view: GateView, accepted: AcceptedMethods): CalendarDay | undefined {
  const { contraceptionStops } = view.facts;
  const contraceptionStarts = startsAsHeard(view);
  if (contraceptionStops.length === 0 && isOneDay(contraceptionStarts, view.days.happenedBy))
    return isAccepted(methodsInUse(view), accepted)
      ? contraceptionStarts[0]!.occurredOn
      : undefined;
  if (!isAccepted(methodsInUse(view), accepted)) return undefined;
  const changes = [...contraceptionStarts, ...contraceptionStops]
    .map((event) => event.occurredOn)
    .filter((day) => day <= view.days.happenedBy)
    .sort((a, b) => b - a);
  let since: CalendarDay | undefined;
  for (const day of changes) {
    if (!isAccepted(methodsOn(view, day), accepted)) break;
    since = day;
  }
  return since;
}

/** True when there is a start, all fall on one day, and that day has come. */
function isOneDay(
  starts: readonly { readonly occurredOn: CalendarDay }[],
  today: CalendarDay,
): boolean {
  const day = starts[0]?.occurredOn;
  if (day === undefined || day > today) return false;
  for (const start of starts) if (start.occurredOn !== day) return false;
  return true;
}
