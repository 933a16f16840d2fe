// The plan of one patient's course for a forecast, by the function that the command line uses.
// Never a guess: what the record does not hold is null, and a course that gives no plan says why.

import type { AnswerOf } from '@aegle/api';
import {
  type CourseView,
  completedYears,
  foldCourses,
  formatCalendarDay,
  type RegimenPeriod,
  weightOn,
  weightsOf,
} from '@aegle/core';
import { type CoursePlanReading, planFromCourse } from '@aegle/forecast';
import type { Scope } from '@aegle/store';
import { caseFor } from './authorize.ts';
import type { ServiceContext } from './context.ts';
import { type Day, dayOrNull } from './course-read.ts';
import { zoneFor } from './gate-question.ts';
import { personOfRecord } from './person-of-record.ts';
import { storedCourse } from './stored-course.ts';
import { recordEventsOf } from './timeline.ts';

type CoursePlanRead = AnswerOf<'readCoursePlan'>;

const NO_COURSE = {
  field: 'course',
  rule: 'a course has begun',
  nextStep: 'record the start of a course, or write a plan',
};

/** Reads it as of now. Fault `not_found` where nothing is recorded of the patient. */
export function readCoursePlan(
  context: ServiceContext,
  scope: Scope,
  patient: string,
): Promise<CoursePlanRead> {
  return context.store.inTransaction(scope, async (tx) => {
    const known = await caseFor(context, tx, { kind: 'dispense', patient });
    const record = await recordEventsOf(tx, known);
    const facts = known.facts.patient;
    const today = context.clockOf(zoneFor(context, facts)).dayAt(known.knownAt);
    const view = storedCourse(context, known, record, today);
    const read = view === undefined ? undefined : planFromCourse(view, today);
    const plan = read?.accepted ? read.plan : undefined;
    const on = plan?.startsOn ?? view?.doses.startedOn ?? today;
    const bornOn = facts.course?.enrolment.data.bornOn;
    const folded = foldCourses(known.events, record, known.knownAt);
    const weighed = weightOn(weightsOf(folded.weights), on);
    return {
      patient,
      today: formatCalendarDay(today),
      course: view === undefined ? null : coursePart(view),
      plan: plan === undefined ? null : planPart(plan, today),
      refusals: read === undefined ? [NO_COURSE] : read.accepted ? [] : [...read.refusals],
      person: {
        on: formatCalendarDay(on),
        ageYears: bornOn === undefined || bornOn > on ? null : completedYears(bornOn, on),
        weightKg: weighed?.kg ?? null,
        weighedOn: dayOrNull(weighed?.on),
        ...personOfRecord(facts, folded, context.findings().laboratory, on),
      },
    };
  });
}

function coursePart({ course, end }: CourseView): NonNullable<CoursePlanRead['course']> {
  return {
    endPolicy: end.policy ?? null,
    endsOn: dayOrNull(end.endsOn),
    endedOn: dayOrNull(course.endedOn),
    lastDoseOn: dayOrNull(course.lastDoseOn),
  };
}

/** A share that nobody told of is null on every day that it would stand for. */
function planPart(
  { startsOn, regimen, reportedDays, silentDays, adherence }: CoursePlanReading,
  today: Day,
): NonNullable<CoursePlanRead['plan']> {
  const now = today - startsOn;
  const isUnknown = ({ firstDay, lengthDays }: RegimenPeriod) =>
    adherence === undefined && (reportedDays === 0 || firstDay + lengthDays > now);
  return {
    startsOn: formatCalendarDay(startsOn),
    periods: regimen.periods.map((period) => ({
      ...period,
      schedule:
        'dosesMg' in period.schedule
          ? { ...period.schedule, dosesMg: [...period.schedule.dosesMg] }
          : period.schedule,
      adherence: isUnknown(period) ? null : period.adherence,
    })),
    reportedDays,
    silentDays,
    adherence: adherence ?? null,
  };
}
