// Days to pixels: windows keep their true length, marks never hide each other.

import type { Timeline } from '@aegle/api';
import { parseCalendarDay } from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { barsOf, dayScale, laneRows, rangeOf, ticksOf, windowState } from './layout.ts';

const day = (text: string) => parseCalendarDay(text)!;
const event = (type: string, occurredOn: string, id = type) =>
  ({ id, type, occurredOn }) as Timeline['events'][number];
const window = (holdsFrom: string | null, lastDay: string | null) => ({
  programme: 'p',
  requirement: 'r',
  truth: 'met' as const,
  holdsFrom,
  lastDay,
});
const timeline = (parts: Partial<Timeline>): Timeline => ({
  patient: '00000000-0000-4000-8000-000000000000',
  today: '2026-03-10',
  zone: 'America/New_York',
  events: [],
  decisions: [],
  windows: [],
  ...parts,
});

describe('the range', () => {
  it('holds every event, window end and today', () => {
    const range = rangeOf(
      timeline({
        events: [event('VisitHeld', '2026-01-02')],
        windows: [window('2026-03-01', '2026-04-20')],
      }),
      false,
    );
    expect(range.from).toBeLessThan(day('2026-01-02'));
    expect(range.to).toBeGreaterThan(day('2026-04-20'));
  });

  it('stands around today when asked', () => {
    const range = rangeOf(timeline({ events: [event('VisitHeld', '2019-01-02')] }), true);
    expect(range).toEqual({ from: day('2026-01-09'), to: day('2026-04-24') });
  });
});

describe('bars', () => {
  const today = day('2026-03-10');
  const range = { from: day('2026-03-01'), to: day('2026-03-30') };

  it('are as long as their days, the last one included', () => {
    const [bar] = barsOf([window('2026-03-04', '2026-03-10')], range, 300, today);
    expect(bar).toMatchObject({ x: 30, dashFrom: 0, isOpenEnd: false });
    expect(bar!.width).toBeCloseTo(70);
  });

  it('run to the edge without an end, and say so', () => {
    const [bar] = barsOf([window('2026-03-21', null)], range, 300, today);
    expect(bar).toMatchObject({ x: 200, width: 100, isOpenEnd: true });
    expect(barsOf([window('2026-05-01', null)], range, 300, today)).toEqual([]);
  });

  it('without a first day are solid from today only, and never after their last day', () => {
    const [open] = barsOf([window(null, '2026-03-20')], range, 300, today);
    expect(open).toMatchObject({ x: 90, dashFrom: 0, isOpenEnd: false });
    expect(open!.width).toBeCloseTo(110);
    const [over] = barsOf([window(null, '2026-03-05')], range, 300, today);
    expect(over).toMatchObject({ x: 50, width: 0 });
    expect(barsOf([window(null, '2026-02-20')], range, 300, today)).toEqual([]);
  });
});

describe('marks', () => {
  const range = { from: day('2026-03-01'), to: day('2026-03-30') };

  it('hold all events of a row and day, in the order of days', () => {
    const rows = laneRows(
      [
        event('FormSigned', '2026-03-02', 'a'),
        event('FormSigned', '2026-03-02', 'b'),
        event('FormSigned', '2026-03-20', 'c'),
        event('FormSigned', '2026-03-12', 'late entry'),
        event('VisitHeld', '2026-03-02', 'd'),
        event('VisitHeld', '2025-03-02', 'e'),
      ],
      range,
      300,
    );
    expect(rows.map(({ lane }) => lane)).toEqual(['enrolment', 'visits']);
    expect(rows[0]!.marks.map((mark) => mark.events.length)).toEqual([2, 1, 1]);
    expect(rows[1]!.marks).toHaveLength(1);
  });

  it('stand above each other where they would touch', () => {
    const near = [event('VisitHeld', '2026-03-02', 'a'), event('VisitHeld', '2026-03-03', 'b')];
    expect(laneRows(near, range, 300)[0]).toMatchObject({ rows: 2 });
    expect(laneRows(near, range, 3000)[0]).toMatchObject({ rows: 1 });
  });
});

describe('ticks', () => {
  it('are weeks, months or years, and lie inside', () => {
    const short = { from: day('2026-03-01'), to: day('2026-03-30') };
    expect(ticksOf(short, 600)).toHaveLength(5);
    const long = { from: day('2016-03-01'), to: day('2026-03-30') };
    for (const width of [300, 600, 1200]) {
      const ticks = ticksOf(long, width);
      expect(ticks.length).toBeGreaterThan(0);
      expect(ticks.length).toBeLessThanOrEqual(Math.floor(width / 72) + 1);
      for (const tick of ticks) expect(tick).toBeGreaterThanOrEqual(long.from);
    }
  });

  it('share the scale of the bars', () => {
    const range = { from: day('2026-03-01'), to: day('2026-03-30') };
    expect(dayScale(range, 300)(day('2026-03-11'))).toBeCloseTo(100);
  });
});

describe('a window today', () => {
  const today = day('2026-03-10');
  it.each([
    ['2026-03-11', null, { state: 'not_yet', days: 1 }],
    ['2026-03-10', '2026-03-10', { state: 'open', days: 0 }],
    [null, '2026-03-12', { state: 'open', days: 2 }],
    ['2026-03-01', '2026-03-09', { state: 'over' }],
    [null, null, { state: 'open', days: null }],
  ])('from %s to %s', (from, to, expected) => {
    expect(windowState(window(from, to), today)).toEqual(expected);
  });
});
