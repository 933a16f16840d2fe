// The diary's other readers: a guardian, another language, somebody who is watched.
// Registers tests; the file that starts the server calls it.

import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { en } from '../../packages/diary/src/messages/en.ts';
import { keepScreen } from './keep-screen.ts';
import { excessOf, faultsNow, NARROW, textOf } from './people.ts';
import type { RunningAegle } from './start-aegle.ts';

/** Signs somebody in at the diary, in words of any language. */
export async function signInAtDiary(page: Page, aegle: RunningAegle, person: string) {
  await page.goto(`${aegle.address}/diary/`);
  await page.locator('input[name=email]').fill(`${person}@demonstration.example`);
  await page.locator('input[name=password]').fill(aegle.password);
  await page.locator('button[type=submit]').click();
}

/** Goes to a place of the navigation by its address. */
export const goTo = (page: Page, place: string) =>
  page.locator(`nav a[href="/diary/${place}"]`).click();

/** Longer by about half, and in brackets: what stands outside them is in no catalogue. */
function pseudo(part: unknown): unknown {
  if (typeof part === 'string') {
    const grown = part
      .split(/(\{\{\w+\}\})/)
      .map((piece) => (piece.startsWith('{{') ? piece : piece.replaceAll(/[aeiou]/g, '$&$&')));
    return `⟦${grown.join('')}⟧`;
  }
  return Object.fromEntries(
    Object.entries(part as object).map(([name, value]) => [name, pseudo(value)]),
  );
}

/** Texts on the page that come from no catalogue. */
function outsideCatalogue(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = (node.textContent ?? '').trim();
      const isHidden = node.parentElement?.closest('noscript, script') != null;
      const isFromServer = node.parentElement?.closest('.whole, option, .language') != null;
      if (text !== '' && !isHidden && !isFromServer && !text.includes('⟦')) found.push(text);
    }
    return found.filter((text) => /\p{L}{2}/u.test(text));
  });
}

async function pseudoPhone(browser: Browser): Promise<BrowserContext> {
  const phone = await browser.newContext({
    viewport: { width: 320, height: 640 },
    locale: 'de-DE',
    serviceWorkers: 'block',
  });
  const body = `export const de = ${JSON.stringify(pseudo(en))};`;
  await phone.route(/\/assets\/de-.*\.js$/, (route) =>
    route.fulfill({ contentType: 'text/javascript', body }),
  );
  return phone;
}

const period = {
  ...{ firstDay: 0, lengthDays: 150, schedule: { kind: 'constant', doseMg: 40 } },
  ...{ productClass: 'conventional', meal: 'full', adherence: 0.9 },
};
const profile = {
  ...{ ageYears: 19, sex: 'female', weightKg: 62, isTruncal: false },
  ...{ inflammatoryLesions: 30, nonInflammatoryLesions: 40, nodules: 2 },
};

/** What a prescriber keeps with a patient from the console: answered when this is over. */
async function keepForecast(browser: Browser, aegle: RunningAegle, patient: string) {
  const clinic = await browser.newContext();
  const page = await clinic.newPage();
  await page.goto(`${aegle.address}/diary/`);
  const plans = [{ name: 'The plan', regimen: { periods: [period] } }];
  const body = { patient, subject: { kind: 'patient', profile }, plans };
  const sent = { email: 'prescriber@demonstration.example', password: aegle.password };
  const state = await page.evaluate(
    async ([account, question]) => {
      const post = async (path: string, content: object) => {
        const headers = {
          'content-type': 'application/json',
          'idempotency-key': crypto.randomUUID(),
        };
        const asked = { method: 'POST', headers, body: JSON.stringify(content) };
        return (await fetch(`/api/v1/${path}`, asked)).json();
      };
      await post('session', account);
      return (await post('forecasts', question)).state;
    },
    [sent, body] as const,
  );
  expect(state).toBe('done');
  await clinic.close();
}

/** Tests of one running server. */
export function diaryPeople(browser: () => Browser, aegle: () => RunningAegle): void {
  it('shows the forecast that the clinic kept, on the sheet that the clinic saw', async () => {
    const phone = await browser().newContext({ viewport: NARROW, locale: 'en-GB' });
    const page = await phone.newPage();
    await signInAtDiary(page, aegle(), 'patient');
    await goTo(page, 'more');
    await page.getByRole('link', { name: 'Forecast' }).click();
    await page.getByText('Your clinic has kept no forecast with you.').waitFor();
    const patient = await page.evaluate(
      async () => (await (await fetch('/api/v1/session')).json()).account.patient,
    );
    await keepForecast(browser(), aegle(), patient);
    await page.reload();
    const sheet = page.locator('.forecast-sheet');
    await sheet.waitFor();
    const text = await textOf(sheet);
    expect(text).toContain('Of 100 people like this, simulated from these studies');
    expect(text).toContain('3 of 8 unseen figures agreed');
    expect(await sheet.locator('.fs-table tbody tr').count()).toBeGreaterThan(15);
    const line = sheet.locator('path.fs-line.fs-plan-0').last();
    expect(await line.evaluate((one) => getComputedStyle(one).fill)).toBe('none');
    expect(await faultsNow(page)).toEqual([]);
    expect(`${page.url()} ${await page.title()}`).not.toMatch(/isotret|acne/i);
    await keepScreen(page, 'diary-forecast');
    await phone.close();
  });

  it('takes every sentence from the catalogue, and fits 320 px with sentences half as long again', async () => {
    const phone = await pseudoPhone(browser());
    const page = await phone.newPage();
    await page.goto(`${aegle().address}/diary/`);
    await page.getByText('⟦').first().waitFor();
    expect(await outsideCatalogue(page)).toEqual([]);
    await signInAtDiary(page, aegle(), 'patient');
    for (const place of ['', 'tell', 'more']) {
      await goTo(page, place);
      await page.locator('h1').filter({ hasText: '⟦' }).waitFor();
      expect([place, await outsideCatalogue(page)]).toEqual([place, []]);
      expect([place, await excessOf(page)]).toEqual([place, []]);
    }
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('de');
    await phone.close();
  });

  it('says in another language that it is unreviewed, and writes days as that language does', async () => {
    const phone = await browser().newContext({
      viewport: NARROW,
      locale: 'fr-FR',
      colorScheme: 'dark',
      reducedMotion: 'reduce',
    });
    const page = await phone.newPage();
    await signInAtDiary(page, aegle(), 'patient');
    await page.getByText('Il ne manque rien de votre part').waitFor();
    expect(await textOf(page.locator('main'))).toMatch(/jusqu’au \d+ \p{L}+ \d{4} inclus/u);
    expect(await faultsNow(page)).toEqual([]);
    await keepScreen(page, 'diary-today-french-dark');
    await goTo(page, 'more');
    await page.getByText('Aucun soignant ni patient n’a encore relu').waitFor();
    expect(await faultsNow(page)).toEqual([]);
    await page.getByRole('radio', { name: 'Español' }).check();
    await page.getByRole('heading', { name: 'Más' }).waitFor();
    await phone.close();
  });

  it('shows a guardian logistics only; hidden, the device keeps nothing and is left at once', async () => {
    const phone = await browser().newContext({ viewport: NARROW, locale: 'en-GB' });
    const page = await phone.newPage();
    await signInAtDiary(page, aegle(), 'guardian');
    await page.getByText('You signed a form').waitFor();
    expect(await textOf(page.locator('main ul'))).not.toMatch(/test|negative|pregnan|mg/i);
    expect(await faultsNow(page)).toEqual([]);
    await keepScreen(page, 'diary-guardian');
    expect(await page.locator('nav a[href="/diary/steps"]').count()).toBe(0);
    await goTo(page, 'tell');
    await page.getByRole('radio', { name: 'I have lost capsules' }).check();
    await page.getByLabel('How many capsules').fill('2');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Your clinic has it.').waitFor();
    await goTo(page, 'more');
    await page.getByRole('button', { name: 'Hide the diary on this device' }).click();
    await page.getByRole('button', { name: 'Leave' }).waitFor();
    expect(await faultsNow(page)).toEqual([]);
    const kept = await page.evaluate(async () => {
      const opening = indexedDB.open('diary');
      await new Promise((resolve) => {
        opening.onsuccess = resolve;
      });
      const reading = opening.result.transaction('answers').objectStore('answers').count();
      return new Promise<number>((resolve) => {
        reading.onsuccess = () => resolve(reading.result);
      });
    });
    expect(kept).toBe(0);
    await page.getByRole('button', { name: 'Leave' }).click();
    await page.waitForURL('about:blank');
    await phone.close();
  });
}
