// How much of one refused body is looked at: counted, so that no body costs more than its sender could wait for.
// Never a clock: what is counted is the same on every machine. What is left over is kept unread.

/** Members, marks and tokens of one body: two megabytes of ordinary reports have fewer. */
export const LOOKED_AT_MAX = 600_000;

/** What may still be looked at of one body, however often it is packed in itself. */
export class Looking {
  #left: number;
  #isOver = false;

  constructor(most = LOOKED_AT_MAX) {
    this.#left = most;
  }

  /** True where so much may be looked at, and then it is taken; else nothing further is. */
  take(cost: number): boolean {
    if (this.#isOver || cost > this.#left) this.#isOver = true;
    else this.#left -= cost;
    return !this.#isOver;
  }

  /** Stops: what is left is not looked at. */
  end(): void {
    this.#isOver = true;
  }

  /** True where something was not looked at. */
  get isOver(): boolean {
    return this.#isOver;
  }
}

/** How often any of these signs stands in a text. */
export function countOf(signs: string, text: string): number {
  let count = 0;
  for (const sign of signs)
    for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) count += 1;
  return count;
}
