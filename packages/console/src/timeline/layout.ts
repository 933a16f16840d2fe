// Where everything of a timeline stands: days to pixels, events to marks, windows to bars.
// Never shortens a window to fit: one without an end runs off the edge, and says so.

import type { Timeline } from '@aegle/api';
import {
  addDays,
  type CalendarDay,
  calendarDayOf,
  civilDateOf,
  parseCalendarDay,
} from '@aegle/core';
import { scaleLinear } from '@visx/scale';
import { LANE_OF, LANES, type Lane } from './lanes.ts';

export type TimelineEvent = Timeline['events'][number];
export type TimelineWindow = Timeline['windows'][number];

/** First and last day shown, both included. */
export interface Range {
  readonly from: CalendarDay;
  readonly to: CalendarDay;
}

export interface Mark {
  /** All events of one row and day. */
  readonly events: readonly TimelineEvent[];
  readonly x: number;
  readonly row: number;
}

export interface Bar {
  readonly window: TimelineWindow;
  /** Where it is known to hold; no width when it ended on a day before its first known one. */
  readonly x: number;
  readonly width: number;
  /** Where the dashed line before it begins: a wait, or a first day that is not recorded. */
  readonly dashFrom: number | null;
  readonly isOpenEnd: boolean;
}

export interface LaneRow {
  readonly lane: Lane;
  readonly marks: readonly Mark[];
  /** How many marks stand above each other at most. */
  readonly rows: number;
}

const MARGIN_DAYS = 4;
const MARK_GAP_PX = 16;
const COUNT_PX = 22;

function known(days: readonly (string | null)[]): readonly CalendarDay[] {
  return days.flatMap((day) => (day === null ? [] : (parseCalendarDay(day) ?? [])));
}

/** All days that the timeline holds, or the days near today. */
export function rangeOf(timeline: Timeline, isNear: boolean): Range {
  const today = parseCalendarDay(timeline.today)!;
  if (isNear) return { from: addDays(today, -60), to: addDays(today, 45) };
  const days = known([
    timeline.today,
    ...timeline.events.map((event) => event.occurredOn),
    ...timeline.windows.flatMap((one) => [one.holdsFrom, one.lastDay]),
  ]);
  const inOrder = [...days].sort((a, b) => a - b);
  const [from] = inOrder;
  const to = inOrder.at(-1);
  return { from: addDays(from!, -MARGIN_DAYS), to: addDays(to!, MARGIN_DAYS) };
}

/** Days to pixels; the middle of a day is its mark, its edges bound a window. */
export function dayScale(range: Range, width: number) {
  return scaleLinear<number>({ domain: [range.from, range.to + 1], range: [0, width] });
}

/** Ticks that fit: every week, month, quarter or year, whichever leaves room for a label. */
export function ticksOf(range: Range, width: number): readonly CalendarDay[] {
  const room = Math.max(2, Math.floor(width / 72));
  const days = range.to - range.from + 1;
  if (days / 7 <= room) return stepDays(range, 7);
  const step = [1, 2, 3, 6, 12, 24, 60].find((months) => days / (months * 30.4) <= room) ?? 120;
  return stepMonths(range, step);
}

function stepDays(range: Range, days: number): readonly CalendarDay[] {
  const count = Math.floor((range.to - range.from) / days) + 1;
  return Array.from({ length: count }, (_, index) => addDays(range.from, index * days));
}

function stepMonths(range: Range, months: number): readonly CalendarDay[] {
  const { year } = civilDateOf(range.from);
  const last = civilDateOf(range.to);
  const ticks: CalendarDay[] = [];
  for (let index = 0; year * 12 + index <= last.year * 12 + last.month; index += months) {
    const day = calendarDayOf(year + Math.floor(index / 12), (index % 12) + 1, 1);
    if (day !== undefined && day >= range.from && day <= range.to) ticks.push(day);
  }
  return ticks;
}

/** Events of one day in one row of the drawing. */
function byDay(
  events: readonly TimelineEvent[],
  lane: Lane,
  range: Range,
): readonly (readonly [CalendarDay, readonly TimelineEvent[]])[] {
  const days = new Map<CalendarDay, TimelineEvent[]>();
  for (const event of events) {
    const day = parseCalendarDay(event.occurredOn);
    if (LANE_OF[event.type] !== lane || day === undefined) continue;
    if (day < range.from || day > range.to) continue;
    days.set(day, [...(days.get(day) ?? []), event]);
  }
  // They come in the order they were recorded; a paper entry may be older than what stands before it.
  return [...days].sort(([a], [b]) => a - b);
}

/** The marks of each row that holds one; marks that would touch stand above each other. */
export function laneRows(
  events: readonly TimelineEvent[],
  range: Range,
  width: number,
): readonly LaneRow[] {
  const scale = dayScale(range, width);
  return LANES.flatMap((lane) => {
    const freeFrom: number[] = [];
    const marks = byDay(events, lane, range).map(([day, ofDay]): Mark => {
      const x = scale(day + 0.5);
      const free = freeFrom.findIndex((from) => x >= from);
      const row = free === -1 ? freeFrom.length : free;
      freeFrom[row] = x + MARK_GAP_PX + (ofDay.length > 1 ? COUNT_PX : 0);
      return { events: ofDay, x, row };
    });
    return marks.length === 0 ? [] : [{ lane, marks, rows: freeFrom.length }];
  });
}

/**
 * Windows as bars, both end days included; those outside the range are left to the table. Without a
 * recorded first day a window is known to hold from today only.
 */
export function barsOf(
  windows: readonly TimelineWindow[],
  range: Range,
  width: number,
  today: CalendarDay,
): readonly Bar[] {
  const scale = dayScale(range, width);
  return windows.flatMap((window) => {
    const [first] = known([window.holdsFrom]);
    const [last] = known([window.lastDay]);
    const to = Math.min(last ?? range.to, range.to);
    const from = Math.max(first ?? Math.min(today, to + 1), range.from);
    if (from > to + 1 || from > range.to + 1 || to < range.from) return [];
    const x = scale(from);
    return [
      {
        window,
        x,
        width: scale(to + 1) - x,
        dashFrom: from > range.from ? 0 : null,
        isOpenEnd: last === undefined || last > range.to,
      },
    ];
  });
}

/** How a window stands today, in days; `today` is the programme's. */
export type WindowState =
  | { readonly state: 'not_yet'; readonly days: number }
  | { readonly state: 'open'; readonly days: number | null }
  | { readonly state: 'over' };

/** Not yet open, open with days left (null: no end), or over. */
export function windowState(window: TimelineWindow, today: CalendarDay): WindowState {
  const [first] = known([window.holdsFrom]);
  const [last] = known([window.lastDay]);
  if (first !== undefined && today < first) return { state: 'not_yet', days: first - today };
  if (last !== undefined && today > last) return { state: 'over' };
  return { state: 'open', days: last === undefined ? null : last - today };
}
