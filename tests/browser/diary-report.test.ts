// A patient reads the after-course report of their own course: empty before its end, then whole, on paper too;
// a guardian never. Tests run in order: the later ones read what the first recorded.

import type { BrowserContext, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { hasChromium } from './chromium.ts';
import { clinicOfSuite } from './clinic.ts';
import { goTo, signInAtDiary } from './diary-people.ts';
import { keepScreen } from './keep-screen.ts';
import { excessOf, faultsNow, NARROW, textOf, todayThere, WIDE } from './people.ts';

/** A sheet of A4. */
const PAPER = { width: 794, height: 1123 } as const;
const DAY_MS = 86_400_000;
const daysAgo = (days: number): string =>
  new Date(Date.parse(`${todayThere()}T12:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10);

/** What the clinic records: a course of five months that ended four months ago, and what was measured. */
function recordedBy(course: string): readonly object[] {
  const score = (days: number, scale: string, value: number) =>
    [days, 'SeverityAssessed', { scale, score: value }] as const;
  const felt = (days: number, symptom: string, grade: number) =>
    [days, 'SymptomReported', { symptom, grade, isWarningSign: false }] as const;
  const told = [
    [275, 'CourseStarted', { course }],
    score(280, 'iga', 4),
    score(280, 'oil-0-10', 8),
    score(280, 'dlqi', 14),
    score(280, 'lips-0-10', 1),
    score(200, 'oil-0-10', 1),
    felt(200, 'cheilitis', 2),
    felt(200, 'myalgia', 1),
    felt(120, 'myalgia', 0),
    felt(60, 'cheilitis', 1),
    [125, 'CourseEnded', { course, lastDoseOn: daysAgo(125) }],
    [30, 'FollowUpCompleted', { month: 3 }],
    score(30, 'iga', 1),
    score(30, 'oil-0-10', 5),
    score(30, 'dlqi', 2),
    score(30, 'lips-0-10', 2),
  ] as const;
  return told.map(([days, type, data]) => ({
    ...{ id: crypto.randomUUID(), v: 1, type, occurredOn: daysAgo(days), data },
  }));
}

describe.runIf(hasChromium())('one’s own after-course report', () => {
  const clinic = clinicOfSuite('diary');
  let phone: BrowserContext;
  let page: Page;

  const open = async (
    person: string,
    locale = 'en-GB',
    viewport: typeof WIDE | object = NARROW,
  ) => {
    const context = await clinic.browser.newContext({
      viewport: viewport as typeof WIDE,
      timezoneId: 'America/New_York',
      locale,
    });
    const opened = await context.newPage();
    await signInAtDiary(opened, clinic.aegle, person);
    return [context, opened] as const;
  };
  const toReport = (shown: Page) => shown.goto(`${clinic.aegle.address}/diary/report`);

  beforeAll(async () => {
    [phone, page] = await open('patient');
    await page.getByText('Nothing is missing from you today.').waitFor();
  }, 60_000);

  it('says before the end that there is none yet, and when there will be', async () => {
    await goTo(page, 'more');
    await page.getByRole('link', { name: 'What changed, and what is still there' }).click();
    await page.getByText('There is no report yet.').waitFor();
    expect(await faultsNow(page)).toEqual([]);
    await keepScreen(page, 'diary-report-none');
  });

  it('shows what changed, how sure that is, and that it shows no cause', async () => {
    const patient = await page.evaluate(
      async () => (await (await fetch('/api/v1/session')).json()).account.patient as string,
    );
    const [context, prescriber] = await open('prescriber');
    await prescriber.getByText('The diary is for patients').waitFor();
    const course = await prescriber.evaluate(
      async (path) => (await (await fetch(path)).json()).course.id as string,
      `/api/v1/patients/${patient}/course`,
    );
    const [status, said] = await prescriber.evaluate(
      async ([path, sent]) => {
        const headers = {
          'content-type': 'application/json',
          'idempotency-key': crypto.randomUUID(),
        };
        const answer = await fetch(path!, { method: 'POST', headers, body: sent! });
        return [answer.status, await answer.text()] as const;
      },
      [
        `/api/v1/patients/${patient}/events`,
        JSON.stringify({ events: recordedBy(course) }),
      ] as const,
    );
    expect([status, said]).toEqual([200, said]);
    await context.close();
    await goTo(page, 'steps');
    await page.reload();
    await page.getByRole('link', { name: 'What changed, and what is still there' }).click();
    await page.getByText('This cannot show that the medicine caused it.').waitFor();
    const oil = await textOf(
      page.locator('section', { has: page.getByText('How oily your skin is') }),
    );
    expect(oil).toMatch(/Before 8 .* Best since 1 .* Last 5 /);
    expect(oil).toContain('Better, by more than the scale can be off by chance.');
    expect(oil).toContain('Last measured 3 months after the last capsule.');
    expect(oil).toMatch(/70 to 90% less oil.*How sure that is: Low/);
    const lips = await textOf(page.locator('li', { has: page.getByText('Dry lips') }));
    expect(lips).toContain('Worse, but by so little that it may be chance.');
    await page.getByText('Not so far: your skin was clear or almost clear').waitFor();
    const effects = await textOf(page.locator('section', { has: page.getByText('Side effects') }));
    expect(effects).toMatch(/Lips dry .*2 months after the last capsule.*Nobody has told yet/);
    expect(effects).toMatch(/Sore muscles .*Told to be gone on/);
    expect(await faultsNow(page)).toEqual([]);
    await keepScreen(page, 'diary-report-360');
  });

  it('unfolds the evidence in its own words with sources, and prints all of it', async () => {
    await page.getByText('In the words of the evidence').first().click();
    await page
      .getByText(/Webster|webster/)
      .first()
      .waitFor();
    expect(await faultsNow(page)).toEqual([]);
    await page.evaluate(() => {
      window.print = () => {
        document.body.dataset.printed = String(
          document.querySelectorAll('details:not([open])').length,
        );
      };
    });
    await page.getByRole('button', { name: 'Print, or save as a file' }).click();
    await expect.poll(() => page.evaluate(() => document.body.dataset.printed)).toBe('0');
    await page.setViewportSize(PAPER);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('nav.places').isVisible()).toBe(false);
    expect(await page.getByRole('button').count()).toBe(0);
    await keepScreen(page, 'diary-report-paper');
    await page.emulateMedia({ media: 'screen' });
    await page.setViewportSize(NARROW);
  });

  it('fits a wide window, and 320 px in every language', async () => {
    const [wide, shown] = await open('patient', 'en-GB', WIDE);
    await shown.locator('main .notice').first().waitFor();
    await toReport(shown);
    await shown.getByText('This cannot show').waitFor();
    expect(await faultsNow(shown)).toEqual([]);
    await keepScreen(shown, 'diary-report');
    await wide.close();
    for (const [locale, cause] of [
      ['de-DE', 'Das kann nicht zeigen'],
      ['es-ES', 'Esto no puede demostrar'],
      ['fr-FR', 'Cela ne peut pas montrer'],
      ['it-IT', 'Questo non può mostrare'],
    ] as const) {
      const [context, narrow] = await open('patient', locale, { width: 320, height: 640 });
      await narrow.locator('main .notice').first().waitFor();
      await toReport(narrow);
      await narrow.getByText(cause).waitFor();
      expect([locale, await excessOf(narrow)]).toEqual([locale, []]);
      if (locale === 'de-DE') expect(await faultsNow(narrow)).toEqual([]);
      await context.close();
    }
  });

  it('says offline that it needs a connection, and keeps nothing of it', async () => {
    await page.evaluate(() => navigator.serviceWorker.ready);
    await goTo(page, 'more');
    await phone.setOffline(true);
    await page.getByRole('link', { name: 'What changed, and what is still there' }).click();
    await page.getByText('The report needs a connection.').waitFor();
    await phone.setOffline(false);
  });

  it('H-07 is no page of a guardian, and no answer to one', async () => {
    const [context, guardian] = await open('guardian');
    await guardian.getByText('You signed a form').waitFor();
    await goTo(guardian, 'more');
    expect(await guardian.getByRole('link', { name: /What changed/ }).count()).toBe(0);
    await toReport(guardian);
    await guardian.getByText('You signed a form').waitFor();
    const status = await guardian.evaluate(async () => {
      const { account } = await (await fetch('/api/v1/session')).json();
      return (await fetch(`/api/v1/patients/${account.patient}/own-reports`)).status;
    });
    expect(status).toBe(403);
    await context.close();
  });
});
