// The courses of one patient: what was prescribed, handed out, taken and missed in each, by day.
// Never mixes two courses: what lies before a course's first day belongs to the one before it.

import type { AegleEvent, EventOf } from '../events/event.ts';
import { correctedHistory } from '../facts/corrections.ts';
import { foldRecord } from '../facts/fold-record.ts';
import type { RecordFacts } from '../facts/record-facts.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import type { Instant } from '../time/instant.ts';
import { type Pause, pausesWith } from './pauses.ts';

/** One handing-out that was not reversed, with the prescription it was handed out on. */
export interface Supply {
  readonly event: EventOf<'Dispensed'> | EventOf<'DispensedPartially'>;
  readonly prescription: EventOf<'PrescriptionWritten'> | undefined;
}

/** Capsules that left the patient's hands otherwise than by being taken. */
export interface Gone {
  readonly on: CalendarDay;
  readonly how: 'lost' | 'returned' | 'destroyed' | 'shared';
  /** `undefined`: shared, and nobody said how many. */
  readonly count: number | undefined;
}

/** A course under its id. Absent days are unknown. */
export interface Course {
  readonly id: string;
  enrolledOn: CalendarDay | undefined;
  startedOn: CalendarDay | undefined;
  endedOn: CalendarDay | undefined;
  lastDoseOn: CalendarDay | undefined;
  /** What was recorded as having ended it. */
  endReason: string | undefined;
  pauses: readonly Pause[];
  readonly prescriptions: EventOf<'PrescriptionWritten'>[];
  supplies: Supply[];
  readonly gone: Gone[];
}

/** Everything that a course is derived from, as known at an instant. */
export interface FoldedCourses {
  readonly courses: readonly Course[];
  readonly weights: readonly EventOf<'WeightMeasured'>[];
  readonly elsewhere: readonly EventOf<'ExternalHistoryAccepted'>[];
  readonly record: RecordFacts;
}

interface Folding {
  readonly courses: Course[];
  readonly weights: EventOf<'WeightMeasured'>[];
  readonly elsewhere: EventOf<'ExternalHistoryAccepted'>[];
}

/** Folds both of a patient's streams; what was recorded later than `knownAt` is not yet known. */
export function foldCourses(
  gate: readonly AegleEvent[],
  record: readonly AegleEvent[],
  knownAt: Instant,
): FoldedCourses {
  const corrections = gate.filter((event) => event.type === 'Corrected');
  const read = corrections.length > 0 ? correctedHistory(gate, knownAt).events : gate;
  const folding: Folding = { courses: [], weights: [], elsewhere: [] };
  for (const event of read) if (event.recordedAt <= knownAt) step(folding, event);
  return { ...folding, record: foldRecord([...record, ...corrections], knownAt) };
}

function begin(folding: Folding, id: string): Course {
  const known = folding.courses.find((course) => course.id === id);
  if (known !== undefined) return known;
  const course: Course = {
    id,
    enrolledOn: undefined,
    startedOn: undefined,
    endedOn: undefined,
    lastDoseOn: undefined,
    endReason: undefined,
    pauses: [],
    prescriptions: [],
    supplies: [],
    gone: [],
  };
  folding.courses.push(course);
  return course;
}

function step(folding: Folding, event: AegleEvent): void {
  const course = folding.courses.at(-1);
  switch (event.type) {
    case 'PatientEnrolled':
      // A course of a merged record begins nothing here.
      if (event.mergedFrom === undefined)
        begin(folding, event.data.course).enrolledOn ??= event.occurredOn;
      return;
    case 'CourseStarted':
      begin(folding, event.data.course).startedOn = event.occurredOn;
      return;
    case 'CourseEnded': {
      const ended = begin(folding, event.data.course);
      ended.endedOn = event.occurredOn;
      ended.lastDoseOn = event.data.lastDoseOn ?? event.occurredOn;
      ended.endReason = event.data.reason;
      return;
    }
    case 'WeightMeasured':
      folding.weights.push(event);
      return;
    case 'ExternalHistoryAccepted':
      folding.elsewhere.push(event);
      return;
    default:
      if (course !== undefined) stepInCourse(folding, course, event);
  }
}

function stepInCourse(folding: Folding, course: Course, event: AegleEvent): void {
  switch (event.type) {
    case 'CoursePaused':
    case 'CourseResumed':
      course.pauses = pausesWith(course.pauses, event);
      return;
    case 'PrescriptionWritten':
      course.prescriptions.push(event);
      return;
    case 'PrescriptionCancelled': {
      const at = course.prescriptions.findIndex(
        (one) => one.data.prescription === event.data.prescription,
      );
      if (at >= 0) course.prescriptions.splice(at, 1);
      return;
    }
    case 'Dispensed':
    case 'DispensedPartially':
      supply(folding, course, event);
      return;
    case 'DispenseReversed':
      for (const one of folding.courses)
        one.supplies = one.supplies.filter((s) => s.event.data.dispense !== event.data.dispense);
      return;
    case 'CapsulesLost':
      course.gone.push({ on: event.occurredOn, how: 'lost', count: event.data.count });
      return;
    case 'CapsulesReturned':
      course.gone.push({ on: event.occurredOn, how: 'returned', count: event.data.count });
      return;
    case 'CapsulesDestroyed':
      course.gone.push({ on: event.occurredOn, how: 'destroyed', count: event.data.count });
      return;
    case 'CapsulesShared':
      course.gone.push({ on: event.occurredOn, how: 'shared', count: event.data.count });
      return;
  }
}

function supply(folding: Folding, latest: Course, event: Supply['event']): void {
  for (const course of folding.courses) {
    const prescription = course.prescriptions.find(
      (one) => one.data.prescription === event.data.prescription,
    );
    if (prescription === undefined) continue;
    course.supplies.push({ event, prescription });
    return;
  }
  latest.supplies.push({ event, prescription: undefined });
}

/** The doses and missed days of a course: from its first day until the next course begins. */
export interface CourseDoses {
  /** First day of treatment: recorded, else the first dose, else the first supply. */
  readonly startedOn: CalendarDay | undefined;
  readonly taken: readonly EventOf<'DoseTaken'>[];
  readonly missed: readonly EventOf<'DoseMissed'>[];
}

/** Doses of `course` among those of the history. */
export function dosesOf(history: FoldedCourses, course: Course): CourseDoses {
  const index = history.courses.indexOf(course);
  const from = index <= 0 ? Number.NEGATIVE_INFINITY : beginOf(course);
  const next = history.courses[index + 1];
  const until = next === undefined ? Number.POSITIVE_INFINITY : beginOf(next);
  const isOfCourse = ({ occurredOn }: AegleEvent) => occurredOn >= from && occurredOn < until;
  const taken = history.record.dosesTaken.filter(isOfCourse);
  const missed = history.record.dosesMissed.filter(isOfCourse);
  const firstDose = taken.reduce<CalendarDay | undefined>(
    (first, dose) => (first === undefined || dose.occurredOn < first ? dose.occurredOn : first),
    undefined,
  );
  const startedOn = course.startedOn ?? firstDose ?? course.supplies[0]?.event.occurredOn;
  return { startedOn, taken, missed };
}

/** The first day that can belong to a later course. */
function beginOf(course: Course): number {
  return course.enrolledOn ?? course.startedOn ?? Number.NEGATIVE_INFINITY;
}
