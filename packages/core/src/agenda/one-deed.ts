// What clears several reasons at once is one thing to do: one test, one declared method, one talk by phone.
// Never drops a reason: those after the first stand in `alsoWhy`.

import type { Requirement } from '../programme/programme.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import type { AgendaItem, AgendaReason, AgendaStep } from './agenda-item.ts';

/** Steps of which one deed clears every reason; of the others each requirement has its own. */
const ONE_FOR_ALL: readonly AgendaStep[] = ['contact_patient', 'restore_record', 'contraception'];

/**
 * The name of the deed that clears a reason, the same while the reason behind it changes. A test is
 * named by the requirement that asks for it: a window or a gap counted from it is cleared by it too.
 */
export function deedOf(
  what: AgendaStep,
  programme: string,
  id: string,
  requirement: Requirement | undefined,
): string {
  if (ONE_FOR_ALL.includes(what)) return what;
  const test = what === 'pregnancy_test' ? requirement?.options.test : undefined;
  return `${programme}/${what}/${typeof test === 'string' ? test : id}`;
}

/** Two items of one deed as one: the first reason first, done once all of them can be cleared. */
export function asOneDeed(first: AgendaItem, second: AgendaItem, today: CalendarDay): AgendaItem {
  const from = latest(first.from, second.from);
  const closes = [first, second]
    .flatMap((item) => (item.closes === undefined ? [] : [item.closes]))
    .sort((left, right) => left.at - right.at)[0];
  return {
    ...first,
    state: stateOf([first, second], from, today),
    who: [...new Set([...first.who, ...second.who])],
    from,
    bestDay: latest(first.bestDay, second.bestDay),
    closes,
    alsoWhy: reasonsOf([first, second]).slice(1),
    unlocks: [...new Set([...first.unlocks, ...second.unlocks])],
  };
}

function latest(
  one: CalendarDay | undefined,
  other: CalendarDay | undefined,
): CalendarDay | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one > other ? one : other;
}

/** What cannot be done yet is later, however late it is. */
function stateOf(
  items: readonly AgendaItem[],
  from: CalendarDay | undefined,
  today: CalendarDay,
): AgendaItem['state'] {
  if (from !== undefined && from > today) return 'later';
  return items.some(({ state }) => state === 'overdue') ? 'overdue' : 'now';
}

/** Every reason once, in order. */
function reasonsOf(items: readonly AgendaItem[]): readonly AgendaReason[] {
  const reasons = new Map<string, AgendaReason>();
  for (const { why, alsoWhy = [] } of items)
    for (const one of [why, ...alsoWhy]) {
      const key = `${one.programme}/${one.requirement}/${one.code}`;
      if (!reasons.has(key)) reasons.set(key, one);
    }
  return [...reasons.values()];
}
