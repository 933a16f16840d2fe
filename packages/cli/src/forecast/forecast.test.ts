// `aegle forecast`: the table, the JSON, the report, and plans that are refused.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forecastDocument } from '@aegle/api';
import { ENDPOINT_NAMES, ForecastNumberError } from '@aegle/forecast';
import { afterAll, describe, expect, it } from 'vitest';
import { readYamlSources } from '../../../data/src/evidence/citations.ts';
import { repositoryFolder } from '../testing/run-aegle.ts';
import { runHere } from '../testing/run-here.ts';
import { brokenNumber } from './command.ts';

const folder = mkdtempSync(join(tmpdir(), 'aegle-forecast-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const plan = (doseMg: unknown, change: object = {}, profile: object = {}) =>
  JSON.stringify({
    patients: 256,
    horizonDays: 364,
    subject: {
      kind: 'patient',
      profile: {
        ...{ ageYears: 19, weightKg: 68, sex: 'female', isTruncal: true },
        ...{ inflammatoryLesions: 40, nonInflammatoryLesions: 50, nodules: 6 },
        ...profile,
      },
    },
    plans: [
      {
        name: 'A <plan>',
        maintenanceMonths: 0,
        regimen: {
          periods: [
            {
              firstDay: 0,
              lengthDays: 150,
              schedule: { kind: 'constant', doseMg },
              productClass: 'conventional',
              meal: 'full',
              adherence: 1,
              ...change,
            },
          ],
        },
      },
    ],
  });

function twice(): string {
  const asked = JSON.parse(plan(40));
  return JSON.stringify({ ...asked, plans: [asked.plans[0], asked.plans[0]] });
}

function longStretch(): string {
  const asked = JSON.parse(plan(40));
  return JSON.stringify({ ...asked, plans: [{ ...asked.plans[0], untilClearWeeks: 40 }] });
}

function ofFirst(): string {
  const asked = { ...JSON.parse(plan(40)), release: 'aegle-2026.11' };
  return JSON.stringify({ ...asked, endpoints: ['totalLesions'] });
}

function overlapping(): string {
  const asked = JSON.parse(plan(40));
  const { periods } = asked.plans[0].regimen;
  periods.push({ ...periods[0], firstDay: 149 });
  return JSON.stringify(asked);
}

/** What a release of the first model answers. */
const ONLY_SECOND = ['totalLesions', 'scars', 'triglyceridesEver', 'altEver', 'flare'];
const IN_FIRST_MODEL = ENDPOINT_NAMES.filter((name) => !ONLY_SECOND.includes(name));

const examples = join(repositoryFolder, 'examples/forecasts');

describe('aegle forecast', () => {
  it('of 20 and 40 mg by turns takes what 30 mg a day takes, and ends on the same day', async () => {
    const input = readFileSync(join(examples, 'by-turns.yaml'), 'utf8');
    const ran = await runHere(['forecast', '-', '--json', '--workers', '1'], { input });
    const read = forecastDocument.parse(JSON.parse(ran.out));
    const at = (day: number) => read.outputDays.indexOf(day);
    for (const one of read.plans) {
      const dose = one.curves.find((curve) => curve.endpoint === 'cumulativeDose')!;
      expect([at(60), at(180)]).not.toContain(-1);
      expect(dose.median[at(60)]).toBeCloseTo(30, 1);
      expect(dose.median[at(180)]).toBeCloseTo(90, 1);
    }
    expect(read.plans.map((one) => one.lastDoseDay)).toEqual([179, 179]);
  });

  it.each(readdirSync(examples))('%s: what --json writes is what the schema says', async (name) => {
    const text = readFileSync(join(examples, name), 'utf8');
    const input = text.replace(/^patients: \d+$/m, 'patients: 320');
    const ran = await runHere(['forecast', '-', '--json', '--workers', '1'], { input });
    expect(ran.code).toBe(0);
    const written: unknown = JSON.parse(ran.out);
    const read = forecastDocument.parse(written);
    expect(read).toEqual(written);
    for (const { curves, grades, relapse } of [...read.plans, read.untreated]) {
      const lines = [
        ...curves.flatMap((one) => [one.median, one.low90, one.high90, one.mean]),
        ...grades.flatMap((one) => [...one.shares, one.low, one.high]),
        ...relapse.flatMap((one) => [one.share, one.low, one.high]),
      ];
      for (const line of lines) expect(line).toHaveLength(read.outputDays.length);
    }
    if (read.request.endpoints === undefined) {
      const answered = read.plans.flatMap(({ curves, grades, relapse }) =>
        [...curves, ...grades, ...relapse].map((one) => one.endpoint),
      );
      const known = read.modelVersion === '1' ? IN_FIRST_MODEL : ENDPOINT_NAMES;
      expect([...new Set(answered)].sort()).toEqual([...known].sort());
    }
  });

  it('has every endpoint in the page for researchers', () => {
    const page = readFileSync(
      join(repositoryFolder, 'docs/researchers/forecast-checks.md'),
      'utf8',
    );
    for (const name of ENDPOINT_NAMES) expect(page).toContain(`\`${name}\``);
  });

  it('gives one range of an early flare, and says where', async () => {
    const { out } = await runHere(['forecast', '--population', '640', '--workers', '1']);
    const [, flare = ''] = /^(Early flare since.*(?:\n {4}.*)+)/m.exec(out) ?? [];
    expect(flare).toContain('their range stands there');
    expect(flare).not.toMatch(/\d ?[–-] ?\d|\d to \d/);
    expect(out).not.toMatch(/\b1 figures/);
  });

  it('has the same numbers on one thread and on three', async () => {
    const args = ['forecast', '--population', '9000', '--seed', '4', '--json', '--workers'];
    const [one, three] = [await runHere([...args, '1']), await runHere([...args, '3'])];
    expect(three.out).toBe(one.out);
  });

  it('stops when asked to, and leaves nothing behind', async () => {
    const html = join(folder, 'stopped.html');
    const ran = await runHere(['forecast', '--population', '9000000', '--html', html], {
      onInterrupt: (stop) => {
        const timer = setTimeout(stop, 500);
        return () => clearTimeout(timer);
      },
    });
    expect(ran).toMatchObject({ code: 130, out: '' });
    expect(ran.error).toContain('nothing was written');
    expect(existsSync(html)).toBe(false);
  });

  it('says a number that the model lost as a problem, with what to do', () => {
    const [problem] = brokenNumber(new ForecastNumberError('gags on day 7', 12)).problems;
    expect(problem).toMatchObject({ field: 'gags on day 7' });
    expect(problem!.rule).toContain('virtual patient 12');
    expect(problem!.nextStep).toContain('another --seed');
  });

  it('keeps a population’s own baseline beside --population', async () => {
    const asked = JSON.parse(plan(40));
    const baseline = { inflammatoryLesions: { mean: 60, sd: 0 } };
    const input = JSON.stringify({ ...asked, subject: { kind: 'population', baseline } });
    const ran = await runHere(['forecast', '-', '--population', '128', '--json'], { input });
    const { request } = JSON.parse(ran.out);
    expect(request).toMatchObject({ patients: 128, subject: { kind: 'population', baseline } });
  });

  it('names the line of a bad field', async () => {
    const input = readFileSync(join(examples, 'trial-arm.yaml'), 'utf8').replace('0.5 }', '0 }');
    const bad = input.replace('doseMg: 50', 'doseMg: 0');
    const ran = await runHere(['forecast', '-'], { input: bad });
    expect(ran.error).toMatch(/line 20: plans\[0\]\.regimen\.periods\[0\]\.schedule\.doseMg: /);
  });

  it('prints the table and writes a report that needs nothing from anywhere', async () => {
    const html = join(folder, 'report.html');
    const ran = await runHere(['forecast', '-', '--html', html], { input: plan(40) });
    expect(ran.code).toBe(0);
    expect(ran.out).toContain(
      'Inflammatory lesions (lesions; certainty low, certainty very low from day 178)',
    );
    expect(ran.out).toMatch(/182 days after the last capsule: Of 100 people like this, simulated/);
    expect(ran.out).toContain('3 of 8 agreed, its 90 % interval held 1. It failed.');
    const people = await runHere(['forecast', '-', '--population', '256'], { input: plan(40) });
    expect(people.out).toMatch(/day {2}364 .*months after the last capsule/);
    expect(ran.out).toContain('Not forecast:');
    const page = readFileSync(html, 'utf8');
    expect(page).toContain('A &lt;plan&gt;');
    expect(page).not.toContain('A <plan>');
    expect(page).not.toMatch(/<script|src=|href="[^#]|url\(|@import|NaN|undefined/);
    expect(page.match(/role="img"/g)!.length).toBeGreaterThan(8);
    expect(page).not.toContain('listed in the evidence of this installation');
    expect(page).toContain('The usual alternative');
    expect(page).toContain('certainty very low');
    expect(page).toContain('3 of 8 unseen figures agreed (2026.11, November 2026), failed');
  });

  it('leads from every key that it names to a citation', async () => {
    const known = readYamlSources(join(import.meta.dirname, '../../../..'));
    const ran = await runHere(['forecast', '-', '--json'], { input: plan(40) });
    const answer = JSON.parse(ran.out);
    const parts = [...answer.plans, answer.untreated].flatMap((one) => [
      ...[...one.curves, ...one.grades, ...one.relapse],
    ]);
    const said = [answer.alternative, ...answer.lastingEffects, ...answer.notForecast];
    const keys: string[] = [...parts, ...said].flatMap((one) => one.sources);
    expect(keys.length).toBeGreaterThan(60);
    expect(keys.filter((key) => known.get(key) === undefined)).toEqual([]);
    expect(known.get('L14')).toBe('Demircay 2008 (PMID 18573721)');
    // A letter and a number that two topics use for two studies leads nowhere.
    expect(known.get('C9')).toBeUndefined();
  });

  it('gives the same numbers for the same seed, and others for another one', async () => {
    const run = async (seed: string) =>
      JSON.parse(
        (await runHere(['forecast', '-', '--seed', seed, '--json'], { input: plan(40) })).out,
      );
    const [one, again, other] = [await run('1'), await run('1'), await run('2')];
    expect(again).toEqual(one);
    expect(other.plans).not.toEqual(one.plans);
    expect(one.outputDays).toHaveLength(53);
    expect(one.plans[0].curves[0].median).toHaveLength(53);
  });

  it('forecasts a population without a plan file', async () => {
    const ran = await runHere(['forecast', '--population', '256', '--seed', '1', '--json']);
    expect(JSON.parse(ran.out).request.subject).toEqual({ kind: 'population' });
  });

  it.each([
    ['no dose', plan(0), 'plans[0].regimen.periods[0].schedule'],
    ['four grams', plan(4000), 'plans[0].regimen.periods[0].schedule'],
    ['three kilograms', plan(40, {}, { weightKg: 3 }), 'subject.profile.weightKg'],
    ['five years', plan(40, {}, { ageYears: 5 }), 'subject.profile.ageYears'],
    [
      'a million years',
      plan(40, { lengthDays: 365_000_000 }),
      'plans[0].regimen.periods[0].lengthDays',
    ],
    [
      'an unknown product',
      plan(40, { productClass: 'other' }),
      'plans[0].regimen.periods[0].productClass',
    ],
    ['an unknown field', JSON.stringify({ colour: 1 }), 'colour'],
    ['half a file', plan(40).slice(0, 200), 'file'],
    ['a list', '[]', 'file'],
    ['nothing', '', 'file'],
    ['no subject', JSON.stringify({ ...JSON.parse(plan(40)), subject: undefined }), 'subject'],
    ['a misspelt covariate', plan(40, {}, { hight: 170 }), 'subject.profile.hight'],
    ['an overlap', overlapping(), 'plans[0].regimen.periods[1].firstDay'],
    ['two plans of one name', twice(), 'plans[1].name'],
    ['a stretch longer than the plan', longStretch(), 'plans[0].untilClearWeeks'],
    ['what the release does not have', ofFirst(), 'endpoints'],
    ['2.1 mg/kg', plan(40, { schedule: { kind: 'constant', doseMg: 150 } }), 'plans[0].regimen'],
  ])('refuses %s with the field', async (_, input, field) => {
    const ran = await runHere(['forecast', '-', '--json'], { input });
    expect(ran.code).toBe(1);
    const fields = JSON.parse(ran.out).problems.map((one: { field: string }) => one.field);
    expect(fields.some((one: string) => one.startsWith(field))).toBe(true);
  });

  it('says what to write in place of what is refused', async () => {
    const stepOf = async (input: string) =>
      JSON.parse((await runHere(['forecast', '-', '--json'], { input })).out).problems[0].nextStep;
    expect(await stepOf(plan(40, {}, { weightKg: 3 }))).toMatch(
      /^Write a number from 30 to 250 kg;/,
    );
    expect(await stepOf(plan(200, {}, { weightKg: 35 }))).toBe(
      'write 70 or less, or correct the weight',
    );
    const nobody = { ...JSON.parse(plan(200)), subject: { kind: 'population' } };
    expect(await stepOf(JSON.stringify(nobody))).toMatch(/^write 124 or less/);
    const weekly = { kind: 'weekly', dosesMg: [20, 0, 20, 0, 20, 0] };
    for (const [asked, step] of [
      [plan(40, { productClass: 'gel' }), 'one of conventional, lidose, micronised'],
      [plan(40, { meal: 'snack' }), 'one of fasted, light, full'],
      [plan(40, { adherence: 90 }), 'a share above 0 and up to 1: 0.9 is nine days of ten'],
      [plan(40, { schedule: { kind: 'daily' } }), 'one of constant, ramp, split, alternateDay'],
      [plan(40, { schedule: weekly }), 'a list of 7 days’ doses'],
      [plan(40, {}, { isTruncal: 'no' }), 'true or false'],
      [JSON.stringify({ ...JSON.parse(plan(40)), plans: [] }), 'a list of 1 to 4 plans'],
    ] as const)
      expect(await stepOf(asked)).toContain(`Write ${step}`);
  });

  it.each([
    ['an unknown option', ['--risk', 'nope']],
    ['a seed given twice', ['--seed', '1', '--seed', '2']],
    ['a report without a name', ['--html', '']],
    ['a second plan', ['-', 'more.yaml']],
    ['a seed below nil', ['--seed', '-1']],
  ])('refuses %s', async (_, args) => {
    const ran = await runHere(['forecast', '--population', '64', ...args], { input: plan(40) });
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.error).not.toBe('');
  });

  it('refuses a call without plan or population, and a report that exists', async () => {
    expect((await runHere(['forecast'])).code).toBe(1);
    expect((await runHere(['forecast', '--population', '1e6'])).code).toBe(1);
    expect((await runHere(['forecast', '--population', '64', '--workers', '0'])).code).toBe(1);
    const html = join(folder, 'report.html');
    expect(existsSync(html)).toBe(true);
    expect((await runHere(['forecast', '-', '--html', html], { input: plan(40) })).code).toBe(1);
  });

  it.each(['json', 'r', 'mrgsolve', 'nonmem'])('writes the model itself as %s', async (as) => {
    const args = ['forecast-model', '-', '--as', as];
    const ran = await runHere(args, { input: plan(40) });
    expect(ran).toMatchObject({ code: 0, error: '' });
    expect(ran.out).toMatch(/[0-9a-f]{64}/);
    expect(ran.out).not.toMatch(/NaN|undefined/);
    const records = await runHere(['forecast-model', '-', '--as', 'records'], { input: plan(40) });
    expect(records.out).toMatch(/^ID,TIME,AMT,CMT,EVID,MDV,DV,WT\n1,0,0,2,0,1,0,/);
    const nobody = JSON.stringify({ ...JSON.parse(plan(40)), subject: { kind: 'population' } });
    expect((await runHere(args, { input: nobody })).code).toBe(1);
    expect((await runHere(['forecast-model', '-', '--as', 'word'], { input: plan(40) })).code).toBe(
      1,
    );
  });
});
