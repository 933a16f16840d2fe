// `aegle agenda`: what is printed for one file and for many, as people and as programs read it.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { example } from '../testing/run-aegle.ts';
import { runHere } from '../testing/run-here.ts';

const american = example('us-can-get-pregnant');
const report = example('course-to-report');
/** Inside the example's window, which closes on Thursday 14 March. */
const OPEN = '2024-03-10T23:00:00-04:00';
const run = (files: readonly string[], ...more: string[]) => runHere(['agenda', ...more, ...files]);

interface Item {
  readonly place: string;
  readonly id: string;
  readonly what: string;
  readonly state: string;
  readonly from: string | null;
  readonly until: { readonly at: string } | null;
  readonly workingDaysLeft: number | null;
  readonly lastWorkingDay: string | null;
}
async function itemsOf(files: readonly string[], ...more: string[]): Promise<readonly Item[]> {
  const ran = await run(files, '--json', ...more);
  expect(ran.error).toBe('');
  return JSON.parse(ran.out).items;
}

describe('aegle agenda', () => {
  it('agrees with `aegle calendar` about every coming day, and with `aegle decide` about today', async () => {
    const at = ['--at', OPEN];
    const [act] = (await itemsOf([american], ...at)).filter(({ id }) => id === 'dispense');
    const calendar = await runHere(['calendar', ...at, '--days', '30', '--json', american]);
    const open = JSON.parse(calendar.out)
      .days.filter((day: { state: string }) => day.state === 'open')
      .map(({ day }: { day: string }) => day);
    const decided = JSON.parse((await runHere(['decide', ...at, '--json', american])).out);
    expect(open.length).toBeGreaterThan(0);
    expect(act).toMatchObject({ state: 'now', from: open[0], until: decided.until });
    expect(decided.until.day).toBe(open.at(-1));
  });

  it('counts working days to the close: a holiday and a weekend are none', async () => {
    const at = ['--at', OPEN];
    const act = async (...more: string[]) =>
      (await itemsOf([american], ...at, ...more)).find(({ id }) => id === 'dispense')!;
    const plain = await act();
    const closed = await act('--closed', plain.lastWorkingDay!);
    expect(closed.workingDaysLeft).toBe(plain.workingDaysLeft! - 1);
    expect(closed.lastWorkingDay! < plain.lastWorkingDay!).toBe(true);
  });

  it('says whose holidays it left out, and of a place that it does not know that only weekends were', async () => {
    const at = ['--at', OPEN];
    const found = async (...more: string[]) =>
      (await itemsOf([american], ...at, ...more)).find(({ id }) => id === 'dispense')!;
    expect(await found()).toMatchObject({ holidaysOf: 'US' });
    expect(await found('--place', 'de/by')).toMatchObject({ holidaysOf: 'DE-BY' });
    expect(await found('--place', 'atlantis')).toMatchObject({ holidaysOf: null });
    expect((await run([american], ...at)).out).toContain('weekends and the holidays of US.');
    const nowhere = await run([american], ...at, '--place', 'atlantis');
    expect(nowhere.out).toContain('Of a place whose holidays are not known, only weekends.');
  });

  it('warns when three working days are left, and on the last one', async () => {
    // The window closes on Thursday 14 March: the third last working day is the Tuesday.
    const on = async (day: string) =>
      (await itemsOf([american], '--at', `2024-03-${day}T12:00:00-04:00`)).find(
        ({ id }) => id === 'dispense',
      );
    expect(await on('11')).toMatchObject({ warning: null, warnOn: ['2024-03-12', '2024-03-14'] });
    expect(await on('12')).toMatchObject({ warning: 'three_days' });
    expect(await on('14')).toMatchObject({ warning: 'last_day' });
  });

  it('shows an insurer and an empty shelf of a file, and the window in which both have to be gone', async () => {
    const told = [
      'type: PriorAuthorizationRequested, data: { request: pa-1 }',
      'type: StockRanOut, by: pharmacist, data: { pharmacy: ph-1, expectedOn: 2024-03-12 }',
    ].map((line, index) => `  - { id: told-${index}, day: 2024-03-09, time: '10:30', ${line} }\n`);
    const text = readFileSync(american, 'utf8').replace('\nprescriber:\n', `\n${told.join('')}$&`);
    const ran = await runHere(['agenda', '--at', OPEN, '--json', '-'], { input: text });
    const items: readonly Item[] = JSON.parse(ran.out).items;
    const find = (what: string) => items.find((one) => one.what === what);
    const until = find('dispense')!.until;
    expect(find('insurer_answer')).toMatchObject({ state: 'now', until });
    expect(find('stock')).toMatchObject({ state: 'now', until, from: '2024-03-09' });
    const said = await runHere(['agenda', '--at', OPEN, '-'], { input: text });
    expect(said.out).toContain('more is expected on 2024-03-12');
  });

  it('names the earliest pickup, the one that loses no day, what a delay does, and the next', async () => {
    const { out } = await run([american], '--at', OPEN, '--json');
    const [{ earliest, ifADayLater, next }] = JSON.parse(out).pickups;
    expect(earliest).toMatchObject({ deeds: [], pickupOn: '2024-03-10', lostDays: 0 });
    expect(ifADayLater).toEqual({ pickupOn: '2024-03-11', lostDays: 1 });
    // Thirty days from the tenth: the next visit is on the first day without a capsule.
    expect(next).toMatchObject({ visitOn: '2024-04-09', pickupOn: '2024-04-09', lostDays: 0 });
    expect(next.deeds[0]).toBe('PregnancyTestReported');
    const text = (await run([american], '--at', OPEN)).out;
    expect(text).toContain('earliest possible: nothing is to be done, pickup from 2024-03-10');
    expect(text).toContain('a day later: pickup from 2024-03-11, 1 day without a capsule');
  });

  it('names who, why, what it opens and what follows if it is missed', async () => {
    const { out, code } = await run([american], '--at', OPEN);
    expect(code).toBe(0);
    expect(out).toMatch(/^dispense: now, until the end of 2024-03-\d\d America\/New_York/m);
    expect(out).toMatch(/ {2}who: pharmacist, else patient/);
    expect(out).toMatch(/ {2}if missed: \S/);
  });

  it('lists laboratory checks during a course, and follow-ups and dated advice after it', async () => {
    const during = await itemsOf([report], '--at', '2025-04-01T12:00:00Z', '--days', '60');
    expect(during.filter(({ what }) => what === 'laboratory_test').length).toBeGreaterThan(0);
    expect(during.map(({ what }) => what)).not.toContain('follow_up');
    const after = await itemsOf([report], '--at', '2025-07-01T12:00:00Z', '--days', '400');
    const followUps = after.filter(({ what }) => what === 'follow_up').map(({ id }) => id);
    expect(followUps).toContain('follow_up/month-3');
    expect(followUps).toContain('follow_up/month-12');
    expect(after.map(({ what }) => what)).not.toContain('prescribe');
  });

  it('is one list of several files, what closes first first, each item with its file', async () => {
    const items = await itemsOf([american, report], '--at', OPEN);
    expect(new Set(items.map(({ place }) => place)).size).toBe(2);
    const ends = items.map(({ until }) => (until === null ? Infinity : Date.parse(until.at)));
    expect(ends).toEqual([...ends].sort((left, right) => left - right));
    const text = await run([american, report], '--at', OPEN);
    expect(text.out).toContain(`[${american}]`);
  });

  it('writes the same window as a calendar, of one patient and nothing beside it', async () => {
    const { out, code } = await run([american], '--at', OPEN, '--ical');
    expect(code).toBe(0);
    expect(out).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect(out).toContain('DTEND;TZID=America/New_York:20240315T000000\r\n');
    for (const more of [
      [american, report, '--ical'],
      [american, '--ical', '--json'],
    ]) {
      const refused = await runHere(['agenda', ...more]);
      expect(refused.code).toBe(1);
      expect(refused.out + refused.error).toMatch(/--ical/);
      expect(refused.out).not.toContain('VCALENDAR');
    }
  });

  it.each([
    ['--days', '0'],
    ['--at', 'tomorrow'],
    ['--closed', '2024-02-30'],
    ['--policy', 'weekly'],
  ])('refuses %s %s', async (option, value) => {
    const ran = await run([american], option, value);
    expect([ran.code, ran.out]).toEqual([1, '']);
    expect(ran.error).toContain(option);
  });
});
