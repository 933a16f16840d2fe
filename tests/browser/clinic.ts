// The server, the browser and the people of one browser suite: there before its first test, gone after its last.
// Never shared between suites: what one records another would find.

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { startChromium } from './chromium.ts';
import { People } from './people.ts';
import { type RunningAegle, startAegle } from './start-aegle.ts';

/** What a suite works with, from its first test on. */
export interface Clinic {
  readonly aegle: RunningAegle;
  readonly browser: Browser;
  readonly people: People;
}

/** Starts and ends them around the suite in which it is called; takes what `startAegle` takes. */
export function clinicOfSuite(...asked: Parameters<typeof startAegle>): Clinic {
  let aegle: RunningAegle | undefined;
  let browser: Browser | undefined;
  let people: People | undefined;
  beforeAll(async () => {
    aegle = await startAegle(...asked);
    browser = await startChromium();
    people = new People(browser, aegle);
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await aegle?.stop();
  }, 300_000);
  return {
    get aegle() {
      return aegle!;
    },
    get browser() {
      return browser!;
    },
    get people() {
      return people!;
    },
  };
}
