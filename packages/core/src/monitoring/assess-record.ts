// Every laboratory result of a record, each read with what was known around it.
// Never kept: a correction of one result reads every result anew.

import type { LabResult, RecordFacts } from '../facts/record-facts.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import {
  assessResult,
  type LaboratoryTables,
  type PatientResults,
  type ResultFinding,
} from './assess-result.ts';
import { symptomWord } from './red-flags.ts';
import { type ReportedValue, reportedValueOf } from './reported-value.ts';
import type { DoneTest } from './schedule.ts';
import { type Trend, trendsOf } from './trend.ts';

/** Days around a specimen within which symptoms and bilirubin count as of the same time. */
export const SAME_TIME_DAYS = 3;

/** The findings in the order of their specimens. `startedOn` is the first day of the course. */
export function assessRecord(
  tables: LaboratoryTables,
  record: RecordFacts,
  startedOn: CalendarDay | undefined,
): readonly ResultFinding[] {
  const inOrder = [...record.labResults].sort(
    (left, right) => left.event.occurredOn - right.event.occurredOn,
  );
  return inOrder.map((result, index) => {
    const before = inOrder.slice(0, index).flatMap((one) => reportedValueOf(one) ?? []);
    const day = result.event.occurredOn;
    const bilirubin = inOrder
      .filter((one) => one !== result && isAround(one.event.occurredOn, day))
      .flatMap((one) => reportedValueOf(one) ?? [])
      .filter(({ analyte }) => analyte === 'bilirubin')
      .at(-1);
    return assessResult(tables, result, historyOf(before, result, startedOn), {
      symptoms: symptomsAround(record, day),
      ...(bilirubin === undefined ? {} : { bilirubin }),
    });
  });
}

function isAround(day: number, other: number): boolean {
  return Math.abs(day - other) <= SAME_TIME_DAYS;
}

function symptomsAround(record: RecordFacts, day: CalendarDay): readonly string[] {
  return record.symptoms
    .filter(({ data, occurredOn }) => data.grade > 0 && isAround(occurredOn, day))
    .map(({ data }) => symptomWord(data.symptom));
}

function historyOf(
  before: readonly ReportedValue[],
  result: LabResult,
  startedOn: CalendarDay | undefined,
): PatientResults {
  const value = reportedValueOf(result);
  const same = before.filter(({ analyte }) => analyte === value?.analyte);
  const baseline = same
    .filter(({ day }) => startedOn !== undefined && day <= startedOn)
    .filter(({ quantity }) => quantity.unit === value?.quantity.unit)
    .at(-1)?.quantity.value;
  const previous = same.at(-1);
  return {
    ...(baseline === undefined ? {} : { baseline }),
    ...(previous === undefined ? {} : { previous }),
  };
}

/** The results as the schedule of tests sees them; one in doubt has not been done. */
export function doneTestsOf(findings: readonly ResultFinding[]): readonly DoneTest[] {
  return findings.flatMap(({ id, value, advice, questions }): readonly DoneTest[] => {
    const isRead = questions.every(({ doubt }) => doubt === 'differs_by_the_factor_between_units');
    if (value === undefined || !isRead) return [];
    const isPlaced = advice?.cell !== undefined;
    return [
      {
        id,
        analyte: value.analyte,
        day: value.day,
        ...(isPlaced ? { action: advice.action } : {}),
        ...(advice?.repeat ? { repeat: advice.repeat } : {}),
      },
    ];
  });
}

/** Trends by analyte, in the order in which analytes first appear. */
export function trendsByAnalyte(
  findings: readonly ResultFinding[],
  startedOn: CalendarDay | undefined,
): ReadonlyMap<string, readonly Trend[]> {
  const values = findings.flatMap(({ value }) => value ?? []);
  const analytes = [...new Set(values.map(({ analyte }) => analyte))];
  return new Map(
    analytes.map((analyte) => [
      analyte,
      trendsOf(
        values.filter((value) => value.analyte === analyte),
        startedOn,
      ),
    ]),
  );
}
