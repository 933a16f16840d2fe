// The forecast in a real browser: refusals beside their fields, the worker's numbers, what is not said.
// Registers tests; the file that starts the server calls it.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  answerForecast,
  type CurveAnswer,
  type ForecastAnswer,
  prepareForecast,
  readRelease,
  readRequest,
  runAll,
} from '@aegle/forecast';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { faultsNow, NARROW, type People, textOf } from './people.ts';

/** Whole forecasts are drawn and read; a busy machine takes its time. */
export const LONG_MS = 180_000;
const RELEASE = join(import.meta.dirname, '../../evidence/releases/aegle-2026.11.2.json');

const planOf = (name: string, doseMg: number) => ({
  name,
  maintenanceMonths: 0,
  regimen: {
    periods: [
      {
        firstDay: 0,
        lengthDays: 150,
        schedule: { kind: 'constant', doseMg },
        productClass: 'conventional',
        meal: 'full',
        adherence: 0.9,
      },
    ],
  },
});

/** The same question, answered by the same package here instead of in the browser. */
function answerHere(): ForecastAnswer {
  const release = readRelease(JSON.parse(readFileSync(RELEASE, 'utf8')));
  const reading = readRequest({
    seed: 1,
    patients: 2000,
    horizonDays: 728,
    outputEveryDays: 7,
    subject: {
      kind: 'patient',
      profile: {
        ageYears: 19,
        sex: 'female',
        weightKg: 62,
        inflammatoryLesions: 30,
        nonInflammatoryLesions: 40,
        nodules: 2,
        isTruncal: false,
      },
    },
    plans: [planOf('Plan 1', 40), planOf('Plan 2', 20)],
  });
  if (!release.accepted || !reading.accepted) throw new Error('refused');
  const prepared = prepareForecast(reading.request, release.release);
  return answerForecast(prepared, runAll(prepared));
}

/** Fills in a person and one plan. */
export async function describePlan(page: Page): Promise<void> {
  const typed = {
    'Age, years': '19',
    'Weight, kg': '62',
    'Inflammatory lesions, face': '30',
    'Comedones, face': '40',
    Nodules: '2',
    'Dose, mg a day': '40',
    'Length, days': '150',
  };
  const chosen = {
    'Sex, as the studies report it': 'female',
    'Acne on the trunk': 'no',
    'Class of capsule': 'conventional',
    'Taken with': 'full',
    'Capsules taken on': '0.9',
  };
  for (const [label, value] of Object.entries(typed)) await page.getByLabel(label).fill(value);
  for (const [label, value] of Object.entries(chosen))
    await page.getByLabel(label).selectOption(value);
}

export const answered = (page: Page) => page.getByText('computed in').waitFor();

/** A column of the table behind a drawing, as it is read, inside the part that is folded. */
async function columnOf(
  page: Page,
  part: string,
  table: string,
  column: number,
): Promise<readonly string[]> {
  await page.locator('summary', { hasText: new RegExp(`^${part}$`) }).press('Enter');
  await page.locator('summary', { hasText: new RegExp(`^${table}$`) }).press('Enter');
  const region = page.getByRole('region', { name: table, exact: true });
  const cells = region.locator(`tbody td:nth-child(${column})`);
  await cells.first().waitFor();
  return cells.allInnerTexts();
}

const rounded = (value: number) => (Math.abs(value) < 9.95 ? value.toFixed(1) : value.toFixed(0));

/** Every four weeks: the median with the range of nine of ten, as the table says it. */
function figures(days: readonly number[], curve: CurveAnswer): readonly string[] {
  return days.flatMap((day, t) => {
    const [median, low, high] = [curve.median[t], curve.low90[t], curve.high90[t]];
    if (day % 28 !== 0 || median == null || low == null || high == null) return [];
    return [`${rounded(median)} (${rounded(low)} to ${rounded(high)})`];
  });
}

/** Tests of `/forecast`; `people` is there once the server runs. Longer ones: `forecast.deep.test.ts`. */
export function forecastPages(people: () => People): void {
  it(
    'refuses an empty or impossible plan beside each field, and moves there',
    async () => {
      const page = await people().page('prescriber', '/forecast');
      await page.getByText('No forecast yet.').waitFor();
      expect(await faultsNow(page)).toEqual([]);
      await page.getByRole('button', { name: 'Forecast', exact: true }).click();
      const age = page.getByLabel('Age, years');
      expect(await age.evaluate((input) => input === document.activeElement)).toBe(true);
      expect(await page.getByLabel('Taken with').getAttribute('aria-invalid')).toBe('true');
      await describePlan(page);
      await answered(page);
      const dose = page.getByLabel('Dose, mg a day');
      for (const [typed, reason] of [
        ['0', "A day's dose is 2.5 to 200 mg"],
        ['4000', "A day's dose is 2.5 to 200 mg"],
        ['130', "a day's dose for 62 kg is at most 124 mg; write 124 or less"],
        ['forty', "A day's dose is 2.5 to 200 mg"],
      ] as const) {
        await dose.fill(typed);
        await page.getByText(reason).waitFor();
        expect(await page.getByText('computed in').count()).toBe(0);
        const said = await dose.evaluate((input) =>
          (input.getAttribute('aria-describedby') ?? '')
            .split(' ')
            .map((id) => document.getElementById(id)?.textContent ?? '')
            .join(' '),
        );
        expect(said).toContain(reason);
      }
      await page.close();
    },
    LONG_MS,
  );

  it(
    'computes in a worker what the package computes here, and asks no server',
    async () => {
      const page = await people().page('prescriber', '/forecast');
      await page.waitForTimeout(1000);
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await describePlan(page);
      await page.getByRole('button', { name: /^Add a plan/ }).click();
      await page.getByLabel('Dose, mg a day').nth(1).fill('20');
      await page.getByRole('button', { name: 'Forecast', exact: true }).click();
      await answered(page);
      const here = answerHere();
      const lesions = here.plans.map(
        (plan) => plan.curves.find((curve) => curve.endpoint === 'inflammatoryLesions')!,
      );
      const table = 'Table: Inflammatory lesions';
      const read = await columnOf(page, 'Acne', table, 2);
      expect(read).toEqual(figures(here.outputDays, lesions[0]!));
      expect(read.length).toBeGreaterThan(5);
      const text = await textOf(page.locator('main'));
      for (const plan of here.plans)
        for (const { endpoint, icons } of plan.grades)
          if (icons !== null && endpoint !== 'iga' && endpoint !== 'flare')
            expect(text).toContain(`${icons.count} (${icons.low} to ${icons.high})`);
      for (const said of [
        '8 of 10 unseen figures agreed (2026.11, November 2026)',
        '3 of 8, failed',
      ])
        expect(text).toContain(said);
      expect(text).toContain(here.release.digest.slice(0, 12));
      expect(asked).toEqual([]);
      expect(await faultsNow(page)).toEqual([]);
      await page.setViewportSize(NARROW);
      expect(await faultsNow(page)).toEqual([]);
      await page.close();
    },
    LONG_MS,
  );
}
