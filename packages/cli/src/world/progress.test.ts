// Progress as a person and as a log see it.

import type { Instant } from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { Progress } from './progress.ts';
import type { World } from './world.ts';

function told(isInteractive: boolean, steps: readonly (readonly [number, number])[]): string[] {
  const lines: string[] = [];
  let ms = 0;
  const world: World = {
    argv: [],
    environment: {},
    now: 0 as Instant,
    elapsedMs: () => ms,
    writeOut: () => undefined,
    writeError: (text) => void lines.push(text),
    isInteractive,
    homeFolder: '',
    processors: 1,
    onInterrupt: () => () => undefined,
    readInput: async () => '',
  };
  const progress = new Progress(world, 'People');
  for (const [atMs, done] of steps) {
    ms = atMs;
    progress.at(done, 1000);
  }
  progress.end();
  return lines;
}

describe('progress', () => {
  it('says nothing in the first two seconds', () => {
    expect(told(false, [[1999, 900]])).toEqual([]);
  });

  it('tells share, rate and remaining time, every five seconds where nobody watches', () => {
    expect(
      told(false, [
        [4000, 200],
        [5000, 300],
        [10_000, 500],
      ]),
    ).toEqual([
      'People: 200 of 1000 (20 %), 50 a second, 16 s left\n',
      'People: 500 of 1000 (50 %), 50 a second, 10 s left\n',
    ]);
  });

  it('redraws a bar for a person, and takes it away at the end', () => {
    const [line, last] = told(true, [[4000, 250]]);
    expect(line).toContain('[######..................] 250 of 1000 (25 %), 63 a second, 12 s left');
    expect(last).toBe('\r\u001b[K');
  });

  it('gives long waits in minutes', () => {
    expect(told(false, [[60_000, 100]])[0]).toContain('2 a second, 9 min left');
  });
});
