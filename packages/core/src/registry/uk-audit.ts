// The figures that the British audit and a national programme ask for, by clinic.
// Never a patient: counts with denominators, and small ones withheld.

import { type ShownCount, shownCount } from './disclosure.ts';

/** What one patient's course adds to the audit of its clinic. */
export interface AuditedCourse {
  readonly clinic: string;
  readonly canGetPregnant: boolean;
  /** Pregnancy tests that were due, and of these the ones taken inside their window. */
  readonly testsDue: number;
  readonly testsOnTime: number;
  /** Talks that the programme asks for (risks, mood, sexual function), and those recorded. */
  readonly talksDue: number;
  readonly talksHeld: number;
  /** Days between one supply and the next, in order. */
  readonly supplyIntervalsDays: readonly number[];
  readonly pregnancyReported: boolean;
  /** Days on which a supply was asked for and refused, by the code of the first reason. */
  readonly blockedDays: Readonly<Record<string, number>>;
}

export interface AuditedShare {
  readonly done: ShownCount;
  readonly due: ShownCount;
  /** Absent where either count, or what is left between them, is withheld. */
  readonly share?: number;
}

export interface ClinicAudit {
  readonly clinic: string;
  readonly courses: ShownCount;
  readonly tests: AuditedShare;
  readonly talks: AuditedShare;
  /** Median days between supplies; absent where few intervals were seen. */
  readonly medianIntervalDays?: number;
  /** Of courses of patients who can get pregnant. */
  readonly pregnancies: { readonly reported: ShownCount; readonly of: ShownCount };
  /** Days by reason; absent reasons stand for few patients. */
  readonly blockedDays: Readonly<Record<string, number>>;
}

/** The audit by clinic, in the order of their names. */
export function ukAudit(courses: readonly AuditedCourse[]): readonly ClinicAudit[] {
  const clinics = [...new Set(courses.map(({ clinic }) => clinic))].sort();
  return clinics.map((clinic) =>
    auditOf(
      clinic,
      courses.filter((course) => course.clinic === clinic),
    ),
  );
}

function auditOf(clinic: string, courses: readonly AuditedCourse[]): ClinicAudit {
  const total = (count: (course: AuditedCourse) => number) =>
    courses.reduce((sum, course) => sum + count(course), 0);
  const able = courses.filter(({ canGetPregnant }) => canGetPregnant).length;
  const intervals = courses.flatMap(({ supplyIntervalsDays }) => supplyIntervalsDays);
  const median = medianOf(intervals);
  return {
    clinic,
    courses: shownCount(courses.length, 'plain'),
    tests: auditedShare(
      total(({ testsOnTime }) => testsOnTime),
      total(({ testsDue }) => testsDue),
    ),
    talks: auditedShare(
      total(({ talksHeld }) => talksHeld),
      total(({ talksDue }) => talksDue),
    ),
    ...(median === undefined || shownCount(intervals.length, 'plain') === undefined
      ? {}
      : { medianIntervalDays: median }),
    pregnancies: {
      reported: shownCount(
        total(({ pregnancyReported }) => (pregnancyReported ? 1 : 0)),
        'sensitive',
      ),
      of: shownCount(able, 'sensitive'),
    },
    blockedDays: blockedDaysOf(courses),
  };
}

function auditedShare(done: number, due: number): AuditedShare {
  const [shownDue, shownDone] = [shownCount(due, 'plain'), shownCount(done, 'plain')];
  const isShown = shownDue !== undefined && (done === due || due - done >= 5);
  if (!isShown || shownDone === undefined) return { done: undefined, due: shownDue };
  return { done: shownDone, due: shownDue, share: done / due };
}

function medianOf(values: readonly number[]): number | undefined {
  const inOrder = [...values].sort((left, right) => left - right);
  const middle = Math.floor(inOrder.length / 2);
  if (inOrder.length === 0) return undefined;
  return inOrder.length % 2 === 1 ? inOrder[middle] : (inOrder[middle - 1]! + inOrder[middle]!) / 2;
}

/** Blocked days by reason, of reasons that met at least the smallest number of patients. */
function blockedDaysOf(courses: readonly AuditedCourse[]): Readonly<Record<string, number>> {
  const reasons = [
    ...new Set(courses.flatMap(({ blockedDays }) => Object.keys(blockedDays))),
  ].sort();
  return Object.fromEntries(
    reasons.flatMap((reason) => {
      const met = courses.filter(({ blockedDays }) => (blockedDays[reason] ?? 0) > 0);
      if (shownCount(met.length, 'plain') === undefined) return [];
      return [[reason, met.reduce((sum, { blockedDays }) => sum + blockedDays[reason]!, 0)]];
    }),
  );
}
