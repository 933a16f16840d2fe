// `aegle decide` and `calendar` as a child process: exit codes, both outputs, and bad input.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { example, runAegle } from '../testing/run-aegle.ts';
import { runHere } from '../testing/run-here.ts';
import { answerSchema, refusalSchema } from './answer-schema.ts';

const file = example('us-can-get-pregnant');
const text = readFileSync(file, 'utf8');
const us = ['decide', '--programme', 'us-ipledge', '--question', 'dispense'];
const IN_WINDOW = '2024-03-10T23:00:00-04:00';

async function refusalOf(changed: string) {
  const ran = await runHere([...us, '--at', IN_WINDOW, '-', '--json'], { input: changed });
  expect(ran.code).toBe(1);
  const refusal = refusalSchema.parse(JSON.parse(ran.out));
  return { refusal, error: ran.error };
}

describe('aegle decide', () => {
  it('grants in the window with last day, closing instant and supply, and exits 0', async () => {
    const ran = await runAegle([...us, '--at', IN_WINDOW, file, '--json']);
    expect(ran.error).toBe('');
    const answer = answerSchema.parse(JSON.parse(ran.out));
    expect(answer).toMatchObject({
      outcome: 'granted',
      until: { day: '2024-03-14', zone: 'America/New_York', at: '2024-03-15T03:59:59.999Z' },
      maxDaysSupply: 30,
      editions: ['us-2021'],
      isForClinicalUse: false,
    });
    expect(ran.code).toBe(0);
  });

  it('says the verdict, every reason, its number and its source in words, and exits 2', async () => {
    const ran = await runAegle([...us, '--at', '2024-03-15T00:00:00-04:00', file]);
    expect(ran.code).toBe(2);
    expect(ran.out).toContain('NOT MET');
    expect(ran.out).toContain('window_closed');
    expect(ran.out).toContain('window-after-specimen = 7 days');
    expect(ran.out).toMatch(/Cleared by: prescriber, or delegate, from 2024-03-27/);
    expect(ran.out).toMatch(/Sources:\n {2}\[/);
    expect(ran.out).toContain('not for clinical use');
  });

  it('is the last instant of the last day until the clock of the programme turns', async () => {
    const at = (instant: string) => runHere([...us, '--at', instant, file]);
    expect((await at('2024-03-14T23:59:59.999-04:00')).code).toBe(0);
    expect((await at('2024-03-15T00:00:00-04:00')).code).toBe(2);
    expect((await at('2024-03-14T17:59:59-10:00')).code).toBe(0);
  });

  it('exits 3 where a pending edition would answer otherwise, until it is confirmed', async () => {
    const at = ['--question', 'prescribe', '--at', '2026-11-20T12:00:00-05:00', '-', '--json'];
    const withoutPortal = text.slice(0, text.indexOf('  # The portal decides'));
    const rest = text.slice(text.indexOf('\nprescriber:\n'));
    const input = laterBy(withoutPortal + rest).replace(
      'certification: clia',
      'certification: none',
    );
    const pending = await runAegle(['decide', ...at], { input });
    const answer = answerSchema.parse(JSON.parse(pending.out));
    expect(answer).toMatchObject({ disposition: 'query', editions: ['us-2021', 'us-2026'] });
    expect(pending.code).toBe(3);
    const [before, announced] = answer.underEditions!;
    expect(before).toMatchObject({ edition: 'us-2021', outcome: 'blocked' });
    expect(before!.reasons.map((reason) => reason.code)).toContain('test_laboratory_not_certified');
    expect(announced).toMatchObject({ edition: 'us-2026', outcome: 'granted', reasons: [] });
    const words = await runHere(['decide', ...at.slice(0, -1)], { input });
    expect(words.out).toContain('Under us-2021 of us-ipledge alone: blocked.');
    expect(words.out).toContain('Under us-2026 of us-ipledge alone: granted.');
    const counter = await runHere(['decide', '--audience', 'pharmacist', ...at], { input });
    const told = answerSchema.parse(JSON.parse(counter.out));
    expect(told.reasons.map((reason) => reason.code)).toEqual(['contact_prescriber']);
    expect(told.underEditions).toBeUndefined();
    const confirmed = await runHere(['decide', '--confirm', 'us-2026', ...at], { input });
    expect(confirmed.code).toBe(0);
    expect(answerSchema.parse(JSON.parse(confirmed.out)).editions).toEqual(['us-2026']);
  });

  it('exits 3 where the portal authorises and Aegle finds a condition not met', async () => {
    const input = text.replace("menstrualDays1To5: 'yes'", "menstrualDays1To5: 'no'");
    const ran = await runHere([...us, '--at', IN_WINDOW, '-'], { input });
    expect(ran.out).toContain('the portal and Aegle disagree');
    expect(ran.code).toBe(3);
  });

  it('joins the programmes of a country and takes those of the enrolments by itself', async () => {
    const at = ['--at', '2026-03-13T23:30:00-04:00'];
    const named = ['--programme', 'ca-clear,ca-health-canada'];
    const ca = example('ca-two-programmes');
    const ran = await Promise.all([
      runHere(['decide', ...named, ...at, ca, '--json']),
      runHere(['decide', ...at, ca, '--json']),
      runHere(['decide', '--programme', 'ca-clear', ...at, ca, '--json']),
    ]);
    const [joined, own, alone] = ran.map((one) => answerSchema.parse(JSON.parse(one.out)));
    expect(joined!.editions).toEqual(['clear-2026', 'hc-2016']);
    expect(own).toEqual(joined);
    expect(alone!.notes).toEqual([
      'The patient is also enrolled in ca-health-canada, which was not asked.',
    ]);
  });

  it.each([
    ['gb-ppp', 'prescribe', '2026-03-02T12:00:00Z', 'uk-can-become-pregnant', 0],
    ['de-amvv', 'dispense', '2026-03-08T23:30:00+01:00', 'de-can-become-pregnant', 0],
    ['de-amvv', 'dispense', '2026-03-09T00:00:00+01:00', 'de-can-become-pregnant', 2],
    ['us-ipledge', 'dispense', '2024-03-11T15:00:00-04:00', 'us-cannot-get-pregnant', 0],
    ['za', 'dispense', '2024-03-11T15:00:00-04:00', 'us-cannot-get-pregnant', 2],
  ])('answers for %s, %s at %s', async (programme, question, at, name, code) => {
    const args = ['--programme', programme, '--question', question, '--at', at];
    expect((await runHere(['decide', ...args, example(name)])).code).toBe(code);
  });

  it('shows a pharmacist no test and no method, only what is theirs to clear', async () => {
    const positive = text
      .replace('resultedOn: 2024-03-09\n', 'resultedOn: 2024-03-09\n')
      .replace(/(second-test[\s\S]*?result: )negative/, '$1positive');
    const ran = await runHere(
      [...us, '--at', IN_WINDOW, '--audience', 'pharmacist', '-', '--json'],
      { input: positive },
    );
    expect(ran.code).toBe(2);
    expect(JSON.parse(ran.out).reasons.map((one: { code: string }) => one.code)).toEqual([
      'contact_prescriber',
    ]);
    expect(ran.out).not.toMatch(/positive|combination_pill/);
  });

  it.each([
    ['a warning sign in the record', '{ symptom: severe-headache, grade: 3, isWarningSign: true }'],
    ['a red flag by its word', '{ symptom: suicidal-thoughts, grade: 3, isWarningSign: false }'],
  ])('closes on %s, as the log does', async (_, data) => {
    const head = '  - { id: sign, type: SymptomReported, day: 2024-03-10, by: patient';
    const sign = `${head}, data: ${data} }\n\nprescriber:\n`;
    const ran = await runHere([...us, '--at', IN_WINDOW, '-', '--json'], {
      input: text.replace('\nprescriber:\n', sign),
    });
    expect(ran.code).toBe(2);
    expect(JSON.parse(ran.out).reasons[0].code).toBe('hold');
  });
});

describe('aegle decide on blood donation', () => {
  const end = '{ course: course-1, lastDoseOn: 2024-04-01 }';
  const history = (dose: string) =>
    text.replace(
      '\nprescriber:\n',
      `  - { id: end, type: CourseEnded, day: 2024-04-02, data: ${end} }
  - { id: dose, type: DoseTaken, day: ${dose}, recorded: 2024-04-08, by: patient, data: { doseMg: '20' } }

prescriber:
`,
    );
  const donate = (at: string, dose: string) =>
    runHere(
      ['decide', '--programme', 'us-ipledge', '--question', 'donate_blood', '--at', at, '-'],
      {
        input: history(dose),
      },
    );

  it.each([
    ['2024-04-05', '2024-05-05T12:00:00-04:00', 2],
    ['2024-04-05', '2024-05-06T12:00:00-04:00', 0],
    ['2024-04-01', '2024-05-01T12:00:00-04:00', 2],
    ['2024-04-01', '2024-05-02T12:00:00-04:00', 0],
  ])(
    'H-09 with a dose of %s in the diary answers at %s with exit code %i',
    async (dose, at, code) => {
      const ran = await donate(at, dose);
      expect(ran.code).toBe(code);
    },
  );
});

/** The same history, with every day of 2024 moved 984 days on (to November 2026). */
function laterBy(history: string): string {
  return history.replaceAll(/20(23|24)-\d{2}-\d{2}(?!')/g, (day) =>
    new Date(Date.parse(`${day}T00:00:00Z`) + 984 * 86_400_000).toISOString().slice(0, 10),
  );
}

describe('aegle decide refuses, with the place, the rule and the next step', () => {
  it.each([
    [
      'an unknown field',
      (t: string) => t.replace('result: negative', 'result: negative\n      colour: blue'),
      'events[9].data.colour',
      'unknown_field',
    ],
    [
      'an unknown key of the file',
      (t: string) => t.replace('zone: ', 'name: x\nzone: '),
      'name',
      'unknown_field',
    ],
    [
      'a day that does not exist',
      (t: string) => t.replace('day: 2024-03-08', 'day: 2024-02-30'),
      'events[10].day',
      'not_a_calendar_day',
    ],
    [
      'a specimen after its report',
      (t: string) =>
        t
          .replace('day: 2024-03-08\n', 'day: 2024-03-11\n')
          .replace('recorded: 2024-03-09\n', 'recorded: 2024-03-11\n')
          .replaceAll('day: 2024-03-09', 'day: 2024-03-12'),
      'events[10].data.resultedOn',
      'specimen_after_report',
    ],
    [
      'an id that stands twice',
      (t: string) => t.replace('id: condom', 'id: pill'),
      'events[8].id',
      'duplicate_event',
    ],
    [
      'an id that stands in two parts',
      (t: string) => t.replace('id: certified', 'id: pill'),
      'prescriber.events',
      'duplicate_event',
    ],
    [
      'a category outside the programme',
      (t: string) => t.replace('category: can,', 'category: maybe,'),
      'events[2].data.category',
      'category_not_in_programme',
    ],
    [
      'a programme that is not known',
      (t: string) => t.replace('programme: us-ipledge, course', 'programme: us-other, course'),
      'events[0].data.programme',
      'unknown_programme',
    ],
    [
      'a clock that stepped back',
      (t: string) => t.replace("time: '09:05'", "time: '08:05'"),
      'events[1].time',
      'recorded_before_the_line_above',
    ],
    [
      'an event of another stream',
      (t: string) =>
        t
          .replace('type: MedicationGuideGiven', 'type: PharmacyCertified')
          .replace(
            'by: pharmacist\n  # The portal',
            'by: pharmacist\n    data: { programme: us-ipledge }\n  # The portal',
          ),
      'events[14].type',
      'event_of_another_stream',
    ],
    [
      'a zone that is not known',
      (t: string) => t.replace('zone: America/New_York', 'zone: America/Gotham'),
      'zone',
      'unknown_zone',
    ],
    [
      'a result that is none',
      (t: string) => t.replace('result: negative', 'result: maybe'),
      'events[9].data.result',
      'not_a_listed_value',
    ],
    [
      'a repeated key',
      (t: string) => t.replace('zone: America/New_York', 'zone: America/New_York\nzone: UTC'),
      'file',
      'not_yaml',
    ],
    ['an empty file', () => '', 'file', 'file_empty'],
  ])('%s', async (_, change, field, rule) => {
    const changed = change(text);
    expect(changed).not.toBe(text);
    const { refusal, error } = await refusalOf(changed);
    expect(refusal.problems).toContainEqual(expect.objectContaining({ field, rule }));
    for (const problem of refusal.problems) expect(problem.nextStep.length).toBeGreaterThan(10);
    expect(error).toContain(rule);
  });

  it('a file cut anywhere, even between two events', async () => {
    const cuts = [0.25, 0.5, 0.75].map((share) => Math.floor(text.length * share));
    cuts.push(
      text.indexOf('\nprescriber:\n'),
      text.indexOf('\nquestion:'),
      text.indexOf('\n  - id: guide'),
    );
    const ran = await Promise.all(
      cuts.map((cut) =>
        runHere([...us, '--at', IN_WINDOW, '-'], { input: text.slice(0, cut + 1) }),
      ),
    );
    expect(ran.map((one) => one.code)).toEqual(cuts.map(() => 1));
    expect(ran.map((one) => one.out)).toEqual(cuts.map(() => ''));
  });

  it('never repeats what stands in the file', async () => {
    const secret = 'Margaret-Example';
    for (const changed of [
      text.replace('result: negative', `result: ${secret}`),
      text.replace('day: 2024-03-08', `day: ${secret}`),
      text.replace('zone: America/New_York', `zone: ${secret}`),
      text.replace('category: can,', `category: ${secret},`),
      text.replace('refills: 0', `refills: ${secret}`),
      text.replace('events:', `events: *${secret}\nmore:`),
    ]) {
      const { refusal, error } = await refusalOf(changed);
      expect(JSON.stringify(refusal) + error).not.toContain(secret);
    }
  });

  it.each([
    ['an instant without offset', ['--at', '2024-03-10T23:00:00'], '--at'],
    ['an unknown programme', ['--programme', 'xx'], '--programme'],
    ['an unknown edition', ['--confirm', 'us-1999'], '--confirm'],
    ['an unknown overlay', ['--overlay', 'none-such'], '--overlay'],
    ['an unknown question', ['--question', 'smoke'], '--question'],
    ['an unknown audience', ['--audience', 'press'], '--audience'],
  ])('%s', async (_, args, field) => {
    const ran = await runHere(['decide', ...args, file, '--json']);
    expect(ran.code).toBe(1);
    expect(refusalSchema.parse(JSON.parse(ran.out)).problems[0]!.field).toBe(field);
  });

  it('an unknown option, a missing file, a folder, bytes that are no text', async () => {
    const ran = await Promise.all([
      runAegle(['decide', '--colour', file]),
      runAegle(['decide', '/nowhere/patient.yaml']),
      runHere(['decide', '/']),
      runHere(['decide', process.execPath]),
    ]);
    expect(ran.map((one) => one.code)).toEqual([1, 1, 1, 1]);
    expect(ran.map((one) => one.error.length > 0)).toEqual([true, true, true, true]);
  });
});

describe('aegle calendar', () => {
  it('tells every coming day, open or closed and why', async () => {
    const at = ['--at', '2024-03-13T12:00:00-04:00', '--days', '5'];
    const ran = await runHere(['calendar', ...at, file, '--json']);
    expect(ran.code).toBe(0);
    const { days } = JSON.parse(ran.out);
    expect(days.map((one: { state: string }) => one.state)).toEqual([
      'open',
      'open',
      'closed',
      'closed',
      'closed',
    ]);
    expect(days[2]).toMatchObject({ day: '2024-03-15', clearableFrom: '2024-03-27' });
  });

  it.each(['0', '401', 'many'])('refuses %s days', async (days) => {
    expect((await runHere(['calendar', '--days', days, file])).code).toBe(1);
  });
});
