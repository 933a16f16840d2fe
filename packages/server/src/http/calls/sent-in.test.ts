// H-06 However a body is built, looking through it costs what its length costs, and what is left is told.
// Counted, never timed: each look at a member of what was read, each sign that is read or written again.

import { describe, expect, it } from 'vitest';
import { LOOKED_THROUGH_BYTES } from '../read-body.ts';
import { HOSTILE_FORMS, HOSTILE_JSON } from '../testing-hostile.ts';
import { readAnyhow } from './broken-json.ts';
import { LOOKED_AT_MAX, Looking } from './looking.ts';
import { sentIn } from './sent-in.ts';

/** How often anybody looked at a member of it. */
interface Looks {
  count: number;
}

/** The same value, which counts every look at it. */
function watched(value: unknown, looks: Looks, known = new Map<object, object>()): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const before = known.get(value);
  if (before !== undefined) return before;
  const made: object = new Proxy(value, {
    ownKeys: (target) => {
      looks.count += 1;
      return Reflect.ownKeys(target);
    },
    get: (target, name) => {
      looks.count += 1;
      return watched(Reflect.get(target, name), looks, known);
    },
  });
  known.set(value, made);
  return made;
}

/** What it costs to look through a body: looks, steps of the reader, signs that would be written out. */
function costOf(body: string) {
  const looks: Looks = { count: 0 };
  let steps = 0;
  class Counted extends Looking {
    override take(cost: number): boolean {
      steps += 1;
      return super.take(cost);
    }
  }
  const { value, looking } = readAnyhow(Buffer.from(body), new Counted());
  const events = sentIn(watched(value, looks), looking);
  const written = events.reduce((sum, event) => sum + JSON.stringify(event).length, 0);
  return { looks: looks.count, steps, written, events: events.length, isOver: looking.isOver };
}

const SHAPES = Object.entries({ ...HOSTILE_JSON, ...HOSTILE_FORMS });
const LENGTH = 20_000;

describe('H-06 the cost of a refused body', () => {
  it.each(SHAPES)('grows with its length alone: %s', (_, shape) => {
    const [once, fourfold] = [costOf(shape(LENGTH)), costOf(shape(4 * LENGTH))];
    for (const part of ['looks', 'steps', 'written'] as const)
      expect([part, fourfold[part] <= 6 * once[part] + 40 * LENGTH]).toEqual([part, true]);
  });

  it.each(SHAPES)('is bounded at the limit: %s', (_, shape) => {
    const { looks, steps, written } = costOf(shape(LOOKED_THROUGH_BYTES));
    expect(looks).toBeLessThan(12 * LOOKED_AT_MAX);
    expect(steps).toBeLessThan(3 * LOOKED_AT_MAX);
    expect(written).toBeLessThan(32 * LOOKED_AT_MAX);
  });

  it('of ordinary reports lets all of them be found, of a megabyte and more', () => {
    const one = (index: number) => ({
      id: `0e1f2a3b-0000-4000-8000-${String(index).padStart(12, '0')}`,
      ...{ type: 'PeriodMissed', v: 1, occurredOn: '2025-06-18', data: { medium: 'paper' } },
    });
    const reports = Array.from({ length: 10_000 }, (_, index) => one(index));
    const { events, isOver } = costOf(JSON.stringify({ events: reports }));
    expect([events, isOver]).toEqual([10_000, false]);
  });

  it('says that something was left, where it was', () => {
    expect(costOf('{"type":["a","b","c","d"],"data":{}}').isOver).toBe(false);
    expect(costOf('{"type":["a","b","c","d","e"],"data":{}}').isOver).toBe(true);
  });
});
