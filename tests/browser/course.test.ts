// The next pickups and the course on the patient's page in a real browser: figures, drawing with its tables,
// checks, findings, and entering a result, an effect and a score from lists, without a code.

import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { dayInWords } from '../../packages/console/src/client/days.ts';
import { hasChromium } from './chromium.ts';
import { clinicOfSuite } from './clinic.ts';
import { keepScreen } from './keep-screen.ts';
import { excessOf, faultsNow, faultsOf, NARROW, textOf, WIDE } from './people.ts';
import { pressesTold } from './presses.ts';

const canRun = hasChromium();
const CARD = 'CLINIC-US-0036';

describe.runIf(canRun)('the course of a patient', () => {
  const clinic = clinicOfSuite('console', 36);

  async function find(page: Page, card: string): Promise<void> {
    await page.getByLabel('Name, birth date or number').fill(card);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Laboratory checks' }).waitFor();
  }

  async function open(): Promise<Page> {
    const page = await clinic.people.page('prescriber', '/patients');
    await find(page, CARD);
    return page;
  }

  const pickupsOf = (page: Page) => page.getByRole('region', { name: 'Next pickups' });

  async function enter(page: Page, link: string, fill: () => Promise<void>): Promise<void> {
    await page.getByRole('link', { name: link, exact: true }).click();
    await page.getByRole('button', { name: 'Record', exact: true }).waitFor();
    // Today is there already; a code is nowhere to be typed.
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('input[type=date]')?.value !== '',
    );
    await fill();
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByText('Recorded.').waitFor();
    // The keyboard goes on from the answer.
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Recorded.');
    await page.getByRole('link', { name: 'Course and events' }).click();
    await page.getByRole('heading', { name: 'Laboratory checks' }).waitFor();
  }

  async function choose(page: Page, label: string, option: string | RegExp): Promise<void> {
    await page.getByRole('combobox', { name: label }).click();
    await page.getByRole('option', { name: option }).first().click();
  }

  it('takes a result, an effect and a score in words, and shows them with their reasons', async () => {
    const page = await open();
    await enter(page, 'A laboratory result', async () => {
      await choose(page, 'Test', /^Triglycerides, fasting/);
      await page.getByRole('textbox', { name: 'Value' }).fill('520');
      await choose(page, 'Unit', 'mg/dL');
    });
    await enter(page, 'An adverse effect', async () => {
      await page.getByRole('combobox', { name: 'Effect' }).fill('Dry skin');
      await page.keyboard.press('Tab');
      await page.getByRole('textbox', { name: 'Grade' }).fill('2');
    });
    await enter(page, 'A severity score', async () => {
      await choose(page, 'Scale', /^IGA/);
      await page.getByRole('textbox', { name: 'Score' }).fill('2');
    });
    const said = await textOf(page.locator('main'));
    for (const part of [
      'Course day',
      'by the weight at the start',
      'Triglycerides',
      '520 mg/dL',
      'Act',
      'Dry skin',
      'IGA',
    ])
      expect(said).toContain(part);
    await page.getByText('Reasons and sources').click();
    await page.getByText('By the label’s numbers').waitFor();
    await page.getByText('The drawing as tables').click();
    await page.getByText('Planned doses').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await keepScreen(page, 'console-course');
    await page.setViewportSize(NARROW);
    expect(await excessOf(page)).toEqual([]);
    await keepScreen(page, 'console-course-360');
    await page.setViewportSize(WIDE);
    expect(clinic.people.complaints).toEqual([]);
    await page.close();
  }, 300_000);

  it('names the next pickups by the days of the agenda, and what stands in the way of a held one', async () => {
    const page = await clinic.people.page('prescriber', '/patients');
    // What the page itself was answered: a second question would cost seconds.
    const answered = page.waitForResponse(/\/agenda\?/);
    await find(page, CARD);
    const { earliest, ifADayLater, next } = (await (await answered).json()).pickups;
    const rows = pickupsOf(page).getByRole('row');
    const said = (title: string) => textOf(rows.filter({ hasText: title }));
    const first = await said('Earliest possible');
    for (const day of [earliest.visitOn, earliest.pickupOn, earliest.until.day])
      expect(first).toContain(dayInWords(day));
    expect(first).toContain('pregnancy test');
    expect(first).toContain('New York');
    expect(await said('a day later')).toContain(`from ${dayInWords(ifADayLater.pickupOn)}`);
    expect(await said('The month after')).toContain(
      next === null ? 'none found within 60 days' : dayInWords(next.visitOn),
    );
    expect(await textOf(pickupsOf(page))).not.toMatch(/undefined|[a-z]_[a-z]|\d{4}-\d\d/);
    await page.goto(`${clinic.aegle.address}/patients`);
    await find(page, 'DEMO-HELD');
    await pickupsOf(page).getByText('In the way').waitFor();
    expect(await pickupsOf(page).getByRole('listitem').count()).toBeGreaterThan(0);
    expect(await rows.count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);
    await page.close();
  }, 300_000);

  it('corrects an entry from its row in seven interactions, and shows before and after', async () => {
    const page = await open();
    let interactions = 0;
    const act = async (done: Promise<unknown>) => {
      await done;
      interactions += 1;
    };
    const row = page.getByRole('row').filter({ hasText: 'Severity assessed' }).first();
    await act(row.getByRole('link', { name: 'Correct this entry' }).click());
    await act(page.getByRole('combobox', { name: 'Field' }).click());
    await act(page.getByRole('option', { name: 'Score', exact: true }).click());
    await act(page.getByRole('textbox', { name: 'Value (optional)' }).fill('1'));
    await act(page.getByRole('textbox', { name: 'Reason' }).fill('Typed wrong.'));
    await act(page.getByRole('button', { name: 'Record', exact: true }).click());
    await page.getByText('Recorded.').waitFor();
    expect(interactions).toBeLessThanOrEqual(7);
    expect(interactions).toBe(pressesTold('A correction'));
    await page.getByRole('link', { name: 'Course and events' }).click();
    const corrected = page.getByRole('row').filter({ hasText: 'Typed wrong.' });
    expect(await textOf(corrected)).toMatch(/Severity assessed of .*, Score: 2 → 1/);
    expect(await textOf(page.locator('main'))).not.toMatch(/us-ipledge|\b[a-z]+_[a-z]+\b/);
    expect(await faultsOf(page)).toEqual([]);
    await page.close();
  }, 300_000);

  it('fills in the forecast: the plan, age and weight, and says what it left empty', async () => {
    const page = await open();
    const views = page.getByRole('navigation', { name: 'Views of this patient' });
    await views.getByRole('link', { name: 'Forecast' }).click();
    const said = page.getByRole('region', { name: 'Filled in from the record' });
    const text = await textOf(said);
    for (const part of [
      /From today on: as planned, with 100 % of it taken/,
      /The plan from .* 20\d\d on\. Days up to yesterday: \d+ as they were reported, \d+ as planned/,
      /The planned doses end on .* gives .*: no dose was added/,
      /Age: \d+ on /,
      /Weight: 62 kg, measured on /,
      /Sex: female, by the reproductive status of /,
      /Left empty.*: Inflammatory lesions.*Acne on the trunk\./,
      /Triglycerides before, mg\/dL: [\d.]+, of /,
      /ALT before, U\/L: \d+, of /,
    ])
      expect(text).toMatch(part);
    expect(await page.getByLabel('Weight, kg').inputValue()).toBe('62');
    expect(await page.getByLabel('Age, years').inputValue()).toMatch(/^\d\d$/);
    expect(await page.getByLabel('Dose, mg a day').first().inputValue()).toBe('40');
    expect(await page.getByLabel('Class of capsule').first().inputValue()).toBe('conventional');
    expect(await page.getByLabel('Sex, as the studies report it').inputValue()).toBe('female');
    for (const label of ['Acne on the trunk', 'Nodules'])
      expect(await page.getByLabel(label).inputValue(), label).toBe('');
    await page.getByLabel('Dose, mg a day').last().fill('30');
    expect(await faultsNow(page)).toEqual([]);
    await keepScreen(page, 'console-forecast-of-course');
    await page.setViewportSize(NARROW);
    expect(await excessOf(page)).toEqual([]);
    expect(clinic.people.complaints).toEqual([]);
    await page.close();
  }, 300_000);

  it('is found by name from anywhere, and reads as well in the dark', async () => {
    const page = await clinic.people.page('prescriber', '/tasks');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.getByRole('button', { name: 'Go to' }).waitFor();
    await page.keyboard.press('Control+k');
    const field = page.getByRole('dialog').getByRole('combobox');
    await field.fill('Hanna');
    await page.getByRole('option', { name: /Hanna Müller/ }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await keepScreen(page, 'console-go-to-dark');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Laboratory checks' }).waitFor();
    expect(page.url()).not.toMatch(/hanna|müller/i);
    // By the number on the card too, scanned with its Enter or typed; the address never has it.
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    for (const isScanned of [false, true]) {
      await page.getByRole('navigation', { name: 'Main' }).getByText('Tasks').click();
      await page.getByRole('heading', { name: 'Tasks' }).waitFor();
      await page.keyboard.press('Control+k');
      await field.waitFor();
      await page.keyboard.type(CARD);
      if (!isScanned) {
        await expect.poll(() => page.getByRole('option').count()).toBe(1);
        await keepScreen(page, 'console-go-to-number');
      }
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Laboratory checks' }).waitFor();
    }
    expect([page.url(), ...asked].filter((url) => url.includes(CARD))).toEqual([]);
    // What is done with the open patient is there as well.
    await page.keyboard.press('Control+k');
    await field.fill('Record: severity');
    await page.keyboard.press('Enter');
    const chosen = page.getByRole('combobox', { name: 'What happened' });
    await expect.poll(() => chosen.inputValue()).toBe('Severity assessed');
    expect(await faultsOf(page)).toEqual([]);
    await page.close();
    const course = await open();
    await course.emulateMedia({ colorScheme: 'dark' });
    expect(await faultsOf(course)).toEqual([]);
    await keepScreen(course, 'console-course-dark');
    await course.setViewportSize(NARROW);
    expect(await excessOf(course)).toEqual([]);
    await course.goto(`${course.url()}/conditions`);
    await course.getByText('Asking records nothing').waitFor();
    expect(await faultsOf(course)).toEqual([]);
    await course.close();
  }, 300_000);

  it('keeps light, dark and the density of lists on the device', async () => {
    const page = await clinic.people.page('prescriber', '/patients');
    await page.getByRole('table').waitFor();
    await page.getByRole('button', { name: 'Look' }).click();
    await page.getByRole('menuitemradio', { name: 'Dark', exact: true }).click();
    await page.getByRole('menuitemradio', { name: 'Compact' }).click();
    await page.reload();
    await page.getByRole('table').waitFor();
    const root = page.locator('html');
    expect(await root.getAttribute('data-mantine-color-scheme')).toBe('dark');
    expect(await root.getAttribute('data-density')).toBe('compact');
    await page.getByRole('button', { name: 'Look' }).click();
    const dark = page.getByRole('menuitemradio', { name: 'Dark', exact: true });
    expect(await dark.getAttribute('aria-checked')).toBe('true');
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('menuitemradio', { name: 'Light or dark as the device' }).click();
    await page.getByRole('menuitemradio', { name: 'Comfortable' }).click();
    await page.close();
  }, 300_000);

  it('takes every heading, button and label from the catalogue', async () => {
    const page = await clinic.people.page('prescriber', '/tasks');
    await page.route(/\/tasks$|\/patients(\/[0-9a-f-]+(\/\w+)?)?$/, async (route) => {
      const answer = await route.fetch();
      const isPage = answer.headers()['content-type']?.startsWith('text/html');
      if (!isPage) return route.fulfill({ response: answer });
      const body = (await answer.text()).replace('lang="en"', 'lang="en-XA"');
      return route.fulfill({ response: answer, body });
    });
    const patient = new URL((await open()).url()).pathname;
    for (const path of ['/tasks', '/patients', patient, `${patient}/conditions`]) {
      await page.goto(clinic.aegle.address + path);
      await page.getByRole('heading').first().waitFor();
      await page.waitForLoadState('networkidle');
      const plain = await page.evaluate(() =>
        [...document.querySelectorAll('main h2, main h3, main th, main button, main summary')]
          .map((place) => place.textContent?.trim() ?? '')
          .filter((text) => text !== '' && !text.includes('⟦')),
      );
      expect(plain, path).toEqual([]);
    }
    await page.close();
  }, 300_000);
});
