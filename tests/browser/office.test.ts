// The programme office looks after access: who can sign in, keys of systems, and taking either away.
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
import { excessOf, faultsOf, textOf, WIDE } from './people.ts';

const ROOT = join(import.meta.dirname, '../..');
const DIST = join(ROOT, 'packages/console/dist');
const NEW_PASSWORD = 'another invented password';
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
    office = await signedIn('programme_officer');
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

  async function fillIn(page: Page, role: string, password: string): Promise<void> {
    await page.goto(address);
    await page.getByLabel('E-mail').fill(`${role}.${tenantOf()}@example.org`);
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

  describe('H-07 the office takes access away by page', () => {
    it('lists accounts in words, finds one by name and role, and stays within 320 px', async () => {
      await office.getByRole('link', { name: 'People', exact: true }).click();
      await rowOf('Invented researcher').waitFor();
      expect(await textOf(rowOf('Invented delegate'))).toMatch(
        /Delegate Harbour Dermatology \(invented\) not set up in use Change access/,
      );
      const text = await textOf(office.locator('main'));
      // What the accounts of this test are called, and the command, are no words of the page.
      const own = text.replaceAll(/Invented \w+|\S+@\S+|aegle role add \S+/g, '');
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
    }, 120_000);

    it('says why nobody ends their own access, and keeps the dialog', async () => {
      await choose('Invented programme_officer', 'End the access');
      const dialog = office.getByRole('dialog');
      await dialog.getByRole('button', { name: 'End the access' }).click();
      await dialog.getByText('Have a colleague of the office do it').waitFor();
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

    it('is the office’s: another role is told so', async () => {
      const person = await signedIn('safety_officer');
      await person.goto(`${address}/people`);
      await person.getByText('The programme office looks after access.').waitFor();
      expect(await faultsOf(person)).toEqual([]);
    }, 120_000);
  });

  it('enrols a known patient in a new course from the reason that the old one closed', async () => {
    const patient = demonstrationId('patient-ready');
    const report = {
      id: randomUUID(),
      type: 'PregnancyReported',
      v: EVENT_CATALOGUE.PregnancyReported.version,
      occurredOn: new Date().toISOString().slice(0, 10),
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

  it('opens for a safety officer with pregnancies, reports and holds, each leading to its form', async () => {
    const officer = await signedIn('safety_officer');
    await officer.getByRole('heading', { level: 1, name: 'Safety' }).waitFor();
    const pregnancies = officer.getByRole('table', { name: 'Pregnancies' });
    await pregnancies.waitFor();
    await officer.getByRole('heading', { name: 'Holds: ' }).waitFor();
    const text = await textOf(officer.locator('main'));
    expect(text).toMatch(/Pregnancies: 1 .*Reports and corrections to read: 0 .*Holds: \d/);
    expect(text).not.toMatch(/undefined|[a-z]_[a-z]|[0-9a-f]{8}-/);
    expect(await faultsOf(officer)).toEqual([]);
    await officer.setViewportSize({ width: 320, height: 640 });
    expect(await excessOf(officer)).toEqual([]);
    await pregnancies.getByRole('link').first().press('Enter');
    await officer.waitForURL(/\/patients\/[0-9a-f-]+\/record/);
    await officer.getByRole('heading', { name: 'Record what happened' }).waitFor();
  }, 120_000);

  it('opens for the office with what waits for it, a certificate leading to the form', async () => {
    const page = await signedIn('programme_officer');
    await page.getByRole('heading', { level: 1, name: 'Office' }).waitFor();
    const waiting = page.getByRole('table', { name: 'Office' });
    await waiting.waitFor();
    expect(await faultsOf(page)).toEqual([]);
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
});
