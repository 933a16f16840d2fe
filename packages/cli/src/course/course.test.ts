// `aegle course`: what is printed of a course, as people and as programs read it, and what is refused.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryFolder } from '../testing/run-aegle.ts';
import { runHere } from '../testing/run-here.ts';

const folder = join(repositoryFolder, 'examples/courses');
const text = readFileSync(join(folder, 'us-second-month.yaml'), 'utf8');
const at = ['--at', '2024-04-02T12:00:00-04:00'];
const run = (input: string, ...more: string[]) =>
  runHere(['course', '-', ...at, ...more], { input });

/** The sections of the JSON document. */
async function sectionsOf(input: string, ...more: string[]) {
  const ran = await run(input, '--json', ...more);
  expect(ran.error).toBe('');
  return JSON.parse(ran.out).sections;
}

const TITLES = [
  ...['Plan', 'Agenda', 'Dose', 'Capsules', 'Supply', 'Schedule', 'Findings', 'Report'],
  ...['Eligibility', 'Advice'],
];

describe('aegle course', () => {
  it.each(readdirSync(folder))('prints every section of %s', async (name) => {
    const ran = await run(readFileSync(join(folder, name), 'utf8'));
    expect(ran.code).toBe(0);
    for (const title of TITLES) expect(ran.out).toMatch(new RegExp(`^${title}`, 'm'));
  });

  it('names the policy that ends the course and when, with the adherence seen so far', async () => {
    const { plan } = await sectionsOf(text);
    // 100 of 120 planned mg on the days reported; 7,100 mg are left.
    expect(plan).toMatchObject({
      course: 'c1',
      startedOn: '2024-03-04',
      policy: 'cumulative_target',
      targetMgPerKg: 120,
      remainingMg: 7100,
      adherence: { share: 100 / 120, reportedDays: 4, silentDays: 25 },
    });
    // At 30 mg a day and five sixths of it, from 2 April on: 284 days.
    expect(plan.endsOn).toBe('2025-01-10');
    expect(plan.notes).toContain('plan_ends_before_target');
  });

  it('says of a course that is over what ended it and when, with the figures', async () => {
    const whole = readFileSync(join(folder, 'first-capsule-to-five-years.yaml'), 'utf8');
    const later = ['course', '-', '--at', '2026-12-01T12:00:00Z'];
    const said = await runHere(later, { input: whole });
    expect(said.out).toContain(
      'Ended on 2021-11-21: target reached. Last dose: 2021-11-21. End policy: cumulative target.',
    );
    const plan = said.out.slice(0, said.out.indexOf('Agenda'));
    expect(plan).not.toContain('unknown');
    expect(plan).toMatch(/conventional: [\d.]+ mg reported as taken, [\d.]+ mg\/kg by baseline/);
    const json = JSON.parse((await runHere([...later, '--json'], { input: whole })).out);
    expect(json.sections.plan.ended).toMatchObject({ on: '2021-11-21', reason: 'target_reached' });
    // Before its end it says when it will end, and that it has not.
    expect((await sectionsOf(text)).plan.ended).toBeNull();
  });

  it('counts the dose of one class, and leaves out capsules that hold what the patient reacts to', async () => {
    const { dose, capsules } = await sectionsOf(text);
    expect(dose.classes).toMatchObject([
      {
        doseClass: 'conventional',
        prescribed: { mg: 900, unstated: 0 },
        dispensed: { mg: 900, unstated: 0 },
        taken: { mg: 100, unstated: 0 },
      },
    ]);
    expect(dose.missedOn).toEqual(['2024-03-06']);
    expect(capsules.choice.best.totalMg).toBe(40);
    const names = capsules.choice.leftOut.map((one: { name: string }) => one.name);
    expect(names).toEqual(['Amneal 30 mg', 'Amneal 40 mg', 'Accutane (classic) 40 mg']);
    expect(capsules.need.days).toBeLessThanOrEqual(30);
  });

  it('says what is in hand from the count at the counter on', async () => {
    const { supply } = await sectionsOf(text);
    expect(supply).toMatchObject({ mostCapsules: 9, perDay: 1.5, lastsUntil: '2024-04-07' });
  });

  it('says what blocks, what asks, how many were never recorded, and dated advice', async () => {
    const { eligibility, advice } = await sectionsOf(text);
    expect(eligibility.state).toBe('not_assessed');
    expect(
      eligibility.findings.filter((one: { effect: string }) => one.effect !== 'not_recorded'),
    ).toEqual([]);
    const wax = advice.find((one: { about: string }) => one.about === 'wax');
    expect(wax).toMatchObject({ freeFrom: null, doneOn: ['2024-03-20'] });
    const before = await sectionsOf(text, '--at', '2024-03-07T12:00:00-05:00');
    expect(before.eligibility.state).toBe('blocked');
    const ended = text.replace(
      'complete: true',
      "  - { type: CourseEnded, day: '2024-04-01', id: end, data: { course: c1, lastDoseOn: '2024-04-01' } }\ncomplete: true",
    );
    const after = await sectionsOf(ended);
    expect(
      after.advice.map((one: { about: string; freeFrom: string }) => [one.about, one.freeFrom]),
    ).toEqual([
      ['blood_donation', '2024-05-02'],
      ['breastfeeding', '2024-04-09'],
      ['wax', '2024-10-01'],
      ['dermabrasion', '2024-10-01'],
    ]);
  });

  it('prints one course from its first capsule to the five-year report', async () => {
    const whole = readFileSync(join(folder, 'first-capsule-to-five-years.yaml'), 'utf8');
    const on = (day: string) => sectionsOf(whole, '--policy', 'smpc', '--at', `${day}T12:00:00Z`);
    const first = await on('2021-05-28');
    expect(first.report).toBeNull();
    const [sample] = first.agenda.filter(
      ({ what }: { what: string }) => what === 'laboratory_test',
    );
    expect(first.agenda.map(({ id }: { id: string }) => id)).toContain('capsules_run_out/in-hand');
    // Both tests of one sample are one line.
    expect(sample.why.text).toMatch(/^liver, lipids: /);
    const last = await on('2026-12-01');
    expect(last.report).toMatchObject({ monthsSinceLastDose: 60, lastDoseOn: '2021-11-21' });
    expect(last.report.visits.map(({ state }: { state: string }) => state)).not.toContain('missed');
    expect(last.findings.results).toHaveLength(4);
    expect(last.schedule.tests[0]).toMatchObject({ test: 'liver', state: 'done' });
  });

  it('prints what the README shows of it', async () => {
    const readme = readFileSync(join(repositoryFolder, 'README.md'), 'utf8');
    const block = readme.split('five-year report\n')[1]!.split('```')[1]!;
    const shown = block.split('$ npm run -s aegle -- ').slice(1);
    expect(shown).toHaveLength(2);
    for (const one of shown) {
      const [asked, ...rest] = one.replace('\\\n', '').split('\n');
      const [, file = ''] = /(examples\S+)/.exec(asked!)!;
      const words = asked!.trim().split(/\s+/).slice(0, -1);
      const { out } = await runHere([...words, join(repositoryFolder, file)]);
      const lines = rest.filter((line) => !['', '…'].includes(line.trim()));
      expect(lines.filter((line) => !out.split('\n').includes(line))).toEqual([]);
    }
  });

  it('says the same of the agenda as `aegle agenda`, and of findings as `aegle findings`', async () => {
    const { agenda, findings } = await sectionsOf(text);
    const asked = async (command: string) =>
      JSON.parse((await runHere([command, '-', ...at, '--json'], { input: text })).out);
    const plain = (items: readonly { place: string }[]) =>
      items.map(({ place: _place, ...item }) => item);
    expect(plain(agenda)).toEqual(plain((await asked('agenda')).items));
    expect(findings.results).toEqual((await asked('findings')).findings.results);
  });

  it.each([
    ['a weight of 700 kg', "weightKg: '60'", "weightKg: '700'", 'weightKg'],
    ['a dose in grams', "['20', '40']", "['0.02', '0.04']", 'dosesMg'],
    ['a day that does not exist', "'2024-03-20'", "'2024-02-30'", 'day'],
  ])('names the field of %s and prints nothing', async (_, good, bad, field) => {
    expect(text).toContain(good);
    const ran = await run(text.replace(good, bad));
    expect([ran.code, ran.out]).toEqual([1, '']);
    expect(ran.error).toContain(field);
  });

  it.each(['--days', '--policy'])('names %s where it is not one', async (option) => {
    const ran = await run(text, option, 'never');
    expect([ran.code, ran.out]).toEqual([1, '']);
    expect(ran.error).toContain(option);
  });

  it('derives everything anew from a corrected dose', async () => {
    const corrected = text.replace(
      'complete: true',
      "  - { type: Corrected, day: '2024-04-02', id: fix, data: { event: dose-1, field: doseMg, value: '40', isWithdrawn: false, reason: two taken } }\ncomplete: true",
    );
    const { dose, plan } = await sectionsOf(corrected);
    expect(dose.classes[0].taken.mg).toBe(120);
    expect(plan.remainingMg).toBe(7080);
  });

  it('refuses a file without a course, another course, and a plan that cannot be', async () => {
    const none = text.replace(/ {2}- \{ type: (PatientEnrolled|CourseStarted|EndPolicy).*\n/g, '');
    const started = none.replace(/ {2}- type: DosePlanned\n(.*\n){4}/, '');
    expect(await run(started)).toMatchObject({ code: 1 });
    const other = await run(text, '--course', 'c9');
    expect([other.code, other.error]).toEqual([1, expect.stringContaining('no_such_course')]);
    const gram = await run(text.replace("['20', '40']", "['0', '1000']"));
    expect([gram.code, gram.error]).toEqual([1, expect.stringContaining('data.dosesMg[1]')]);
  });
});
