// Small figures as SVG text: bands, lines, points and bars on a frame, side by side.
// Never a figure without its unit, and never a number that is not in the table beside it.

export interface Series {
  readonly x: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly middle?: readonly number[];
  readonly kind: 'people' | 'studies';
}

export interface Panel {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly series: readonly Series[];
  /** Observed: x, value and standard error. */
  readonly points: readonly (readonly [number, number, number])[];
}

const [WIDTH, HEIGHT, LEFT, TOP] = [300, 200, 46, 26];
const FILL = { people: '#d7e3f2', studies: '#8fb3db' } as const;

/** Panels in rows of three. */
export function figureOf(panels: readonly Panel[]): string {
  const rows = Math.ceil(panels.length / 3);
  const body = panels.map((panel, i) => {
    const [x, y] = [(i % 3) * (WIDTH + 20), Math.floor(i / 3) * (HEIGHT + 30)];
    return `<g transform="translate(${x} ${y})">${panelOf(panel)}</g>`;
  });
  return wrapped(3 * (WIDTH + 20), rows * (HEIGHT + 30), body.join(''));
}

function wrapped(width: number, height: number, body: string): string {
  const font = 'font-family="sans-serif" font-size="10"';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" ${font}>${body}</svg>\n`;
}

function panelOf({ title, xLabel, yLabel, series, points }: Panel): string {
  const xs = [...series.flatMap(({ x }) => x), ...points.map(([x]) => x)];
  const ys = [...series.flatMap(({ high }) => high), ...points.map(([, y, se]) => y + 2 * se)];
  const [right, top] = [Math.max(...xs), 1.05 * Math.max(...ys)];
  const px = (x: number): number => round(LEFT + ((WIDTH - LEFT - 8) * x) / right);
  const py = (y: number): number =>
    round(HEIGHT - 24 - ((HEIGHT - 24 - TOP) * Math.max(0, y)) / top);
  const bands = series.map(({ x, low, high, middle, kind }) => {
    const up = x.map((t, i) => `${px(t)},${py(high[i]!)}`);
    const down = x.map((t, i) => `${px(t)},${py(low[i]!)}`).reverse();
    const line = middle?.map((y, i) => `${px(x[i]!)},${py(y)}`).join(' ');
    const path = `<polygon points="${[...up, ...down].join(' ')}" fill="${FILL[kind]}"/>`;
    return line === undefined
      ? path
      : `${path}<polyline points="${line}" fill="none" stroke="#1d4e89" stroke-width="1.5"/>`;
  });
  const marks = points.map(([x, y, se]) => {
    const bar = `<path d="M${px(x)} ${py(y - 1.96 * se)}V${py(y + 1.96 * se)}" stroke="#a12"/>`;
    return `${bar}<circle cx="${px(x)}" cy="${py(y)}" r="3" fill="#a12"/>`;
  });
  const frame = `<path d="M${LEFT} ${TOP}V${HEIGHT - 24}H${WIDTH - 8}" fill="none" stroke="#444"/>`;
  const labels = [
    text(LEFT, 14, title, 'start', true),
    text(WIDTH - 8, HEIGHT - 4, `${xLabel}, to ${short(right)}`, 'end'),
    text(LEFT, HEIGHT - 4, yLabel, 'start'),
    text(LEFT - 4, TOP + 4, short(top), 'end'),
    text(LEFT - 4, HEIGHT - 24, '0', 'end'),
  ];
  return [...bands, frame, ...marks, ...labels].join('');
}

export interface Bar {
  readonly name: string;
  readonly low: number;
  readonly high: number;
}

/** Horizontal bars around a middle, the longest first. */
export function tornadoOf(title: string, middle: number, bars: readonly Bar[]): string {
  const height = 40 + 18 * bars.length;
  const ends = bars.flatMap(({ low, high }) => [low, high]);
  const [least, most] = [Math.min(middle, ...ends), Math.max(middle, ...ends)];
  const px = (x: number): number => round(210 + (360 * (x - least)) / (most - least || 1));
  const body = bars.map(({ name, low, high }, i) => {
    const [a, b] = [px(Math.min(low, high)), px(Math.max(low, high))];
    const y = 30 + 18 * i;
    const bar = `<rect x="${a}" y="${y}" width="${round(Math.max(1, b - a))}" height="12" fill="#8fb3db"/>`;
    return bar + text(204, y + 10, name, 'end');
  });
  const line = `<path d="M${px(middle)} 24V${height - 12}" stroke="#1d4e89"/>`;
  const head = text(
    4,
    14,
    `${title}: ${short(middle)} (${short(least)} to ${short(most)})`,
    'start',
    true,
  );
  return wrapped(600, height, head + body.join('') + line);
}

function text(x: number, y: number, words: string, anchor: string, isBold = false): string {
  const weight = isBold ? ' font-weight="bold"' : '';
  const safe = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${x}" y="${y}" text-anchor="${anchor}"${weight}>${safe}</text>`;
}

export function short(x: number): string {
  return String(Number(x.toPrecision(3)));
}

function round(x: number): number {
  return Number(x.toFixed(1));
}
