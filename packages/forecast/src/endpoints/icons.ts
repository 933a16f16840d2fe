// A share as people out of a hundred, with its range and a sentence that says whose hundred.
// Never says "you": the figure is about people in the studies.

export interface Icons {
  readonly of: 100;
  readonly count: number;
  readonly low: number;
  readonly high: number;
  readonly day: number;
  readonly sentence: string;
}

export function iconsOf(share: number, low: number, high: number, day: number): Icons {
  const count = Math.round(100 * share);
  const [from, to] = [Math.round(100 * low), Math.round(100 * high)];
  const range = from === to ? '' : ` (somewhere from ${from} to ${to})`;
  const sentence = `About ${count} of 100 people in these studies${range}.`;
  return { of: 100, count, low: from, high: to, day, sentence };
}
