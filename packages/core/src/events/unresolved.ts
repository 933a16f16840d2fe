// What becomes of a report that cannot be read. Evidence that can only close a gate is never lost.
// Never guesses the unreadable value: it keeps the report closed until a clinician has looked.

import { EVENT_CATALOGUE, isEventType } from './catalogue.ts';

/**
 * True when a report that failed to parse must be kept as `ReportUnresolved` (closing both gates)
 * rather than refused: an event type that only closes, a pregnancy test whose result is not plainly
 * the word `negative`, a symptom or an answer that is not plainly without a warning sign.
 */
export function mustKeepUnreadable(type: unknown, data: unknown): boolean {
  if (typeof type !== 'string' || !isEventType(type)) return false;
  if (type === 'PregnancyTestReported') return fieldOf(data, 'result') !== 'negative';
  if (type === 'SymptomReported') return fieldOf(data, 'isWarningSign') !== false;
  if (type === 'InstrumentAnswered') return fieldOf(data, 'hasPositiveSelfHarmItem') !== false;
  return EVENT_CATALOGUE[type].closesOnly;
}

function fieldOf(data: unknown, field: string): unknown {
  return typeof data === 'object' && data !== null
    ? (data as Record<string, unknown>)[field]
    : undefined;
}
