// Findings of a course as the wire carries them: days as text, absent values as null, keys of sources.
// Never a threshold in another unit than the results': where the property differs there is none.

import {
  ACTIONS,
  type CourseFindings,
  formatCalendarDay,
  inUnit,
  isUcumCode,
  type ReportedValue,
  type ResultFinding,
  trendsByAnalyte,
} from '@aegle/core';
import type { FindingTables } from '@aegle/data';
import { type CourseRead, dayOrNull } from './course-read.ts';
import { reportPart } from './report-part.ts';

type Part = Pick<CourseRead, 'results' | 'trends' | 'effects' | 'redFlags' | 'unread' | 'report'>;

/** The findings, each with the keys of its sources. */
export function findingsPart(tables: FindingTables, findings: CourseFindings): Part {
  const { results, startedOn, effects, redFlags, unread, report } = findings;
  return {
    results: results.map(resultPart),
    trends: [...trendsByAnalyte(results, startedOn)].flatMap(([analyte, trends]) =>
      trends.map(({ unit, direction, baseline, points }) => ({
        analyte,
        unit,
        direction,
        baseline: baseline?.quantity.value ?? null,
        thresholds: thresholdsOf(tables, points.at(-1)!.result),
      })),
    ),
    effects: effects.map(({ onset, resolution, treatments, ...one }) => ({
      effect: one.effect,
      from: dayOrNull(onset.after),
      by: formatCalendarDay(onset.by),
      worstGrade: one.worstGrade,
      worstOn: formatCalendarDay(one.worstOn),
      lastPresentOn: formatCalendarDay(one.lastPresentOn),
      goneBy: dayOrNull(resolution?.by),
      treatments: [...treatments],
    })),
    redFlags: redFlags.map(({ day, flag }) => ({
      on: formatCalendarDay(day),
      flag: flag.flag,
      advice: flag.adviceToPatient,
    })),
    unread: unread.length,
    report: report === undefined ? null : reportPart(report),
  };
}

function resultPart(finding: ResultFinding): CourseRead['results'][number] {
  const { id, value, grades, advice, reviews, questions } = finding;
  return {
    event: id,
    on: dayOrNull(value?.day),
    analyte: value?.analyte ?? null,
    value: value?.quantity.value ?? null,
    unit: value?.quantity.unit ?? null,
    comparator: value?.comparator ?? null,
    low: value?.limits.low ?? null,
    high: value?.limits.high ?? null,
    isFasting: value?.isFasting ?? null,
    grades: grades.map((grade) =>
      grade.kind === 'graded'
        ? {
            version: grade.version,
            grade: grade.grade,
            mayBeHigher: grade.mayBeHigher,
            because: null,
          }
        : { version: grade.version, grade: null, mayBeHigher: false, because: grade.because },
    ),
    action: advice?.cell === undefined ? null : advice.action,
    advice: (advice?.parts ?? []).map((part) => ({
      action: part.action,
      advice: part.advice,
      because: part.because,
      sources: [...part.citation.sources],
    })),
    reviews: reviews.map((one) => ({ ...one })),
    questions: questions.map(({ doubt, otherUnit }) => ({ doubt, otherUnit: otherUnit ?? null })),
  };
}

/**
 * Where each action begins, in the unit of the last result, without symptoms. An analyte whose worst
 * cell has no low end is harmful when it is low: its actions begin at the high ends of their cells.
 */
function thresholdsOf(tables: FindingTables, last: ReportedValue) {
  const cells = tables.laboratory.actions.cells.filter(
    ({ analytes, action, symptoms }) =>
      analytes.includes(last.analyte) && action !== 'continue' && symptoms !== 'with',
  );
  const isAbove = !cells.some(({ range }) => range.low === undefined);
  const edges = cells.flatMap(({ action, range, citation }) => {
    const end = isAbove ? range.low : range.high;
    const at = end === undefined ? undefined : edgeAt(end.at, range.unit, last);
    return at === undefined ? [] : [{ action, at, isAbove, sources: [...citation.sources] }];
  });
  const mildestFirst = edges.sort((a, b) => (isAbove ? a.at - b.at : b.at - a.at));
  return ACTIONS.flatMap((action) => mildestFirst.find((one) => one.action === action) ?? []);
}

function edgeAt(
  at: number | 'ULN' | 'LLN',
  from: string,
  { limits, quantity: { unit } }: ReportedValue,
): number | undefined {
  if (at === 'ULN' || at === 'LLN') return at === 'ULN' ? limits.high : limits.low;
  if (from === '{ULN}') return limits.high === undefined ? undefined : at * limits.high;
  if (from === '{LLN}') return limits.low === undefined ? undefined : at * limits.low;
  if (!isUcumCode(from)) return undefined;
  return inUnit({ value: at, unit: from }, unit)?.value;
}
