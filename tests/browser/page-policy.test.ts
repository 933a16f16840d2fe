// What a page may do is written in the answer's own header: no style and no script that nobody vouched for.

import { beforeAll, describe, expect, it } from 'vitest';
import { hasChromium } from './chromium.ts';
import { clinicOfSuite } from './clinic.ts';
import { keepScreen } from './keep-screen.ts';
import { buildPages } from './start-aegle.ts';

const policyOf = async (address: string, accept = 'text/html') => {
  const answer = await fetch(address, { headers: { accept } });
  return { policy: answer.headers.get('content-security-policy') ?? '', text: await answer.text() };
};

describe.runIf(hasChromium())('the content policy of the pages', () => {
  beforeAll(async () => {
    await buildPages('diary');
  }, 300_000);
  const clinic = clinicOfSuite();

  it('names a number that is in this very page and in no other answer', async () => {
    const numbers = new Set<string>();
    for (const path of [
      '/',
      '/index.html',
      '/today',
      '/diary/',
      '/diary/index.html',
      '/diary/tell',
    ]) {
      const { policy, text } = await policyOf(clinic.aegle.address + path);
      expect(policy, path).not.toContain('unsafe');
      const number = /style-src [^;]*'nonce-([0-9a-f]{32})'/.exec(policy)?.[1] ?? 'none';
      expect(text, path).toContain(`nonce="${number}"`);
      expect(text, path).not.toContain('nonce-of-this-answer');
      numbers.add(number);
    }
    expect(numbers.size).toBe(6);
  });

  it('lets the page’s own styles be and refuses anybody else’s', async () => {
    const page = await clinic.people.page('prescriber');
    await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
    // The dialog's keys come after the first paint, with its button.
    await page.getByRole('button', { name: 'Go to' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    // What is behind the dialog does not scroll: that style is written while it is open.
    await expect
      .poll(() => page.evaluate(() => getComputedStyle(document.body).overflow))
      .toContain('hidden');
    await keepScreen(page, 'console-go-to');
    await page.keyboard.press('Escape');
    expect(clinic.people.complaints).toEqual([]);
    const colour = await page.evaluate(() => {
      const foreign = document.createElement('style');
      foreign.textContent = 'body { color: rgb(1, 2, 3) !important; }';
      document.head.append(foreign);
      document.body.insertAdjacentHTML(
        'beforeend',
        '<p id="foreign" style="color: rgb(4, 5, 6)">x</p>',
      );
      const marked = document.getElementById('foreign');
      return [document.body, marked].map((one) => one && getComputedStyle(one).color);
    });
    expect(colour).not.toContain('rgb(1, 2, 3)');
    expect(colour).not.toContain('rgb(4, 5, 6)');
    expect(clinic.people.complaints.join(' ')).toMatch(/style/i);
    await page.close();
  });

  it('lets the printed page have its one style', async () => {
    const page = await clinic.people.page('prescriber');
    const answer = await page.goto(`${clinic.aegle.address}/api/v1/agenda.html`);
    expect(answer?.status()).toBe(200);
    expect(await page.evaluate(() => document.styleSheets.length)).toBe(1);
    await page.close();
  });
});
