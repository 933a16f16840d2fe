// One quantity over time: median, bands, the untreated course dashed, doubtful days on grey.
// Never a line over days for which the answer says nothing.

import { useElementSize } from '@mantine/hooks';
import { AxisBottom, AxisLeft } from '@visx/axis';
import { scaleLinear } from '@visx/scale';
import { Area, LinePath, Line as Rule } from '@visx/shape';
import { messages } from '../messages/messages.ts';
import styles from './band-chart.module.css';
import type { Line } from './figures-in-words.ts';

const words = messages.forecast;
const HEIGHT = 190;
const LEFT = 40;
const RIGHT = 10;
const TOP = 18;
const BOTTOM = 40;
const DAYS_PER_MONTH = 365.25 / 12;

export interface Band {
  /** Nine of ten, or half of them. */
  readonly holds: 'most' | 'half';
  readonly low: Line;
  readonly high: Line;
}

export interface BandChartProps {
  /** What a screen reader hears in place of the drawing. */
  readonly label: string;
  readonly days: readonly number[];
  readonly median: Line;
  /** The wider band first. */
  readonly bands: readonly Band[];
  readonly untreated: Line | null;
  /** The scale ends here, the same for every plan that stands beside. */
  readonly top: number;
  readonly lastDoseDay: number | null;
  /** First day of the grey ground, or null. */
  readonly doubtfulFromDay: number | null;
}

function scales({ days, top }: BandChartProps, width: number) {
  const lastDay = days.at(-1) ?? 1;
  const x = scaleLinear({ domain: [0, lastDay], range: [LEFT, width - RIGHT] });
  const y = scaleLinear({ domain: [0, top], range: [HEIGHT - BOTTOM, TOP], nice: 4 });
  return { x, y, lastDay };
}

/** Ticks a whole number of months apart, few enough to be read. */
function monthTicks(lastDay: number, width: number): readonly number[] {
  const most = Math.max(3, Math.floor((width - LEFT) / 44));
  const months = lastDay / DAYS_PER_MONTH;
  const step = [3, 6, 12, 24, 36].find((one) => months / one <= most) ?? 60;
  const count = Math.floor(months / step + 0.05);
  return Array.from({ length: count + 1 }, (_, i) => i * step * DAYS_PER_MONTH);
}

type Scales = ReturnType<typeof scales>;

function Axes({ x, y, lastDay, width }: Scales & { readonly width: number }) {
  return (
    <>
      <AxisBottom
        top={HEIGHT - BOTTOM}
        scale={x}
        tickValues={[...monthTicks(lastDay, width)].filter((day) => day <= lastDay + 1)}
        tickFormat={(day) => words.month(Math.round(Number(day) / DAYS_PER_MONTH))}
        stroke="#4a5962"
        tickStroke="#4a5962"
        tickLabelProps={{ fill: '#33424a', fontSize: 12, textAnchor: 'middle' }}
      />
      <text x={width - RIGHT} y={HEIGHT - 4} textAnchor="end" className={styles.note}>
        {words.months}
      </text>
      <AxisLeft
        left={LEFT}
        scale={y}
        numTicks={4}
        hideTicks
        stroke="#4a5962"
        tickLabelProps={{ fill: '#33424a', fontSize: 12, textAnchor: 'end', dy: 4, dx: -2 }}
      />
    </>
  );
}

function Ground({ x, from, lastDay }: { x: Scales['x']; from: number; lastDay: number }) {
  if (from >= lastDay) return null;
  return (
    <rect
      x={x(from)}
      y={TOP}
      width={x(lastDay) - x(from)}
      height={HEIGHT - BOTTOM - TOP}
      className={styles.doubtful}
    />
  );
}

function LastCapsule({ x, day, lastDay }: { x: Scales['x']; day: number; lastDay: number }) {
  const at = x(day);
  const isLate = day > 0.6 * lastDay;
  return (
    <>
      <Rule
        from={{ x: at, y: TOP - 4 }}
        to={{ x: at, y: HEIGHT - BOTTOM }}
        className={styles.end!}
      />
      <text
        x={isLate ? at - 4 : at + 4}
        y={TOP - 6}
        textAnchor={isLate ? 'end' : 'start'}
        className={styles.note}
      >
        {words.lastCapsule}
      </text>
    </>
  );
}

function Drawing(props: BandChartProps & { readonly width: number }) {
  const { width, days, median, bands, untreated, lastDoseDay, doubtfulFromDay } = props;
  const { x, y, lastDay } = scales(props, width);
  const points = days.map((_, index) => index);
  const at = (index: number) => x(days[index]!);
  const isKnown = (line: Line) => (index: number) => line[index] != null;
  const height = (line: Line) => (index: number) => y(line[index] ?? 0);
  return (
    <svg width={width} height={HEIGHT} role="img" aria-label={props.label}>
      {doubtfulFromDay !== null && <Ground x={x} from={doubtfulFromDay} lastDay={lastDay} />}
      {bands.map(({ holds, low, high }) => (
        <Area
          key={holds}
          data={points}
          defined={isKnown(low)}
          x={at}
          y0={height(low)}
          y1={height(high)}
          className={styles[holds]!}
        />
      ))}
      {untreated !== null && (
        <LinePath
          data={points}
          defined={isKnown(untreated)}
          x={at}
          y={height(untreated)}
          className={styles.untreated!}
        />
      )}
      <LinePath
        data={points}
        defined={isKnown(median)}
        x={at}
        y={height(median)}
        className={styles.median!}
      />
      {lastDoseDay !== null && lastDoseDay < lastDay && (
        <LastCapsule x={x} day={lastDoseDay} lastDay={lastDay} />
      )}
      <Axes x={x} y={y} lastDay={lastDay} width={width} />
    </svg>
  );
}

/** The drawing, as wide as its place. */
export function BandChart(props: BandChartProps) {
  const { ref, width } = useElementSize();
  return (
    <div ref={ref} className={styles.place}>
      {width > 0 && <Drawing {...props} width={width} />}
    </div>
  );
}
