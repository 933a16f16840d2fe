// The after-course report as the wire carries it, to clinics and to the patient alike.
// Never another reading for one of them: the same report says the same to both.

import type { OwnReports } from '@aegle/api';
import type { AfterCourseReport } from '@aegle/core';
import { sourcesOf } from './course-read.ts';

export type ReportRead = OwnReports['reports'][number];

const pointPart = (point: { readonly value: number; readonly on: string } | undefined) =>
  point === undefined ? null : { value: point.value, on: point.on };

/** The report with days as text, absent values as null and keys of sources. */
export function reportPart(report: AfterCourseReport): ReportRead {
  const { asOf, startedOn, lastDoseOn, monthsSinceLastDose, isInRemission, statements } = report;
  return {
    asOf,
    startedOn,
    lastDoseOn,
    monthsSinceLastDose,
    isInRemission,
    statements: [...statements],
    relapse: report.relapse.map((one) => ({ ...one })),
    visits: report.visits.map((one) => ({ ...one })),
    effects: report.effects.map((one) => ({
      effect: one.effect,
      state: one.state,
      worstGrade: one.worstGrade,
      lastPresentOn: one.lastPresentOn,
      goneBy: one.goneBy ?? null,
      presentMonthsAfter: one.presentMonthsAfter,
    })),
    domains: report.domains.map(({ domain, series, published }) => ({
      domain,
      series: series.map(seriesPart),
      published:
        published === undefined
          ? null
          : {
              claim: published.id,
              known: published.known,
              missing: published.missing,
              certainty: published.certainty,
              sources: sourcesOf(published.citations),
            },
    })),
  };
}

type Series = AfterCourseReport['domains'][number]['series'][number];

const seriesPart = ({ measure, worse, baseline, best, last, change }: Series) => ({
  measure,
  worse,
  baseline: pointPart(baseline),
  best: pointPart(best),
  last:
    last === undefined
      ? null
      : { value: last.value, on: last.on, monthsAfterLastDose: last.monthsAfterLastDose },
  direction: change?.direction ?? null,
  isBeyondError: change?.isBeyondError ?? null,
});
