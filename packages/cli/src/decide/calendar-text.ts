// The coming days in words: open or closed, and the sentences behind a closed day.
// Never a promise: an event recorded tomorrow can close a day that is open here.

import { type Decision, formatCalendarDay, type ReasonCode, type Stage } from '@aegle/core';
import type { CalendarEntry } from '@aegle/server';

/** One day as shown. */
export interface CalendarDayShown {
  readonly day: string;
  readonly state: 'open' | 'closed' | 'query';
  readonly reasons: readonly { readonly code: ReasonCode; readonly text: string }[];
  /** First day on which a reason can be cleared, where a rule states it. */
  readonly clearableFrom: string | null;
}

/** Entries with the sentences of the decisions they came from, in the same order. */
export function daysOf(
  entries: readonly CalendarEntry[],
  decisions: readonly Decision[],
): readonly CalendarDayShown[] {
  return entries.map((entry, index) => {
    const decision = decisions[index]!;
    if (decision.outcome === 'granted')
      return { day: entry.day, state: 'open', reasons: [], clearableFrom: null };
    const seen = new Map<ReasonCode, string>();
    for (const reason of decision.reasons)
      if (!seen.has(reason.code)) seen.set(reason.code, reason.text.prescriber);
    const from = decision.reasons
      .flatMap(({ clearableFrom }) => clearableFrom ?? [])
      // What can begin anew at once says nothing of another day.
      .filter((day) => formatCalendarDay(day) > entry.day)
      .sort((a, b) => b - a)[0];
    return {
      day: entry.day,
      state: decision.disposition === 'query' ? 'query' : 'closed',
      reasons: [...seen].map(([code, text]) => ({ code, text })),
      clearableFrom: from === undefined ? null : formatCalendarDay(from),
    };
  });
}

/** Days joined to spans where nothing changes. */
export function calendarText(
  days: readonly CalendarDayShown[],
  question: Stage,
  zone: string,
): string {
  const lines = [`To ${question.replaceAll('_', ' ')}, each day on the clock of ${zone}:`, ''];
  let start = 0;
  for (let index = 1; index <= days.length; index += 1) {
    const first = days[start]!;
    if (index < days.length && isAlike(first, days[index]!)) continue;
    const last = days[index - 1]!;
    const span = first === last ? first.day : `${first.day} to ${last.day}`;
    lines.push(`${span.padEnd(24)}  ${first.state}`);
    for (const reason of first.reasons) lines.push(`    ${reason.code}: ${reason.text}`);
    if (first.clearableFrom !== null) lines.push(`    from ${first.clearableFrom} at the earliest`);
    start = index;
  }
  lines.push('', 'From what is recorded today; a day can still close. Not for clinical use.');
  return `${lines.join('\n')}\n`;
}

function isAlike(a: CalendarDayShown, b: CalendarDayShown): boolean {
  const codes = (day: CalendarDayShown) => day.reasons.map((reason) => reason.code).join();
  return a.state === b.state && a.clearableFrom === b.clearableFrom && codes(a) === codes(b);
}
