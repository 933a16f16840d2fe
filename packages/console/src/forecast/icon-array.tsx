// A share as a hundred people: filled, filled at most, and the others. Never a share without its range.

import type { GradeAnswer } from '@aegle/forecast';
import { messages } from '../messages/messages.ts';

const STEP = 13;
const SIZE = 10 * STEP;

/** Circles of the people from `from` up to `to`, as one path: a page has many of these drawings. */
function circles(from: number, to: number, radius: number): string {
  const people = Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
  return people
    .map((person) => {
      const left = (person % 10) * STEP + STEP / 2 - radius;
      const middle = Math.floor(person / 10) * STEP + STEP / 2;
      const half = `a${radius} ${radius} 0 1 0`;
      return `M${left} ${middle}${half} ${2 * radius} 0${half} ${-2 * radius} 0`;
    })
    .join('');
}

/** The sentence is its name; filled ones are the estimate, dotted ones reach to the upper end. */
export function IconArray({ icons }: { icons: NonNullable<GradeAnswer['icons']> }) {
  const { of, count, high, sentence } = icons;
  return (
    <svg
      viewBox={`0 0 ${SIZE} ${SIZE}`}
      width={SIZE}
      height={SIZE}
      role="img"
      aria-label={`${sentence} ${messages.forecast.iconsLegend}`}
    >
      <path d={circles(0, count, 4.6)} fill="#0d4f52" stroke="#0d4f52" />
      <path d={circles(count, of, 4.6)} fill="#fff" stroke="#5c6a73" />
      <path d={circles(count, high, 1.8)} fill="#0d4f52" />
    </svg>
  );
}
