// One quantity over time, every plan on the same axes: medians, half of the people shaded.
// Never a line over days for which the answer says nothing, and never years of a line that stands still.

import type { Line } from '@aegle/forecast';
import { DAYS_PER_MONTH, figure } from './figures-in-words.ts';
import { words } from './words-en.ts';

export interface ChartLine {
  readonly name: string;
  readonly median: Line;
  /** The shaded range, or null where there is none. */
  readonly low: Line | null;
  readonly high: Line | null;
  readonly lastDoseDay: number | null;
  /** For who cannot see it: nine of ten people where the line ends. */
  readonly low90: Line;
  readonly high90: Line;
}

interface OverlayChartProps {
  readonly label: string;
  readonly days: readonly number[];
  readonly plans: readonly ChartLine[];
  readonly untreated: Line | null;
}

/** A line counts as standing still once it stays within this share of all that it moved. */
const STILL = 0.02;

/** Last time at which any line still moves, and a month more; never past what is known. */
export function lastShownTime({ days, plans }: Pick<OverlayChartProps, 'days' | 'plans'>): number {
  let last = 0;
  let known = 0;
  for (const { median, lastDoseDay } of plans) {
    const end = median.findLastIndex((value) => value !== null);
    known = Math.max(known, end);
    const values = median.filter((value) => value !== null);
    const moved = Math.max(...values) - Math.min(...values);
    const isStill = (value: number | null) =>
      value === null || Math.abs(value - (median[end] ?? 0)) <= STILL * moved;
    const still = median.findLastIndex((value) => !isStill(value));
    const after = Math.max(days[Math.max(0, still)] ?? 0, lastDoseDay ?? 0) + DAYS_PER_MONTH;
    last = Math.max(
      last,
      days.findIndex((day) => day >= after),
    );
  }
  return Math.min(known, last <= 0 ? known : last);
}

/** The least round number, halved into another, that is not below `value`. */
function roundedUp(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(value));
  const step = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((one) => one * unit >= value * 0.999) ?? 10;
  return step * unit;
}

/** Months a whole step apart, at most seven of them. */
function monthTicks(lastDay: number): readonly number[] {
  const months = lastDay / DAYS_PER_MONTH;
  const step = [1, 2, 3, 6, 12, 24].find((one) => months / one <= 7) ?? 24;
  return Array.from({ length: Math.floor(months / step + 0.1) + 1 }, (_, i) => i * step);
}

interface Frame {
  /** Percent from the left, and from the top. */
  readonly x: (day: number) => number;
  readonly y: (value: number) => number;
  readonly top: number;
  readonly lastDay: number;
}

function frameOf({ days, plans, untreated }: OverlayChartProps): Frame & { readonly end: number } {
  const end = lastShownTime({ days, plans });
  const lines = [...plans.flatMap((one) => [one.median, one.high ?? []]), untreated ?? []];
  const values = lines.flatMap((line) => line.slice(0, end + 1).flatMap((value) => value ?? []));
  const top = roundedUp(Math.max(1e-6, ...values));
  const lastDay = Math.max(1, days[end] ?? 1);
  return {
    ...{ end, top, lastDay },
    x: (day) => (100 * day) / lastDay,
    y: (value) => 100 - (100 * value) / top,
  };
}

/** Points of a line up to the last shown time; a gap ends it. */
function path(line: Line, days: readonly number[], { x, y }: Frame, end: number): string {
  const points = line
    .slice(0, end + 1)
    .flatMap((value, t) =>
      value === null ? [] : [`${x(days[t]!).toFixed(2)} ${y(value).toFixed(2)}`],
    );
  return points.length === 0 ? '' : `M${points.join('L')}`;
}

function area(plan: ChartLine, days: readonly number[], frame: Frame, end: number): string {
  const { low, high } = plan;
  if (low === null || high === null) return '';
  const known = low.slice(0, end + 1).flatMap((value, t) => (value === null ? [] : [t]));
  const at = (line: Line) => (t: number) =>
    `${frame.x(days[t]!).toFixed(2)} ${frame.y(line[t] ?? 0).toFixed(2)}`;
  if (known.length === 0) return '';
  return `M${[...known.map(at(high)), ...known.reverse().map(at(low))].join('L')}Z`;
}

function spoken({ label, days, plans }: OverlayChartProps): string {
  const said = plans.map((plan) => {
    const last = plan.median.findLastIndex((value) => value !== null);
    if (last < 0) return `${plan.name}: ${words.nothing}`;
    const [median, low, high] = [plan.median, plan.low90, plan.high90].map((line) =>
      figure(line[last]),
    );
    return words.chartSays(plan.name, median!, low!, high!, days[last]!);
  });
  return [label, ...said].join('. ');
}

function Ticks({ frame }: { frame: Frame }) {
  return (
    <>
      {[0, 0.5, 1].map((share) => (
        <span key={share} className="fs-tick-y" style={{ top: `${100 - 100 * share}%` }}>
          {Number((share * frame.top).toPrecision(3))}
        </span>
      ))}
      {monthTicks(frame.lastDay).map((month) => {
        const left = frame.x(month * DAYS_PER_MONTH);
        return left > 101 ? null : (
          <span key={month} className="fs-tick-x" style={{ left: `${left}%` }}>
            {month}
          </span>
        );
      })}
    </>
  );
}

/** The drawing, as wide as its place; its letters stay as large as the page's. */
export function OverlayChart(props: OverlayChartProps) {
  const { days, plans, untreated } = props;
  const { end, ...frame } = frameOf(props);
  return (
    <div className="fs-chart">
      <div className="fs-plot">
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label={spoken(props)}>
          {[0, 50, 100].map((at) => (
            <line key={at} className="fs-grid" x1="0" x2="100" y1={at} y2={at} />
          ))}
          {plans.map((plan, i) => (
            <path
              key={plan.name}
              className={`fs-band fs-plan-${i}`}
              d={area(plan, days, frame, end)}
            />
          ))}
          {untreated !== null && (
            <path className="fs-untreated" d={path(untreated, days, frame, end)} />
          )}
          {plans.map(({ name, lastDoseDay }, i) =>
            lastDoseDay === null || lastDoseDay >= frame.lastDay ? null : (
              <line
                key={name}
                className={`fs-stop fs-plan-${i}`}
                x1={frame.x(lastDoseDay)}
                x2={frame.x(lastDoseDay)}
                y1="94"
                y2="106"
              />
            ),
          )}
          {plans.map((plan, i) => (
            <path
              key={plan.name}
              className={`fs-line fs-plan-${i}`}
              d={path(plan.median, days, frame, end)}
            />
          ))}
        </svg>
        <Ticks frame={frame} />
      </div>
      <div className="fs-axis">{words.monthsAxis}</div>
    </div>
  );
}

/** Which line is whose. */
export function PlanLegend({
  names,
  hasUntreated,
}: {
  names: readonly string[];
  hasUntreated: boolean;
}) {
  const sample = (name: string) => (
    <svg viewBox="0 0 28 8" width="28" height="8" aria-hidden="true">
      <path className={name} d="M1 4L27 4" />
    </svg>
  );
  return (
    <div className="fs-legend">
      {names.map((name, i) => (
        <span key={name}>
          {sample(`fs-line fs-plan-${i}`)} {name}
        </span>
      ))}
      {hasUntreated && (
        <span>
          {sample('fs-untreated')} {words.untreated}
        </span>
      )}
    </div>
  );
}
