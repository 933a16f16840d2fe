// The agenda of a patient file: its gate, its course and what follows the last capsule, as one list.
// Never stores anything, and never a plan or a policy that the file and the caller did not name.

import {
  type AgendaItem,
  agendaOf,
  agendaPickups,
  type CalendarDay,
  type CourseAgenda,
  courseNow,
  foldCourses,
  foldPatient,
  foldRecord,
  followUpOf,
  type Instant,
  type IsWorkingDay,
  type PatientFacts,
  type Pickups,
  type WorkingCalendar,
  workPlaceOf,
} from '@aegle/core';
import {
  openCalendarOf,
  openingHoursIn,
  type PatientHistory,
  placeOf,
  workingCalendarOf,
} from '@aegle/data';
import { type Assumptions, asked, enrolledIn, factsAt } from '../decide/decide-file.ts';
import { findingsOfFile } from '../findings/findings-of-file.ts';
import { refused } from '../world/input-refused.ts';
import type { Rules } from '../world/rules.ts';

export interface AgendaOptions {
  readonly at: Instant;
  readonly days: number;
  /** Monitoring policy of the evidence. */
  readonly policy: string;
  readonly risks: readonly string[];
  readonly assumptions: Assumptions;
  /** Where clinic and pharmacy are, such as `de/by`; left out: as far as the file says it. */
  readonly place?: string;
  /** When the pharmacy is open; left out: not known. */
  readonly pharmacyHours?: string;
  /** Days on which the clinic is closed beside weekends and holidays. */
  readonly closed: ReadonlySet<CalendarDay>;
}

/** What one file's agenda holds, and whose holidays its working days leave out. */
export interface FileAgenda {
  readonly items: readonly AgendaItem[];
  readonly holidaysOf: string | undefined;
  /** The coming pickups; absent after the course, and where no programme applies. */
  readonly pickups?: Pickups;
}

/** The items of one history, in order. Refuses a policy that the evidence does not name. */
export function agendaOfFile(
  rules: Rules,
  history: PatientHistory,
  options: AgendaOptions,
): FileAgenda {
  const { at, days, assumptions } = options;
  const zone = placeOf(history.file.zone);
  const course = courseAgenda(rules, history, options);
  const facts = factsAt(rules, history, at, assumptions);
  const workingDays = workingDaysOf(rules, facts.patient, options);
  const question = {
    facts,
    programmes: rules.compiled,
    question: { ...asked(history.file.question), ...(zone === undefined ? {} : { zone }) },
    now: at,
    horizonDays: days,
    clockOf: rules.clockOf,
    workingDays,
    ...pharmacyDaysOf(workingDays, history.file.zone, options),
    ...(course === undefined ? {} : { course }),
  };
  const pickups = agendaPickups(question, history.gate);
  return {
    items: agendaOf(question),
    holidaysOf: workingDays.holidaysOf,
    ...(pickups === undefined ? {} : { pickups }),
  };
}

/** Neither weekends, nor holidays of the place, nor days that were named as closed. */
function workingDaysOf(
  rules: Rules,
  patient: PatientFacts,
  { place, closed }: AgendaOptions,
): WorkingCalendar {
  const calendar = workingCalendarOf(place ?? workPlaceOf(patient, rules.compiled));
  const isWorkingDay: IsWorkingDay = (day) => calendar.isWorkingDay(day) && !closed.has(day);
  return { ...calendar, isWorkingDay };
}

/** Refuses hours that cannot be read. */
function pharmacyDaysOf(
  calendar: WorkingCalendar,
  zone: string,
  { pharmacyHours, closed }: AgendaOptions,
): { readonly pharmacyDays?: WorkingCalendar } {
  if (pharmacyHours === undefined) return {};
  const hours = openingHoursIn(pharmacyHours);
  if (hours === undefined)
    throw refused(
      '--pharmacy-hours',
      'not_hours',
      'Write them as `mon-fri 09:00-18:00; sat 09:00-13:00`.',
    );
  const open = openCalendarOf(calendar, hours, zone);
  return {
    pharmacyDays: { ...open, isWorkingDay: (day) => open.isWorkingDay(day) && !closed.has(day) },
  };
}

/** What the course asks for; nothing before the file holds one. */
function courseAgenda(
  rules: Rules,
  history: PatientHistory,
  { at, policy, risks }: AgendaOptions,
): CourseAgenda {
  const { today, findings } = findingsOfFile(rules, history, { policy, risks, at });
  const [enrolled] = enrolledIn(foldPatient(history.gate, at));
  const place = enrolled && rules.compiled.get(enrolled)?.programme.jurisdiction;
  const { rulesFor, products } = rules.courseData();
  const courses = foldCourses(history.gate, history.record, at);
  const { schedule, lastDoseOn } = findings;
  const record = foldRecord([...history.gate, ...history.record], at);
  const assessedOn = record.followUps.map(({ occurredOn }) => occurredOn);
  return {
    zone: history.file.zone,
    today,
    policy,
    ...courseNow(courses, { rules: rulesFor(place ?? 'unknown'), products, today }),
    ...(schedule === undefined ? {} : { schedule }),
    ...(lastDoseOn === undefined || lastDoseOn > today
      ? {}
      : { followUps: followUpOf(lastDoseOn, assessedOn, today) }),
  };
}
