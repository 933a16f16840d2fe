// What becomes of a report that cannot be read. Evidence that can only close a gate is never lost.
// Never guesses the unreadable value: it keeps the report closed until a clinician has looked.

import { EVENT_CATALOGUE, isEventType } from './catalogue.ts';

/**
 * True when a report that failed to parse must be kept as `ReportUnresolved` (closing both gates)
 * rather than refused: an event type that only closes, or a pregnancy test whose result is not
 * plainly the word `negative`.
 */
export function mustKeepUnreadable(type: unknown, data: unknown): boolean {
  if (typeof type !== 'string' || !isEventType(type)) return false;
  if (type === 'PregnancyTestReported') return resultOf(data) !== 'negative';
  return EVENT_CATALOGUE[type].closesOnly;
}

function resultOf(data: unknown): unknown {
  return typeof data === 'object' && data !== null && 'result' in data ? data.result : undefined;
}
