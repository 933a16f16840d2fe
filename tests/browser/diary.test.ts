// The diary in a real browser: a day recorded with and without a connection, a red flag that is not sent.
// Tests run in order on one phone: the later ones read what the earlier ones wrote.

import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, startChromium } from './chromium.ts';
import { diaryPeople, signInAtDiary } from './diary-people.ts';
import { keepScreen } from './keep-screen.ts';
import { faultsNow, NARROW, textOf } from './people.ts';
import { type RunningAegle, startAegle } from './start-aegle.ts';

const ZONE = 'America/New_York';
/** As long as a slow machine may take. */
const SOON = { timeout: 15_000 };

interface Recorded {
  readonly id: string;
  readonly type: string;
  readonly occurredOn: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What the server has of a type, read through the page's own session. */
function recorded(page: Page, type: string): Promise<readonly Recorded[]> {
  return page.evaluate(async (wanted) => {
    const read = async (path: string) => (await fetch(`/api/v1/${path}`)).json();
    const { account } = await read('session');
    const { events } = await read(`patients/${account.patient}/timeline`);
    return (events as Recorded[]).filter((one) => one.type === wanted);
  }, type);
}

const place = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();

describe.runIf(hasChromium())('the diary', () => {
  let aegle: RunningAegle;
  let browser: Browser;
  let phone: BrowserContext;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    aegle = await startAegle('diary');
    browser = await startChromium();
    phone = await browser.newContext({ viewport: NARROW, timezoneId: ZONE, locale: 'en-GB' });
    page = await phone.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(aegle.address)) complaints.push(request.url());
    });
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await aegle?.stop();
  }, 60_000);

  it('signs in, and says what the gate says', async () => {
    await page.goto(`${aegle.address}/diary`);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await faultsNow(page)).toEqual([]);
    await keepScreen(page, 'diary-sign-in');
    await signInAtDiary(page, aegle, 'patient');
    await page.getByText('Nothing is missing from you today.').waitFor();
    expect(await textOf(page.locator('main'))).toMatch(/collect capsules until \d+ \w+ \d{4}/);
    expect(await faultsNow(page)).toEqual([]);
    await keepScreen(page, 'diary-today');
  });

  it('records a day in eight taps and one number', async () => {
    await page.getByLabel('How many milligrams').fill('4o');
    await page.getByRole('button', { name: 'Taken', exact: true }).click();
    expect(await textOf(page.getByRole('alert').filter({ hasText: 'mill' }))).toContain('400');
    await page.getByLabel('How many milligrams').fill('40');
    await page.getByRole('button', { name: 'Taken', exact: true }).click();
    await page.getByText('40 mg taken').waitFor();
    for (const part of ['Lips dry', 'Skin dry', 'Eyes dry', 'Joints sore'])
      await page
        .getByRole('group', { name: part })
        .getByRole('radio', { name: 'A little' })
        .check();
    await page.getByRole('group', { name: 'Low mood' }).getByRole('radio', { name: 'No' }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Recorded.', { exact: true }).waitFor();
    await expect.poll(() => recorded(page, 'SymptomReported'), SOON).toHaveLength(5);
    const [dose, ...more] = await recorded(page, 'DoseTaken');
    expect(dose?.data).toEqual({ doseMg: '40' });
    expect(more).toEqual([]);
  });

  it('opens without a connection, keeps a dose sealed, and sends it once', async () => {
    await page.evaluate(() => navigator.serviceWorker.ready);
    await phone.setOffline(true);
    await page.reload();
    await page.getByText('No connection').waitFor();
    await page.getByText(/^As of .*it may have changed/).waitFor();
    await page.getByRole('radio', { name: 'Yesterday' }).check();
    await page.getByRole('button', { name: 'Not taken' }).click();
    await page.getByText('1 entry is kept on this device and not sent yet.').waitFor();
    expect(await faultsNow(page)).toEqual([]);
    await keepScreen(page, 'diary-offline');
    const kept = await page.evaluate(async () => {
      const db = await new Promise<IDBDatabase>((resolve) => {
        const opening = indexedDB.open('diary');
        opening.onsuccess = () => resolve(opening.result);
      });
      const all = (store: string) =>
        new Promise<unknown[]>((resolve) => {
          const reading = db.transaction(store).objectStore(store).getAll();
          reading.onsuccess = () => resolve(reading.result);
        });
      const [key] = (await all('keys')) as CryptoKey[];
      const sealed = (await all('outbox')) as { bytes: ArrayBuffer }[];
      return {
        isExtractable: key?.extractable,
        texts: sealed.map(({ bytes }) => new TextDecoder().decode(bytes)),
      };
    });
    expect(kept.isExtractable).toBe(false);
    expect(kept.texts).toHaveLength(1);
    expect(kept.texts[0]).not.toMatch(/Dose|Missed|\d{4}-\d{2}/);
    await phone.setOffline(false);
    await page.getByText('No connection').waitFor({ state: 'detached' });
    await expect.poll(() => recorded(page, 'DoseMissed'), SOON).toHaveLength(1);
    await page.reload();
    await page.getByText('Nothing is missing from you today.').waitFor();
    expect(await recorded(page, 'DoseMissed')).toHaveLength(1);
    await place(page, 'More');
    await page.getByText('Nothing: the server has everything that you wrote.').waitFor();
    expect(await faultsNow(page)).toEqual([]);
  });

  it('asks which it is when another device has recorded a dose of that day', async () => {
    await phone.setOffline(true);
    await place(page, 'Today');
    await page.getByRole('radio', { name: 'Yesterday' }).check();
    await page.getByRole('button', { name: 'Taken', exact: true }).click();
    await page.getByText('1 entry is kept on this device and not sent yet.').waitFor();
    const elsewhere = await browser.newContext({ timezoneId: ZONE });
    const other = await elsewhere.newPage();
    await signInAtDiary(other, aegle, 'patient');
    // What is on record is known there before anything is written.
    await other.getByText('Nothing is missing from you today.').waitFor();
    await other.getByRole('radio', { name: 'Yesterday' }).check();
    await other.getByLabel('How many milligrams').fill('20');
    await other.getByRole('button', { name: 'Taken', exact: true }).click();
    await expect.poll(() => recorded(other, 'DoseTaken'), SOON).toHaveLength(2);
    await elsewhere.close();
    await phone.setOffline(false);
    await page.getByText('1 entry needs your answer.').waitFor();
    await page.getByRole('link', { name: 'Look at them' }).click();
    await page.getByText('Is this another one?').waitFor();
    expect(await recorded(page, 'DoseTaken')).toHaveLength(2);
    expect(await faultsNow(page)).toEqual([]);
    await keepScreen(page, 'diary-which-dose');
    await page.getByRole('button', { name: 'Yes, another one: send it' }).click();
    await expect.poll(() => recorded(page, 'DoseTaken'), SOON).toHaveLength(3);
  });

  diaryPeople(
    () => browser,
    () => aegle,
  );

  it('declares a method with a connection; tells who read the record; gives it away as a file', async () => {
    await place(page, 'Steps');
    await page.getByRole('button', { name: 'Send' }).click();
    expect(await textOf(page.getByRole('alert').filter({ hasText: 'which' }))).toMatch(/^Choose/);
    await page.getByRole('radio', { name: 'I have started a method' }).check();
    await page.getByLabel('Method', { exact: true }).selectOption({ label: 'Intrauterine device' });
    expect(await faultsNow(page)).toEqual([]);
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('The server has it, dated today.').waitFor();
    await keepScreen(page, 'diary-steps');
    const methods = (await recorded(page, 'ContraceptionStarted')).map(({ data }) => data.method);
    expect(methods).toContain('iud');
    await place(page, 'More');
    await page.getByRole('button', { name: 'Who saw my data' }).click();
    await page.getByText('Nobody from outside your care has read your record.').waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Take my data with me' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('diary.json');
    const taken = JSON.parse(readFileSync(await file.path(), 'utf8'));
    expect(taken.timeline.events.length).toBeGreaterThan(10);
    expect(await faultsNow(page)).toEqual([]);
    await keepScreen(page, 'diary-more');
  });

  it('H-13 says at a red flag offline that nothing was sent, with the numbers', async () => {
    await phone.setOffline(true);
    await place(page, 'Tell');
    await page.getByRole('button', { name: 'A warning sign' }).click();
    await page.getByLabel('Headache with a change of sight').check();
    await page.getByText('go to an emergency department').waitFor();
    await page.getByText('Not sent. Call now.').waitFor();
    const clinic = page.getByRole('link', { name: /Harbour Dermatology/ });
    expect(await clinic.getAttribute('href')).toBe('tel:2125550142');
    const emergency = page.getByRole('link', { name: 'Emergency: 911' });
    expect(await emergency.getAttribute('href')).toBe('tel:911');
    expect(await faultsNow(page)).toEqual([]);
    await keepScreen(page, 'diary-red-flag-offline');
    await page.getByRole('button', { name: 'Severe' }).click();
    await page.getByText('Not sent. Call now.').waitFor();
    await page.getByRole('button', { name: 'Tell something else' }).click();
    await page.getByRole('button', { name: 'Pregnancy and contraception' }).click();
    await page.getByLabel('I am pregnant, or may be').check();
    await page.getByText('Do not take more capsules. Call your clinic now.').waitFor();
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Not sent. Call now.').waitFor();
    expect(await faultsNow(page)).toEqual([]);
    await phone.setOffline(false);
    await page.getByText('No connection').waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('heading', { name: 'Tell your clinic' }).waitFor();
    expect(await recorded(page, 'SymptomReported')).toHaveLength(5);
  });

  it('answers a report that closes with what to do, and then shows that alone', async () => {
    await page.getByRole('button', { name: 'Pregnancy and contraception' }).click();
    await page.getByLabel('I had sex without protection').check();
    await page.getByText('about emergency contraception').waitFor();
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Your clinic has it.').waitFor();
    expect(await faultsNow(page)).toEqual([]);
    await keepScreen(page, 'diary-told');
    await place(page, 'Today');
    await page.getByText('Do not take more capsules. Your clinic needs to speak').waitFor();
    expect(await page.getByRole('button', { name: 'Taken' }).count()).toBe(0);
    await keepScreen(page, 'diary-stop');
    expect(`${page.url()} ${await page.title()}`).not.toMatch(/pregnan|capsule|isotret/i);
  });

  it('erases the device', async () => {
    await place(page, 'More');
    await page.getByRole('button', { name: 'Erase this device' }).click();
    await page.getByRole('button', { name: 'Erase now' }).click();
    await page.getByText('This device keeps nothing any more.').waitFor();
    expect(await faultsNow(page)).toEqual([]);
    const left = await page.evaluate(async () => (await fetch('/api/v1/session')).json());
    expect(left).toEqual({ state: 'signed_out', account: null });
    expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByLabel('E-mail').waitFor();
  });

  it('complained of nothing and spoke to no other host', () => {
    expect(complaints).toEqual([]);
  });
});
