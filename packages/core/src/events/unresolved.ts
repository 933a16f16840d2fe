// What becomes of a report that cannot be read. Evidence that can only close a gate is never lost.
// Never guesses the unreadable value: it keeps the report closed until a clinician has looked.

import { tellsOfSelfHarm } from '../terminology/self-harm-items.ts';
import { EVENT_CATALOGUE, type EventType, isEventType } from './catalogue.ts';

/**
 * True when a report that failed to parse must be kept as `ReportUnresolved` (closing both gates)
 * rather than refused: an event type that only closes, a pregnancy test whose result is not plainly
 * the word `negative`, a symptom or an answer that is not plainly without a warning sign.
 */
export function mustKeepUnreadable(type: unknown, data: unknown): boolean {
  if (typeof type !== 'string') return false;
  // A misspelt type that carries a result: only the word `negative` is not kept.
  if (!isEventType(type)) {
    const result = fieldOf(data, 'result');
    return result !== undefined && result !== 'negative';
  }
  if (type === 'PregnancyTestReported') return fieldOf(data, 'result') !== 'negative';
  if (type === 'SymptomReported') return fieldOf(data, 'isWarningSign') !== false;
  if (type === 'InstrumentAnswered')
    return fieldOf(data, 'hasPositiveSelfHarmItem') !== false || isSelfHarmAnswer(data);
  return EVENT_CATALOGUE[type].closesOnly;
}

/** Types that report no danger, and yet can only take away what a gate needs. */
const TAKES_AWAY: readonly unknown[] = [
  'ContraceptionStopped',
  'HomeTestingRevoked',
  'PrescriptionCancelled',
];

/** True for an event that can only close a gate: it is never refused for its day, and counts at once. */
export function canOnlyClose(type: unknown, data: unknown): boolean {
  return TAKES_AWAY.includes(type) || mustKeepUnreadable(type, data);
}

/** Event types of which everybody who reaches the patient may report what closes. */
const REPORTED_BY_ANYBODY: readonly EventType[] = [
  'PregnancyReported',
  'PeriodMissed',
  'UnprotectedContactReported',
  'EmergencyContraceptionUsed',
  'PatientDied',
  'UnauthorizedDispenseFound',
  'DispenseConflictFound',
  'CapsulesShared',
];

/**
 * True for evidence that can only close a gate and that no role is refused for reporting: a test
 * that is not plainly negative, a warning sign, an answer about self-harm, a pregnancy, a death, an irregular supply.
 */
export function isClosingReport(type: unknown, data: unknown): boolean {
  if (type === 'PregnancyTestReported') return fieldOf(data, 'result') !== 'negative';
  if (type === 'SymptomReported') return fieldOf(data, 'isWarningSign') === true;
  if (type === 'InstrumentAnswered') return isSelfHarmAnswer(data);
  return REPORTED_BY_ANYBODY.includes(type as EventType);
}

function isSelfHarmAnswer(data: unknown): boolean {
  return typeof data === 'object' && data !== null && tellsOfSelfHarm(data);
}

function fieldOf(data: unknown, field: string): unknown {
  return typeof data === 'object' && data !== null
    ? (data as Record<string, unknown>)[field]
    : undefined;
}
