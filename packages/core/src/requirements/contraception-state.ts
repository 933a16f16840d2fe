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
    let known = 0;
    for (const method of methods) if (rules.methods[method] !== undefined) known += 1;
    if (known < combination.methods) return false;
    for (const methodClass in combination.atLeast) {
      let count = 0;
      for (const method of methods) if (rules.methods[method]?.includes(methodClass)) count += 1;
      if (count < combination.atLeast[methodClass]!) return false;
    }
    return true;
  });
}

/**
 * The first day from which an accepted combination has been in use without a gap until today, also
 * across a change of method; `undefined` when today's methods are not accepted.
 */
export function acceptedSince(view: GateView, rules: ContraceptionRules): CalendarDay | undefined {
  const { contraceptionStarts, contraceptionStops } = view.facts;
  if (contraceptionStops.length === 0 && isOneDay(contraceptionStarts, view.today)) {
    const names = methodsInUse(view).map((one) => one.method);
    return isAccepted(names, rules) ? contraceptionStarts[0]!.occurredOn : undefined;
  }
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

/** True when there is a start, all fall on one day, and that day has come. */
function isOneDay(
  starts: readonly { readonly occurredOn: CalendarDay }[],
  today: CalendarDay,
): boolean {
  const day = starts[0]?.occurredOn;
  return day !== undefined && day <= today && starts.every((start) => start.occurredOn === day);
}
