// `aegle forecast`: the table, the JSON, the report, and plans that are refused.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runHere } from '../testing/run-here.ts';
import { escaped } from './report-html.ts';
import { readYamlSources } from './sources.ts';

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

describe('aegle forecast', () => {
  it('prints the table and writes a report that needs nothing from anywhere', async () => {
    const html = join(folder, 'report.html');
    const ran = await runHere(['forecast', '-', '--html', html], { input: plan(40) });
    expect(ran.code).toBe(0);
    expect(ran.out).toContain('Inflammatory lesions (lesions; certainty low)');
    expect(ran.out).toContain('Not forecast:');
    const page = readFileSync(html, 'utf8');
    expect(page).toContain('A &lt;plan&gt;');
    expect(page).not.toMatch(/<script|src=|href=|@import|NaN|undefined/);
    expect(page.match(/<svg/g)!.length).toBeGreaterThan(5);
  });

  it('leads from every key that it names to a citation', async () => {
    const known = readYamlSources(join(import.meta.dirname, '../../../../..'));
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
  ])('refuses %s with the field', async (_, input, field) => {
    const ran = await runHere(['forecast', '-', '--json'], { input });
    expect(ran.code).toBe(1);
    const fields = JSON.parse(ran.out).problems.map((one: { field: string }) => one.field);
    expect(fields.some((one: string) => one.startsWith(field))).toBe(true);
  });

  it('refuses a call without plan or population, and a report that exists', async () => {
    expect((await runHere(['forecast'])).code).toBe(1);
    expect((await runHere(['forecast', '--population', '1e6'])).code).toBe(1);
    const html = join(folder, 'report.html');
    expect(existsSync(html)).toBe(true);
    expect((await runHere(['forecast', '-', '--html', html], { input: plan(40) })).code).toBe(1);
  });

  it('lets no text of a plan into the page as markup', () => {
    expect(escaped(`<img src=x onerror='a("b")'>&`)).toBe(
      '&lt;img src=x onerror=&#39;a(&quot;b&quot;)&#39;&gt;&amp;',
    );
  });
});
