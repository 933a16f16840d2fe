// The same release gives the same published numbers on Node and in Chromium, to the last bit.
// Never passes over an absent browser: it is named, and under CI=true that is a failure.

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { expect, it } from 'vitest';
import { NUMBERED_REQUESTS, numbersOf } from './testing-numbers.ts';

const CHROMIUM = '/usr/bin/chromium';
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What the bundle leaves on the page. */
interface Page {
  readonly forecast: typeof import('./testing-numbers.ts');
}

async function numbersInChromium(): Promise<readonly string[]> {
  const bundle = await build({
    entryPoints: [fileURLToPath(new URL('testing-numbers.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'forecast',
    logLevel: 'error',
  });
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: bundle.outputFiles[0]!.text });
    return await page.evaluate(() => {
      const { NUMBERED_REQUESTS: requests, numbersOf: numbers } = (globalThis as unknown as Page)
        .forecast;
      return requests.map((request) => JSON.stringify(numbers(request)));
    });
  } finally {
    await browser.close();
  }
}

it('gives the same counts and the same answer on Node and in Chromium', async () => {
  if (!existsSync(CHROMIUM)) {
    process.stdout.write('NOT RUN: forecast in Chromium, needs chromium\n');
    expect(process.env.CI, 'chromium is needed under CI').not.toBe('true');
    return;
  }
  const there = await numbersInChromium();
  const here = NUMBERED_REQUESTS.map((request) => JSON.stringify(numbersOf(request)));
  expect(there).toHaveLength(here.length);
  there.forEach((text, i) => {
    expect(JSON.parse(text).answer.release).toEqual(JSON.parse(here[i]!).answer.release);
    expect(text === here[i], `request ${i} differs`).toBe(true);
  });
}, 300_000);
