// What becomes of a report that cannot be read. Evidence that can only close a gate is never lost.
// Never guesses the unreadable value: it keeps the report closed until a clinician has looked.

import { tellsOfRedFlag } from '../terminology/red-flag-symptoms.ts';
import { tellsOfSelfHarm } from '../terminology/self-harm-items.ts';
import { EVENT_CATALOGUE, type EventType, isEventType } from './catalogue.ts';
import { eventTypeMeant } from './meant-type.ts';

/**
 * True when a report that failed to parse must be kept as `ReportUnresolved` (closing both gates)
 * rather than refused: an event type that only closes, a pregnancy test whose result is not plainly
 * the word `negative`, a symptom or an answer that is not plainly without a warning sign, a symptom that
 * calls a person by its word. A misspelt type is asked as the one that was meant; under any other, or
 * none, what it tells decides.
 */
export function mustKeepUnreadable(type: unknown, data: unknown): boolean {
  return (
    someOf(data, (one) => {
      if (typeof type === 'string' && isEventType(type)) return mustKeep(type, one);
      const meant = eventTypeMeant(type);
      return (
        tellsOfDanger(one) || (meant !== undefined && isOfPatient(meant) && mustKeep(meant, one))
      );
    }) || hidesDanger(data)
  );
}

/** Told inside a field: no event has fields inside fields, so whatever stands there was meant for it. */
function hidesDanger(data: unknown): boolean {
  let level: readonly object[] = [data].flat().filter(isObject);
  for (let depth = 0; level.length > 0; depth += 1) {
    const isInside = depth > 0;
    if (isInside && level.some((one) => !Array.isArray(one) && tellsOfDanger(one))) return true;
    level = level.flatMap((one) => Object.values(one).filter(isObject));
  }
  return false;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function mustKeep(type: EventType, data: unknown): boolean {
  if (type === 'PregnancyTestReported') return fieldOf(data, 'result') !== 'negative';
  if (type === 'SymptomReported')
    return fieldOf(data, 'isWarningSign') !== false || isRedFlagReport(data);
  if (type === 'InstrumentAnswered')
    return fieldOf(data, 'hasPositiveSelfHarmItem') !== false || isSelfHarmAnswer(data);
  return EVENT_CATALOGUE[type].closesOnly;
}

/** Whatever it is called: a result that is not the word `negative`, a warning sign, self-harm. */
function tellsOfDanger(data: unknown): boolean {
  const result = fieldOf(data, 'result');
  if (result !== undefined && result !== 'negative') return true;
  return isSaid(data, 'isWarningSign') || isRedFlagReport(data) || isSelfHarmReport(data);
}

const isOfPatient = (type: EventType) => ['gate', 'record'].includes(EVENT_CATALOGUE[type].stream);

/** Said, and not plainly denied. */
function isSaid(data: unknown, field: string): boolean {
  const said = fieldOf(data, field);
  return said !== undefined && said !== false;
}

/** The words decide, as for a report that can be read; what its sender called it says nothing against them. */
const isRedFlagReport = (data: unknown) => isObject(data) && tellsOfRedFlag(data);

const isSelfHarmReport = (data: unknown) =>
  isSaid(data, 'hasPositiveSelfHarmItem') || isSelfHarmAnswer(data);

/** A payload that was sent twice is a list: each may be the one meant. */
function someOf(data: unknown, test: (one: unknown) => boolean): boolean {
  return Array.isArray(data) && data.length > 0 ? data.some(test) : test(data);
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
 * that is not plainly negative, a warning sign, an answer about self-harm, a pregnancy, a death, an irregular
 * supply. A misspelt type is the one that was meant.
 */
export function isClosingReport(type: unknown, data: unknown): boolean {
  const isKnown = typeof type === 'string' && isEventType(type);
  const meant = eventTypeMeant(type);
  return (
    someOf(data, (one) => {
      if (!isKnown && tellsOfDanger(one)) return true;
      if (meant === 'PregnancyTestReported') return fieldOf(one, 'result') !== 'negative';
      if (meant === 'SymptomReported') return isSaid(one, 'isWarningSign') || isRedFlagReport(one);
      if (meant === 'InstrumentAnswered') return isSelfHarmReport(one);
      return meant !== undefined && REPORTED_BY_ANYBODY.includes(meant);
    }) || hidesDanger(data)
  );
}

function isSelfHarmAnswer(data: unknown): boolean {
  if (typeof data !== 'object' || data === null) return false;
  const { answers, ...said } = data as { readonly answers?: unknown };
  // Answers that were sent twice are lists in a list.
  return tellsOfSelfHarm({ ...said, answers: Array.isArray(answers) ? answers.flat() : answers });
}

function fieldOf(data: unknown, field: string): unknown {
  return typeof data === 'object' && data !== null
    ? (data as Record<string, unknown>)[field]
    : undefined;
}
