// The course drawn over the same days as the timeline: dose, sum, analytes with thresholds, strips.
// Never the only way to read it: the same content follows as tables.

import type { CourseRead } from '@aegle/api';
import { parseCalendarDay } from '@aegle/core';
import { useElementSize } from '@mantine/hooks';
import { AxisBottom } from '@visx/axis';
import { Line } from '@visx/shape';
import { type ReactNode, useId } from 'react';
import { tickOf } from '../client/days.ts';
import { inWords, messages, numberInWords } from '../messages/messages.ts';
import { dayScale, type Range, ticksOf } from '../timeline/layout.ts';
import styles from './course-chart.module.css';
import {
  type Course,
  cumulativePlanned,
  cumulativeTaken,
  resultsOf,
  severityRows,
  symptomRows,
} from './course-layout.ts';
import {
  DosePanel,
  LinesPanel,
  PANEL,
  type PanelProps,
  StripPanel,
  stripHeight,
} from './panels.tsx';

const words = messages.course;
const PADDING = 14;
const AXIS = 34;
const BODY = PANEL.title + PANEL.height + PANEL.gap;

type Trend = CourseRead['trends'][number];
type Place = Omit<PanelProps, 'title'>;

/** A part of the drawing: how high it is, and how it is drawn from a height on. */
interface Part {
  readonly key: string;
  readonly height: number;
  readonly draw: (place: Place) => ReactNode;
}

function coursePanels(course: Course): readonly Part[] {
  const solid = cumulativeTaken(course);
  const dashed = cumulativePlanned(course);
  const { targetMgPerKg: target } = course.end;
  const limits =
    target === null ? [] : [{ at: target, label: words.targetLine(numberInWords(target)) }];
  const parts: Part[] = [];
  if (course.plan.length > 0 || course.taken.length > 0 || course.missedOn.length > 0)
    parts.push({
      key: 'dose',
      height: BODY,
      draw: (place) => (
        <DosePanel title={words.lanes.dose} note={words.legendDose} course={course} {...place} />
      ),
    });
  if (solid.length > 0 || dashed.length > 0)
    parts.push({
      key: 'sum',
      height: BODY,
      draw: (place) => (
        <LinesPanel
          title={words.lanes.cumulative}
          note={words.legendCumulative}
          {...{ solid, dashed, limits }}
          {...place}
        />
      ),
    });
  return parts;
}

function trendPanel(read: CourseRead, { analyte, unit, thresholds }: Trend): Part {
  const limits = thresholds.map(({ action, at, isAbove }) => {
    const names = isAbove ? words.actionsFrom : words.actionsBelow;
    return { at, label: words.threshold(names[action] ?? inWords(action), numberInWords(at)) };
  });
  return {
    key: `${analyte}/${unit}`,
    height: BODY,
    draw: (place) => (
      <LinesPanel
        title={`${inWords(analyte)}, ${unit}`}
        solid={resultsOf(read, analyte, unit)}
        limits={limits}
        hasPoints
        {...place}
      />
    ),
  };
}

function partsOf(read: CourseRead): readonly Part[] {
  const strips = [
    { key: 'severity', title: words.lanes.severity, rows: severityRows(read) },
    { key: 'symptoms', title: words.lanes.symptoms, rows: symptomRows(read) },
  ].filter(({ rows }) => rows.length > 0);
  return [
    ...(read.course === null ? [] : coursePanels(read.course)),
    ...read.trends.map((trend) => trendPanel(read, trend)),
    ...strips.map(
      ({ key, title, rows }): Part => ({
        key,
        height: stripHeight(rows.length),
        draw: (place) => <StripPanel title={title} rows={rows} {...place} />,
      }),
    ),
  ];
}

function anchorAt(x: number, width: number): 'start' | 'middle' | 'end' {
  if (x < 30) return 'start';
  return x > width - 30 ? 'end' : 'middle';
}

function Drawing(props: { read: CourseRead; parts: readonly Part[]; range: Range; width: number }) {
  const { read, parts, range } = props;
  const width = props.width - 2 * PADDING;
  const ids = useId();
  const days = dayScale(range, width);
  const today = parseCalendarDay(read.today)!;
  const ticks = ticksOf(range, width);
  const bottom = parts.reduce((sum, { height }) => sum + height, 0);
  const topOf = (index: number) =>
    parts.slice(0, index).reduce((sum, { height }) => sum + height, 0);
  const [planned, taken] = [read.course?.plan.length ?? 0, read.course?.taken.length ?? 0];
  return (
    <svg
      width={props.width}
      height={bottom + AXIS + 8}
      role="img"
      aria-labelledby={`${ids}-title ${ids}-text`}
    >
      <title id={`${ids}-title`}>{words.chart}</title>
      <desc id={`${ids}-text`}>{words.chartText(planned, taken, read.results.length)}</desc>
      <clipPath id={`${ids}-body`}>
        <rect x={0} y={0} width={width} height={bottom} />
      </clipPath>
      <g transform={`translate(${PADDING},8)`}>
        <g clipPath={`url(#${ids}-body)`}>
          {parts.map(({ key, draw }, index) => (
            <g key={key}>{draw({ y: topOf(index), width, days })}</g>
          ))}
          {today >= range.from && today <= range.to && (
            <Line
              from={{ x: days(today + 0.5), y: 0 }}
              to={{ x: days(today + 0.5), y: bottom }}
              className={styles.today!}
            />
          )}
        </g>
        <AxisBottom
          top={bottom}
          scale={days}
          tickValues={[...ticks]}
          tickFormat={(value) => tickOf(Number(value) as (typeof ticks)[number])}
          stroke="var(--aegle-muted)"
          tickStroke="var(--aegle-muted)"
          tickLabelProps={(value) => ({
            fill: 'var(--aegle-ink)',
            fontSize: 12,
            textAnchor: anchorAt(days(Number(value)), width),
          })}
        />
      </g>
    </svg>
  );
}

/** The drawing; nothing where there is nothing to draw. */
export function CourseChart({ read, range }: { read: CourseRead; range: Range }) {
  const { ref, width } = useElementSize();
  const parts = partsOf(read);
  if (parts.length === 0) return null;
  return (
    // A region that scrolls has to be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling by keyboard needs it
    <section className={styles.scroll} tabIndex={0} aria-label={words.chart}>
      <div ref={ref}>
        {width > 0 && (
          <Drawing read={read} parts={parts} range={range} width={Math.max(width, 330)} />
        )}
      </div>
    </section>
  );
}
