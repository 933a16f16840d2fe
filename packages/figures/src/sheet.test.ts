// The sheet without a browser: what it says, what it folds, what it never draws.

import {
  answerForecast,
  CURVES,
  type ForecastRequest,
  GRADED,
  prepareForecast,
  readRelease,
  readRequest,
  runAll,
} from '@aegle/forecast';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import frozen from '../../../evidence/releases/aegle-2026.11.json';
import { GROUPS, groupOf } from './detail-groups.ts';
import { lastShownTime } from './overlay-chart.tsx';
import { regimenInWords } from './regimen-in-words.ts';
import { ForecastSheet } from './sheet.tsx';
import { SHEET_STYLE } from './sheet-style.ts';

const period = (doseMg: number, lengthDays: number, firstDay = 0) => ({
  firstDay,
  lengthDays,
  schedule: { kind: 'constant', doseMg } as const,
  productClass: 'conventional' as const,
  meal: 'full' as const,
  adherence: 0.9,
});

const plan = (name: string, doseMg: number, lengthDays: number) => ({
  name,
  maintenanceMonths: 0,
  regimen: { periods: [period(doseMg, lengthDays)] },
});

const PERSON = {
  kind: 'patient',
  profile: {
    ...{ ageYears: 19, sex: 'female' as const, weightKg: 62, isTruncal: false },
    ...{ inflammatoryLesions: 30, nonInflammatoryLesions: 40, nodules: 2 },
  },
} as const;

function asked(subject: ForecastRequest['subject']): ForecastRequest {
  const reading = readRequest({
    ...{ seed: 1, patients: 320, horizonDays: 728, outputEveryDays: 7, subject },
    plans: [plan('Forty', 40, 150), plan('Twenty', 20, 240)],
  });
  if (!reading.accepted) throw new Error(JSON.stringify(reading.refusals));
  return reading.request;
}

function answerTo(request: ForecastRequest) {
  const release = readRelease(frozen);
  if (!release.accepted) throw new Error('refused');
  const prepared = prepareForecast(request, release.release);
  return answerForecast(prepared, runAll(prepared));
}

const request = asked(PERSON);
const answer = answerTo(request);
const sheet = (of = answer, to = request) =>
  renderToStaticMarkup(createElement(ForecastSheet, { answer: of, request: to, citations: {} }));
/** What is read without opening anything. */
const atOnce = (html: string) => html.slice(0, html.indexOf('<details'));
const textOf = (html: string) => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

describe('the sheet', () => {
  it('has three sentences and one picture a plan, one drawing and one table before any fold', () => {
    const top = atOnce(sheet());
    expect(top.match(/class="fs-plan"/g)).toHaveLength(2);
    expect(top.match(/class="fs-beneath"/g)).toHaveLength(6);
    expect(top.match(/class="fs-people"/g)).toHaveLength(2);
    expect(top.match(/class="fs-plot"/g)).toHaveLength(1);
    expect(top.match(/<table/g)).toHaveLength(1);
    expect(textOf(top)).toContain('Of 100 people like this, simulated from these studies');
    expect(textOf(top)).not.toMatch(/in these studies|best plan|recommended|optimal/i);
  });

  it('says beside every figure how it was checked, with release and month', () => {
    const text = textOf(sheet());
    expect(text).toContain('8 of 10 unseen figures agreed (2026.11, November 2026)');
    expect(text).toContain('3 of 8 unseen figures agreed (2026.11, November 2026), failed');
    expect(text).toContain('1 of 2, failed');
    expect(text).toContain('never checked on unseen studies');
  });

  it('gives a population the numbers that one person does not get', () => {
    const people = asked({ kind: 'population' });
    const html = sheet(answerTo(people), people);
    expect(textOf(html)).toMatch(/12 months after the last capsule about \d+ of 100/);
    expect(textOf(sheet())).toContain('no single figure is given for one person');
  });

  it('says beside quality of life what its range does not hold, and the range itself', () => {
    const said = /from \d+ to \d+ points of 114 at the end. One total for all of life with acne/;
    expect(textOf(sheet())).toMatch(said);
    const people = asked({ kind: 'population' });
    expect(textOf(sheet(answerTo(people), people))).toContain(
      'no study read here reports its domains',
    );
  });

  it('has no untreated share of a side effect but that of the eyes, which was counted', () => {
    for (const subject of [PERSON, { kind: 'population' } as const]) {
      const to = asked(subject);
      const of = answerTo(to);
      const counted = of.untreated.grades.filter((one) => one.icons !== null);
      const isNil = counted.filter((one) => one.icons!.count === 0).map((one) => one.endpoint);
      // Clear without treatment: of the untreated course (L15). Blood values: a person's own before.
      const known = [
        'igaSuccess',
        'altGrade',
        'triglyceridesGrade',
        'triglyceridesEver',
        'altEver',
      ];
      expect(isNil.filter((one) => !known.includes(one))).toEqual([]);
      expect(counted.filter((one) => groupOf(one.endpoint) === 'effects')).toMatchObject([
        { endpoint: 'eye', sources: ['A6'] },
      ]);
      for (const one of counted) expect(one.sources.length, one.endpoint).toBeGreaterThan(0);
    }
  });

  it('is safe in a page: no text of a plan is markup, and no rule reaches elsewhere', () => {
    const named = {
      ...answer,
      plans: answer.plans.map((one) => ({ ...one, name: '<img src=x>' })),
    };
    expect(sheet({ ...named, plans: [named.plans[0]!] })).not.toContain('<img');
    expect(SHEET_STYLE).not.toMatch(/url\(|@import|https?:/);
  });

  it('gives every endpoint a place, and no part is empty', () => {
    const places = [...CURVES, ...GRADED].map(({ name }) => groupOf(name));
    expect(places).not.toContain(undefined);
    expect(new Set(places)).toEqual(new Set(GROUPS));
  });
});

describe('a drawing', () => {
  const line = (median: readonly (number | null)[]) => {
    const bands = { low: median, high: median, low90: median, high90: median };
    return { name: 'A', lastDoseDay: 28, median, ...bands };
  };
  const days = Array.from({ length: 27 }, (_, i) => 28 * i);

  it('ends a month after its lines stand still, and never before the last capsule', () => {
    const still = days.map((_, i) => (i < 4 ? 100 - 25 * i : 0));
    expect(days[lastShownTime({ days, plans: [line(still)] })]).toBeLessThanOrEqual(28 * 6);
    const flat = days.map(() => 50);
    expect(days[lastShownTime({ days, plans: [line(flat)] })]).toBe(28 * 3);
    const moving = days.map((_, i) => i);
    expect(lastShownTime({ days, plans: [line(moving)] })).toBe(26);
  });

  it('never goes past what is known', () => {
    const cut = days.map((_, i) => (i < 8 ? i : null));
    expect(lastShownTime({ days, plans: [line(cut)] })).toBe(7);
  });
});

it('says a plan of several periods with its breaks', () => {
  const periods = [period(20, 30), period(40, 60, 44)];
  const said = regimenInWords({ name: 'A', maintenanceMonths: 0, regimen: { periods } });
  expect(said).toBe(
    '20 mg a day for 30 days, then no capsules for 14 days, then 40 mg a day for 60 days, ' +
      'with a full meal, taken on 90 % of days',
  );
});
