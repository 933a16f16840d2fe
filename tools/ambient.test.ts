// The clock, the environment and chance are read where the list says, and nowhere else.

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ALLOWED, ambientFaults, ambientReads } from './ambient.ts';
import { trackedFiles } from './tidy.ts';

const root = join(import.meta.dirname, '..');
const bad = (text: string, file = 'packages/server/src/services/bad.ts') =>
  ambientReads(file, text).map(({ what }) => what);

describe('what the machine is asked', () => {
  it('is asked only where the list allows it, and the list allows nothing unused', () => {
    expect(ambientFaults(root, trackedFiles(root))).toEqual([]);
  });

  it('is asked somewhere at all: a check over no files would always pass', () => {
    const mains = ALLOWED.filter(({ file }) => file.endsWith('/src/main.ts'));
    expect(mains.map(({ file }) => file)).toEqual([
      'packages/server/src/main.ts',
      'packages/cli/src/main.ts',
    ]);
    expect(ambientFaults(root, []).length).toBeGreaterThanOrEqual(ALLOWED.length);
    for (const { because } of ALLOWED) expect(because.length).toBeGreaterThan(5);
  });

  it.each([
    ['Date.now', 'export const at = Date.now();'],
    ['Date.now', 'export const clock = Date["now"];'],
    ['Date.now', 'const { now } = Date; export const at = now();'],
    ['Date.now', 'export const at = globalThis.Date.now();'],
    ['new Date()', 'export const at = new Date();'],
    ['new Date()', 'export const at = new Date;'],
    ['Date()', 'export const at = Date();'],
    ['process.env', 'export const zone = process.env.TZ;'],
    ['process.env', 'const { env } = process; export const zone = env.TZ;'],
    ['performance.now', 'export const at = performance.now();'],
    ['Math.random', 'export const chance = Math.random();'],
    ['randomUUID', "import { randomUUID as fresh } from 'node:crypto'; export const id = fresh();"],
    ['crypto.randomUUID', 'export const id = crypto.randomUUID();'],
  ])('a bad file that reads %s is found: %s', (what, text) => {
    expect(bad(text)).toEqual([what]);
  });

  it('in core there is no Date at all, elsewhere a given instant may be written', () => {
    const text = 'export const day = new Date(0).toISOString();';
    expect(bad(text, 'packages/core/src/time/bad.ts')).toEqual(['Date']);
    expect(bad(text)).toEqual([]);
  });
});
