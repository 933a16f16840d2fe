// What a page loads as script before it paints, compressed, read from the built files themselves.
// No browser and no clock: `bench/pages` measures the time.

import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { buildPages } from './start-aegle.ts';

const ROOT = join(import.meta.dirname, '../..');
const MAX_BYTES = 150_000;

/** The scripts that the browser must have before the entry runs: imports that are no call. */
async function firstScripts(folder: string): Promise<ReadonlyMap<string, string>> {
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  const open = [...page.matchAll(/<script [^>]*src="([^"]+)"/g)].map(([, path]) => path ?? '');
  const found = new Map<string, string>();
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const name = basename(path);
    if (found.has(name)) continue;
    const code = await readFile(join(folder, 'assets', name), 'utf8');
    found.set(name, code);
    for (const [, next] of code.matchAll(/(?:\bfrom|\bimport)\s*["'](\.[^"']+\.js)["']/g))
      open.push(next ?? '');
  }
  return found;
}

describe('the script before the first paint', () => {
  it.each(['console', 'diary'] as const)('of the %s is at most 150 kB, compressed', async (app) => {
    await buildPages(app);
    const outDir = join(ROOT, 'packages', app, 'dist');
    const scripts = await firstScripts(outDir);
    expect(scripts.size).toBeGreaterThan(0);
    const sizes = [...scripts].map(([name, code]) => [name, brotliCompressSync(code).byteLength]);
    const bytes = sizes.reduce((sum, [, size]) => sum + Number(size), 0);
    expect(bytes, JSON.stringify(sizes)).toBeLessThanOrEqual(MAX_BYTES);
    // What is loaded later is there, in files of its own.
    const built = await readdir(join(outDir, 'assets'));
    expect(built.filter((name) => name.endsWith('.js')).length).toBeGreaterThan(scripts.size);
  });
});
