// A share as people out of a hundred, with its range and a sentence that says whose hundred.
// Never says "you", and never that these people were studied: they are simulated from studies.

export interface Icons {
  readonly of: 100;
  readonly count: number;
  readonly low: number;
  readonly high: number;
  readonly day: number;
  readonly sentence: string;
}

/** Whose hundred it is, at the head of every such sentence. */
export const OF_HUNDRED = 'Of 100 people like this, simulated from these studies,';

export function iconsOf(share: number, low: number, high: number, day: number): Icons {
  const count = Math.round(100 * share);
  const [from, to] = [Math.round(100 * low), Math.round(100 * high)];
  const range = from === to ? '' : ` (somewhere from ${from} to ${to})`;
  const sentence = `${OF_HUNDRED} about ${count}${range}.`;
  return { of: 100, count, low: from, high: to, day, sentence };
}
