// One patient's course as of now, for the clinic's page: derived from both streams with every read.
// Never stored, and never another reading than the agenda's: the same policy, the same findings.

import {
  CONVENTIONS,
  type CourseView,
  classNow,
  effectReportsOf,
  formatCalendarDay,
  type RecordFacts,
  ruleOn,
} from '@aegle/core';
import type { Scope } from '@aegle/store';
import { caseFor } from './authorize.ts';
import type { ServiceContext } from './context.ts';
import { refuseWithoutPolicy, storedFindings } from './course-agenda.ts';
import { findingsPart } from './course-findings-part.ts';
import { type CourseRead, type Day, dayOrNull, sourcesOf } from './course-read.ts';
import { plannedRuns } from './planned-runs.ts';
import { courseDay, storedCourse } from './stored-course.ts';
import { recordEventsOf } from './timeline.ts';

/** Reads it. Fault `not_found` where nothing is recorded; `unavailable` without a monitoring policy. */
export function readCourse(
  context: ServiceContext,
  scope: Scope,
  patient: string,
): Promise<CourseRead> {
  return context.store.inTransaction(scope, async (tx) => {
    const known = await caseFor(context, tx, { kind: 'dispense', patient });
    const record = await recordEventsOf(tx, known);
    const read = storedFindings(context, known, record) ?? refuseWithoutPolicy();
    const { zone, today, policy, findings } = read;
    const view = storedCourse(context, known, record, today);
    return {
      patient,
      zone,
      today: formatCalendarDay(today),
      course: view === undefined ? null : coursePart(view, today),
      basis: basisOf(context, read.places[0] ?? 'unknown', view, today),
      checks:
        findings.schedule === undefined
          ? null
          : {
              policy,
              tests: findings.schedule.map(({ window, citations, doneBy, ...test }) => ({
                ...test,
                firstDay: dayOrNull(window?.firstDay),
                bestDay: dayOrNull(window?.bestDay),
                lastDay: dayOrNull(window?.lastDay),
                doneBy: doneBy ?? null,
                sources: sourcesOf(citations),
              })),
            },
      ...reportedPart(read.record),
      ...findingsPart(context.findings(), findings),
    };
  });
}

function coursePart(view: CourseView, today: Day): NonNullable<CourseRead['course']> {
  const { course, doses, reading, weights, figures, adherence, end, inHand } = view;
  const { startedOn } = doses;
  const lastDay = course.lastDoseOn ?? course.endedOn;
  const upTo = lastDay !== undefined && lastDay < today ? lastDay : today;
  return {
    id: course.id,
    startedOn: dayOrNull(startedOn),
    endedOn: dayOrNull(course.endedOn),
    lastDoseOn: dayOrNull(course.lastDoseOn),
    day: courseDay(startedOn, upTo),
    pauses: course.pauses.map(({ from, to }) => ({
      from: formatCalendarDay(from),
      to: dayOrNull(to),
    })),
    plan: reading.kind === 'planned' ? plannedRuns(reading.plan) : [],
    isPlanUnreadable: reading.kind === 'unreadable',
    taken: doses.taken.map(({ occurredOn, data }) => ({
      on: formatCalendarDay(occurredOn),
      mg: data.doseMg,
    })),
    missedOn: figures.missedOn.map((day) => formatCalendarDay(day)),
    weights: weights.map(({ on, kg }) => ({ on: formatCalendarDay(on), kg })),
    doses: figures.classes.map(({ takenPerKg, ...one }) => ({
      ...one,
      takenPerKg: perKg(takenPerKg),
    })),
    adherence: { ...adherence, share: adherence.share ?? null },
    end: {
      policy: end.policy ?? null,
      endsOn: dayOrNull(end.endsOn),
      targetReachedOn: dayOrNull(end.targetReachedOn),
      targetMgPerKg: end.targetMgPerKg ?? null,
      convention: end.convention,
      remainingMg: end.remainingMg ?? null,
      notes: [...end.notes],
    },
    lastsUntil: dayOrNull(inHand.lastsUntil),
  };
}

type PerKg = CourseView['figures']['classes'][number]['takenPerKg'];

function perKg(known: PerKg) {
  const [baseline, current, period] = CONVENTIONS.map((one) => known[one] ?? null);
  return {
    baseline_weight: baseline ?? null,
    current_weight: current ?? null,
    per_period: period ?? null,
  };
}

const BASIS = [
  'daily-dose',
  'daily-maximum',
  'cumulative-target',
  'length',
  'low-dose',
  'clear-weeks',
] as const;

/** The label's numbers in force, each with its row of the evidence. */
function basisOf(
  context: ServiceContext,
  place: string,
  view: CourseView | undefined,
  today: Day,
): CourseRead['basis'] {
  const rules = context.courseData().rulesFor(place);
  const plan = view?.reading.kind === 'planned' ? view.reading.plan : undefined;
  const productClass = classNow(plan, today);
  const { rows } = context.findings();
  return BASIS.flatMap((parameter) => {
    const found = ruleOn(rules, parameter, today, productClass);
    if (found === undefined || found.value.kind === 'list') return [];
    const { value, row, status } = found;
    const [low, high] =
      value.kind === 'number' ? [value.value, value.value] : [value.min, value.max];
    const unit = rules.rules.find((rule) => rule.parameter === parameter)?.unit ?? '';
    const sources = rows.find(({ id }) => id === row)?.sources ?? [];
    return [{ parameter, low, high, unit, row, status, sources: [...sources] }];
  });
}

/** What was told and scored, day by day. */
function reportedPart(record: RecordFacts): Pick<CourseRead, 'severity' | 'symptoms'> {
  return {
    severity: record.severities.map(({ data, occurredOn }) => ({
      on: formatCalendarDay(occurredOn),
      scale: data.scale,
      score: data.score,
    })),
    symptoms: effectReportsOf(record).map(({ effect, grade, day, heardFrom }) => ({
      on: formatCalendarDay(day),
      symptom: effect,
      grade,
      heardFrom,
    })),
  };
}
