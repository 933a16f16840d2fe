// A session that ends in mid-form loses no text, and leaves none to anybody else.

import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { hasChromium } from './chromium.ts';
import { clinicOfSuite } from './clinic.ts';
import { placeIn } from './people.ts';

const canRun = hasChromium();

it('has Chromium wherever CI counts on it', () => {
  expect(canRun || process.env.CI !== 'true').toBe(true);
});

/** In their fifth month of iPLEDGE, able to become pregnant, the last capsules nearly taken. */
const CARD = 'CLINIC-US-0036';

describe.runIf(canRun)('a lost session', () => {
  const clinic = clinicOfSuite('console', 36);

  async function signIn(page: Page, person: string): Promise<void> {
    await page.getByLabel('E-mail').fill(`${person}@demonstration.example`);
    await page.getByRole('textbox', { name: 'Password' }).fill(clinic.aegle.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
  }

  async function arrive(person: string): Promise<Page> {
    const page = await clinic.people.stranger();
    await page.goto(clinic.aegle.address);
    await signIn(page, person);
    return page;
  }

  /** Somebody else ended it, or its day was over: the next press hears of it. */
  async function lose(page: Page, press: () => Promise<void>): Promise<void> {
    await page.context().clearCookies();
    await press();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  }

  const keptIn = (page: Page) =>
    page.evaluate(() => Object.entries(sessionStorage).filter(([key]) => key.includes('kept')));

  async function openVisit(page: Page): Promise<void> {
    await placeIn(page, 'Patients').click();
    await page.getByLabel('Name, birth date or number').fill(CARD);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: /^Visit$/ }).click();
    await page.getByRole('heading', { name: 'Visit today' }).waitFor();
  }

  const negative = (page: Page) => page.getByRole('radio', { name: /^Negative$/ }).first();
  const counselling = (page: Page) =>
    page.getByRole('checkbox', { name: /^Counselling given/ }).first();
  const record = (page: Page) => page.getByRole('button', { name: /^Record the visit/ });

  it('in mid-visit is signed in again at the same page, with the same text', async () => {
    const page = await arrive('prescriber');
    await openVisit(page);
    const address = page.url();
    await negative(page).check();
    await counselling(page).check();
    await page.getByLabel('Day of the visit').fill('2025-01-05');
    await lose(page, () => record(page).click());
    await signIn(page, 'prescriber');
    await page.getByRole('heading', { name: 'Visit today' }).waitFor();
    expect(page.url()).toBe(address);
    expect(await negative(page).isChecked()).toBe(true);
    expect(await counselling(page).isChecked()).toBe(true);
    expect(await page.getByLabel('Day of the visit').inputValue()).toBe('2025-01-05');
    await page.getByText('Record the visit (2 steps)').waitFor();
    // A page loaded anew finds it too; signing out leaves nothing.
    await page.reload();
    await page.getByText('Record the visit (2 steps)').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await keptIn(page)).toEqual([]);
    await page.close();
  }, 180_000);

  it('H-07 leaves nothing to whoever signs in next on a shared tablet', async () => {
    const page = await arrive('prescriber');
    await openVisit(page);
    await negative(page).check();
    await expect.poll(() => keptIn(page)).toHaveLength(1);
    await lose(page, () => record(page).click());
    await signIn(page, 'delegate');
    await page.getByRole('heading', { name: 'Visit today' }).waitFor();
    expect(await keptIn(page)).toEqual([]);
    expect(await negative(page).isChecked()).toBe(false);
    await page.close();
  }, 180_000);

  it('in an enrolment keeps names and programme, out of the address, until it is sent', async () => {
    const page = await arrive('delegate');
    await placeIn(page, 'Enrol').click();
    await page.getByLabel('Given name').fill('Ada');
    await page.getByLabel('Family name').fill('Invented');
    await page.getByLabel(/^Number on the card/).fill('LOST-0001');
    await page.getByRole('combobox', { name: 'Programme' }).fill('iPLEDGE');
    await page.getByRole('option', { name: /iPLEDGE/ }).click();
    await page.keyboard.press('Escape');
    await lose(page, () => page.getByRole('button', { name: 'Enrol', exact: true }).click());
    await signIn(page, 'delegate');
    await page.getByLabel('Given name').waitFor();
    expect(await page.getByLabel('Given name').inputValue()).toBe('Ada');
    expect(await page.getByLabel('Family name').inputValue()).toBe('Invented');
    expect(page.url()).not.toMatch(/Ada|Invented|LOST/);
    await page.getByRole('button', { name: 'Enrol', exact: true }).click();
    await page.getByText('Enrolled.').waitFor();
    await expect.poll(() => keptIn(page)).toEqual([]);
    await page.close();
  }, 180_000);
});
