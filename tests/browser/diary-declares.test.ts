// What a patient and a guardian owe the programme, done in the diary: the month's questions, forms to sign.
// Tests run in order: the later ones read what the earlier ones recorded.

import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, startChromium } from './chromium.ts';
import { goTo, signInAtDiary } from './diary-people.ts';
import { keepScreen } from './keep-screen.ts';
import { excessOf, faultsNow, NARROW } from './people.ts';
import { type RunningAegle, startAegle } from './start-aegle.ts';

const ZONE = 'America/New_York';
const GENERAL = { form: 'ipledge-consent-general', edition: '2020-12-09' };

interface Recorded {
  readonly id: string;
  readonly type: string;
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

/** Posts through the page's own session, and says what came of it. */
function post(page: Page, path: string, body: object): Promise<number> {
  return page.evaluate(
    async ([to, sent]) => {
      const headers = {
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
      };
      const answer = await fetch(`/api/v1/${to}`, {
        method: 'POST',
        headers,
        body: sent as string,
      });
      return answer.status;
    },
    [path, JSON.stringify(body)] as const,
  );
}

const RIGHT = [
  'Two of the listed methods together',
  'One month before the first capsule',
  'Yes, any amount',
  'Every month before the next prescription',
  'I stop the capsules at once',
  'Neither.',
] as const;

describe.runIf(hasChromium())('what the diary takes for a programme', () => {
  let aegle: RunningAegle;
  let browser: Browser;
  let phone: BrowserContext;
  let page: Page;
  let patient: string;

  const open = async (person: string) => {
    const context = await browser.newContext({
      viewport: NARROW,
      timezoneId: ZONE,
      locale: 'en-GB',
    });
    const opened = await context.newPage();
    await signInAtDiary(opened, aegle, person);
    return [context, opened] as const;
  };

  beforeAll(async () => {
    aegle = await startAegle('diary');
    browser = await startChromium();
    [phone, page] = await open('patient');
    await page.getByText('Nothing is missing from you today.').waitFor();
    patient = await page.evaluate(
      async () => (await (await fetch('/api/v1/session')).json()).account.patient,
    );
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await aegle?.stop();
  }, 60_000);

  it('says what is missing and leads to the form that ends it', async () => {
    // The clinic speaks anew: answers from before no longer count; and a consent is taken back.
    const [clinic, clinicPage] = await open('prescriber');
    await clinicPage.getByText('The diary is for patients').waitFor();
    const actor = await clinicPage.evaluate(
      async () => (await (await fetch('/api/v1/session')).json()).account.actor,
    );
    const contraceptiveMethods = ['combination_pill', 'male_latex_condom'];
    const data = { givenBy: actor, topics: ['contraception'], contraceptiveMethods };
    const occurredOn = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format();
    const talk = { id: crypto.randomUUID(), type: 'CounsellingGiven', v: 1, occurredOn, data };
    expect(await post(clinicPage, `patients/${patient}/events`, { events: [talk] })).toBe(200);
    await clinic.close();
    const no = { ...GENERAL, signer: 'patient', agrees: false };
    const refused = { id: crypto.randomUUID(), type: 'FormSigned', data: no };
    expect(await post(page, `patients/${patient}/declarations`, refused)).toBe(200);
    await page.reload();
    await page.getByText(/things are needed before the next capsules/).waitFor();
    await goTo(page, 'steps');
    await page.getByRole('link', { name: 'Read and sign the form' }).waitFor();
    await page.getByRole('link', { name: 'Answer the questions' }).waitFor();
    expect(await faultsNow(page)).toEqual([]);
    await keepScreen(page, 'diary-steps-to-do');
  });

  it('answers a wrong answer with what is right, sends nothing, and lets one try again', async () => {
    const before = (await recorded(page, 'ComprehensionAnswered')).length;
    await page.getByRole('link', { name: 'Answer the questions' }).click();
    await page.getByRole('heading', { name: 'Questions of the month' }).waitFor();
    await page.getByText('One good method is enough').click();
    await page.getByText('Only as long as I take capsules.').click();
    await page.getByRole('button', { name: 'Check and send' }).click();
    await page.getByText('7 answers are not right yet.').waitFor();
    await page.getByText('Any method can fail. Two are used at the same time').waitFor();
    expect(await page.getByText('Choose an answer.').count()).toBe(4);
    expect(await faultsNow(page)).toEqual([]);
    await keepScreen(page, 'diary-questions-wrong');
    for (const right of RIGHT) await page.getByText(right).first().click();
    await page.getByRole('button', { name: 'Check and send' }).click();
    await page.getByText('1 answer is not right yet.').waitFor();
    await page.getByText('Choose at least one.').waitFor();
    expect(await recorded(page, 'ComprehensionAnswered')).toHaveLength(before);
    await page.getByLabel('Combination pill').check();
    await page.getByLabel('Male latex condom').check();
    await page.getByRole('button', { name: 'Check and send' }).click();
    await page.getByText('All right. The server has your answers').waitFor();
    const sent = (await recorded(page, 'ComprehensionAnswered')).map(({ data }) => data);
    expect(sent).toHaveLength(before + 1);
    expect(sent.at(-1)).toMatchObject({
      passed: true,
      contraceptiveMethods: ['combination_pill', 'male_latex_condom'],
    });
  });

  it('shows a form whole, and signs it when every point is ticked and the edition is named', async () => {
    await goTo(page, 'steps');
    await page.getByRole('link', { name: 'Read and sign the form' }).click();
    await page.getByText('To be signed').waitFor();
    expect(await faultsNow(page)).toEqual([]);
    await keepScreen(page, 'diary-forms');
    await page.getByRole('button', { name: 'Read and sign' }).click();
    await page.getByText('Isotretinoin is for severe nodular acne').waitFor();
    await page.getByRole('button', { name: 'Sign', exact: true }).click();
    await page.getByText('14 points are still open.').waitFor();
    expect(await faultsNow(page)).toEqual([]);
    for (const box of await page.getByLabel('I understand this and agree').all()) await box.check();
    await page.getByLabel('I have read the form itself').check();
    await page.getByRole('radio', { name: '2021-10-08' }).check();
    await keepScreen(page, 'diary-form');
    await page.getByRole('button', { name: 'Sign', exact: true }).click();
    await page.getByText('Signed. The server has it, dated today.').waitFor();
    const signed = (await recorded(page, 'FormSigned')).at(-1);
    expect(signed?.data).toMatchObject({
      form: GENERAL.form,
      edition: '2021-10-08',
      signer: 'patient',
      agrees: true,
    });
    await goTo(page, '');
    await page.getByText('Nothing is missing from you today.').waitFor();
  });

  it('says offline that questions and forms need a connection, and keeps nothing of them', async () => {
    await page.evaluate(() => navigator.serviceWorker.ready);
    await phone.setOffline(true);
    await goTo(page, 'steps');
    await page.getByRole('link', { name: 'Forms', exact: true }).click();
    await page.getByText('Forms need a connection').waitFor();
    expect(await page.getByRole('button', { name: /sign/i }).count()).toBe(0);
    await phone.setOffline(false);
  });

  it('lets a guardian sign as guardian, and shows nothing else of the ward', async () => {
    const [context, guardian] = await open('guardian');
    await guardian.getByRole('link', { name: 'Forms to read and sign' }).click();
    await guardian.getByText('You sign as guardian').waitFor();
    const before = (await recorded(guardian, 'FormSigned')).length;
    await guardian.getByRole('button', { name: /^Read/ }).first().click();
    for (const box of await guardian.getByLabel('I understand this and agree').all())
      await box.check();
    await guardian.getByLabel('I have read the form itself').check();
    await guardian.getByRole('radio', { name: '2021-10-08' }).check();
    expect(await faultsNow(guardian)).toEqual([]);
    await guardian.getByRole('button', { name: 'Sign as guardian' }).click();
    await guardian.getByText('Signed. The server has it, dated today.').waitFor();
    await keepScreen(guardian, 'diary-guardian-forms');
    const signed = await recorded(guardian, 'FormSigned');
    expect(signed).toHaveLength(before + 1);
    expect(signed.map(({ data }) => data.signer)).toEqual(signed.map(() => 'guardian'));
    await context.close();
  });

  it('fits 320 px in every language, with the questions in that language', async () => {
    for (const [locale, asked] of [
      ['de-DE', 'Was schützt Sie'],
      ['es-ES', '¿Qué le protege'],
      ['fr-FR', 'qu’est-ce qui vous protège'],
      ['it-IT', 'Che cosa la protegge'],
    ] as const) {
      const context = await browser.newContext({ viewport: { width: 320, height: 640 }, locale });
      const narrow = await context.newPage();
      await signInAtDiary(narrow, aegle, 'patient');
      await narrow.locator('main .notice').first().waitFor();
      await narrow.goto(`${aegle.address}/diary/questions`);
      await narrow.getByText(asked).waitFor();
      expect([locale, await excessOf(narrow)]).toEqual([locale, []]);
      await narrow.goto(`${aegle.address}/diary/forms`);
      await narrow.locator('.tag').first().waitFor();
      await narrow.getByRole('button').last().click();
      await narrow.locator('.statements').waitFor();
      expect([locale, await excessOf(narrow)]).toEqual([locale, []]);
      await context.close();
    }
  });

  it('shows after a reload what was said today', async () => {
    await goTo(page, '');
    await page
      .getByRole('group', { name: 'Lips dry' })
      .getByRole('radio', { name: 'Moderate' })
      .check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Recorded.', { exact: true }).waitFor();
    await page.reload();
    await page.getByText('Lips dry: Moderate.').waitFor();
    expect(await faultsNow(page)).toEqual([]);
    await keepScreen(page, 'diary-said-today');
  });

  it('shows after the course what still holds and when follow-ups are, and that a capsule ends it', async () => {
    const [clinic, clinicPage] = await open('prescriber');
    await clinicPage.getByText('The diary is for patients').waitFor();
    const occurredOn = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format();
    const course = await clinicPage.evaluate(
      async (path) => (await (await fetch(path)).json()).course.id as string,
      `/api/v1/patients/${patient}/course`,
    );
    const data = { course, lastDoseOn: occurredOn };
    const ended = { id: crypto.randomUUID(), type: 'CourseEnded', v: 1, occurredOn, data };
    expect(await post(clinicPage, `patients/${patient}/events`, { events: [ended] })).toBe(200);
    await clinic.close();
    await page.reload();
    await goTo(page, 'steps');
    await page.getByText('After the course').waitFor();
    await page.getByText('Not valid if you have taken any capsule since.').waitFor();
    expect(await faultsNow(page)).toEqual([]);
    await keepScreen(page, 'diary-after-course');
  });

  it('says to stop in the language in use', async () => {
    const told = { id: crypto.randomUUID(), type: 'UnprotectedContactReported', data: {} };
    expect(await post(page, `patients/${patient}/declarations`, told)).toBe(200);
    const context = await browser.newContext({ viewport: NARROW, locale: 'de-DE' });
    const german = await context.newPage();
    await signInAtDiary(german, aegle, 'patient');
    await german.getByText('Nehmen Sie keine Kapseln mehr. Ihre Klinik muss heute').waitFor();
    expect(await faultsNow(german)).toEqual([]);
    await keepScreen(german, 'diary-stop-german');
    await context.close();
  });
});
