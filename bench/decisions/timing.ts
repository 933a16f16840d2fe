// Times a piece of work in processor seconds and on the wall, and sums up many such times.
// Never times the collection of rubbish that earlier work left behind.

/** Rates of one chunk, per second. */
export interface Rate {
  readonly perCoreSecond: number;
  readonly perWallSecond: number;
}

/** Least, middle and greatest over the chunks. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/**
 * Collects the young rubbish of earlier work. A full collection would also throw away compiled code
 * whose objects happen to be gone, and the work would be timed while it is compiled again.
 */
function emptyTheNursery(): void {
  globalThis.gc?.({ type: 'minor' });
  globalThis.gc?.({ type: 'minor' });
}

/** Runs the work once. Processor time counts every thread: compiler and collector too. */
export async function timed<T>(
  count: number,
  work: () => T | Promise<T>,
): Promise<{ readonly rate: Rate; readonly result: T }> {
  emptyTheNursery();
  const cpu = process.cpuUsage();
  const wall = performance.now();
  const result = await work();
  const wallSeconds = (performance.now() - wall) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const perCoreSecond = (count * 1e6) / (user + system);
  return { rate: { perCoreSecond, perWallSecond: count / wallSeconds }, result };
}

/** Least, middle and greatest of one member over the chunks. */
export function spreadOf(rates: readonly Rate[], member: keyof Rate): Spread {
  const sorted = rates.map((rate) => rate[member]).sort((a, b) => a - b);
  return { min: sorted[0]!, median: sorted[sorted.length >> 1]!, max: sorted.at(-1)! };
}
