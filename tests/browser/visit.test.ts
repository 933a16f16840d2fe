// An uneventful month in a real browser: one sitting, six interactions, and what happens next.

import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { hasChromium } from './chromium.ts';
import { clinicOfSuite } from './clinic.ts';
import { keepScreen } from './keep-screen.ts';
import { excessOf, faultsOf, NARROW, textOf, WIDE } from './people.ts';
import { pressesTold } from './presses.ts';

const canRun = hasChromium();

it('has Chromium wherever CI counts on it', () => {
  expect(canRun || process.env.CI !== 'true').toBe(true);
});

/** In their fifth month of iPLEDGE, able to become pregnant, the last capsules nearly taken. */
const CARD = 'CLINIC-US-0036';

describe.runIf(canRun)('a visit', () => {
  const clinic = clinicOfSuite('console', 36);
  let interactions = 0;

  async function open(page: Page): Promise<void> {
    await page.getByLabel('Name, birth date or number').fill(CARD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Events' }).waitFor();
  }

  /** By keyboard alone: the focus goes there, and a key does it. */
  async function press(page: Page, role: 'link' | 'radio' | 'checkbox' | 'button', name: RegExp) {
    const place = page.getByRole(role, { name }).first();
    await place.focus();
    await page.keyboard.press(role === 'radio' || role === 'checkbox' ? 'Space' : 'Enter');
    interactions += 1;
  }

  it('is recorded in at most six interactions, by keyboard, and ends with what comes next', async () => {
    const page = await clinic.people.page('prescriber', '/patients');
    await open(page);
    await press(page, 'link', /^Visit$/);
    await page.getByRole('heading', { name: 'Visit today' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await keepScreen(page, 'console-visit');
    await page.setViewportSize(NARROW);
    expect(await excessOf(page)).toEqual([]);
    await keepScreen(page, 'console-visit-360');
    await page.setViewportSize(WIDE);
    const button = page.getByRole('button', { name: /^Record the visit/ });
    expect(await button.isDisabled()).toBe(true);
    await press(page, 'radio', /^Negative$/);
    await press(page, 'checkbox', /^Counselling given/);
    await press(page, 'checkbox', /^Prescription/);
    await press(page, 'button', /^Record the visit \(3 steps\)/);
    await page.getByRole('heading', { name: 'What happens next' }).waitFor();
    const said = await textOf(page.locator('main'));
    expect(said).toContain('2 entries recorded.');
    expect(said).toContain('The prescription is recorded.');
    expect(said).not.toMatch(/undefined|[a-z]_[a-z]/);
    expect(interactions).toBeLessThanOrEqual(6);
    expect(interactions).toBe(pressesTold('An uneventful month'));
    await page
      .getByRole('listitem')
      .filter({ hasText: /Capsules|Questions/ })
      .first()
      .waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await keepScreen(page, 'console-visit-end');
    expect(clinic.people.complaints).toEqual([]);
    await page.close();
  });
});
