// The safety officer's pages in a real browser: what holds capsules back, who read what, one person's data.
// Registers tests; the file that starts the server calls it.

import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { demonstrationId } from '../../packages/server/src/demonstration/load-network.ts';
import type { TestServer } from '../../packages/server/src/http/testing.ts';
import { keepScreen } from './keep-screen.ts';
import { excessOf, faultsOf, textOf, WIDE } from './people.ts';

/** Tests in their order: the first reads a pregnancy that was reported before. */
export function safetySteps(
  server: () => TestServer,
  address: () => string,
  signedIn: (role: string) => Promise<Page>,
): void {
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

  it('shows the safety officer who read any record from outside its care, a page at a time', async () => {
    const patient = demonstrationId('patient-ready');
    const read = () =>
      server().app.inject({
        url: `/api/v1/patients/${patient}`,
        headers: server().as.safety_officer,
      });
    for (let times = 0; times < 51; times += 1) expect((await read()).statusCode).toBe(200);
    const officer = await signedIn('safety_officer');
    await officer.getByRole('link', { name: 'Access log', exact: true }).click();
    const log = officer.getByRole('table', { name: 'Access log' });
    await log.getByText('Name and contact').first().waitFor();
    expect(await log.getByRole('row').count()).toBe(51);
    expect(await textOf(officer.locator('main'))).not.toMatch(/undefined|[a-z]_[a-z]|[0-9a-f]{8}-/);
    expect(await faultsOf(officer)).toEqual([]);
    await keepScreen(officer, 'console-access-log');
    await officer.setViewportSize({ width: 320, height: 640 });
    expect(await excessOf(officer)).toEqual([]);
    await officer.setViewportSize(WIDE);
    await officer.getByRole('button', { name: 'Show earlier ones' }).press('Enter');
    await expect.poll(() => log.getByRole('row').count()).toBeGreaterThan(51);
    await log.getByRole('link', { name: 'This record' }).first().press('Enter');
    await officer.getByRole('heading', { level: 1, name: 'Data of this person' }).waitFor();
    const other = await signedIn('delegate');
    await other.goto(`${address()}/access-log`);
    await other.getByText('The safety officer reads the access log.').waitFor();
  }, 120_000);

  it('H-07 gives a copy, shows who saw the record, and erases after two steps with the number', async () => {
    const patient = demonstrationId('patient-waiting');
    const officer = await signedIn('safety_officer');
    await officer.goto(`${address()}/patients/${patient}/data`);
    await officer.getByRole('heading', { level: 1, name: 'Data of this person' }).waitFor();
    const saved = officer.waitForEvent('download');
    await officer.getByRole('button', { name: 'Save the copy' }).click();
    const copy = JSON.parse(await readFile(await (await saved).path(), 'utf8'));
    expect([copy.patient, copy.events.length > 3]).toEqual([patient, true]);
    await officer.getByRole('button', { name: 'Show who saw it' }).click();
    const log = officer.getByRole('table', { name: 'Who saw this record' });
    await log.getByText('A copy was taken').first().waitFor();
    expect(await textOf(log)).not.toMatch(/undefined|[a-z]_[a-z]|[0-9a-f]{8}-/);
    expect(await faultsOf(officer)).toEqual([]);
    await keepScreen(officer, 'console-data');
    await officer.setViewportSize({ width: 360, height: 740 });
    expect(await excessOf(officer)).toEqual([]);
    await keepScreen(officer, 'console-data-360');
    await officer.setViewportSize(WIDE);
    await officer.getByLabel('Ground').selectOption('patient_request');
    await officer.getByRole('radio', { name: 'Only these' }).check();
    await officer.getByRole('button', { name: 'Go on to the last question' }).click();
    await officer.getByText('Choose what is erased.').waitFor();
    await officer.getByRole('radio', { name: 'Everything', exact: true }).check();
    await officer.getByRole('button', { name: 'Go on to the last question' }).click();
    const dialog = officer.getByRole('dialog');
    await dialog.getByText('Destroyed for ever').waitFor();
    await dialog.getByText('Kept', { exact: true }).waitFor();
    expect(await faultsOf(officer)).toEqual([]);
    await keepScreen(officer, 'console-erase');
    await dialog.getByLabel('Number on the patient’s card').fill('DEMO-READY');
    await dialog.getByRole('button', { name: 'Erase for ever' }).click();
    await dialog.getByText('This is not a number of this patient.').waitFor();
    await dialog.getByLabel('Number on the patient’s card').fill('DEMO-WAITING');
    await dialog.getByRole('button', { name: 'Erase for ever' }).click();
    await officer.getByText('Erased: 1 record, 0 accounts.').waitFor();
    const own = await signedIn('patient');
    await own.getByRole('link', { name: 'My data' }).click();
    await own.getByRole('heading', { name: 'Having your data erased' }).waitFor();
    expect(await faultsOf(own)).toEqual([]);
    await own.setViewportSize({ width: 360, height: 740 });
    expect(await excessOf(own)).toEqual([]);
    await keepScreen(own, 'console-own-data-360');
  }, 180_000);
}
