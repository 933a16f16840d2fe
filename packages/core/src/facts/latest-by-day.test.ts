// Late entry, one day twice, and nothing that matches.

import { describe, expect, it } from 'vitest';
import { dayOf } from '../testing/made-up-history.ts';
import { latestByDay } from './latest-by-day.ts';

const said = (id: string, day: string) => ({ id, occurredOn: dayOf(day) });
const idOf = (...all: readonly ReturnType<typeof said>[]) => latestByDay(all)?.id;

describe('H-01 the latest by its day', () => {
  it('is not the one that was entered last', () => {
    expect(idOf(said('new', '2026-03-02'), said('old', '2026-03-01'))).toBe('new');
    expect(idOf(said('old', '2026-03-01'), said('new', '2026-03-02'))).toBe('new');
  });

  it('is the one heard last of one day', () => {
    expect(idOf(said('first', '2026-03-02'), said('second', '2026-03-02'))).toBe('second');
  });

  it('is of those that match, or none', () => {
    const all = [said('a', '2026-03-01'), said('b', '2026-03-02')];
    expect(latestByDay(all, ({ id }) => id === 'a')?.id).toBe('a');
    expect(latestByDay(all, ({ id }) => id === 'c')).toBeUndefined();
    expect(idOf()).toBeUndefined();
  });
});
