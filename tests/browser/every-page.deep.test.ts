// Every page under axe at 1280 px, and fitting its window at 360 px, with each role's own eyes.

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, startChromium } from './chromium.ts';
import { excessOf, faultsOf, NARROW, People } from './people.ts';
import { type RunningAegle, startAegle } from './start-aegle.ts';

const canRun = hasChromium();

it('has Chromium wherever CI counts on it', () => {
  expect(canRun || process.env.CI !== 'true').toBe(true);
});

describe.runIf(canRun)('every page', () => {
  let aegle: RunningAegle;
  let browser: Browser;
  let people: People;

  beforeAll(async () => {
    aegle = await startAegle();
    browser = await startChromium();
    people = new People(browser, aegle);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await aegle?.stop();
  }, 60_000);

  it('passes axe at 1280 px and fits its window at 360 px too', async () => {
    const finding = await people.page('prescriber', '/patients');
    await finding.getByLabel('Name, birth date or number').fill('DEMO-READY');
    await finding.keyboard.press('Enter');
    await finding.getByRole('heading', { name: 'Events' }).waitFor();
    const ready = new URL(finding.url()).pathname;
    await finding.close();
    const places = [
      ['pharmacist', '/pharmacy'],
      ['prescriber', ready],
      ['prescriber', `${ready}/conditions`],
      ['prescriber', `${ready}/prescribe`],
      ['prescriber', `${ready}/record`],
      ['prescriber', '/today'],
      ['prescriber', '/patients'],
      ['prescriber', '/enrol'],
      ['prescriber', '/tasks'],
      ['officer', '/programmes'],
      ['administrator', '/people'],
      ['administrator', '/account'],
      ['safety', '/programmes/us-ipledge'],
      ['safety', '/programmes/nz-special-authority'],
      ['safety', '/programmes/in'],
      ['patient', '/own'],
      ['guardian', '/timeline'],
      ['researcher', '/no-such-page'],
    ] as const;
    const faults: string[] = [];
    for (const [person, path] of places) {
      const page = await people.page(person, path);
      const wide = await faultsOf(page);
      await page.setViewportSize(NARROW);
      const narrow = await excessOf(page);
      faults.push(...[...wide, ...narrow].map((fault) => `${person} ${path}: ${fault}`));
      await page.close();
    }
    expect([...faults, ...people.complaints]).toEqual([]);
  }, 600_000);
});
