// What the course of a stored patient asks for beside the gate: checks, run-out, follow-ups, dated advice.
// Never a policy that nobody chose: until a site names one, what the label of the country says.

import {
  type AegleEvent,
  type CalendarDay,
  type CourseAgenda,
  type CourseFindings,
  courseFindings,
  courseNow,
  foldCourses,
  foldRecord,
  followUpOf,
  type Instant,
  type PatientFacts,
  pausesOf,
  type RecordFacts,
} from '@aegle/core';
import { refuse } from '@aegle/store';
import type { ServiceContext } from './context.ts';
import { programmesFor, zoneFor } from './gate-question.ts';
import type { PatientCase } from './read-case.ts';

/** Jurisdictions of the programmes that apply to the patient. */
export function placesOf(context: ServiceContext, facts: PatientFacts): readonly string[] {
  return programmesFor(context, facts).map(({ programme }) => programme.jurisdiction);
}

/** The label's own schedule: of the United States, and of everybody whose label is an SmPC. */
const policyIn = (places: readonly string[]) => (places.includes('us') ? 'us-label' : 'smpc');

/** One course of a stored patient, read with the policy of its place. */
export interface StoredFindings {
  readonly zone: string;
  readonly today: CalendarDay;
  /** Name of the monitoring policy. */
  readonly policy: string;
  /** The places of the programmes that apply; empty: none is known. */
  readonly places: readonly string[];
  readonly record: RecordFacts;
  readonly findings: CourseFindings;
}

/** What tests, symptoms and scores say as of the case's instant; `undefined`: the policy is not known. */
export function storedFindings(
  context: ServiceContext,
  known: PatientCase,
  record: readonly AegleEvent[],
): StoredFindings | undefined {
  return findingsOfCourse(context, known, record, courseSpans(known).at(-1)!);
}

/** Without a policy nothing is read of a course, and whoever asks hears why. */
export function refuseWithoutPolicy(): never {
  throw refuse('unavailable', 'policy', 'No monitoring policy is loaded.', 'Check `evidence/`.');
}

/** One course of a patient, by the order in which it was heard of. */
export interface CourseSpan {
  /** Absent: what lies before the first recorded start. */
  readonly startedOn?: CalendarDay;
  /** Last day with a capsule, as reported; absent: no end was heard of in this course. */
  readonly lastDoseOn?: CalendarDay;
  /** The day on which the next course began; absent: this is the latest. */
  readonly nextOn?: CalendarDay;
}

/** The courses of a patient, the latest last: at least the one before any start. */
export function courseSpans({ events, facts }: PatientCase): readonly CourseSpan[] {
  const starts = events.filter(({ type }) => type === 'CourseStarted');
  return [undefined, ...starts].map((start, index) => {
    const next = starts[index];
    const end = facts.patient.courseEnds.findLast(
      ({ sequence }) =>
        (start === undefined || sequence > start.sequence) &&
        (next === undefined || sequence < next.sequence),
    );
    return {
      ...(start === undefined ? {} : { startedOn: start.occurredOn }),
      ...(end === undefined ? {} : { lastDoseOn: end.data.lastDoseOn ?? end.occurredOn }),
      ...(next === undefined ? {} : { nextOn: next.occurredOn }),
    };
  });
}

/** The findings of one course: of one that was followed by another, up to the day on which that began. */
export function findingsOfCourse(
  context: ServiceContext,
  known: PatientCase,
  record: readonly AegleEvent[],
  { startedOn, lastDoseOn, nextOn }: CourseSpan,
): StoredFindings | undefined {
  const { patient: facts } = known.facts;
  const tables = context.findings();
  const places = placesOf(context, facts);
  const name = policyIn(places);
  const policy = tables.policies.get(name);
  if (policy === undefined) return undefined;
  const zone = zoneFor(context, facts);
  const now = context.clockOf(zone).dayAt(known.knownAt);
  const today = nextOn === undefined || nextOn > now ? now : nextOn;
  const folded = foldRecord([...known.events, ...record], known.knownAt);
  const findings = courseFindings(tables, {
    record: folded,
    policy,
    risks: [],
    pauses: pausesOf(facts),
    today,
    ...(startedOn === undefined ? {} : { startedOn }),
    ...(lastDoseOn === undefined ? {} : { lastDoseOn }),
  });
  return { zone, today, policy: name, places, record: folded, findings };
}

/**
 * What the course asks for at an instant, with nothing recorded after the case was read; it changes
 * where a day begins at the place of care. `record` holds the events of the record streams.
 */
export function courseAgendaOf(
  context: ServiceContext,
  known: PatientCase,
  record: readonly AegleEvent[],
): (at: Instant) => CourseAgenda | undefined {
  const clock = context.clockOf(zoneFor(context, known.facts.patient));
  const days = new Map<CalendarDay, CourseAgenda | undefined>();
  return (at) => {
    const today = clock.dayAt(at);
    if (!days.has(today))
      days.set(today, courseAgendaNow(context, { ...known, knownAt: at }, record));
    return days.get(today);
  };
}

function courseAgendaNow(
  context: ServiceContext,
  known: PatientCase,
  record: readonly AegleEvent[],
): CourseAgenda | undefined {
  const read = storedFindings(context, known, record);
  if (read === undefined) return undefined;
  const { zone, today, policy: name, places, record: folded } = read;
  const { schedule, lastDoseOn } = read.findings;
  const { rulesFor, products } = context.courseData();
  const rules = rulesFor(places[0] ?? 'unknown');
  const courses = foldCourses(known.events, record, known.knownAt);
  const assessedOn = folded.followUps.map(({ occurredOn }) => occurredOn);
  return {
    zone,
    today,
    policy: name,
    ...courseNow(courses, { rules, products, today }),
    ...(schedule === undefined ? {} : { schedule }),
    ...(lastDoseOn === undefined || lastDoseOn > today
      ? {}
      : { followUps: followUpOf(lastDoseOn, assessedOn, today) }),
  };
}
