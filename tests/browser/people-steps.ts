// Patients by name in a real browser: found by keyboard, and known on every page by the banner.
// Registers tests; the file that starts the server calls it.

import { expect, it } from 'vitest';
import { keepScreen } from './keep-screen.ts';
import { excessOf, faultsOf, NARROW, type People, textOf } from './people.ts';
import { pressesTold } from './presses.ts';

/** Tests of the list and of the banner. */
export function peopleSteps(people: () => People): void {
  it('finds a patient by a part of the name, by birth date and by number, by keyboard alone', async () => {
    const page = await people().page('prescriber', '/patients');
    const rows = page.getByRole('table', { name: 'Patients' }).getByRole('link');
    await rows.first().waitFor();
    expect(await rows.count()).toBeGreaterThan(4);
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.type('mull');
    await page.getByText(/^1 of \d+ patients$/).waitFor();
    expect(await textOf(rows)).toBe('Müller, Hanna');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Hanna Müller' }).waitFor();
    expect(`${page.url()} ${await page.title()}`).not.toMatch(/mull|hanna/i);
    await page.goBack();
    const search = page.getByLabel('Name, birth date or number');
    await search.fill('2012-05-20');
    await page.getByRole('link', { name: 'Castellano, Mina' }).waitFor();
    await search.fill('DEMO-WAITING');
    await page.getByRole('link', { name: 'Petrova, Wanda' }).waitFor();
    await search.fill('nobody at all');
    await page.getByText('Nobody is found.').waitFor();
    await search.fill('');
    await page.getByRole('combobox', { name: 'State' }).click();
    await page.getByRole('option', { name: 'Held' }).click();
    await page.getByRole('row').filter({ hasText: 'Held' }).first().waitFor();
    const listed = page.getByRole('table', { name: 'Patients' }).getByRole('row');
    await expect.poll(() => listed.filter({ hasNotText: 'Held' }).count()).toBe(1);
    expect(await textOf(rows)).toContain('Müller, Hanna');
    await page.setViewportSize(NARROW);
    expect(await excessOf(page)).toEqual([]);
    await page.close();
  });

  it('enrols somebody for the first time in nine presses, and is at their first visit', async () => {
    const page = await people().page('prescriber', '/enrol');
    await page.getByLabel('Given name').waitFor();
    let presses = 0;
    const act = async (done: Promise<unknown>) => {
      await done;
      presses += 1;
    };
    await act(page.getByLabel('Given name').fill('Ida'));
    await act(page.getByLabel('Family name').fill('Invented'));
    await act(page.getByLabel('Born on').fill('2001-04-09'));
    await act(page.getByLabel(/^Number on the card/).fill('FIRST-0001'));
    await act(page.getByRole('combobox', { name: 'Programme' }).fill('iPLEDGE'));
    await act(page.getByRole('option', { name: /iPLEDGE/ }).click());
    await act(page.keyboard.press('Escape'));
    await act(page.getByRole('button', { name: 'Enrol', exact: true }).click());
    await page.getByText('Enrolled.').waitFor();
    await act(page.getByRole('link', { name: 'Go on with the visit' }).click());
    await page.getByRole('heading', { name: 'Visit today' }).waitFor();
    expect(presses).toBe(pressesTold('A first enrolment'));
    expect(page.url()).not.toMatch(/Ida|Invented|FIRST/);
    expect(await faultsOf(page)).toEqual([]);
    await keepScreen(page, 'console-first-visit');
    await page.close();
  });

  it('says above every page of a patient who it is, what holds and what comes next, in two lines', async () => {
    const page = await people().page('delegate', '/patients');
    await page.getByLabel('Name, birth date or number').fill('muller');
    await page.keyboard.press('Enter');
    const banner = page.getByRole('region', { name: 'Patient' });
    await banner.getByText('Hold: positive test').waitFor();
    const said = await textOf(banner);
    expect(said).toMatch(
      /^Hanna Müller \d+ years · born \d+ \w+ \d{4} · can get pregnant .*iPLEDGE/,
    );
    expect(said).toContain('Prescribe: not now');
    expect(said).toContain('Dispense: not now');
    expect(said).toMatch(/Next: .*positive.* Prescriber/);
    await page.getByRole('link', { name: 'Record' }).click();
    await page.getByRole('heading', { name: 'Record what happened' }).waitFor();
    expect(await textOf(banner)).toBe(said);
    await page.setViewportSize(NARROW);
    await page.getByRole('link', { name: 'Course and events' }).click();
    await page.getByRole('heading', { name: 'Events' }).waitFor();
    await page.mouse.wheel(0, 1500);
    await page.waitForFunction(() => scrollY > 500);
    const box = await banner.boundingBox();
    expect(box?.y).toBe(0);
    // Two lines, and a third for what holds.
    expect(box?.height).toBeLessThan(104);
    // On a telephone as well: the hold and both verdicts, each whole.
    for (const mark of ['Hold: positive test', 'Prescribe: not now', 'Dispense: not now']) {
      const place = await banner.getByText(mark).boundingBox();
      const end = (place?.x ?? NARROW.width) + (place?.width ?? NARROW.width);
      expect(end, mark).toBeLessThanOrEqual(NARROW.width);
    }
    await keepScreen(page, 'console-banner-360');
    expect(await faultsOf(page)).toEqual([]);
    await page.close();
  });
}
