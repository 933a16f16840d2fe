// What people do for themselves: the second factor, declarations, reports; and an office certifying.
// Registers tests; the file that starts the server calls it.

import { expect, it } from 'vitest';
import { excessOf, faultsOf, NARROW, type People, textOf, todayThere } from './people.ts';
import { sixDigits } from './six-digits.ts';
import type { RunningAegle } from './start-aegle.ts';

/** Tests of the pages of one's own; `people` and `aegle` are there once the server runs. */
export function ownSteps(people: () => People, aegle: () => RunningAegle): void {
  it('sets up a second factor with the password, the key and six digits', async () => {
    const page = await people().page('researcher', '/account');
    await page.getByText('not set up').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    const password = page.getByRole('textbox', { name: 'Password', exact: true });
    await password.fill('not the password');
    await page.getByRole('button', { name: 'Set up a second factor' }).click();
    expect(await textOf(page.getByRole('alert'))).toContain('Check the password');
    await password.fill(aegle().password);
    await page.getByRole('button', { name: 'Set up a second factor' }).click();
    const key = await textOf(page.getByLabel('Key for the authenticator'));
    expect(key).toMatch(/^[A-Z2-7]{4}( [A-Z2-7]{1,4})+$/);
    expect(await faultsOf(page)).toEqual([]);
    const secret = key.replaceAll(' ', '');
    await page.getByLabel('Six digits, 1').pressSequentially(sixDigits(secret, Date.now()));
    await page.getByRole('button', { name: 'Finish' }).click();
    await page.getByText('The second factor is set up.').waitFor();
    expect(await textOf(page.locator('main'))).not.toContain(key);
    await page.close();
  });

  it('takes a patient’s declarations, with the programme’s own forms and methods', async () => {
    const page = await people().page('patient', '/declare');
    await page.getByLabel('I have read a consent form').check();
    const form = page.getByLabel(/^Form/);
    await form.selectOption('ipledge-consent-general');
    await page.getByLabel('Date printed on the form').selectOption('2023-10-03');
    expect(await faultsOf(page)).toEqual([]);
    await page.setViewportSize(NARROW);
    expect(await excessOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Send' }).press('Enter');
    await page.getByText('Recorded.').waitFor();
    await page.getByRole('button', { name: 'Something else' }).click();
    await page.getByLabel('I have answered the questions').check();
    await page.getByLabel('Yes', { exact: true }).check();
    await page.getByLabel('Intrauterine device').check();
    await page.getByLabel('Male latex condom').check();
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Recorded.').waitFor();
    await page.close();
  });

  it('takes a patient’s report, refuses a wrong count, and warns of what stops the supply', async () => {
    const page = await people().page('patient', '/report');
    await page.getByLabel('I have lost capsules').check();
    const count = page.getByLabel('How many capsules');
    await count.fill('two');
    await page.getByRole('button', { name: 'Send' }).click();
    expect(await textOf(page.getByRole('alert'))).toMatch(/count/i);
    await count.fill('2');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Recorded.').waitFor();
    await page.getByRole('button', { name: 'Something else' }).click();
    await page.getByLabel('I have missed a period').check();
    await page.getByText('This stops the supply until your clinic').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    expect(`${page.url()} ${await page.title()}`).not.toMatch(/period|capsule|pregnan/i);
    await page.close();
  });

  it('lets the office certify a pharmacy and a prescriber, and nobody else', async () => {
    const page = await people().page('officer', '/certify');
    await page.getByRole('combobox', { name: 'Pharmacy' }).click();
    await page.getByRole('option', { name: /Lighthouse/ }).click();
    await page.getByRole('combobox', { name: 'What the office records' }).click();
    await page.getByRole('option', { name: 'Pharmacy certified' }).click();
    await page.getByLabel('Day it happened').fill(todayThere());
    await page.getByRole('combobox', { name: 'Programme' }).click();
    await page.getByRole('option', { name: /iPLEDGE/ }).click();
    expect(await faultsOf(page)).toEqual([]);
    await page.setViewportSize(NARROW);
    expect(await excessOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByText('Recorded.').waitFor();
    await page.getByLabel('A prescriber').check();
    const prescriber = page.getByRole('combobox', { name: 'Prescriber' });
    await prescriber.fill('nobody of this name');
    await page.getByText('the operator makes the account first').waitFor();
    await prescriber.fill('Okafor');
    await page.getByRole('option', { name: /^Dr Okafor .*Harbour Dermatology/ }).click();
    await page.getByRole('combobox', { name: 'What the office records' }).click();
    await page.getByRole('option', { name: 'Prescriber certified' }).click();
    await page.getByLabel('Day it happened').fill(todayThere());
    await page.getByRole('combobox', { name: 'Programme' }).click();
    await page.getByRole('option', { name: /iPLEDGE/ }).click();
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByText('Recorded.').waitFor();
    await page.close();
    const other = await people().page('safety', '/certify');
    await other.getByText('The programme office certifies.').waitFor();
    await other.close();
  });
}
