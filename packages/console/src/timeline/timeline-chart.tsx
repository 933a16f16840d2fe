// The timeline drawn to scale: windows and waits as bars, events as marks, today as a line.
// Never the only way to read it: the same content follows as tables.

import type { Timeline } from '@aegle/api';
import { type CalendarDay, EVENT_CATALOGUE, parseCalendarDay } from '@aegle/core';
import { useElementSize } from '@mantine/hooks';
import { AxisBottom } from '@visx/axis';
import { Bar as BarShape, Line } from '@visx/shape';
import { useId } from 'react';
import { dayInWords, tickOf } from '../client/days.ts';
import { inWords, messages } from '../messages/messages.ts';
import { LANE_OF } from './lanes.ts';
import {
  type Bar,
  barsOf,
  dayScale,
  type LaneRow,
  laneRows,
  type Mark,
  type Range,
  type TimelineEvent,
  ticksOf,
} from './layout.ts';
import styles from './timeline-chart.module.css';
import { windowStateInWords } from './window-words.ts';

const words = messages.timeline;
const PADDING = 14;
/** Width of a letter of a label, with room to spare. */
const LETTER = 7;
const TOP = 26;
const BAR_ROW = 38;
const BAR_HEIGHT = 14;
const LANE_LABEL = 20;
const MARK_ROW = 15;
const LANE_PADDING = 8;
const AXIS = 34;

const BAR_STYLE = {
  met: styles.barMet,
  unmet: styles.barUnmet,
  unknown: styles.barUnknown,
} as const;

function WindowBar(props: { bar: Bar; y: number; width: number; today: CalendarDay }) {
  const { bar, y, width, today } = props;
  const { window } = bar;
  const label = inWords(window.requirement);
  const state = windowStateInWords(window, today);
  // Text that would leave the drawing on the right ends at the right edge instead; where even that
  // is too narrow, how it stands is left to the table.
  const textWidth = (label.length + state.length + 1) * LETTER;
  const isLate = bar.x + textWidth > width;
  const hasRoom = textWidth <= width;
  const middle = y + 18 + BAR_HEIGHT / 2;
  return (
    <g>
      <title>{`${label}: ${state}`}</title>
      <text
        x={isLate ? width : bar.x}
        y={y + 12}
        textAnchor={isLate ? 'end' : 'start'}
        className={styles.label}
      >
        {label}
        {hasRoom && (
          <tspan className={styles.note} dx={6}>
            {state}
          </tspan>
        )}
      </text>
      {bar.dashFrom !== null && (
        <Line
          from={{ x: bar.dashFrom, y: middle }}
          to={{ x: bar.x, y: middle }}
          className={styles.before!}
        />
      )}
      <BarShape
        x={bar.x}
        y={y + 18}
        width={Math.max(bar.width, 3)}
        height={BAR_HEIGHT}
        rx={3}
        className={BAR_STYLE[window.truth ?? 'unknown']!}
      />
      {bar.isOpenEnd && <Onwards x={bar.x + bar.width} y={y + 18} />}
    </g>
  );
}

/** A bar that goes on beyond the drawing points there. */
function Onwards({ x, y }: { x: number; y: number }) {
  const middle = y + BAR_HEIGHT / 2;
  return (
    <path
      d={`M${x - 9} ${y + 2}L${x - 2} ${middle}L${x - 9} ${y + BAR_HEIGHT - 2}`}
      fill="none"
      stroke="var(--aegle-accent)"
      strokeWidth={1.5}
    />
  );
}

/** True for what shuts a gate: it is drawn in another shape. A plain dispense is not meant. */
function isClosing({ type, data }: TimelineEvent): boolean {
  if (type === 'PregnancyTestReported') return data.result !== 'negative';
  return EVENT_CATALOGUE[type].closesOnly && LANE_OF[type] !== 'supply';
}

/** A circle, with a count for several; evidence that can only close a gate is a diamond. */
function EventMark({ mark, y }: { mark: Mark; y: number }) {
  const { events, x } = mark;
  const [first] = events;
  const names = events.map((event) => inWords(event.type)).join(', ');
  return (
    <g>
      <title>{`${dayInWords(first?.occurredOn ?? '')}: ${names}`}</title>
      {events.some(isClosing) ? (
        <path
          d={`M${x} ${y - 7}L${x + 7} ${y}L${x} ${y + 7}L${x - 7} ${y}Z`}
          className={styles.markClosing}
        />
      ) : (
        <circle cx={x} cy={y} r={6} className={styles.mark} />
      )}
      {events.length > 1 && (
        <text x={x + 9} y={y + 4} className={styles.note}>
          ×{events.length}
        </text>
      )}
    </g>
  );
}

function LaneMarks({ row, y, width }: { row: LaneRow; y: number; width: number }) {
  return (
    <g>
      <Line from={{ x: 0, y }} to={{ x: width, y }} className={styles.divider!} />
      <text x={0} y={y + 15} className={styles.laneLabel}>
        {messages.lanes[row.lane]}
      </text>
      {row.marks.map((mark) => (
        <EventMark
          key={mark.x}
          mark={mark}
          y={y + LANE_LABEL + 8 + (row.rows - 1 - mark.row) * MARK_ROW}
        />
      ))}
    </g>
  );
}

function heightOf(row: LaneRow): number {
  return LANE_LABEL + row.rows * MARK_ROW + LANE_PADDING;
}

function Today({ x, height, width }: { x: number; height: number; width: number }) {
  const isLate = x > width - 60;
  return (
    <g>
      <Line from={{ x, y: 8 }} to={{ x, y: height }} className={styles.today!} />
      <text
        x={isLate ? x - 6 : x + 6}
        y={16}
        textAnchor={isLate ? 'end' : 'start'}
        className={styles.todayLabel}
      >
        {words.today}
      </text>
    </g>
  );
}

/** A label at either edge stays inside the drawing. */
function anchorAt(x: number, width: number): 'start' | 'middle' | 'end' {
  if (x < 30) return 'start';
  return x > width - 30 ? 'end' : 'middle';
}

interface DayAxisProps {
  readonly top: number;
  readonly scale: ReturnType<typeof dayScale>;
  readonly ticks: readonly CalendarDay[];
  readonly width: number;
}

function DayAxis({ top, scale, ticks, width }: DayAxisProps) {
  return (
    <AxisBottom
      top={top}
      scale={scale}
      tickValues={[...ticks]}
      tickFormat={(value) => tickOf(Number(value) as CalendarDay)}
      stroke="var(--aegle-muted)"
      tickStroke="var(--aegle-muted)"
      tickLabelProps={(value) => ({
        fill: 'var(--aegle-ink)',
        fontSize: 12,
        textAnchor: anchorAt(scale(Number(value)), width),
      })}
    />
  );
}

function Drawing(props: { timeline: Timeline; range: Range; width: number }) {
  const { timeline, range } = props;
  const width = props.width - 2 * PADDING;
  const ids = useId();
  const scale = dayScale(range, width);
  const today = parseCalendarDay(timeline.today)!;
  const bars = barsOf(timeline.windows, range, width, today);
  const rows = laneRows(timeline.events, range, width);
  const ticks = ticksOf(range, width);
  const lanesTop = TOP + bars.length * BAR_ROW + 8;
  const tops = rows.map((_, index) =>
    rows.slice(0, index).reduce((y, row) => y + heightOf(row), lanesTop),
  );
  const bottom = rows.reduce((y, row) => y + heightOf(row), lanesTop);
  const from = dayInWords(timeline.events[0]?.occurredOn ?? timeline.today);
  return (
    <svg
      width={props.width}
      height={bottom + AXIS + 8}
      role="img"
      aria-labelledby={`${ids}-title ${ids}-text`}
    >
      <title id={`${ids}-title`}>{words.chartTitle}</title>
      <desc id={`${ids}-text`}>
        {words.describe(
          timeline.events.length,
          timeline.windows.length,
          from,
          dayInWords(timeline.today),
        )}
      </desc>
      <g transform={`translate(${PADDING},8)`}>
        {ticks.map((tick) => (
          <Line
            key={tick}
            from={{ x: scale(tick), y: TOP - 4 }}
            to={{ x: scale(tick), y: bottom }}
            className={styles.grid!}
          />
        ))}
        {today >= range.from && today <= range.to && (
          <Today x={scale(today + 0.5)} height={bottom} width={width} />
        )}
        {bars.map((bar, index) => (
          <WindowBar
            key={`${bar.window.programme}/${bar.window.requirement}`}
            bar={bar}
            y={TOP + index * BAR_ROW}
            width={width}
            today={today}
          />
        ))}
        {rows.map((row, index) => (
          <LaneMarks key={row.lane} row={row} y={tops[index]!} width={width} />
        ))}
        <DayAxis top={bottom} scale={scale} ticks={ticks} width={width} />
      </g>
    </svg>
  );
}

/** The drawing, as wide as its place and never narrower than it can be read. */
export function TimelineChart({ timeline, range }: { timeline: Timeline; range: Range }) {
  const { ref, width } = useElementSize();
  return (
    // A region that scrolls has to be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling by keyboard needs it
    <section className={styles.scroll} tabIndex={0} aria-label={words.chartTitle}>
      <div ref={ref}>
        {width > 0 && <Drawing timeline={timeline} range={range} width={Math.max(width, 330)} />}
      </div>
    </section>
  );
}
