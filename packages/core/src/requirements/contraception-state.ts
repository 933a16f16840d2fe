// Which contraceptive methods are in use, and since when an accepted combination has been.
// Never judges a method: classes and combinations are the programme's data.

import type { ContraceptionRules } from '../programme/programme.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import type { GateView } from './view.ts';

/** One method in use. */
export interface MethodInUse {
  readonly method: string;
  readonly since: CalendarDay;
  readonly evidence: string;
}

/** Methods in use on a day, oldest first; a method declared twice counts once, from its first day. */
export function methodsInUse(view: GateView, day: CalendarDay = view.today): MethodInUse[] {
  const inUse: MethodInUse[] = [];
  for (const start of view.facts.contraceptionStarts) {
    if (start.occurredOn > day) continue;
    const { method } = start.data;
    const isStopped = view.facts.contraceptionStops.some(
      (stop) =>
        stop.data.method === method &&
        stop.occurredOn <= day &&
        (stop.occurredOn > start.occurredOn || stop.sequence > start.sequence),
    );
    if (isStopped) continue;
    const index = inUse.findIndex((one) => one.method === method);
    const found = { method, since: start.occurredOn, evidence: start.id };
    if (index < 0) inUse.push(found);
    else if (inUse[index]!.since > found.since) inUse[index] = found;
  }
  return inUse.sort((a, b) => a.since - b.since);
}

/** True when the programme accepts exactly this set of methods. */
export function isAccepted(methods: readonly string[], rules: ContraceptionRules): boolean {
  return rules.combinations.some((combination) => {
    if (combination.isSole && methods.length !== combination.methods) return false;
    const known = methods.filter((method) => rules.methods[method] !== undefined);
    if (known.length < combination.methods) return false;
    return Object.entries(combination.atLeast).every(
      ([methodClass, count]) =>
        known.filter((method) => rules.methods[method]!.includes(methodClass)).length >= count,
    );
  });
}

/**
 * The first day from which an accepted combination has been in use without a gap until today, also
 * across a change of method; `undefined` when today's methods are not accepted.
 */
export function acceptedSince(view: GateView, rules: ContraceptionRules): CalendarDay | undefined {
  const { contraceptionStarts, contraceptionStops } = view.facts;
  const changes = [...contraceptionStarts, ...contraceptionStops]
    .map((event) => event.occurredOn)
    .filter((day) => day <= view.today)
    .sort((a, b) => b - a);
  let since: CalendarDay | undefined;
  for (const day of changes) {
    const names = methodsInUse(view, day).map((one) => one.method);
    if (!isAccepted(names, rules)) break;
    since = day;
  }
  return since;
}
