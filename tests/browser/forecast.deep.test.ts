// Long forecasts in a real browser: on the server, far ahead, up to four plans, every part unfolded.

import { beforeAll, describe, expect, it } from 'vitest';
import { hasChromium } from './chromium.ts';
import { clinicOfSuite } from './clinic.ts';
import { answered, describePlan, LONG_MS } from './forecast-pages.ts';
import { textOf } from './people.ts';

const canRun = hasChromium();

/** Pages of a printed document. */
const sidesOf = (pdf: Buffer): number =>
  pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;

it('has Chromium wherever CI counts on it', () => {
  expect(canRun || process.env.CI !== 'true').toBe(true);
});

describe.runIf(canRun)('a long forecast', () => {
  const clinic = clinicOfSuite();
  let ready = '';

  beforeAll(async () => {
    const page = await clinic.people.page('prescriber', '/patients');
    await page.getByLabel('Name, birth date or number').fill('DEMO-READY');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Events' }).waitFor();
    ready = new URL(page.url()).pathname;
    await page.close();
  }, 300_000);

  it(
    'runs a patient’s forecast with more people on the server, once somebody chose to',
    async () => {
      const page = await clinic.people.page('prescriber', `${ready}/forecast`);
      await describePlan(page);
      await page.getByLabel('Forecast for').selectOption('364');
      await page.getByRole('button', { name: 'Forecast', exact: true }).click();
      await page.getByRole('button', { name: /^Run it with .* people$/ }).click();
      await page.getByText('200\u202f000 virtual people').waitFor({ timeout: 120_000 });
      expect(`${page.url()} ${await page.title()}`).not.toMatch(/DEMO/);
      await page.close();
    },
    LONG_MS,
  );

  it(
    'says what may not be a number in words, ranks nothing, and ends with the last capsule',
    async () => {
      const page = await clinic.people.page('prescriber', '/forecast');
      await describePlan(page);
      await page.getByRole('button', { name: 'Forecast', exact: true }).click();
      await answered(page);
      const text = await textOf(page.locator('main'));
      expect(text).toContain('too uncertain');
      const height = await page.locator('.forecast-sheet').evaluate((one) => one.scrollHeight);
      expect(height).toBeLessThan(3000);
      for (const summary of await page.locator('.fs-folded > summary').all())
        await summary.press('Enter');
      const part = (title: string) => page.getByRole('region', { name: title, exact: true });
      const scars = part('Scars');
      expect(await textOf(scars)).toContain('Treatment does not remove old scars.');
      expect(await scars.locator('svg').count()).toBe(0);
      const relapse = await textOf(part('Acne coming back'));
      expect(relapse).toContain('no single figure is given for one person');
      expect(relapse).toContain('Every plan is read equally long after its own last capsule');
      expect(relapse).toContain('Whether the dose matters for this is not known.');
      expect(relapse).toContain(
        'No plan is better for this figure, and no total dose is a target.',
      );
      expect(await textOf(part('The usual alternative'))).toContain('No comparison available');
      expect(await textOf(part('Not forecast'))).toContain(
        'No individual probability is computed.',
      );
      expect(await textOf(page.locator('main'))).not.toMatch(/best plan|recommended|optimal/i);
      const drug = part('Drug in the body while it is taken');
      const line = await drug
        .getByRole('img', { name: /^Isotretinoin/ })
        .locator('path.fs-line')
        .first()
        .getAttribute('d');
      const ends = [...(line ?? '').matchAll(/[ML]([\d.]+) /g)].map((point) => Number(point[1]));
      expect(Math.max(...ends)).toBeLessThanOrEqual(100);
      expect(await textOf(drug)).toContain('Not shown after the last capsule.');
      const lost = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')]
          .map((link) => link.getAttribute('href')!.slice(1))
          .filter((id) => document.getElementById(id) === null),
      );
      expect(lost).toEqual([]);
      expect(await textOf(page.getByText('Demircay 2008'))).toContain('PMID');
      expect(await page.getByText('listed in the evidence').count()).toBe(0);
      await page.close();
    },
    LONG_MS,
  );

  it(
    'warns outside the data and beyond three years, and shows how far a long run is',
    async () => {
      const page = await clinic.people.page('prescriber', '/forecast');
      await describePlan(page);
      await page.getByLabel('Taken with').selectOption('fasted');
      await page.getByLabel('Age, years').fill('52');
      await page.getByLabel('Forecast for').selectOption('1820');
      await page.getByLabel('Virtual people').selectOption('20000');
      await page.getByRole('button', { name: 'Forecast', exact: true }).click();
      await page.getByText(/^Computing: \d+ %$/).waitFor();
      await answered(page);
      const text = await textOf(page.locator('main'));
      expect(text).toContain('Few data beyond three years');
      expect(text).toContain('Few people of this age were studied.');
      expect(text).toContain('Plan 1: Conventional capsules without a meal');
      await page.close();
    },
    LONG_MS,
  );

  it(
    'compares up to four plans in the order they were given',
    async () => {
      const page = await clinic.people.page('prescriber', '/forecast');
      await describePlan(page);
      const add = page.getByRole('button', { name: /^Add a plan/ });
      for (let i = 0; i < 3; i++) await add.click();
      expect(await add.count()).toBe(0);
      await page.getByLabel('How it is given').nth(3).selectOption('split');
      await page.getByLabel('Amounts, mg').fill('10 + 5');
      await page.getByLabel('Name of the plan').nth(1).fill('Plan 1');
      await page.getByRole('button', { name: 'Forecast', exact: true }).click();
      await page.getByText('Each plan has a name of its own').waitFor();
      await page.getByLabel('Name of the plan').nth(1).fill('The same again');
      await answered(page);
      const names = page.locator('.fs-plans h3');
      expect((await names.allInnerTexts()).slice(0, 4)).toEqual([
        'Plan 1',
        'The same again',
        'Plan 3',
        'Plan 4',
      ]);
      for (const format of ['A4', 'Letter']) expect(sidesOf(await page.pdf({ format }))).toBe(2);
      await page.getByRole('button', { name: 'Remove Plan 3' }).click();
      await page.waitForFunction(
        () => document.querySelectorAll('.fs-plans h3')[2]?.textContent === 'Plan 4',
      );
      await page.close();
    },
    LONG_MS,
  );

  it('complained of nothing and spoke to no other host', () => {
    expect(clinic.people.complaints).toEqual([]);
  });
});
