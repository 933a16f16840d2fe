// Signed-in browser pages of the demonstration's people, watched for what a page must never do.

import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { RunningAegle } from './start-aegle.ts';

export type Person =
  | 'prescriber'
  | 'delegate'
  | 'pharmacist'
  | 'officer'
  | 'safety'
  | 'administrator'
  | 'patient'
  | 'guardian'
  | 'researcher';

export const WIDE = { width: 1280, height: 800 } as const;
export const NARROW = { width: 360, height: 740 } as const;

/** One browser with a signed-in context per person; a sign-in is done once. */
export class People {
  /** Script errors, console errors and requests to other hosts, in the order they were seen. */
  readonly complaints: string[] = [];
  readonly #browser: Browser;
  readonly #aegle: RunningAegle;
  readonly #contexts = new Map<Person, BrowserContext>();

  constructor(browser: Browser, aegle: RunningAegle) {
    this.#browser = browser;
    this.#aegle = aegle;
  }

  /** A new page of nobody. */
  async stranger(): Promise<Page> {
    return this.#watched(await (await this.#newContext()).newPage());
  }

  /** A new page of a signed-in person, at their first place. */
  async page(person: Person, path = '/'): Promise<Page> {
    const context = this.#contexts.get(person) ?? (await this.#signIn(person));
    const page = this.#watched(await context.newPage());
    await page.goto(this.#aegle.address + path);
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    return page;
  }

  /** Fills in the sign-in page. */
  async fillIn(page: Page, person: string, password: string): Promise<void> {
    await page.goto(this.#aegle.address);
    await page.getByLabel('E-mail').fill(`${person}@demonstration.example`);
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }

  #newContext(): Promise<BrowserContext> {
    return this.#browser.newContext({ viewport: WIDE, timezoneId: 'America/New_York' });
  }

  async #signIn(person: Person): Promise<BrowserContext> {
    const context = await this.#newContext();
    const page = await context.newPage();
    await this.fillIn(page, person, this.#aegle.password);
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await page.close();
    this.#contexts.set(person, context);
    return context;
  }

  #watched(page: Page): Page {
    page.on('pageerror', (error) => this.complaints.push(`script: ${error.message}`));
    page.on('console', (message) => {
      // A refused request is an answer that the page shows; the browser reports it as an error.
      const isRefusal = message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && !isRefusal)
        this.complaints.push(`console: ${message.text()}`);
    });
    page.on('request', (request) => {
      const isOwn = request.url().startsWith(this.#aegle.address);
      if (!isOwn && !request.url().startsWith('data:'))
        this.complaints.push(`request: ${request.url()}`);
    });
    return page;
  }
}

/** What axe finds, one line each, and whether the page is wider than its window. */
export async function faultsOf(page: Page): Promise<readonly string[]> {
  await page.waitForLoadState('networkidle');
  return faultsNow(page);
}

/** The same without waiting for the network: a page with a worker never counts as idle. */
export async function faultsNow(page: Page): Promise<readonly string[]> {
  await isStill(page);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const named = violations.map((one) => `${one.id}: ${one.nodes[0]?.html.slice(0, 120) ?? ''}`);
  return [...named, ...(await excessOf(page))];
}

/** Waits for what fades in or out: half a colour is no colour of the page. */
async function isStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const moving = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    // One that is taken away in its midst has ended too.
    await Promise.allSettled(moving.map(({ finished }) => finished));
  });
}

/** Today where the demonstration's clinic and pharmacy are, YYYY-MM-DD, at whatever hour the test runs. */
export const todayThere = (): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format();

/** Presses a button by keyboard once it has the focus, as whoever sees the focus does. */
export async function pressFocused(button: Locator): Promise<void> {
  await expect.poll(() => button.evaluate((one) => one === document.activeElement)).toBe(true);
  await button.page().keyboard.press('Enter');
}

/** One line when the page has to be scrolled sideways. */
export async function excessOf(page: Page): Promise<readonly string[]> {
  const excess = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  const { width } = page.viewportSize() ?? WIDE;
  return excess > 0 ? [`wider than ${width} px by ${excess} px`] : [];
}

/** A place of the console's menu; the page itself may lead there too. */
export const placeIn = (page: Page, name: string): Locator =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true });

/** What a person reads there, on one line, once it is there. */
export async function textOf(place: Locator): Promise<string> {
  await place.first().waitFor();
  const texts = await place.allInnerTexts();
  return texts.join(' ').replaceAll(/\s+/g, ' ').trim();
}
