// The panels of the course's drawing, each over the same days: dose, sum, one analyte, a strip.
// Never a value without its number: what a bar or a point stands for is written beside it or named.

import { formatCalendarDay, parseCalendarDay } from '@aegle/core';
import { scaleLinear } from '@visx/scale';
import { Bar, Line, LinePath } from '@visx/shape';
import { dayInWords } from '../client/days.ts';
import { inWords, numberInWords } from '../messages/messages.ts';
import styles from './course-chart.module.css';
import { type Course, type DayValue, type StripRow, takenByDay } from './course-layout.ts';

type Days = ReturnType<typeof scaleLinear<number>>;

export interface PanelProps {
  readonly title: string;
  readonly note?: string;
  readonly y: number;
  readonly width: number;
  readonly days: Days;
}

export const PANEL = { title: 20, height: 84, gap: 14, row: 34 } as const;

function Title({ title, note = '', y, width }: Omit<PanelProps, 'days'>) {
  return (
    <>
      <Line from={{ x: 0, y }} to={{ x: width, y }} className={styles.divider!} />
      <text x={0} y={y + 15} className={styles.title}>
        {title}
        <tspan className={styles.note} dx={8}>
          {note}
        </tspan>
      </text>
    </>
  );
}

const bodyOf = (y: number) => ({ top: y + PANEL.title, bottom: y + PANEL.title + PANEL.height });

function scaleOf(highest: number, y: number): Days {
  const { top, bottom } = bodyOf(y);
  return scaleLinear<number>({ domain: [0, highest * 1.15 || 1], range: [bottom, top] });
}

const middle = (days: Days, { day }: Pick<DayValue, 'day'>) => days(day + 0.5);

/** The planned dose as steps, the taken one as bars, missed days as crosses on the ground. */
export function DosePanel({ course, ...panel }: PanelProps & { course: Course }) {
  const { y, days } = panel;
  const taken = takenByDay(course);
  const highest = Math.max(
    1,
    ...taken.map(({ value }) => value),
    ...course.plan.map(({ mg }) => mg),
  );
  const scale = scaleOf(highest, y);
  const { bottom } = bodyOf(y);
  const steps = course.plan
    .map(({ from, to, mg }) => {
      const [left, right] = [days(parseCalendarDay(from)!), days(parseCalendarDay(to)! + 1)];
      return `L${left} ${scale(mg)}L${right} ${scale(mg)}`;
    })
    .join('');
  return (
    <g>
      <Title {...panel} />
      {taken.map(({ day, value }) => (
        <Bar
          key={day}
          x={days(day)}
          y={scale(value)}
          width={Math.max(1, days(day + 1) - days(day) - 0.5)}
          height={bottom - scale(value)}
          className={styles.taken!}
        />
      ))}
      {steps !== '' && <path d={`M${steps.slice(1)}`} className={styles.planned} />}
      {course.missedOn.map((on) => {
        const x = days(parseCalendarDay(on)! + 0.5);
        const at = bottom - 5;
        return (
          <path
            key={on}
            d={`M${x - 3} ${at - 3}L${x + 3} ${at + 3}M${x + 3} ${at - 3}L${x - 3} ${at + 3}`}
            className={styles.missed}
          />
        );
      })}
      <Highest value={highest} scale={scale} {...panel} />
    </g>
  );
}

function Highest({ value, scale, width }: PanelProps & { value: number; scale: Days }) {
  return (
    <>
      <Line
        from={{ x: 0, y: scale(value) }}
        to={{ x: width, y: scale(value) }}
        className={styles.grid!}
      />
      <text x={0} y={scale(value) - 3} className={styles.note}>
        {numberInWords(value)}
      </text>
    </>
  );
}

interface MarkedProps extends Pick<PanelProps, 'days' | 'width'> {
  readonly scale: Days;
}

/** Each value as a point with its number. */
function Points({ points, days, scale, width }: MarkedProps & { points: readonly DayValue[] }) {
  return points.map((point) => (
    <g key={point.day}>
      <title>{dayInWords(formatCalendarDay(point.day))}</title>
      <circle cx={middle(days, point)} cy={scale(point.value)} r={3.5} className={styles.point} />
      <text
        x={middle(days, point)}
        y={scale(point.value) - 7}
        textAnchor={middle(days, point) > width - 30 ? 'end' : 'start'}
        className={styles.value}
      >
        {numberInWords(point.value)}
      </text>
    </g>
  ));
}

/** The number at the end of a line. */
function LastValue({ point, days, scale, width }: MarkedProps & { point: DayValue }) {
  const x = middle(days, point);
  return (
    <text
      x={Math.min(x + 4, width)}
      y={scale(point.value) - 4}
      textAnchor={x > width - 40 ? 'end' : 'start'}
      className={styles.value}
    >
      {numberInWords(point.value)}
    </text>
  );
}

interface LinesProps extends PanelProps {
  readonly solid: readonly DayValue[];
  readonly dashed?: readonly DayValue[];
  readonly limits: readonly { readonly at: number; readonly label: string }[];
  readonly hasPoints?: boolean;
}

/** Values over the days as a line, what was planned dashed, limits as lines with their words. */
export function LinesPanel({
  solid,
  dashed = [],
  limits,
  hasPoints = false,
  ...panel
}: LinesProps) {
  const { y, days, width } = panel;
  const reached = Math.max(...[...solid, ...dashed].map(({ value }) => value), 0);
  // A limit far above everything would press the line to the ground: it is named, not drawn.
  const near = limits.filter(({ at }) => at <= reached * 2.5 || limits.length === 1);
  const highest = Math.max(reached, ...near.map(({ at }) => at));
  const scale = scaleOf(highest, y);
  const line = (points: readonly DayValue[], look: string) => (
    <LinePath
      data={[...points]}
      x={(point) => middle(days, point)}
      y={({ value }) => scale(value)}
      className={look}
    />
  );
  return (
    <g>
      <Title {...panel} />
      {near.map(({ at, label }) => (
        <g key={label}>
          <Line
            from={{ x: 0, y: scale(at) }}
            to={{ x: width, y: scale(at) }}
            className={styles.limit!}
          />
          <text x={width} y={scale(at) - 3} textAnchor="end" className={styles.note}>
            {label}
          </text>
        </g>
      ))}
      {dashed.length > 0 && line(dashed, styles.planned!)}
      {solid.length > 0 && line(solid, styles.sum!)}
      {hasPoints && <Points points={solid} days={days} scale={scale} width={width} />}
      {!hasPoints && solid.length > 0 && (
        <LastValue point={solid.at(-1)!} days={days} scale={scale} width={width} />
      )}
    </g>
  );
}

export const stripHeight = (rows: number) => PANEL.title + rows * PANEL.row + PANEL.gap;

/** One row a scale or symptom, each value as its number on its day. */
export function StripPanel({ rows, ...panel }: PanelProps & { rows: readonly StripRow[] }) {
  const { y, days, width } = panel;
  return (
    <g>
      <Title {...panel} />
      {rows.map(({ name, points }, index) => {
        const at = y + PANEL.title + index * PANEL.row;
        return (
          <g key={name}>
            <Line
              from={{ x: 0, y: at + 33 }}
              to={{ x: width, y: at + 33 }}
              className={styles.grid!}
            />
            <text x={0} y={at + 13} className={styles.note}>
              {inWords(name)}
            </text>
            {points.map((point) => (
              <text
                key={`${point.day}/${point.value}`}
                x={middle(days, point)}
                y={at + 28}
                textAnchor="middle"
                className={styles.value}
                fontWeight={point.value > 0 ? 700 : 400}
              >
                {point.value}
              </text>
            ))}
          </g>
        );
      })}
    </g>
  );
}
