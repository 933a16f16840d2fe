// What follows of each event at once; what closes a gate always calls somebody.

import { describe, expect, it } from 'vitest';
import { EVENT_CATALOGUE, type EventData, type EventType } from '../events/catalogue.ts';
import type { AegleEvent } from '../events/event.ts';
import { foldPatient } from '../facts/fold.ts';
import { dayOf, MadeUpHistory } from '../testing/made-up-history.ts';
import type { Instant } from '../time/instant.ts';
import { reactionTo } from './reactions.ts';

const monday = dayOf('2026-03-02');
const later = Number.MAX_SAFE_INTEGER as Instant;

function reactionOf<T extends EventType>(
  type: T,
  data: EventData<T>,
  before = new MadeUpHistory(),
) {
  const event = before.add(type, monday, data).events.at(-1)!;
  return reactionTo(event, foldPatient(before.events.slice(0, -1), later));
}

describe('what follows at once', () => {
  it('answers every type of event, and calls somebody for whatever can only close', () => {
    const silent = (Object.keys(EVENT_CATALOGUE) as EventType[]).filter((type) => {
      const actor = { id: 'p', role: 'patient' };
      const event = { type, actor, data: {}, occurredOn: monday } as unknown as AegleEvent;
      const { tasks } = reactionTo(event, foldPatient([], later));
      return EVENT_CATALOGUE[type].closesOnly && tasks.length === 0;
    });
    // A supply is the pharmacy's own, a dose after the end holds by itself, a suspension is the office's.
    expect(silent).toMatchInlineSnapshot(`
      [
        "Dispensed",
        "DispensedPartially",
        "DoseAfterEndFound",
        "PrescriberSuspended",
        "PrescriberDeactivated",
        "PharmacySuspended",
      ]
    `);
  });

  it.each(['positive', 'invalid', 'unclear'] as const)('a %s test: speak, and repeat', (result) => {
    const data = { result, sample: 'serum' } as EventData<'PregnancyTestReported'>;
    expect(reactionOf('PregnancyTestReported', data)).toEqual({
      tasks: ['speak_with_patient', 'repeat_test'],
    });
  });

  it('a negative test calls nobody', () => {
    const data = { result: 'negative', sample: 'serum' } as EventData<'PregnancyTestReported'>;
    expect(reactionOf('PregnancyTestReported', data).tasks).toEqual([]);
  });

  it('a warning sign holds, and so does a dose after the reported last one but not before', () => {
    const sign = { isWarningSign: true } as EventData<'SymptomReported'>;
    expect(reactionOf('SymptomReported', sign).holdCause).toBe('red_flag');
    const ended = (lastDoseOn: string) =>
      new MadeUpHistory().add('CourseEnded', monday, {
        lastDoseOn: dayOf(lastDoseOn),
      } as EventData<'CourseEnded'>);
    const dose = {} as EventData<'DoseTaken'>;
    expect(reactionOf('DoseTaken', dose, ended('2026-03-01')).holdCause).toBe('other');
    expect(reactionOf('DoseTaken', dose, ended('2026-03-02')).holdCause).toBeUndefined();
    expect(reactionOf('DoseTaken', dose).holdCause).toBeUndefined();
  });
});
