// The committed course rules against the evidence, and the labels' dose tables row by row.

import { fileURLToPath } from 'node:url';
import {
  type CalendarDay,
  deriveCourse,
  foldCourses,
  formatCalendarDay,
  numberOn,
  PRODUCT_CLASSES,
  type ProductClass,
  parseCalendarDay,
  parseEvent,
  parseInstant,
  rangeOn,
  ruleOn,
  type WireEvent,
} from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { evidenceFolder } from '../evidence/folders.ts';
import { readEvidence } from '../evidence/read.ts';
import { readCourseData } from './course-rules.ts';

const evidence = readEvidence(evidenceFolder);
const folder = fileURLToPath(new URL('../../../../course-rules', import.meta.url));
const data = readCourseData(folder, evidence);
const us = data.rulesFor('us');
const today = parseCalendarDay('2026-11-29') as CalendarDay;

const table = evidence.rows.filter((row) => row.id.startsWith('dosing.label-dose-table.'));

describe("the labels' tables of total daily dose", () => {
  it('are there whole: seven weights, three doses, two classes', () => {
    expect(table).toHaveLength(42);
  });

  it.each(table.map((row) => [row.id, row] as const))('%s', (_, row) => {
    if (row.kind !== 'value') throw new Error('a table row is a value');
    const weightKg = Number(row.facets['weight-kg']);
    const perKg = Number(row.facets['mg-per-kg-day']);
    const productClass = row.facets.product as ProductClass;
    expect(perKg * weightKg).toBeCloseTo(row.value, 9);
    const usual = rangeOn(us, 'daily-dose', today, productClass)!;
    const most = numberOn(us, 'daily-maximum', today, productClass)!;
    expect([usual.min, usual.max, most]).toContain(perKg);
    // The highest dose of the table is taken, and the next capsule above it is not.
    if (perKg !== most) return;
    expect(notesOf(row.value, weightKg, productClass)).not.toContain('above_maximum');
    if (row.value < 200)
      expect(notesOf(row.value + 1, weightKg, productClass)).toContain('above_maximum');
  });
});

/** What the plan of one daily dose at one weight is told. */
function notesOf(doseMg: number, weightKg: number, productClass: ProductClass) {
  const recording = {
    recordedAt: parseInstant('2026-11-29T12:00:00Z')!,
    actor: { id: 'dr', role: 'prescriber' },
  } as const;
  const lines: readonly [string, object][] = [
    ['PatientEnrolled', { programme: 'us-ipledge', course: 'c1' }],
    ['WeightMeasured', { weightKg: String(weightKg) }],
    [
      'DosePlanned',
      {
        ...{ course: 'c1', startsOn: '2026-11-29', lengthDays: 140, schedule: 'constant' },
        ...{ dosesMg: [String(doseMg)], productClass, meal: 'full' },
      },
    ],
  ];
  const events = lines.map(([type, payload], index) => {
    const occurredOn = formatCalendarDay(today);
    const wire: WireEvent = { id: `e${index}`, type, v: 1, occurredOn, data: payload };
    const parsed = parseEvent(wire, { ...recording, sequence: index + 1 });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    return parsed.event;
  });
  const view = deriveCourse(foldCourses(events, events, recording.recordedAt), {
    rules: us,
    products: data.products,
    available: data.availableIn('us'),
    avoid: [],
    today,
  });
  return view!.end.notes;
}

describe('the committed course rules', () => {
  it('give a maximum and strengths for each class that is sold', () => {
    for (const productClass of PRODUCT_CLASSES) {
      expect(numberOn(us, 'daily-maximum', today, productClass)).toBeGreaterThan(1);
      expect(ruleOn(us, 'strengths', today, productClass)?.value.kind).toBe('list');
    }
    expect(data.rulesFor('gb').id).toBe('smpc');
    expect(data.rulesFor('au/act').id).toBe('defaults');
  });

  it('know no US target for conventional capsules, and the one of the SmPC', () => {
    expect(rangeOn(us, 'cumulative-target', today, 'conventional')).toBeUndefined();
    expect(rangeOn(data.rulesFor('gb'), 'cumulative-target', today, 'conventional')).toMatchObject({
      min: 120,
      max: 150,
    });
  });

  it('are those of the day: none before their first day, the guards before and after', () => {
    const before = parseCalendarDay('2018-12-31') as CalendarDay;
    expect(numberOn(us, 'daily-maximum', before, 'micronised')).toBeUndefined();
    expect(numberOn(us, 'daily-maximum', (before + 1) as CalendarDay, 'micronised')).toBe(1.6);
    expect(numberOn(us, 'supply-maximum', before)).toBe(30);
  });

  it('name for every number an evidence row of the right class', () => {
    for (const jurisdiction of ['us', 'gb', 'au'])
      for (const { values, productClass } of data.rulesFor(jurisdiction).rules)
        for (const { row } of values) {
          const product = evidence.row(row)!.facets.product;
          expect([row, product ?? productClass]).toEqual([row, productClass ?? product]);
        }
  });

  it('leave out every allergen that the excipient row of a family names', () => {
    for (const product of [...data.availableIn('us'), ...data.availableIn('gb')]) {
      const named = evidence.row(product.rows[1]!)!.facets.allergen;
      const family = [...data.availableIn('us'), ...data.availableIn('gb')].filter(
        (one) => one.code.split(':')[1] === product.code.split(':')[1],
      );
      const held = new Set(family.flatMap((one) => one.allergens as readonly string[]));
      for (const allergen of [named].flat())
        if (allergen !== 'gelatin' && allergen !== undefined)
          expect([product.code, held.has(String(allergen))]).toEqual([product.code, true]);
    }
  });

  it('know the strength and class of each product code they list', () => {
    expect(data.products.get('ndc:10631-002-31')).toMatchObject({
      productClass: 'micronised',
      strengthMg: 8,
    });
    expect(data.products.size).toBe(4);
  });
});
