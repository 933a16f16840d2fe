// A warning sign in the record stream places a hold in the gate stream, in a file as in the log.
// Never clears a hold, and adds none where the history already tells of it.

import { createHash } from 'node:crypto';
import { type AegleEvent, type EventData, type EventOf, isRedFlagSymptom } from '@aegle/core';

/** Holds that the warning signs of a history call for and that it does not itself record. */
export function warningHolds(
  events: readonly AegleEvent[],
): readonly EventOf<'SafetyHoldPlaced'>[] {
  return events.flatMap((event) => {
    if (event.type !== 'SymptomReported' || !isWarning(event.data)) return [];
    const isPlaced = events.some(
      (later) =>
        later.type === 'SafetyHoldPlaced' &&
        later.data.cause === 'red_flag' &&
        later.occurredOn === event.occurredOn &&
        later.recordedAt >= event.recordedAt,
    );
    if (isPlaced) return [];
    const id = derivedId(event.id, 'hold');
    const { sequence, occurredOn, recordedAt, actor } = event;
    const data = { hold: id, cause: 'red_flag' as const };
    return [{ id, type: 'SafetyHoldPlaced', sequence, occurredOn, recordedAt, actor, data }];
  });
}

/** Called a warning sign, or one by its word whatever its sender called it. */
const isWarning = ({ symptom, grade, isWarningSign }: EventData<'SymptomReported'>): boolean =>
  isWarningSign || isRedFlagSymptom(symptom, grade);

/** The same id for the same event, so that reading twice adds one; a UUID where ids are. */
export function derivedId(event: string, what: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(event)) return `${event}-${what}`;
  const hex = createHash('sha256').update(`aegle:${what}:${event}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
