// How a window or wait stands today, in words. Never a promise: only what is recorded is known.

import type { CalendarDay } from '@aegle/core';
import { dayInWords } from '../client/days.ts';
import { messages } from '../messages/messages.ts';
import { type TimelineWindow, windowState } from './layout.ts';

const words = messages.timeline;

/** "opens in 3 days", "open, 2 more days", "over". */
export function windowStateInWords(window: TimelineWindow, today: CalendarDay): string {
  const found = windowState(window, today);
  const isWait = window.lastDay === null && window.holdsFrom !== null;
  if (found.state === 'over') return words.over;
  if (found.state === 'not_yet')
    return isWait ? words.toWait(found.days) : words.notYet(found.days);
  if (isWait) return words.doneSince(dayInWords(window.holdsFrom ?? ''));
  return found.days === null ? words.open : words.lastDays(found.days);
}
