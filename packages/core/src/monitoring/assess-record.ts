// Every laboratory result of a record, each read with what was known around it.
// Never kept: a correction of one result reads every result anew.

import type { RecordFacts } from '../facts/record-facts.ts';
import { symptomWord } from '../terminology/red-flag-symptoms.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import {
  assessResult,
  type LaboratoryTables,
  type PatientResults,
  type ResultFinding,
} from './assess-result.ts';
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
  const values = inOrder.map(reportedValueOf);
  const symptoms = record.symptoms
    .filter(({ data }) => data.grade > 0)
    .map(({ data, occurredOn }) => ({ word: symptomWord(data.symptom), day: occurredOn }));
  const bilirubins = values.filter((value) => value?.analyte === 'bilirubin');
  return inOrder.map((result, index) => {
    const day = result.event.occurredOn;
    const value = values[index];
    const bilirubin = bilirubins
      .filter((one) => one !== undefined && one !== value && isAround(one.day, day))
      .at(-1);
    return assessResult(tables, result, historyOf(values, index, startedOn), {
      symptoms: symptoms.filter((one) => isAround(one.day, day)).map(({ word }) => word),
      ...(bilirubin === undefined ? {} : { bilirubin }),
    });
  });
}

function isAround(day: number, other: number): boolean {
  return Math.abs(day - other) <= SAME_TIME_DAYS;
}

/** The value before, and the last one up to the first day of the course in the same unit. */
function historyOf(
  values: readonly (ReportedValue | undefined)[],
  index: number,
  startedOn: CalendarDay | undefined,
): PatientResults {
  const value = values[index];
  let baseline: number | undefined;
  let previous: ReportedValue | undefined;
  for (const one of values.slice(0, index)) {
    if (one === undefined || one.analyte !== value?.analyte) continue;
    previous = one;
    const isBefore = startedOn !== undefined && one.day <= startedOn;
    if (isBefore && one.quantity.unit === value.quantity.unit) baseline = one.quantity.value;
  }
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
