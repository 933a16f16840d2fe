// A share as a hundred people: filled, filled at most, and the others. Never a share without its range.

import type { Icons } from '@aegle/forecast';
import { words } from './words-en.ts';

const STEP = 13;
const ROW = 20;

/** Circles of the people from `from` up to `to`, as one path. */
function circles(from: number, to: number, radius: number): string {
  const people = Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
  return people
    .map((person) => {
      const left = (person % ROW) * STEP + STEP / 2 - radius;
      const middle = Math.floor(person / ROW) * STEP + STEP / 2;
      const half = `a${radius} ${radius} 0 1 0`;
      return `M${left} ${middle}${half} ${2 * radius} 0${half} ${-2 * radius} 0`;
    })
    .join('');
}

/** The sentence is its name; filled ones are the estimate, dotted ones reach to the upper end. */
export function PeopleIcons({ icons, what }: { icons: Icons; what: string }) {
  const { of, count, high, sentence } = icons;
  return (
    <svg
      viewBox={`0 0 ${ROW * STEP} ${(of / ROW) * STEP}`}
      className="fs-people"
      role="img"
      aria-label={`${sentence} ${what}. ${words.iconsLegend}`}
    >
      <path d={circles(0, count, 4.6)} className="fs-has" />
      <path d={circles(count, of, 4.4)} className="fs-has-not" />
      <path d={circles(count, high, 1.8)} className="fs-may" />
    </svg>
  );
}
