// Proves what one laboratory result says: grades in the unit reported, one cell, questions, reviews.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { laboratoryTables as tables } from '../../../../tests/findings/evidence.ts';
import type { AegleEvent } from '../events/event.ts';
import { foldRecord } from '../facts/fold-record.ts';
import type { LabResult } from '../facts/record-facts.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import type { Instant } from '../time/instant.ts';
import type { UcumCode } from '../units/ucum-units.ts';
import { ACTIONS, cellOf } from './action-table.ts';
import { assessResult } from './assess-result.ts';
import { GRADE_VERSIONS, gradeOf } from './grade.ts';
import { type ReportedValue, reportedValueOf } from './reported-value.ts';

interface Sent {
  readonly loinc: string;
  readonly value: number;
  readonly unit: string;
  readonly uln?: number;
  readonly lln?: number;
  readonly fasting?: boolean;
  readonly comparator?: '<' | '>';
}
interface Case {
  readonly says: string;
  readonly result: Sent;
  readonly previous?: Sent;
  readonly bilirubin?: Sent;
  readonly baseline?: number;
  readonly symptoms?: readonly string[];
  readonly grades?: Readonly<Record<string, number>>;
  readonly ungraded?: string;
  readonly action?: string;
  readonly cell?: string;
  readonly because?: string;
  readonly questions?: readonly string[];
  readonly reviews?: readonly string[];
}

const file = join(import.meta.dirname, '../../../../tests/findings/laboratory-cases.yaml');
const cases = parse(readFileSync(file, 'utf8')) as readonly Case[];

/** The result as the record stream's fold reads it. */
function reported(sent: Sent): LabResult {
  const { loinc, value, unit, uln, lln, fasting, comparator } = sent;
  const event = {
    id: 'r1',
    type: 'LabResulted',
    sequence: 1,
    occurredOn: 20_000 as CalendarDay,
    recordedAt: 1 as Instant,
    actor: { id: 'a1', role: 'prescriber' },
    data: {
      ...{ loinc, value, unit },
      ...(lln === undefined ? {} : { referenceLow: lln }),
      ...(uln === undefined ? {} : { referenceHigh: uln }),
      ...(fasting === undefined ? {} : { isFasting: fasting }),
      ...(comparator === undefined ? {} : { comparator }),
    },
  } as unknown as AegleEvent;
  return foldRecord([event], 2 as Instant).labResults[0]!;
}

const readValue = (sent: Sent | undefined) => sent && reportedValueOf(reported(sent));

describe('a laboratory result', () => {
  test.each(cases.map((one) => [one.says, one] as const))('%s', (_says, one) => {
    const previous = readValue(one.previous);
    const bilirubin = readValue(one.bilirubin);
    const finding = assessResult(
      tables,
      reported(one.result),
      {
        ...(one.baseline === undefined ? {} : { baseline: one.baseline }),
        ...(previous ? { previous } : {}),
      },
      {
        symptoms: one.symptoms ?? [],
        ...(bilirubin ? { bilirubin } : {}),
      },
    );
    expect(finding.questions.map(({ doubt }) => doubt)).toEqual(one.questions ?? []);
    for (const [version, grade] of Object.entries(one.grades ?? {}))
      expect(finding.grades).toContainEqual(
        expect.objectContaining({ kind: 'graded', scale: 'ctcae', version, grade }),
      );
    if (one.ungraded)
      expect(finding.grades.map((grade) => grade.kind === 'ungraded' && grade.because)).toContain(
        one.ungraded,
      );
    if (one.action) expect(finding.advice?.action).toBe(one.action);
    if (one.cell) expect(finding.advice?.cell?.id).toBe(one.cell);
    if (one.because)
      expect(finding.advice?.parts.map(({ because }) => because)).toContain(one.because);
    if (one.reviews) expect(finding.reviews.map(({ reason }) => reason)).toEqual(one.reviews);
  });

  test('stores scale, version and the row of the evidence with every grade', () => {
    const { grades } = assessResult(
      tables,
      reported({ loinc: '2571-8', value: 600, unit: 'mg/dL' }),
      {},
      { symptoms: [] },
    );
    expect(grades).toEqual(
      GRADE_VERSIONS.map((version) => ({
        kind: 'graded',
        scale: 'ctcae',
        version,
        grade: 3,
        mayBeHigher: false,
        citation: expect.objectContaining({
          row: 'laboratory-grades.ctcae.triglycerides-mg-dl-g3',
          sources: ['admiral-ctcae'],
        }),
      })),
    );
  });

  test('asks for an acknowledgement of everything but continue, and never names a dose in mg', () => {
    for (const cell of tables.actions.cells) {
      expect(cell.advice).not.toMatch(/\d\s*mg\b(?!\/dL)/);
      expect(cell.citation.mark).toBe('P');
    }
    const held = assessResult(
      tables,
      reported({ loinc: '2571-8', value: 900, unit: 'mg/dL' }),
      {},
      { symptoms: [] },
    );
    expect(held.advice).toMatchObject({ needsAcknowledgement: true, isProposed: true });
    expect(held.reviews).toEqual([{ reason: 'action_advised', urgency: 'same_day' }]);
  });
});

/** Analytes with their direction of harm, the units of their tables and limits that hold there. */
const DIRECTIONS = [
  { analyte: 'triglycerides', unit: 'mg/dL', harm: 1, top: 2000, limits: { high: 150 } },
  { analyte: 'triglycerides', unit: 'mmol/L', harm: 1, top: 25, limits: { high: 1.7 } },
  { analyte: 'cholesterol', unit: 'mg/dL', harm: 1, top: 800, limits: { high: 200 } },
  { analyte: 'cholesterol', unit: 'mmol/L', harm: 1, top: 20, limits: { high: 5.2 } },
  { analyte: 'alt', unit: 'U/L', harm: 1, top: 1200, limits: { high: 40 } },
  { analyte: 'ast', unit: 'ukat/L', harm: 1, top: 20, limits: { high: 0.67 } },
  { analyte: 'ck', unit: 'U/L', harm: 1, top: 4000, limits: { high: 200 } },
  { analyte: 'glucose-fasting', unit: 'mg/dL', harm: 1, top: 700, limits: { high: 100 } },
  { analyte: 'glucose-fasting', unit: 'mmol/L', harm: 1, top: 40, limits: { high: 5.6 } },
  { analyte: 'neutrophils', unit: '10*9/L', harm: -1, top: 8, limits: { low: 1.8 } },
  { analyte: 'platelets', unit: '10*9/L', harm: -1, top: 400, limits: { low: 150 } },
] as const;

describe('the tables', () => {
  const at = (one: (typeof DIRECTIONS)[number], value: number): ReportedValue => ({
    id: 'r1',
    analyte: one.analyte,
    quantity: { value, unit: one.unit as UcumCode },
    day: 20_000 as CalendarDay,
    limits: one.limits,
  });

  test.each(DIRECTIONS)('put every $analyte in $unit into exactly one cell', (one) => {
    const symptoms = tables.actions.symptomsOf.get(one.analyte) ?? [];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: one.top * 100 }), (hundredths) => {
        for (const told of [[], symptoms])
          expect(cellOf(tables.actions, at(one, hundredths / 100), told).kind).toBe('cell');
      }),
      { seed: 3, numRuns: 400 },
    );
  });

  test.each(DIRECTIONS)('grade and act on $analyte in $unit monotonically in its harm', (one) => {
    const read = (hundredths: number) => {
      const value = at(one, hundredths / 100);
      const cell = cellOf(tables.actions, value, []);
      return {
        grades: GRADE_VERSIONS.map((version) => {
          const grade = gradeOf(tables.grades, value, version);
          return grade.kind === 'graded' ? grade.grade : 0;
        }),
        action: cell.kind === 'cell' ? ACTIONS.indexOf(cell.cell.action) : -1,
      };
    };
    const hundredth = fc.integer({ min: 0, max: one.top * 100 });
    fc.assert(
      fc.property(hundredth, hundredth, (left, right) => {
        const [mild, harsh] = (left - right) * one.harm <= 0 ? [left, right] : [right, left];
        const [before, after] = [read(mild), read(harsh)];
        after.grades.forEach((grade, index) => {
          expect(grade).toBeGreaterThanOrEqual(before.grades[index]!);
        });
        expect(after.action).toBeGreaterThanOrEqual(before.action);
      }),
      { seed: 5, numRuns: 400 },
    );
  });
});
