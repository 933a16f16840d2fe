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

/** The American patient with more events, each as the inside of a line of the file. */
async function told(at: string, ...lines: readonly string[]) {
  const more = lines.map((line, index) => `  - { id: told-${index}, ${line} }\n`);
  const text = readFileSync(american, 'utf8').replace('\nprescriber:\n', `\n${more.join('')}$&`);
  const ran = await runHere(['agenda', '--at', at, '--json', '-'], { input: text });
  expect(ran.error).toBe('');
  const { items, pickups } = JSON.parse(ran.out);
  const find = (what: string) => items.find((one: Item) => one.what === what);
  return { find, best: pickups[0]?.best, text };
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
    const asked = 'type: PriorAuthorizationRequested, data: { request: pa-1 }';
    const empty =
      'type: StockRanOut, by: pharmacist, data: { pharmacy: ph-1, expectedOn: 2024-03-12 }';
    const lines = [asked, empty].map((line) => `day: 2024-03-09, time: '10:30', ${line}`);
    const { find, text } = await told(OPEN, ...lines);
    const { until } = find('dispense');
    expect(find('insurer_answer')).toMatchObject({ state: 'now', until });
    expect(find('stock')).toMatchObject({ state: 'now', until, from: '2024-03-09' });
    const said = await runHere(['agenda', '--at', OPEN, '-'], { input: text });
    expect(said.out).toContain('more is expected on 2024-03-12');
  });

  it('moves the run-out, the pickups and the day on which a rested course goes on', async () => {
    const supply =
      'dispense: d-1, authorization: a-1, prescription: rx-1, pharmacy: ph-1, daysSupply: 30, capsules: 30';
    const given = `day: 2024-03-10, time: '10:00', type: Dispensed, by: pharmacist, data: { ${supply} }`;
    const rest = "day: 2024-03-20, time: '09:00', type: CoursePaused, data: { reason: travel";
    const at = '2024-03-22T12:00:00-04:00';
    const plain = await told(at, given);
    expect(plain.find('capsules_run_out').until).toMatchObject({ day: '2024-04-08' });
    expect(plain.best).toMatchObject({ lostDays: 0, pickupOn: '2024-04-09' });
    const resting = await told(at, given, `${rest}, resumesOn: 2024-04-20 }`);
    expect(resting.find('resume_course')).toMatchObject({ state: 'later', from: '2024-04-20' });
    // Ten days were taken; the other twenty are counted from the day on which it goes on.
    expect(resting.find('capsules_run_out').until).toMatchObject({ day: '2024-05-09' });
    expect(resting.best).toMatchObject({ lostDays: 0, pickupOn: '2024-05-10' });
    const open = await told(at, given, `${rest} }`);
    expect(open.find('resume_course')).toMatchObject({ state: 'now', until: null });
    expect(open.find('capsules_run_out').until).toMatchObject({ day: '2024-04-10' });
  });

  it('shows what carries over to another country, before and after the enrolment there', async () => {
    const at = '2024-03-10T12:00:00-04:00';
    const moved =
      "day: 2024-03-10, time: '09:00', type: JurisdictionChanged, data: { from: us, to: de }";
    const enrolled =
      "day: 2024-03-10, time: '09:30', type: PatientEnrolled, data: { programme: de-amvv, course: course-1, bornOn: 1998-05-20 }";
    const before = (await told(at, moved)).find('move').why.text;
    expect(before).toContain('from us to de on 2024-03-10. The patient has to be enrolled there');
    expect(before).toMatch(/Carries over: [a-z].*To be done there: [a-z]/);
    const after = (await told(at, moved, enrolled)).find('move').why.text;
    expect(after).not.toContain('enrolled there');
    expect(after.replace(/.*Carries over/, '')).toBe(before.replace(/.*Carries over/, ''));
    const nowhere = moved.replace('to: de', 'to: atlantis');
    expect((await told(at, nowhere)).find('move').why.text).toContain('No programme of that place');
  });

  it('names the last hour of the pharmacy before the window closes, by its own days', async () => {
    const on = async (at: string, hours: string, ...more: string[]) =>
      (await itemsOf([american], '--at', at, '--pharmacy-hours', hours, ...more)).find(
        ({ id }) => id === 'dispense',
      );
    // The window closes on Thursday 14 March.
    expect(await on(OPEN, 'mon-tue 09:00-18:00')).toMatchObject({
      ...{ lastWorkingDay: '2024-03-12', lastHour: '18:00', workingDaysLeft: 2 },
      ...{ warning: 'three_days', warnOn: ['2024-03-10', '2024-03-12'] },
    });
    expect(await on(OPEN, 'sat 09:00-13:00')).toMatchObject({
      ...{ lastWorkingDay: null, lastHour: null, warning: 'no_day' },
    });
    // Half past six on its last day is too late.
    const late = '2024-03-12T18:30:00-04:00';
    expect(await on(late, 'mon-tue 09:00-18:00')).toMatchObject({ warning: 'no_day' });
    expect(await on(late, 'mon-tue 09:00-19:00')).toMatchObject({ warning: 'last_day' });
    const said = await run([american], '--at', OPEN, '--pharmacy-hours', 'mon-tue 09:00-18:00');
    expect(said.out).toContain('the last 2024-03-12, 18:00');
    expect((await run([american], '--pharmacy-hours', 'always')).error).toContain('not_hours');
  });

  it('renews certificates a month before they end, under the id of the reason that comes then', async () => {
    const on = async (day: string) =>
      (await itemsOf([american], '--at', `${day}T12:00:00-04:00`, '--days', '200')).filter(
        ({ id }) => id.includes('_certificate/'),
      );
    // Both were certified on 1 September 2023, for a year.
    const later = await on('2024-03-10');
    expect(later.map(({ what }) => what).sort()).toEqual([
      'pharmacy_certificate',
      'prescriber_certificate',
    ]);
    for (const item of later)
      expect(item).toMatchObject({
        state: 'later',
        from: '2024-08-01',
        until: { day: '2024-08-31' },
      });
    expect((await on('2024-08-31')).map(({ state }) => state)).toEqual(['now', 'now']);
    const over = await on('2024-09-01');
    // The year of a prescriber is assumed, so that its end is judged.
    expect(over.map(({ id }) => id)).toEqual(['us-ipledge/pharmacy_certificate/pharmacy-standing']);
  });

  it('prints the cascade below the list of one patient, with the zone of its days', async () => {
    const page = (await run([american], '--at', OPEN, '--html')).out;
    expect(page).toContain('<h2>The next pickups</h2>\n<p>Days of America/New York.</p>');
    expect(page).toContain(
      '<h3>Earliest possible</h3><p>nothing is to be done; pickup from 2024-03-10',
    );
    expect((await run([american, report], '--at', OPEN, '--html')).out).not.toContain('pickups');
    expect((await run([american], '--at', OPEN)).out).toContain('(days of America/New_York)');
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
