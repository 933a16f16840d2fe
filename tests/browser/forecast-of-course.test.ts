// What a patient's forecast page says it took from the record, in a real browser: no plan, a course that
// ended, one that ends some weeks after clear skin, and lesions and blood of before the first capsule.

import { randomUUID } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { hasChromium } from './chromium.ts';
import { clinicOfSuite } from './clinic.ts';
import { keepScreen } from './keep-screen.ts';
import { excessOf, faultsNow, NARROW, textOf, todayThere, WIDE } from './people.ts';

type Entry = readonly [type: string, occurredOn: string, data: object];

const MS_PER_DAY = 86_400_000;
const daysAgo = (days: number): string =>
  new Date(Date.parse(todayThere()) - days * MS_PER_DAY).toISOString().slice(0, 10);

describe.runIf(hasChromium())('the forecast of a course', () => {
  const clinic = clinicOfSuite('console');

  async function find(card: string): Promise<Page> {
    const page = await clinic.people.page('prescriber', '/patients');
    await page.getByLabel('Name, birth date or number').fill(card);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Laboratory checks' }).waitFor();
    return page;
  }

  /** Records through the page's own session; `entriesOf` is told the id of the patient's course. */
  async function record(page: Page, entriesOf: (course: string) => readonly Entry[]) {
    const patient = new URL(page.url()).pathname.split('/')[2]!;
    const course = await page.evaluate(
      async (path) => (await (await fetch(path)).json()).course.id as string,
      `/api/v1/patients/${patient}/course`,
    );
    const events = entriesOf(course).map(([type, occurredOn, data]) => ({
      ...{ id: randomUUID(), type, v: 1, occurredOn, data },
    }));
    const said = await page.evaluate(
      async ([path, key, body]) => {
        const headers = { 'content-type': 'application/json', 'idempotency-key': key! };
        const answer = await fetch(path!, { method: 'POST', headers, body: body! });
        return [answer.status, await answer.text()];
      },
      [`/api/v1/patients/${patient}/events`, randomUUID(), JSON.stringify({ events })],
    );
    expect(said[0], String(said[1])).toBe(200);
  }

  async function openForecast(page: Page, region: string): Promise<Locator> {
    const views = page.getByRole('navigation', { name: 'Views of this patient' });
    await views.getByRole('link', { name: 'Forecast' }).click();
    const said = page.getByRole('region', { name: region });
    await said.waitFor();
    return said;
  }

  async function look(page: Page, name: string): Promise<void> {
    expect(await faultsNow(page)).toEqual([]);
    await keepScreen(page, name);
    await page.setViewportSize(NARROW);
    expect(await excessOf(page)).toEqual([]);
    await keepScreen(page, `${name}-360`);
    await page.setViewportSize(WIDE);
    expect(clinic.people.complaints).toEqual([]);
    await page.close();
  }

  const planned = (course: string, startsOn: string, lengthDays: number): Entry => [
    'DosePlanned',
    startsOn,
    {
      ...{ course, startsOn, lengthDays, schedule: 'constant', dosesMg: ['40'] },
      ...{ productClass: 'conventional', meal: 'full' },
    },
  ];

  it('says that no plan was filled in, why, and what to record; the form is there', async () => {
    const page = await find('DEMO-CLOSED');
    const said = await openForecast(page, 'Filled in from the record');
    const text = await textOf(said);
    expect(text).toContain('No plan was filled in');
    expect(text).toContain('Next: record the planned doses, or write a plan.');
    expect(text).not.toMatch(/undefined|null|\d{4}-\d\d/);
    expect(await page.getByLabel('Dose, mg a day').first().inputValue()).toBe('');
    await look(page, 'console-forecast-no-plan');
  }, 300_000);

  it('stops with the last capsule of a course that ended', async () => {
    const page = await find('DEMO-HELD');
    await record(page, (course) => [
      ['CourseStarted', daysAgo(40), { course }],
      planned(course, daysAgo(40), 100),
      ['DoseTaken', daysAgo(40), { doseMg: '40' }],
      ['CourseEnded', daysAgo(9), { course, lastDoseOn: daysAgo(11) }],
    ]);
    const text = await textOf(await openForecast(page, 'Filled in from the record'));
    expect(text).toContain('This course has ended: the plan stops with the last capsule,');
    expect(text).toContain('Days up to yesterday: 1 as they were reported, 29 as planned');
    expect(text).not.toContain('From today on');
    expect(await page.getByLabel('Length, days').first().inputValue()).toBe('30');
    await look(page, 'console-forecast-ended');
  }, 300_000);

  it('names a rule of clear skin and weeks, and takes what was counted and measured before', async () => {
    const page = await find('DEMO-READY');
    const lab = (loinc: string, value: string, unit: string): Entry => [
      'LabResulted',
      daysAgo(30),
      { loinc, value, unit },
    ];
    const count = (scale: string, score: number): Entry => [
      'SeverityAssessed',
      daysAgo(28),
      { scale, score },
    ];
    await record(page, (course) => [
      ['CourseStarted', daysAgo(20), { course }],
      planned(course, daysAgo(20), 150),
      ['EndPolicyChosen', daysAgo(20), { course, policy: 'clear_plus_weeks', weeks: 8 }],
      ...[count('inflammatory-count', 32), count('non-inflammatory-count', 45)],
      ...[count('nodule-count', 3), lab('14927-8', '1.2', 'mmol/L'), lab('1742-6', '19', 'U/L')],
    ]);
    const text = await textOf(await openForecast(page, 'Filled in from the record'));
    for (const part of [
      'This course ends some weeks after clear skin.',
      'Sex: female, by the reproductive status of',
      'Inflammatory lesions, face: 32, of',
      'Nodules: 3, of',
      'Triglycerides before, mg/dL: 106.3, of',
      'ALT before, U/L: 19, of',
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('is drawn from the population');
    expect(text).toMatch(/Left empty.*: Weight, kg; Acne on the trunk; Capsules taken on\./);
    expect(await page.getByLabel('Comedones, face').inputValue()).toBe('45');
    await page.getByLabel('Weight, kg').fill('62');
    await page.getByLabel('Acne on the trunk').selectOption('no');
    await page.getByLabel('Capsules taken on').first().selectOption('0.9');
    await page.getByLabel('Stop once clear for, weeks').fill('8');
    await page.getByRole('button', { name: 'Forecast', exact: true }).click();
    await page.getByRole('heading', { name: 'What this plan will probably do' }).waitFor();
    await look(page, 'console-forecast-clear-plus-weeks');
  }, 300_000);
});
