// Proves that the committed evidence loads, keeps its reserved studies back and says what it must.
// It must never copy a figure without naming the row it comes from.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CITED_LIMITS } from '@aegle/core';
import { describe, expect, test } from 'vitest';
import { evidenceFolder } from './folders.ts';
import { evidenceJsonSchema } from './json-schema.ts';
import { readEvidence } from './read.ts';
import { readRelease, releasesFolder } from './release.ts';

const evidence = readEvidence(evidenceFolder);
const releases = join(evidenceFolder, releasesFolder);
const releaseNames = existsSync(releases)
  ? readdirSync(releases).filter((file) => file.endsWith('.json'))
  : [];

function figure(id: string): number {
  const row = evidence.row(id);
  if (row?.kind !== 'value') throw new Error(`${id} carries no single value`);
  return row.value;
}

describe('the committed evidence', () => {
  test('has the topics that the chapters of the product read', () => {
    expect(evidence.topics.map((topic) => topic.topic)).toEqual(
      expect.arrayContaining([
        ...['pharmacokinetics', 'dosing', 'interactions', 'products', 'terminology'],
        ...['laboratory-schedules', 'laboratory-grades', 'symptom-grades', 'instruments'],
        ...['acne-response', 'sebum', 'relapse', 'scars', 'quality-of-life', 'lasting-effects'],
        ...['side-effects', 'pregnancy-exposure', 'claims', 'mental-health', 'warnings'],
      ]),
    );
  });

  test('gives every limit that core must know before it reads data', () => {
    for (const { value, row } of Object.values(CITED_LIMITS))
      expect([row, value]).toEqual([row, figure(row)]);
  });

  test('is described by the committed JSON Schema', () => {
    const committed = JSON.parse(readFileSync(join(evidenceFolder, 'schema.json'), 'utf8'));
    expect(committed).toEqual(JSON.parse(JSON.stringify(evidenceJsonSchema())));
  });

  test('never lets a recalled figure or a product default pass as stated', () => {
    const lenient = evidence.rows.filter(
      (row) => 'RP'.includes(row.mark) && row.status === 'stated',
    );
    expect(lenient).toEqual([]);
  });

  test('cites the product default for every row marked P', () => {
    const loose = evidence.rows.filter(
      (row) => row.mark === 'P' && !row.sources.includes('product-default'),
    );
    expect(loose).toEqual([]);
  });

  test.each(releaseNames)('holds the release %s, digest and evidence verified', (file) => {
    const frozen = readRelease(evidenceFolder, file.replace(/\.json$/, ''), evidence);
    expect(frozen.digest).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('reserved studies', () => {
  const reservedPrefixes = ['pharmacokinetics.reserved-', 'relapse.leeds-list.'];

  test('are out of calibration', () => {
    const ids = evidence.calibrationRows().map((row) => row.id);
    for (const prefix of reservedPrefixes) {
      expect(ids.filter((id) => id.startsWith(prefix))).toEqual([]);
    }
    expect(evidence.reservedCount).toBe(11);
  });

  test('are kept back with the figures of harm, rules and codes', () => {
    const fitted = new Set(evidence.calibrationRows().map((row) => row.topic));
    expect([...fitted].sort()).toEqual([
      ...[
        'acne-response',
        'calibration-priors',
        'laboratory-variation',
        'lasting-effects',
        'pharmacokinetics',
      ],
      ...['quality-of-life', 'relapse', 'scars', 'sebum', 'side-effects'],
    ]);
  });

  test('of the evidence review are all named', () => {
    expect(evidence.reservedStudies.map((study) => study.about).sort()).toEqual([
      ...Array(22).fill('outcomes'),
      ...Array(9).fill('pharmacokinetics'),
    ]);
  });
});

describe('figures that other parts rest on', () => {
  test('derived figures follow from the rows they name', () => {
    const response = 'acne-response.webster-2014';
    const share =
      figure(`${response}.change-lidose`) / figure(`${response}.baseline-nodules-lidose`);
    expect(Math.round(share * 100)).toBe(figure(`${response}.change-share-lidose`));
    const rate = -Math.log(1 - figure('relapse.layton-1993.within-3-years') / 100) / 3;
    expect(rate).toBeCloseTo(figure('relapse.shape.latency-rate'), 2);
    expect((Math.LN2 / rate) * 12).toBeCloseTo(figure('relapse.shape.latency-median'), 1);
    const lasting = (5.7 * figure('scars.tan-2017-mapping.persist-6-months')) / 100;
    expect(lasting).toBeCloseTo(figure('scars.accrual.lasting-6-months'), 1);
    const logPer100 = 100 * Math.log(figure('relapse.lai-2025.dose-systemic'));
    expect(Math.exp(logPer100)).toBeCloseTo(figure('relapse.lai-2025.dose-systemic-100'), 2);
  });

  test('clearance, volume and ratios follow from dose and exposure', () => {
    const fed = figure('pharmacokinetics.label-conventional-fed.auc-infinity');
    const fasted = figure('pharmacokinetics.label-conventional-fasted.auc-infinity');
    expect(80_000 / fed).toBeCloseTo(figure('pharmacokinetics.clearance.fed'), 1);
    expect(80_000 / fasted).toBeCloseTo(figure('pharmacokinetics.clearance.fasted'), 1);
    expect(fasted / fed).toBeCloseTo(
      figure('pharmacokinetics.relative-bioavailability.conventional-fasted-label'),
      2,
    );
    const omega = Math.sqrt(Math.log(1 + 0.22 ** 2));
    expect(omega).toBeCloseTo(figure('pharmacokinetics.variability.auc-fed'), 2);
  });

  test('the label dose table is linear in weight', () => {
    const rows = evidence.rows.filter((row) => row.id.startsWith('dosing.label-dose-table.'));
    expect(rows).toHaveLength(42);
    for (const row of rows) {
      const { 'weight-kg': weight, 'mg-per-kg-day': dose } = row.facets;
      expect(row.kind === 'value' && row.value).toBeCloseTo(Number(weight) * Number(dose), 9);
    }
  });

  test('grades of one analyte, version and unit neither overlap nor leave a gap', () => {
    const graded = evidence.find('laboratory-grades', { analyte: 'triglycerides', version: 'v6' });
    const ends = graded.flatMap((row) =>
      row.kind === 'range' && row.unit === 'mg/dL' ? [[row.range.min, row.range.max]] : [],
    );
    expect(ends).toEqual([
      [150, 300],
      [300, 500],
      [500, 1000],
      [1000, undefined],
    ]);
  });
});
