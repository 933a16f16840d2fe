// The counter in a real browser: one number, one verdict, one step; a scan at any moment begins anew.
// Registers tests; the file that starts the server calls it.

import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { keepScreen } from './keep-screen.ts';
import {
  excessOf,
  faultsOf,
  NARROW,
  type People,
  pressFocused,
  textOf,
  todayThere,
  WIDE,
} from './people.ts';
import { pressesTold } from './presses.ts';

/** What a queue at a counter must not read or overhear. */
export const PRIVATE = /pregnan|positive|test|contracep|hold|mood/i;

const verdictIn = (page: Page) => page.getByRole('heading', { level: 2, name: /^(Yes|Not now)$/ });

/** Types a number as a pharmacist does and reads the whole verdict. */
export async function check(page: Page, typed: string): Promise<string> {
  await page.getByLabel(/Number on the card/).fill(typed);
  await page.keyboard.press('Enter');
  await verdictIn(page).waitFor();
  return textOf(page.locator('section').first());
}

/** A scanner types into whatever has the focus, and ends with Enter. */
async function scan(page: Page, number: string): Promise<void> {
  await page.keyboard.type(number);
  await page.keyboard.press('Enter');
}

const hasFocus = (page: Page) =>
  page.getByLabel(/Number on the card/).evaluate((field) => document.activeElement === field);

/** Tests of the pharmacy page; `reference` is a supply reference as a prescriber hands it on. */
export function counterSteps(people: () => People, reference: () => string): void {
  it('answers one field at the counter with number, minute, verdict, last day, zone and supply', async () => {
    const page = await people().page('pharmacist');
    expect(await hasFocus(page)).toBe(true);
    await page.setViewportSize(NARROW);
    const yes = await check(page, 'DEMO-READY');
    expect(await faultsOf(page)).toEqual([]);
    expect(yes).toMatch(
      /^DEMO-READY, checked at \d\d:\d\d Yes Capsules may be dispensed\. Last day \d+ \w+ \d{4} until its end/,
    );
    expect(yes).toContain('New York time');
    expect(yes).toContain('at most 30 days');
    await page.keyboard.press('Escape');
    expect(await page.getByLabel(/Number on the card/).inputValue()).toBe('');
    expect(await verdictIn(page).count()).toBe(0);
    const no = await check(page, 'DEMO-HELD');
    expect(no).toMatch(/Not now Do not dispense capsules\. Next step Contact the prescriber\./);
    expect(no).not.toMatch(PRIVATE);
    expect(await check(page, 'NOBODY')).toContain('Contact the prescriber.');
    expect(await check(page, `${reference()}`)).toContain('Yes');
    expect(`${page.url()} ${await page.title()}`).not.toMatch(/DEMO|NOBODY/);
    await page.close();
  });

  it('H-02 begins anew with every edit and every scan, wherever the focus is', async () => {
    const page = await people().page('pharmacist');
    await check(page, 'DEMO-READY');
    expect(await hasFocus(page)).toBe(true);
    // The next card, scanned while the last "Yes" stands: the field's text is replaced by it.
    await scan(page, 'DEMO-HELD');
    await page.getByText('Not now', { exact: true }).waitFor();
    expect(await verdictIn(page).count()).toBe(1);
    expect(await textOf(verdictIn(page))).toBe('Not now');
    // One more sign in the field takes the answer away at once.
    await check(page, 'DEMO-READY');
    await page.getByLabel(/Number on the card/).press('End');
    await page.keyboard.type('X');
    expect(await verdictIn(page).count()).toBe(0);
    // A scan while the question stands whether to authorise authorises nothing.
    await check(page, 'DEMO-READY');
    await page.getByRole('button', { name: 'Authorise' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Authorise' }).waitFor();
    await scan(page, 'DEMO-HELD');
    await page.getByText('Not now', { exact: true }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await check(page, 'DEMO-READY')).toContain('Yes');
    expect(await page.getByRole('heading', { name: 'Authorise' }).count()).toBe(1);
    await page.close();
  });

  it('H-02 takes a verdict off the page after a minute', async () => {
    const page = await people().page('pharmacist');
    await page.clock.install();
    await check(page, 'DEMO-READY');
    await page.clock.fastForward(59_000);
    expect(await verdictIn(page).count()).toBe(1);
    await page.clock.fastForward(2_000);
    await page.getByText('The last answer was older than a minute. Check again.').waitFor();
    expect(await verdictIn(page).count()).toBe(0);
    await page.close();
  });

  it('goes from the card to the dispense and back by keyboard, each verdict its own step’s', async () => {
    const page = await people().page('pharmacist');
    await check(page, 'DEMO-READY');
    expect(await page.getByLabel('Days of supply').inputValue()).toBe('30');
    await page.getByLabel('Days of supply').press('Enter');
    await pressFocused(page.getByRole('dialog').getByRole('button', { name: 'Authorise' }));
    await page.getByText('Left on this authorisation: 30 days.').waitFor();
    expect(await textOf(verdictIn(page))).toBe('Yes');
    await page.getByLabel('Days of supply').fill('31');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.getByLabel('Days of supply').fill('10');
    await page.getByLabel('Capsules handed out').fill('20');
    await keepScreen(page, 'console-counter');
    await page.setViewportSize(NARROW);
    expect(await excessOf(page)).toEqual([]);
    await keepScreen(page, 'console-counter-360');
    await page.setViewportSize(WIDE);
    await page.getByLabel('Days of supply').focus();
    await page.keyboard.press('Enter');
    await pressFocused(page.getByRole('dialog').getByRole('button', { name: 'Dispense' }));
    await page.getByText('Dispensed: 10 days.').waitFor();
    await page.getByText('Left on this authorisation: 20 days.').waitFor();
    expect(await verdictIn(page).count()).toBe(0);
    expect(await hasFocus(page)).toBe(true);
    await page.getByRole('button', { name: 'Undo', exact: true }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Returned to stock, unopened').press('Space');
    await dialog.getByRole('button', { name: 'Take back' }).press('Enter');
    await page.getByText('Taken back.').waitFor();
    expect(await page.getByRole('heading', { name: 'Handed out here' }).count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);
    await page.close();
  });

  it('keeps what was handed out within reach, and the number while a document is recorded', async () => {
    const page = await people().page('pharmacist');
    await check(page, 'DEMO-READY');
    await page.getByRole('link', { name: 'Record a document or portal answer' }).click();
    await page.getByRole('combobox', { name: 'What happened' }).click();
    await page.getByRole('option', { name: 'Medication guide given' }).click();
    await page.getByLabel('Day it happened').fill(todayThere());
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByRole('link', { name: 'Back to the check' }).click();
    await verdictIn(page).waitFor();
    expect(await page.getByLabel(/Number on the card/).inputValue()).toBe('DEMO-READY');
    // From the scan, whose Enter is the first press, to the capsules.
    let presses = 1;
    const press = async (place: Locator) => {
      await place.click();
      presses += 1;
    };
    const button = page.getByRole('button', { name: /^(Authorise|Dispense)$/ });
    const isWhole = (await button.textContent()) === 'Authorise';
    if (isWhole) {
      await press(button);
      await press(page.getByRole('dialog').getByRole('button', { name: 'Authorise' }));
      await page.getByText(/Left on this authorisation/).waitFor();
    }
    await page.getByLabel('Days of supply').fill('5');
    await press(page.getByRole('button', { name: 'Dispense' }));
    await press(page.getByRole('dialog').getByRole('button', { name: 'Dispense' }));
    expect(presses).toBeLessThanOrEqual(5);
    if (isWhole) expect(presses).toBe(pressesTold('A dispense at a counter'));
    await page.getByText('Dispensed: 5 days.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Undo DEMO-READY' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Returned to stock, unopened').check();
    await dialog.getByRole('button', { name: 'Take back' }).click();
    await page.getByText('Taken back.').waitFor();
    expect(await page.getByRole('heading', { name: 'Handed out here' }).count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);
    await page.close();
  });
}
