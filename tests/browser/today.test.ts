// The clinic's day in a real browser: the worklist, tasks in words, and what a report is answered with.
// Tests run in order: the last ones change what the earlier ones read.

import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { hasChromium } from './chromium.ts';
import { clinicOfSuite } from './clinic.ts';
import { keepScreen } from './keep-screen.ts';
import { excessOf, faultsOf, NARROW, textOf, todayThere, WIDE } from './people.ts';

const canRun = hasChromium();

it('has Chromium wherever CI counts on it', () => {
  expect(canRun || process.env.CI !== 'true').toBe(true);
});

const CALL = /Do not take more capsules\. .*Call Harbour Dermatology \(invented\): 212-555-0142/;

describe.runIf(canRun)('the day of a clinic', () => {
  const clinic = clinicOfSuite();

  const rowsOf = (page: Page) =>
    page
      .getByRole('table', { name: 'Today' })
      .getByRole('row')
      .filter({ has: page.locator('td') });

  /** Opens a patient by the number on the card. */
  async function openPatient(page: Page, card: string): Promise<string> {
    await page.getByLabel('Name, birth date or number').fill(card);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Events' }).waitFor();
    return new URL(page.url()).pathname;
  }

  it('is one worklist in order of what closes first, in words, with names', async () => {
    const page = await clinic.people.page('prescriber');
    await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
    const rows = rowsOf(page);
    await rows.first().waitFor();
    expect(await rows.count()).toBeGreaterThan(5);
    await rows.filter({ hasText: 'Hanna Müller' }).first().waitFor();
    const texts = (await rows.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' '));
    expect(texts.join('\n')).not.toMatch(/undefined|[a-z]_[a-z]|[0-9a-f]{8}-/);
    const urgent = texts.map((text) => text.includes('At once'));
    expect(urgent).toEqual([...urgent].sort((a, b) => Number(b) - Number(a)));
    expect(texts.some((text) => /until the end of \d+ \w+ \d{4}, New York/.test(text))).toBe(true);
    expect(await faultsOf(page)).toEqual([]);
    await keepScreen(page, 'console-today');
    await page.setViewportSize(NARROW);
    expect(await excessOf(page)).toEqual([]);
    await keepScreen(page, 'console-today-360');
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await excessOf(page)).toEqual([]);
    expect(await page.title()).toBe('Today · Aegle');
    await page.close();
  });

  it('is worked through by keyboard: a kind, a row, its form', async () => {
    const page = await clinic.people.page('delegate');
    await rowsOf(page).first().waitFor();
    const kind = page.getByRole('combobox', { name: 'Kind' });
    await kind.click();
    await page.getByRole('option', { name: /^Pregnancy test \(\d+\)$/ }).click();
    // Until the answer comes the last list stands there.
    const kinds = async () =>
      new Set(
        await rowsOf(page)
          .getByRole('checkbox')
          .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')?.split(',')[0])),
      );
    await expect.poll(async () => [...(await kinds())]).toEqual(['Select: Pregnancy test']);
    const first = rowsOf(page).first().getByRole('link').first();
    await first.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Record what happened' }).waitFor();
    const chosen = page.getByRole('combobox', { name: 'What happened' });
    expect(await chosen.inputValue()).toBe('Pregnancy test reported');
    expect(page.url()).not.toMatch(/test|pregnan/i);
    await page.goBack();
    await rowsOf(page).first().waitFor();
    await page.keyboard.press('F2');
    await page.getByRole('heading', { level: 1, name: 'Patients' }).waitFor();
    await page.close();
  });

  it('is narrowed by state and programme, and says how much is left of it', async () => {
    const page = await clinic.people.page('prescriber');
    await rowsOf(page).first().waitFor();
    const whole = await rowsOf(page).count();
    await page.getByRole('combobox', { name: 'State' }).click();
    await page.getByRole('option', { name: 'At once' }).click();
    await expect.poll(() => rowsOf(page).count()).toBeLessThan(whole);
    for (const text of await rowsOf(page).allInnerTexts()) expect(text).toContain('At once');
    await page.getByRole('combobox', { name: 'Programme' }).click();
    await page.getByRole('option', { name: /iPLEDGE.* \(\d+\)$/ }).click();
    await rowsOf(page).first().waitFor();
    expect(await textOf(page.locator('main').getByRole('status'))).toMatch(
      /^\d+ things? to do within 7 days/,
    );
    expect(await faultsOf(page)).toEqual([]);
    const recent = page.waitForResponse(/whose=recent/);
    await page.getByText('Recent', { exact: true }).click();
    expect((await recent).status()).toBe(200);
    await page.getByText('Mine', { exact: true }).click();
    await page.getByRole('combobox', { name: 'Closes' }).click();
    await page.getByRole('option', { name: 'Within 24 hours, or has closed' }).click();
    await page.getByRole('combobox', { name: 'State' }).click();
    await page.getByRole('option', { name: 'Later in these days' }).click();
    await page.getByText('Nothing to do matches what you chose.').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Show everything' }).click();
    await expect.poll(() => rowsOf(page).count()).toBe(whole);
    await page.close();
  });

  it('prints what was selected, or all of it, and says what the paper leaves out', async () => {
    const page = await clinic.people.page('delegate');
    await rowsOf(page).first().waitFor();
    const whole = await rowsOf(page).count();
    const onPaper = async () => {
      await page.emulateMedia({ media: 'print' });
      const kept = await rowsOf(page).filter({ visible: true }).count();
      const said = await textOf(page.locator('main'));
      await page.emulateMedia({ media: 'screen' });
      return { kept, said };
    };
    expect(await onPaper()).toMatchObject({ kept: whole });
    for (const row of [0, 2]) await rowsOf(page).nth(row).getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Print the 2 selected' }).waitFor();
    const two = await onPaper();
    expect(two.kept).toBe(2);
    expect(two.said).toContain('2 selected of a longer list');
    expect(two.said).not.toContain('Clear the selection');
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await faultsOf(page)).toEqual([]);
    }
    await page.setViewportSize(NARROW);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByLabel(`Select all ${whole} shown`).check();
    await page.getByRole('button', { name: `Print the ${whole} selected` }).waitFor();
    await page.getByRole('button', { name: 'Clear the selection' }).click();
    await rowsOf(page).first().getByRole('checkbox').check();
    await page.setViewportSize(WIDE);
    // What is asked for anew has nothing selected that nobody sees.
    await page.getByRole('combobox', { name: 'Kind' }).click();
    await page.getByRole('option', { name: /^Pregnancy test \(\d+\)$/ }).click();
    await page.getByRole('button', { name: 'Print this list' }).waitFor();
    expect((await onPaper()).said).toContain('Only: Pregnancy test');
    await page.close();
  });

  it('names the patient and the reason of each task, and leads to its form', async () => {
    const page = await clinic.people.page('prescriber', '/tasks');
    const task = page.getByRole('listitem').filter({ hasText: 'Speak with the patient' }).first();
    await task.getByRole('link', { name: 'Hanna Müller' }).waitFor();
    expect(await textOf(task)).toContain('After a test that was not negative');
    expect(await faultsOf(page)).toEqual([]);
    await keepScreen(page, 'console-tasks');
    await page.setViewportSize(NARROW);
    expect(await excessOf(page)).toEqual([]);
    await page.setViewportSize(WIDE);
    await task.getByRole('link', { name: 'Do it now' }).click();
    const chosen = page.getByRole('combobox', { name: 'What happened' });
    await expect.poll(() => chosen.inputValue()).toBe('Safety hold cleared');
    // What is ended is named already, and so is the day.
    const hold = page.getByRole('combobox', { name: 'Hold' });
    await expect.poll(() => hold.inputValue()).toMatch(/: \w/);
    expect(await page.getByLabel('Day it happened').inputValue()).toBe(todayThere());
    await page.close();
    const office = await clinic.people.page('officer', '/tasks');
    await office.getByRole('heading', { level: 1 }).waitFor();
    expect(await textOf(office.locator('main'))).not.toContain('Müller');
    await office.close();
  });

  it('asks the conditions as the banner does, for the pharmacy where the patient collects', async () => {
    const page = await clinic.people.page('prescriber', '/patients');
    const path = await openPatient(page, 'DEMO-READY');
    await page.goto(`${clinic.aegle.address}${path}/conditions`);
    const banner = page.getByRole('region', { name: 'Patient' });
    await banner.getByText(/^Dispense: yes/).waitFor();
    await page.getByText('To dispense', { exact: true }).click();
    await page.getByText(/^Asked for .*, where the patient collects\.$/).waitFor();
    await page.getByText('Granted', { exact: true }).waitFor();
    const day = /until (\d+ \w+ \d{4})/.exec(await textOf(banner.getByText(/^Dispense: yes/)))?.[1];
    expect(await textOf(page.getByText(/^Until/))).toContain(day ?? 'no day');
    await page.close();
  });

  it('answers a report that stops the supply with what to do and whom to call', async () => {
    const page = await clinic.people.page('patient', '/report');
    await page.getByLabel('I am pregnant, or may be').check();
    await page.getByRole('button', { name: 'Send' }).click();
    const told = page.getByRole('alert');
    await told.getByText('The supply is stopped').waitFor();
    expect(await textOf(told)).toMatch(CALL);
    const number = told.getByRole('link', { name: /^Call Harbour/ });
    expect(await number.getAttribute('href')).toBe('tel:2125550142');
    expect(await faultsOf(page)).toEqual([]);
    await page.setViewportSize(NARROW);
    expect(await excessOf(page)).toEqual([]);
    await keepScreen(page, 'console-report-360');
    await page.close();
  });

  it('tells clinic and counter what to do when what they recorded closed the gates', async () => {
    const page = await clinic.people.page('delegate', '/patients');
    const path = await openPatient(page, 'DEMO-WAITING');
    await page.goto(`${clinic.aegle.address}${path}/record`);
    await page.getByRole('combobox', { name: 'What happened' }).click();
    await page.getByRole('option', { name: 'Period missed' }).click();
    await page.getByLabel('Day it happened').fill(todayThere());
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    const told = page.getByRole('alert');
    await told.getByText('Tell the patient now:').waitFor();
    expect(await textOf(told)).toMatch(CALL);
    await page.close();
    const counter = await clinic.people.page('pharmacist', `${path}/record`);
    await counter.getByRole('combobox', { name: 'What happened' }).click();
    await counter.getByRole('option', { name: 'Capsules shared' }).click();
    await counter.getByLabel('Day it happened').fill(todayThere());
    await counter.getByRole('button', { name: 'Record', exact: true }).click();
    const toldThere = counter.getByRole('alert').filter({ hasText: 'Recorded.' });
    await toldThere.getByText('Do not dispense. Call the prescriber today.').waitFor();
    expect(await textOf(toldThere)).not.toMatch(/gate|task|212-555/i);
    await counter.close();
  });

  it('lets a second person confirm a correction from the pages that show it', async () => {
    const page = await clinic.people.page('prescriber', '/patients');
    const path = await openPatient(page, 'DEMO-HELD');
    await page.goto(`${clinic.aegle.address}${path}/record`);
    await page.getByRole('combobox', { name: 'What happened' }).click();
    await page.getByRole('option', { name: 'Corrected' }).click();
    await page.getByLabel('Day it happened').fill(todayThere());
    await page.getByRole('combobox', { name: 'Event' }).click();
    await page
      .getByRole('option', { name: /Pregnancy test reported/ })
      .first()
      .click();
    await page.getByRole('combobox', { name: 'Field' }).click();
    await page.getByRole('option', { name: 'Result', exact: true }).click();
    await page.getByRole('combobox', { name: 'Value' }).click();
    await page.getByRole('option', { name: 'Negative', exact: true }).click();
    await page.getByLabel('No', { exact: true }).check();
    await page.getByLabel('Reason').fill('Typed wrong.');
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByText('Recorded.').waitFor();
    await page.close();
    const second = await clinic.people.page('safety', path);
    const confirm = { name: 'Confirm or refuse the correction' } as const;
    // On the page of what happened: both ways, with what stood there before and after.
    await second.getByRole('link', { name: 'Confirm the correction' }).first().waitFor();
    const row = second.getByRole('row').filter({ hasText: 'Typed wrong.' });
    expect(await textOf(row)).toMatch(/Pregnancy test reported of .*, Result: Positive → Negative/);
    await row.getByRole('link', { name: 'Refuse: put back what stood there' }).waitFor();
    await second.goto(`${clinic.aegle.address}${path}/conditions`);
    await second.getByRole('link', confirm).click();
    const chosen = second.getByRole('combobox', { name: 'What happened' });
    expect(await chosen.inputValue()).toBe('Safety hold cleared');
    const hold = second.getByRole('combobox', { name: 'Hold' });
    await expect.poll(() => hold.inputValue()).toMatch(/: Corrected$/);
    await second.getByLabel('Day it happened').fill(todayThere());
    await second.getByLabel('Reason').fill('Seen on the report.');
    await second.getByLabel('Evidence').fill('The laboratory report');
    await second.getByRole('button', { name: 'Record', exact: true }).click();
    await second.getByText('Recorded.').waitFor();
    await second.goto(`${clinic.aegle.address}${path}/conditions`);
    await second.getByText('Asking records nothing').waitFor();
    expect(await second.getByRole('link', confirm).count()).toBe(0);
    await second.close();
  });
});
