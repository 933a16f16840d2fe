// What an event must look like before it is hashed, field by field.
// Nothing here may be mended by the code: a wrong value is refused and the field named.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StoreFault } from '../faults/faults.ts';
import { madeUpEvent } from '../testing/made-up.ts';
import { bodyFrom, bodyText, checkEvent, isCalendarDay } from './canonical.ts';
import type { NewEvent } from './types.ts';

function fieldRefused(change: object): string {
  try {
    checkEvent({ ...madeUpEvent(), ...change } as NewEvent, 'events[0]');
    return 'accepted';
  } catch (error) {
    return error instanceof StoreFault ? `${error.fault.kind} ${error.fault.field}` : String(error);
  }
}

describe('an event', () => {
  it.each([
    [{ id: 'x' }, 'invalid events[0].id'],
    [{ type: 'weightMeasured' }, 'invalid events[0].type'],
    [{ v: 0 }, 'invalid events[0].v'],
    [{ v: 1.5 }, 'invalid events[0].v'],
    [{ occurredOn: '2025-02-29' }, 'invalid events[0].occurredOn'],
    [{ occurredOn: '2025-2-1' }, 'invalid events[0].occurredOn'],
    [{ occurredAt: '2025-02-01T25:00:00Z' }, 'invalid events[0].occurredAt'],
    [{ occurredAt: '2025-02-30T10:00:00Z' }, 'invalid events[0].occurredAt'],
    [{ occurredAt: '2025-02-01T10:00:00' }, 'invalid events[0].occurredAt'],
    [{ actorId: '' }, 'invalid events[0].actorId'],
    [{ class: 'secret' }, 'invalid events[0].class'],
    [{ payload: { dose: 0.5 } }, 'invalid events[0].payload.dose'],
    [{ payload: { dose: Number.NaN } }, 'invalid events[0].payload.dose'],
    [{ payload: { a: [1, undefined] } }, 'invalid events[0].payload.a[1]'],
    [{ payload: { day: new Date(0) } }, 'invalid events[0].payload.day'],
    [{ payload: { text: '\ud800' } }, 'invalid events[0].payload.text'],
    [{ payload: { text: 'a\u0000b' } }, 'invalid events[0].payload.text'],
    [{ payload: { big: 2 ** 53 } }, 'invalid events[0].payload.big'],
    [{}, 'accepted'],
    [{ occurredOn: '2024-02-29', occurredAt: '2024-02-29T23:00:00-10:00' }, 'accepted'],
  ])('with %o is %s', (change, outcome) => {
    expect(fieldRefused(change)).toBe(outcome);
  });

  it('comes back from its bytes as it was, whatever the order of its keys', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('\u0000'));
    const payload = fc.dictionary(text, fc.oneof(text, fc.maxSafeInteger(), fc.boolean()));
    fc.assert(
      fc.property(payload, (given) => {
        const reversed = Object.fromEntries(Object.entries(given).reverse());
        const bytes = bodyText(madeUpEvent({ payload: given }));
        expect(bodyText(madeUpEvent({ payload: reversed }))).toBe(bytes);
        expect(bodyFrom(bytes).payload).toEqual({ ...given });
      }),
      { seed: 20261122, numRuns: 200 },
    );
  });

  it('knows the calendar', () => {
    const days = ['2000-02-29', '1900-02-29', '2023-12-31', '2023-04-31', '2023-00-10'];
    expect(days.map(isCalendarDay)).toEqual([true, false, true, false, false]);
  });
});
