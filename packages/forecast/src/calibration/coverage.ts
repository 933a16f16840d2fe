// How often an interval held a figure that the fit had not seen, and how far it has to be widened.
// Never narrows: a block whose intervals hold too much says so and stays as it is.

import { normalShare } from '../random/normal-quantile.ts';
import type { HeldOut } from './leave-out.ts';

/** A held-out figure under each reading of the model, with the reading's weight. */
export type WeightedHeldOut = readonly { readonly weight: number; readonly held: HeldOut }[];

/** Share of the predictive distribution below what was observed, the spread widened by `factor`. */
export function levelOf(readings: WeightedHeldOut, factor: number): number {
  return readings.reduce((sum, { weight, held }) => {
    const sd = Math.sqrt(held.own + factor * factor * held.between);
    return sum + weight * normalShare((held.observed - held.predicted) / sd);
  }, 0);
}

/** A figure that is a least one is held unless nearly all of the distribution falls short of it. */
function isInside(readings: WeightedHeldOut, factor: number, share: number): boolean {
  const level = levelOf(readings, factor);
  const tail = 0.5 * (1 - share);
  if (readings[0]!.held.target.scale === 'atLeast') return level <= 1 - tail;
  return level >= tail && level <= 1 - tail;
}

export function insideOf(rows: readonly WeightedHeldOut[], factor: number, share: number): number {
  return rows.filter((row) => isInside(row, factor, share)).length;
}

const LEAST = 0.8;
const WIDEST = 4;

/** The smallest factor, in twentieths, at which the 90 % interval holds four in five. */
export function wideningOf(rows: readonly WeightedHeldOut[]): number {
  for (let factor = 1; factor <= WIDEST; factor += 0.05) {
    if (insideOf(rows, factor, 0.9) >= LEAST * rows.length) return Number(factor.toFixed(2));
  }
  return WIDEST;
}
