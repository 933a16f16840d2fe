// Every page under axe at 1280 px, and fitting its window at 360 px, with each role's own eyes.

import { describe, expect, it } from 'vitest';
import { hasChromium } from './chromium.ts';
import { clinicOfSuite } from './clinic.ts';
import { excessOf, faultsOf, NARROW } from './people.ts';

const canRun = hasChromium();

it('has Chromium wherever CI counts on it', () => {
  expect(canRun || process.env.CI !== 'true').toBe(true);
});

describe.runIf(canRun)('every page', () => {
  const clinic = clinicOfSuite();

  it('passes axe at 1280 px and fits its window at 360 px too', async () => {
    const finding = await clinic.people.page('prescriber', '/patients');
    await finding.getByLabel('Name, birth date or number').fill('DEMO-READY');
    await finding.keyboard.press('Enter');
    await finding.getByRole('heading', { name: 'Events' }).waitFor();
    const ready = new URL(finding.url()).pathname;
    await finding.close();
    const places = [
      ['pharmacist', '/pharmacy'],
      ['prescriber', ready],
      ['prescriber', `${ready}/conditions`],
      ['prescriber', `${ready}/prescribe`],
      ['prescriber', `${ready}/record`],
      ['prescriber', '/today'],
      ['prescriber', '/patients'],
      ['prescriber', '/enrol'],
      ['prescriber', '/tasks'],
      ['officer', '/programmes'],
      ['administrator', '/people'],
      ['administrator', '/account'],
      ['safety', '/programmes/us-ipledge'],
      ['safety', '/programmes/nz-special-authority'],
      ['safety', '/programmes/in'],
      ['patient', '/own'],
      ['guardian', '/timeline'],
      ['researcher', '/no-such-page'],
    ] as const;
    const faults: string[] = [];
    for (const [person, path] of places) {
      const page = await clinic.people.page(person, path);
      const wide = await faultsOf(page);
      await page.setViewportSize(NARROW);
      const narrow = await excessOf(page);
      faults.push(...[...wide, ...narrow].map((fault) => `${person} ${path}: ${fault}`));
      await page.close();
    }
    expect([...faults, ...clinic.people.complaints]).toEqual([]);
  }, 600_000);
});
