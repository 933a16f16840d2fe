// The console in a real browser against a really started server with the demonstration network.
// Tests run in order: the last ones change what the earlier ones read.

import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { hasChromium } from './chromium.ts';
import { clinicOfSuite } from './clinic.ts';
import { check, counterSteps, PRIVATE } from './counter-steps.ts';
import { forecastPages } from './forecast-pages.ts';
import { keepScreen } from './keep-screen.ts';
import { ownSteps } from './own-steps.ts';
import { excessOf, faultsOf, NARROW, type People, textOf, todayThere } from './people.ts';
import { peopleSteps } from './people-steps.ts';
import { sixDigits } from './six-digits.ts';

const canRun = hasChromium();

it('has Chromium wherever CI counts on it', () => {
  expect(canRun || process.env.CI !== 'true').toBe(true);
});

const STOP = 'Do not take more capsules. Your clinic needs to speak with you today.';
/** Finds a patient as a clinic does; answers the address of their page. */
async function openPatient(page: Page, card: string): Promise<string> {
  await page.getByLabel('Name, birth date or number').fill(card);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Events' }).waitFor();
  return new URL(page.url()).pathname;
}

/** How far apart, from above, the places, the account and the buttons stand in pixels. */
async function heightsApart(page: Page): Promise<number> {
  // Menu and dialog come after the first paint.
  await page.getByRole('button', { name: 'Look' }).waitFor();
  const middles = await page
    .getByRole('banner')
    .locator('a, button')
    .evaluateAll((all) =>
      all.map((one) => {
        const { top, height } = one.getBoundingClientRect();
        return top + height / 2;
      }),
    );
  return Math.max(...middles) - Math.min(...middles);
}

describe.runIf(canRun)('the console', () => {
  const clinic = clinicOfSuite();
  let ready = '';
  let reference = '';

  it('refuses a wrong password with the rule and the next step', async () => {
    const page = await clinic.people.stranger();
    await clinic.people.fillIn(page, 'pharmacist', 'not the password');
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await textOf(alert)).toContain('Check both');
    expect(await faultsOf(page)).toEqual([]);
    expect(page.url()).not.toContain('pharmacist');
    await page.close();
  });

  it('shows everybody the nine claims, each with what is known, how certain, and its sources', async () => {
    const page = await clinic.people.stranger();
    await page.goto(clinic.aegle.address);
    await page.getByRole('link', { name: /nine claims/ }).click();
    const claims = page.locator('main section[aria-labelledby]');
    await claims.first().waitFor();
    expect(await claims.count()).toBe(9);
    for (const claim of await claims.all()) {
      expect(await textOf(claim)).toMatch(/Certainty: (high|moderate|low|very low|not graded)/);
      await claim.locator('summary').press('Enter');
      expect(await claim.locator('details li').count()).toBeGreaterThan(0);
    }
    expect(await textOf(page.locator('main'))).not.toMatch(/undefined|[a-z]_[a-z]/);
    expect(await faultsOf(page)).toEqual([]);
    await keepScreen(page, 'console-claims');
    await page.close();
  });

  it('says that the device is offline', async () => {
    const page = await clinic.people.page('researcher');
    await page.context().setOffline(true);
    await page.getByText('You are offline.').waitFor();
    await page.context().setOffline(false);
    await page.close();
  });

  it('leads each role to its own places', async () => {
    const placesOf = async (person: Parameters<People['page']>[0]) => {
      const page = await clinic.people.page(person);
      const links = await page.getByRole('navigation', { name: 'Main' }).getByRole('link').all();
      const names = await Promise.all(links.map(textOf));
      // One line at 1280 px.
      expect(await heightsApart(page), person).toBeLessThan(10);
      await page.close();
      return names;
    };
    expect(await placesOf('pharmacist')).toEqual(['Pharmacy check', 'Tasks', 'Programmes']);
    expect(await placesOf('prescriber')).toEqual([
      'Today',
      'Patients',
      'Enrol',
      'Tasks',
      'Forecast',
      'Programmes',
    ]);
    expect(await placesOf('patient')).toEqual(['My treatment', 'Report', 'Declare', 'My data']);
    expect(await placesOf('officer')).toEqual(['Office', 'Tasks', 'Certify', 'Programmes']);
    expect(await placesOf('administrator')).toEqual(['People', 'Programmes']);
    expect(await placesOf('researcher')).toEqual(['Lasting effects', 'Programmes']);
  }, 180_000);

  it('draws the timeline to scale and repeats it as tables', async () => {
    const page = await clinic.people.page('prescriber', '/patients');
    ready = await openPatient(page, 'DEMO-READY');
    const chart = page.locator('svg[role="img"][aria-labelledby]').last();
    expect(await chart.locator('title').first().textContent()).toBe(
      'Timeline of events, windows and waits',
    );
    const windowRows = page.getByRole('region', { name: /^Windows/ }).getByRole('row');
    const bars = chart.locator('rect');
    expect(await bars.count()).toBe((await windowRows.count()) - 1);
    expect(await chart.getByText('Today', { exact: true }).count()).toBe(1);
    const text = await textOf(page.locator('main'));
    expect(await faultsOf(page)).toEqual([]);
    reference = /[0-9a-f-]{36}\/[0-9a-f-]{36}/.exec(text)?.[0] ?? '';
    expect(reference).not.toBe('');
    expect(`${page.url()} ${await page.title()}`).not.toMatch(/DEMO/);
    await page.close();
  });

  it('lets a laboratory report results of a patient, and ends it, by the clinic’s own hand', async () => {
    const page = await clinic.people.page('prescriber', `${ready}/data`);
    const laboratories = page.getByRole('region', { name: 'Laboratories' });
    const row = laboratories.getByRole('row', { name: /Quay Laboratory/ });
    await row.waitFor();
    expect(await textOf(row)).toContain('No');
    await row.getByRole('button', { name: /^Let Quay Laboratory/ }).click();
    await row.getByText(/^Since /).waitFor();
    await row.getByRole('button', { name: /^End results from Quay Laboratory/ }).click();
    await row.getByText(/^Until the end of /).waitFor();
    // Ended by mistake, it goes on.
    await row.getByRole('button', { name: /^Let Quay Laboratory/ }).click();
    await row.getByText(/^Since /).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await keepScreen(page, 'console-laboratories');
    await page.setViewportSize(NARROW);
    expect(await excessOf(page)).toEqual([]);
    await keepScreen(page, 'console-laboratories-360');
    await page.close();
  });

  it('gives prescriber and pharmacist the same last day', async () => {
    const prescriber = await clinic.people.page('prescriber', `${ready}/conditions`);
    const line = await textOf(prescriber.getByText(/^Until/));
    const day = /Until (\d+ \w+ \d{4})/.exec(line)?.[1] ?? 'no day';
    const pharmacist = await clinic.people.page('pharmacist');
    expect(await check(pharmacist, 'DEMO-READY')).toContain(day);
    await prescriber.close();
    await pharmacist.close();
  });

  it('leads from every figure to its source in two steps', async () => {
    const page = await clinic.people.page('researcher', '/programmes/us-ipledge');
    await page.getByRole('heading', { name: 'Sources', level: 2 }).waitFor();
    const lost = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLAnchorElement>('a[href^="#source-"]')]
        .map((link) => link.getAttribute('href')!.slice(1))
        .filter((id) => document.getElementById(id) === null),
    );
    expect(lost).toEqual([]);
    expect(await page.locator('a[href^="#source-"]').count()).toBeGreaterThan(20);
    const links = page.locator('[id^="source-"] a[target="_blank"]');
    expect(await links.count()).toBeGreaterThan(10);
    expect(await page.getByText('assumed', { exact: true }).count()).toBeGreaterThan(0);
    await page.close();
  });

  counterSteps(
    () => clinic.people,
    () => reference,
  );

  peopleSteps(() => clinic.people);

  it('explains a stored decision and decides it again', async () => {
    const page = await clinic.people.page('prescriber', ready);
    await page.getByRole('link', { name: 'Why' }).first().click();
    await page.getByRole('heading', { name: 'Each requirement' }).waitFor();
    await page.getByRole('button', { name: 'Decide it again' }).click();
    await page.getByText('The same answer.').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.close();
  });

  it('asks for the six digits where a second factor is set up', async () => {
    const setting = await clinic.people.page('delegate');
    const secret = await setting.evaluate(async (password) => {
      const send = (path: string, body: object) =>
        fetch(`/api/v1/session/${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
      const begun: { otpauthUri: string } = await (
        await send('second-factor-set-up', { password })
      ).json();
      return new URL(begun.otpauthUri).searchParams.get('secret') ?? '';
    }, clinic.aegle.password);
    const confirmed = await setting.evaluate(
      async (code) =>
        (
          await fetch('/api/v1/session/second-factor', {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ code }),
          })
        ).status,
      sixDigits(secret, Date.now()),
    );
    expect(confirmed).toBe(200);
    const page = await clinic.people.stranger();
    await clinic.people.fillIn(page, 'delegate', clinic.aegle.password);
    await page.getByRole('heading', { name: 'Second factor' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    // Digits count once: these are the next ones of the authenticator.
    const next = sixDigits(secret, Date.now() + 30_000);
    await page.getByLabel('Six digits, 1').pressSequentially(next);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  forecastPages(() => clinic.people);

  ownSteps(
    () => clinic.people,
    () => clinic.aegle,
  );

  it('closes a task with an outcome', async () => {
    const page = await clinic.people.page('prescriber', '/tasks');
    await page.getByRole('button', { name: 'Close', exact: true }).first().click();
    await page.getByRole('combobox', { name: 'Outcome' }).click();
    await page.getByRole('option', { name: 'Patient reached' }).click();
    await page.getByRole('button', { name: 'Mark as done' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText('Done', { exact: true }).click();
    await page.getByText('Outcome: Patient reached').waitFor();
    await page.close();
  });

  it('takes a positive test by form; the patient is told to stop, and nothing else', async () => {
    const formPage = await clinic.people.page('prescriber', `${ready}/record`);
    await formPage.getByRole('combobox', { name: 'What happened' }).click();
    await formPage.getByRole('option', { name: 'Pregnancy test reported' }).click();
    await formPage.getByLabel('Day it happened').fill(todayThere());
    await formPage.getByRole('combobox', { name: 'Result', exact: true }).click();
    await formPage.getByRole('option', { name: 'Positive' }).click();
    await formPage.getByRole('button', { name: 'Record', exact: true }).click();
    await formPage.getByText('Recorded.').waitFor();
    await formPage.close();

    const own = await clinic.people.page('patient');
    await own.getByRole('heading', { level: 1 }).waitFor();
    const call = 'Call Harbour Dermatology (invented): 212-555-0142';
    const link = own.getByRole('link', { name: call });
    await link.waitFor();
    expect(await link.getAttribute('href')).toBe('tel:2125550142');
    const shown = await textOf(own.locator('main'));
    const urgent = 'If it is urgent and nobody answers, call the emergency number.';
    expect(shown).toBe(`${STOP} ${call} ${urgent}`);
    expect(await own.title()).toBe('Aegle');
    await own.close();

    const guardian = await clinic.people.page('guardian');
    await guardian.waitForLoadState('networkidle');
    expect(await textOf(guardian.locator('main'))).not.toMatch(/positive|pregnan/i);
    await guardian.close();

    const counter = await clinic.people.page('pharmacist');
    const no = await check(counter, 'DEMO-READY');
    expect(no).toContain('Not now');
    expect(no).not.toMatch(PRIVATE);
    await counter.close();
  });

  it('complained of nothing and spoke to no other host', () => {
    expect(clinic.people.complaints).toEqual([]);
  });
});
