// Finds and starts Debian's Chromium for the browser tests. Never downloads a browser.

import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** False where Chromium is not installed; then the line is printed that the test runner counts. */
export function hasChromium(): boolean {
  if (existsSync(EXECUTABLE)) return true;
  console.log('NOT RUN: browser, needs chromium');
  return false;
}

/** A browser that talks to nobody but the page. */
export function startChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
