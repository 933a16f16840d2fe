// Everything that monitoring and outcomes say of one course, from its facts: one value for every door.
// Never stores anything, and never guesses a plan: without one the doses taken are the plan so far.

import type { Pause } from '../course/pauses.ts';
import type { RecordFacts } from '../facts/record-facts.ts';
import {
  type EffectEpisode,
  effectEpisodes,
  effectReportsOf,
} from '../monitoring/adverse-effects.ts';
import { assessRecord, doneTestsOf } from '../monitoring/assess-record.ts';
import type { LaboratoryTables, ResultFinding } from '../monitoring/assess-result.ts';
import { type DosePlan, dosePlanTaken } from '../monitoring/dose-steps.ts';
import type { MonitoringPolicy } from '../monitoring/policy.ts';
import { type RedFlag, type RedFlagTable, redFlagsOn } from '../monitoring/red-flags.ts';
import { type ScheduledTest, scheduleOf } from '../monitoring/schedule.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import { type AfterCourseReport, afterCourseReport } from './after-course-report.ts';
import { assessmentsOf } from './assessments.ts';
import type { Claim } from './claims.ts';
import type { MeasurementError } from './measures.ts';
import { type RelapseEvent, rungOf } from './relapse.ts';

/** The tables of the evidence that a course is read with. */
export interface CourseTables {
  readonly laboratory: LaboratoryTables;
  readonly redFlags: RedFlagTable;
  readonly claims: readonly Claim[];
  readonly measurementErrors: ReadonlyMap<string, MeasurementError>;
}

export interface CourseFindings {
  readonly startedOn?: CalendarDay;
  readonly lastDoseOn?: CalendarDay;
  /** Absent before the first capsule is planned or taken. */
  readonly schedule?: readonly ScheduledTest[];
  readonly results: readonly ResultFinding[];
  readonly effects: readonly EffectEpisode[];
  /** Red flags of each day on which one was reported. */
  readonly redFlags: readonly { readonly day: CalendarDay; readonly flag: RedFlag }[];
  /** Absent while the course goes on. */
  readonly report?: AfterCourseReport;
  /** Values off their scale and relapses of an unknown word: kept, and left to a person. */
  readonly unread: readonly { readonly what: 'assessment' | 'relapse'; readonly name: string }[];
}

export interface CourseQuestion {
  /** First day of the course; absent: the first capsule planned or taken. */
  readonly startedOn?: CalendarDay;
  /** Last day with a capsule, as reported; absent: the course goes on. */
  readonly lastDoseOn?: CalendarDay;
  readonly record: RecordFacts;
  readonly policy: MonitoringPolicy;
  /** The plan in force; absent: the doses taken stand for it. */
  readonly plan?: DosePlan;
  readonly risks: readonly string[];
  /** Pauses of the course; left out: none. */
  readonly pauses?: readonly Pause[];
  readonly today: CalendarDay;
}

/** Reads one course. The same facts give the same findings, in whatever order they were heard. */
export function courseFindings(tables: CourseTables, question: CourseQuestion): CourseFindings {
  const { record, policy, risks, pauses, today, lastDoseOn } = question;
  const taken = dosePlanTaken(record.dosesTaken);
  const plan = question.plan ?? taken;
  const startedOn = question.startedOn ?? plan?.startOn;
  const results = assessRecord(tables.laboratory, record, startedOn);
  const { unfit } = assessmentsOf(record);
  const stray = record.relapses.filter(({ data }) => rungOf(data.endpoint) === undefined);
  const report =
    startedOn === undefined || lastDoseOn === undefined || today < lastDoseOn
      ? undefined
      : reportOf(tables, question, startedOn, lastDoseOn);
  return {
    ...(startedOn === undefined ? {} : { startedOn }),
    ...(lastDoseOn === undefined ? {} : { lastDoseOn }),
    ...(plan === undefined
      ? {}
      : {
          schedule: scheduleOf({
            policy,
            plan: lastDoseOn === undefined ? plan : { ...plan, lastDoseOn, isEnded: true },
            results: doneTestsOf(results),
            risks,
            today,
            ...(pauses === undefined ? {} : { pauses }),
          }),
        }),
    results,
    effects: effectEpisodes(effectReportsOf(record)),
    redFlags: redFlagsIn(tables.redFlags, record),
    ...(report === undefined ? {} : { report }),
    unread: [
      ...unfit.map(({ measure }) => ({ what: 'assessment' as const, name: measure })),
      ...stray.map(({ data }) => ({ what: 'relapse' as const, name: data.endpoint })),
    ],
  };
}

function redFlagsIn(table: RedFlagTable, record: RecordFacts): CourseFindings['redFlags'] {
  const reports = record.symptoms.map(({ data, occurredOn: day }) => ({
    symptom: data.symptom,
    grade: data.grade,
    day,
  }));
  const days = [...new Set(reports.map(({ day }) => day))].sort((left, right) => left - right);
  return days.flatMap((day) => {
    // Up to this day only: a pair of signs is named on the day on which it became one.
    const heard = reports.filter((report) => report.day <= day);
    const before = heard.filter((report) => report.day < day);
    const known = redFlagsOn(table, before, day);
    return redFlagsOn(table, heard, day)
      .filter((flag) => !known.includes(flag))
      .map((flag) => ({ day, flag }));
  });
}

function reportOf(
  tables: CourseTables,
  { record, today }: CourseQuestion,
  startedOn: CalendarDay,
  lastDoseOn: CalendarDay,
): AfterCourseReport {
  const { assessments } = assessmentsOf(record);
  const effects = effectReportsOf(record);
  const relapses = [
    ...record.relapses.flatMap(({ data, occurredOn: on }): readonly RelapseEvent[] => {
      const endpoint = rungOf(data.endpoint);
      return endpoint === undefined ? [] : [{ endpoint, on }];
    }),
    ...record.retreatments.map(
      ({ occurredOn: on }): RelapseEvent => ({
        endpoint: 'second_course',
        on,
      }),
    ),
  ];
  const heard = [
    ...assessments.map(({ day }) => day),
    ...effects.map(({ day }) => day),
    ...relapses.map(({ on }) => on),
    ...record.followUps.map(({ occurredOn }) => occurredOn),
    ...record.labResults.map(({ event }) => event.occurredOn),
  ].filter((day) => day <= today);
  return afterCourseReport({
    startedOn,
    lastDoseOn,
    asOf: today,
    assessments,
    effects,
    followUpsOn: record.followUps.map(({ occurredOn }) => occurredOn),
    relapses,
    lastHeardOn: Math.max(lastDoseOn, ...heard) as CalendarDay,
    errors: tables.measurementErrors,
    claims: tables.claims,
  });
}
