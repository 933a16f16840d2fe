// Offices in a real browser: an administrator gives and takes access; safety officer and office have their work.
// The server runs in this process, so that a key can be there before the page is opened.

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { EVENT_CATALOGUE } from '@aegle/core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationId } from '../../packages/server/src/demonstration/load-network.ts';
import {
  startTestServer,
  TEST_PASSWORD,
  type TestServer,
} from '../../packages/server/src/http/testing.ts';
import { hasChromium, startChromium } from './chromium.ts';
import { keepScreen } from './keep-screen.ts';
import { excessOf, faultsOf, textOf, todayThere, WIDE } from './people.ts';
import { safetySteps } from './safety-steps.ts';

const ROOT = join(import.meta.dirname, '../..');
const DIST = join(ROOT, 'packages/console/dist');
const NEW_PASSWORD = 'another invented password';
const OWN_PASSWORD = 'a password that nobody else knows';
const canRun = hasChromium();

it('has Chromium wherever CI counts on it', () => {
  expect(canRun || process.env.CI !== 'true').toBe(true);
});

describe.runIf(canRun)('pages over a server in this process', () => {
  let server: TestServer;
  let browser: Browser;
  let address: string;
  let office: Page;
  const tenantOf = () => server.services.tenant.id;

  beforeAll(async () => {
    const builder = await import(pathToFileURL(join(ROOT, 'tools/build.mjs')).href);
    await builder.buildApp('console');
    // The real clock: what is taken away acts within seconds of it.
    const clock = {
      get now() {
        return new Date().toISOString();
      },
    };
    server = await startTestServer('embedded', clock);
    address = await server.app.listen({ port: 0, host: 'localhost' });
    browser = await startChromium();
    office = await signedIn('administrator');
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  }, 60_000);

  async function newContext(): Promise<BrowserContext> {
    const context = await browser.newContext({ viewport: WIDE });
    // This server has no pages of its own; the built ones are given to the browser.
    await context.route(
      ({ pathname }) => !pathname.startsWith('/api/'),
      (route) => {
        const { pathname } = new URL(route.request().url());
        const isFile = /\.\w+$/.test(pathname);
        return route.fulfill({ path: join(DIST, isFile ? pathname : 'index.html') });
      },
    );
    return context;
  }

  const fillIn = (page: Page, role: string, password: string) =>
    fillInAs(page, `${role}.${tenantOf()}@example.org`, password);

  async function fillInAs(page: Page, email: string, password: string): Promise<void> {
    await page.goto(address);
    await page.getByLabel('E-mail').fill(email);
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }

  async function signedIn(role: string): Promise<Page> {
    const page = await (await newContext()).newPage();
    await fillIn(page, role, TEST_PASSWORD);
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    return page;
  }

  const rowOf = (name: string) =>
    office.getByRole('table', { name: 'Accounts' }).getByRole('row').filter({ hasText: name });

  /** Opens the dialog of a row by keyboard and takes the given answer. */
  async function choose(name: string, answer: string): Promise<void> {
    await office.getByRole('button', { name: `Change access of ${name}` }).press('Enter');
    const dialog = office.getByRole('dialog');
    await dialog.getByRole('radio', { name: answer }).check();
  }

  describe('H-07 an administrator gives and takes access by page', () => {
    it('lists accounts in words, finds one by name and role, and stays within 320 px', async () => {
      await office.getByRole('link', { name: 'People', exact: true }).click();
      await rowOf('Invented researcher').waitFor();
      expect(await textOf(rowOf('Invented delegate'))).toMatch(
        /Delegate Harbour Dermatology \(invented\) not set up .*20\d\d.* in use Change access/,
      );
      const text = await textOf(office.locator('main'));
      // What the accounts of this test are called, and the command, are no words of the page.
      const own = text.replaceAll(/Invented \w+|\S+@\S+/g, '');
      expect(own).not.toMatch(/undefined|[a-z]_[a-z]|[0-9a-f]{8}-/);
      expect(await faultsOf(office)).toEqual([]);
      await office.getByLabel('Name, e-mail or organisation').fill('harbour');
      await rowOf('Invented researcher').waitFor({ state: 'detached' });
      await rowOf('Invented prescriber').waitFor();
      await office.getByLabel('Name, e-mail or organisation').fill('nobody of this name');
      await office.getByText('No account is found.').waitFor();
      await office.getByLabel('Name, e-mail or organisation').fill('');
      await office.setViewportSize({ width: 320, height: 640 });
      expect(await excessOf(office)).toEqual([]);
      await office.setViewportSize(WIDE);
    }, 120_000);

    it('gives a new password: too short is said beside the field, and the old one opens nothing', async () => {
      await choose('Invented researcher', 'Give a new password');
      const dialog = office.getByRole('dialog');
      await dialog.getByText('nobody is sent it').waitFor();
      const field = dialog.getByRole('textbox', { name: 'New password' });
      await field.fill('short');
      await field.press('Enter');
      await dialog.getByText('It has 5 characters; at least 12 are needed.').waitFor();
      expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
      expect(await faultsOf(office)).toEqual([]);
      await field.fill(NEW_PASSWORD);
      await field.press('Enter');
      await office.getByText('signs in with the new password from now on').waitFor();
      const person = await (await newContext()).newPage();
      await fillIn(person, 'researcher', TEST_PASSWORD);
      await person.getByRole('alert').waitFor();
      await fillIn(person, 'researcher', NEW_PASSWORD);
      await person.getByRole('button', { name: 'Sign out' }).waitFor();
    }, 120_000);

    it('signs somebody out everywhere, and ends an access', async () => {
      const person = await signedIn('delegate');
      await choose('Invented delegate', 'Sign out everywhere');
      await office.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();
      await office.getByText('Invented delegate is signed out everywhere.').waitFor();
      await person.reload();
      await person.getByRole('heading', { name: 'Sign in' }).waitFor();
      await choose('Invented delegate', 'End the access');
      await office.getByRole('dialog').getByRole('button', { name: 'End the access' }).click();
      await office.getByText('The access of Invented delegate has ended.').waitFor();
      await rowOf('Invented delegate')
        .getByText(/^ended /)
        .waitFor();
      await fillIn(person, 'delegate', TEST_PASSWORD);
      await person.getByRole('alert').waitFor();
      await office.getByRole('button', { name: 'Open the access of Invented delegate' }).click();
      await office.getByRole('dialog').getByRole('button', { name: 'Open again' }).click();
      await office.getByText('The access of Invented delegate is open again.').waitFor();
      await fillIn(person, 'delegate', TEST_PASSWORD);
      await person.getByText(/^Your access was ended by Invented administrator on/).waitFor();
      await person.getByRole('button', { name: 'I have read this' }).click();
      await person.getByText('Your access was changed').waitFor({ state: 'detached' });
    }, 120_000);

    it('adds a prescriber, who chooses a password, and for whom a second person answers', async () => {
      await office.getByRole('button', { name: 'Add an account' }).click();
      const dialog = office.getByRole('dialog');
      await dialog.getByLabel('Name, as colleagues read it').fill('Dr Ito (invented)');
      await dialog.getByLabel('E-mail').fill('ito@example.org');
      await dialog.getByRole('combobox', { name: 'Role' }).click();
      await office.getByRole('option', { name: 'Prescriber' }).click();
      await dialog.getByRole('textbox', { name: 'First password' }).fill(NEW_PASSWORD);
      await dialog.getByRole('button', { name: 'Add an account' }).click();
      await dialog.getByText('It acts for one clinic, pharmacy or laboratory.').waitFor();
      await dialog.getByRole('combobox', { name: 'Organisation' }).click();
      await office.getByRole('option', { name: 'Harbour Dermatology (invented)' }).click();
      await keepScreen(office, 'console-people-add');
      await dialog.getByRole('button', { name: 'Add an account' }).click();
      await office.getByText('Dr Ito (invented) can sign in now.').waitFor();
      await rowOf('Dr Ito').getByText('waits for a second person').waitFor();
      const waiting = (page: Page) =>
        page.getByRole('table', { name: 'Accounts that wait' }).getByRole('row');
      await waiting(office).getByText('You opened it: another has to answer').waitFor();
      const owner = await (await newContext()).newPage();
      await fillInAs(owner, 'ito@example.org', NEW_PASSWORD);
      await owner.getByText(/^This account was made by Invented administrator on/).waitFor();
      const second = await signedIn('programme_officer');
      await waiting(second).getByText('The owner has to choose a password first').waitFor();
      await owner.getByRole('link', { name: 'Choose a password' }).click();
      await owner.getByRole('textbox', { name: 'Password of now' }).fill(NEW_PASSWORD);
      await owner.getByRole('textbox', { name: 'New password', exact: true }).fill(OWN_PASSWORD);
      await owner.getByRole('textbox', { name: 'New password once more' }).fill('another one');
      await owner.getByRole('button', { name: 'Choose this password' }).click();
      await owner.getByText('The two are not the same.').waitFor();
      await owner.getByRole('textbox', { name: 'New password once more' }).fill(OWN_PASSWORD);
      await owner.getByRole('button', { name: 'Choose this password' }).click();
      await owner.getByText('Your new password holds from now on.').waitFor();
      expect(await faultsOf(owner)).toEqual([]);
      await keepScreen(owner, 'console-account-changed');
      await owner.setViewportSize({ width: 360, height: 740 });
      expect(await excessOf(owner)).toEqual([]);
      await keepScreen(owner, 'console-account-changed-360');
      await second.reload();
      await second.getByRole('button', { name: 'Answer for Dr Ito (invented)' }).click();
      await second.getByText('Did Dr Ito (invented) tell you').waitFor();
      await second
        .getByRole('dialog')
        .getByRole('button', { name: 'Answer for Dr Ito (invented)' })
        .click();
      await second.getByText('You answered for Dr Ito (invented).').waitFor();
      expect(await faultsOf(second)).toEqual([]);
      await office.reload();
      await rowOf('Dr Ito').waitFor();
      expect(await textOf(rowOf('Dr Ito'))).not.toContain('waits');
      await keepScreen(office, 'console-people');
      await office.setViewportSize({ width: 360, height: 740 });
      expect(await excessOf(office)).toEqual([]);
      await keepScreen(office, 'console-people-360');
      await office.setViewportSize(WIDE);
    }, 180_000);

    it('adds a pharmacy and a key for it, which is shown once', async () => {
      await office.getByRole('button', { name: 'Add an organisation' }).click();
      const dialog = office.getByRole('dialog');
      await dialog.getByRole('combobox', { name: 'Kind' }).click();
      await office.getByRole('option', { name: 'Pharmacy' }).click();
      await dialog.getByLabel('Name').fill('Quay Pharmacy (invented)');
      await dialog.getByLabel('Opening hours').fill('mon-fri 09:00-18:00; sat 09:00-13:00');
      expect(await faultsOf(office)).toEqual([]);
      await keepScreen(office, 'console-people-add-pharmacy');
      await office.setViewportSize({ width: 320, height: 640 });
      expect(await excessOf(office)).toEqual([]);
      await keepScreen(office, 'console-people-add-pharmacy-320');
      await office.setViewportSize(WIDE);
      await dialog.getByRole('button', { name: 'Add an organisation' }).click();
      await office.getByText('Quay Pharmacy (invented) is added.').waitFor();
      const places = office.getByRole('table', { name: 'Clinics, pharmacies, laboratories' });
      const quay = places.getByRole('row').filter({ hasText: 'Quay Pharmacy' });
      await quay.getByText('mon-fri 09:00-18:00; sat 09:00-13:00').waitFor();
      await office.getByRole('button', { name: 'Add a key' }).click();
      await dialog.getByLabel('What the system is called').fill('Counter system');
      await dialog.getByRole('combobox', { name: 'For' }).click();
      await office.getByRole('option', { name: 'Pharmacy software' }).click();
      await dialog.getByRole('combobox', { name: 'Organisation' }).fill('Quay');
      await office.getByRole('option', { name: 'Quay Pharmacy (invented)' }).click();
      await dialog.getByRole('button', { name: 'Add a key' }).click();
      const shown = office.getByRole('alert').filter({ hasText: 'shown only now' });
      const key = await shown.locator('pre, code').first().innerText();
      const bearer = { headers: { authorization: `Bearer ${key}` } };
      expect((await fetch(`${address}/api/v1/organisations`, bearer)).status).toBe(200);
      await shown.getByRole('button', { name: 'I have kept it' }).click();
      await office.getByText('Counter system').waitFor();
      expect(await textOf(office.locator('main'))).not.toContain(key);
    }, 120_000);

    it('says why nobody ends their own access, and keeps the dialog', async () => {
      await choose('Invented administrator', 'End the access');
      const dialog = office.getByRole('dialog');
      await dialog.getByRole('button', { name: 'End the access' }).click();
      await dialog.getByText('Have another administrator do it').waitFor();
      await office.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    }, 120_000);

    it('revokes a key after a question, and the system is refused', async () => {
      const key = server.as.system_client;
      const reads = () => fetch(`${address}/api/v1/organisations`, { headers: key });
      expect((await reads()).status).toBe(200);
      const keys = office.getByRole('table', { name: 'Keys of systems' });
      expect(await textOf(keys)).toContain('Pharmacy software Lighthouse');
      await office.getByRole('button', { name: 'Revoke the key of Pharmacy system' }).click();
      const dialog = office.getByRole('dialog');
      await dialog.getByText('within 5 seconds').waitFor();
      await dialog.getByRole('button', { name: 'Revoke' }).click();
      await office.getByText('The key of Pharmacy system is revoked.').waitFor();
      await keys.getByText(/^revoked /).waitFor();
      await expect.poll(async () => (await reads()).status, { timeout: 8_000 }).toBe(401);
    }, 120_000);

    it('is an administrator’s: another role is told so', async () => {
      const person = await signedIn('safety_officer');
      await person.goto(`${address}/people`);
      await person.getByText('An administrator looks after access.').waitFor();
      expect(await faultsOf(person)).toEqual([]);
    }, 120_000);
  });

  it('enrols a known patient in a new course from the reason that the old one closed', async () => {
    const patient = demonstrationId('patient-ready');
    const report = {
      id: randomUUID(),
      type: 'PregnancyReported',
      v: EVENT_CATALOGUE.PregnancyReported.version,
      occurredOn: todayThere(),
      data: { reportedBy: 'prescriber' },
    };
    const { statusCode } = await server.app.inject({
      method: 'POST',
      url: `/api/v1/patients/${patient}/events`,
      headers: server.as.prescriber,
      payload: { events: [report] },
    });
    expect(statusCode).toBe(200);
    const clinic = await signedIn('prescriber');
    await clinic.goto(`${address}/patients/${patient}/conditions`);
    const closed = clinic
      .getByRole('listitem')
      .filter({ hasText: 'a new course needs a new enrolment' });
    await closed.getByRole('link', { name: 'Record what ends this' }).click();
    await clinic.getByRole('combobox', { name: 'Programme' }).fill('iPLEDGE');
    await clinic.getByRole('option', { name: /iPLEDGE/ }).click();
    await clinic.keyboard.press('Escape');
    await clinic.getByRole('radio', { name: 'A new course' }).check();
    expect(await faultsOf(clinic)).toEqual([]);
    await clinic.getByRole('button', { name: 'Enrol' }).click();
    await clinic.getByText('Enrolled.').waitFor();
    await clinic.getByRole('link', { name: 'See what is needed now' }).waitFor();
  }, 120_000);

  it('opens for the office with what waits for it, a certificate leading to the form', async () => {
    const page = await signedIn('programme_officer');
    await page.getByRole('heading', { level: 1, name: 'Office' }).waitFor();
    const waiting = page.getByRole('table', { name: 'Office' });
    await waiting.waitFor();
    // Each certificate once, with whose it is, however many patients wait for it.
    const named = waiting
      .getByRole('row')
      .filter({ has: page.getByRole('link', { name: /^Certificate of/ }) });
    await named.filter({ hasText: 'Pharmacy: Lighthouse Pharmacy (invented)' }).first().waitFor();
    const texts = await named.allInnerTexts();
    const ofSubjects = texts.filter((text) => /Pharmacy: |Prescriber: /.test(text));
    expect(new Set(ofSubjects).size).toBe(ofSubjects.length);
    // So does a renewal that is judged: one row for the holder, whoever's patients wait for it.
    const judged = waiting.getByRole('row').filter({ hasText: 'The yearly renewal in iPLEDGE' });
    expect(await judged.filter({ hasText: 'Prescriber: ' }).count()).toBe(1);
    // Of patients for whom nobody would prescribe yet there is no certificate, and the row says so.
    const others = texts.filter((text) => !ofSubjects.includes(text));
    expect(others.filter((text) => !text.includes('no prescriber is named'))).toEqual([]);
    expect(await faultsOf(page)).toEqual([]);
    await keepScreen(page, 'console-office');
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await excessOf(page)).toEqual([]);
    await waiting
      .getByRole('link', { name: /^Certificate of/ })
      .first()
      .press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Certify' }).waitFor();
    await page.goBack();
    await waiting.getByRole('link', { name: 'Patient', exact: true }).first().click();
    await page.getByText('Asking records nothing').waitFor();
  }, 120_000);

  safetySteps(
    () => server,
    () => address,
    signedIn,
  );
});
