// The report's pictures: a curve with its bands, a share with its range, and people out of a hundred.
// Never a line where nothing may be said, and never a colour without words beside it.

import type { CurveAnswer, Icons } from '@aegle/forecast';
import { escaped } from './escaped.ts';

const WIDTH = 460;
const HEIGHT = 210;
const LEFT = 44;
const RIGHT = 10;
const TOP = 12;
const BOTTOM = 30;
const DAYS_PER_MONTH = 365.25 / 12;

export type Line = CurveAnswer['median'];

/** What is drawn, each line with one value a day. */
export interface Plot {
  readonly label: string;
  readonly days: readonly number[];
  readonly middle: Line;
  /** From the widest band to the narrowest. */
  readonly bands: readonly { readonly low: Line; readonly high: Line }[];
  readonly untreated: Line | null;
  readonly lastDoseDay: number | null;
  /** From here on nobody has measured, or few have. */
  readonly weakFromDay: number | null;
  /** Shares are shown as percentages of 0 to 1. */
  readonly isShare: boolean;
}

interface Frame {
  readonly x: (day: number) => number;
  readonly y: (value: number) => number;
  readonly top: number;
  readonly lastDay: number;
}

/** The least of 1, 2, 2.5, 5 times a power of ten that is not below `value`. */
function roundedUp(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 2.5, 5, 10].find((one) => one * unit >= value * 0.999) ?? 10;
  return step * unit;
}

function frameOf(plot: Plot): Frame {
  const lines = [...plot.bands.flatMap(({ high }) => [high]), plot.middle, plot.untreated ?? []];
  const most = Math.max(1e-6, ...lines.flatMap((line) => line.flatMap((value) => value ?? [])));
  const top = plot.isShare ? Math.min(1, roundedUp(most)) : roundedUp(most);
  const lastDay = Math.max(1, plot.days.at(-1) ?? 1);
  const x = (day: number) => LEFT + (day / lastDay) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) => HEIGHT - BOTTOM - (value / top) * (HEIGHT - BOTTOM - TOP);
  return { x, y, top, lastDay };
}

function text(x: number, y: number, said: string, anchor: 'start' | 'middle' | 'end'): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${escaped(said)}</text>`;
}

function axes({ x, y, top, lastDay }: Frame, isShare: boolean): string {
  const parts: string[] = [];
  for (const value of [0, top / 2, top]) {
    const at = y(value);
    parts.push(`<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${at}" y2="${at}"/>`);
    const said = isShare ? `${Math.round(100 * value)} %` : String(Number(value.toPrecision(3)));
    parts.push(text(LEFT - 6, at + 4, said, 'end'));
  }
  const months = lastDay / DAYS_PER_MONTH;
  const step = [1, 2, 3, 6, 12, 24].find((one) => months / one <= 7) ?? 24;
  for (let month = 0; month <= months + 0.2; month += step) {
    const at = x(Math.min(lastDay, month * DAYS_PER_MONTH));
    const anchor = month > 0 && at > WIDTH - RIGHT - 12 ? 'end' : 'middle';
    parts.push(text(at, HEIGHT - BOTTOM + 14, String(month), anchor));
  }
  parts.push(
    text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 3, 'months since the first capsule', 'middle'),
  );
  return parts.join('');
}

function shading(plot: Plot, { x, lastDay }: Frame): string {
  const box = (from: number, to: number, name: string) => {
    const [left, right] = [x(from), x(Math.min(lastDay, to))];
    if (right <= left) return '';
    const size = `width="${(right - left).toFixed(1)}" height="${HEIGHT - BOTTOM - TOP}"`;
    return `<rect class="${name}" x="${left.toFixed(1)}" y="${TOP}" ${size}/>`;
  };
  const { lastDoseDay, weakFromDay } = plot;
  const taken = lastDoseDay === null ? '' : box(0, lastDoseDay + 1, 'taken');
  return taken + (weakFromDay === null ? '' : box(weakFromDay, lastDay, 'weak'));
}

/** One SVG with its meaning in words for whoever cannot see it. */
export function plotSvg(plot: Plot): string {
  const frame = frameOf(plot);
  const { x, y } = frame;
  const points = (line: Line) =>
    line.flatMap((value, index) => {
      return value === null
        ? []
        : [`${x(plot.days[index] ?? 0).toFixed(1)},${y(value).toFixed(1)}`];
    });
  const bands = plot.bands.map(({ low, high }) => {
    const around = [...points(high), ...points(low).reverse()].join(' ');
    return `<polygon class="band" points="${around}"/>`;
  });
  const line = (name: string, of: Line) => {
    return `<polyline class="${name}" points="${points(of).join(' ')}"/>`;
  };
  const isFew = plot.days.length <= 16;
  const dots = points(plot.middle).map((point) => {
    const [cx = '', cy = ''] = point.split(',');
    return `<circle class="dot" cx="${cx}" cy="${cy}" r="3"/>`;
  });
  return [
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escaped(plot.label)}">`,
    shading(plot, frame),
    axes(frame, plot.isShare),
    ...bands,
    plot.untreated === null ? '' : line('untreated', plot.untreated),
    line('middle', plot.middle),
    ...(isFew ? dots : []),
    '</svg>',
  ].join('');
}

/** A hundred people, ten in a row; the first `count` are filled, those up to `high` are outlined. */
export function iconsSvg(icons: Icons): string {
  const people = Array.from({ length: icons.of }, (_, index) => {
    const name = index < icons.count ? 'has' : index < icons.high ? 'may' : 'has-not';
    const [cx, cy] = [7 + 13 * (index % 10), 7 + 13 * Math.floor(index / 10)];
    return `<circle class="${name}" cx="${cx}" cy="${cy}" r="5"/>`;
  });
  const label = escaped(icons.sentence);
  return `<svg class="people" viewBox="0 0 131 131" role="img" aria-label="${label}">${people.join('')}</svg>`;
}
