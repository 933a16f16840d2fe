// What truly happened, as the slow reference is told it, and what it has against a grant.
// It must never hear a correction, a judgement or the leaving of a programme: those are words, not facts.

import { type AegleEvent, addDays, type CalendarDay } from '@aegle/core';
import type { Country, GateStage } from '../reference/countries.ts';
import { eventsOf, type Line, line } from '../reference/history.ts';
import type { Complaint } from '../reference/slow/life.ts';

/** Lifts or rewords what stands there: never part of what truly happened. */
const UNTOLD: readonly string[] = ['Corrected', 'DiscretionExercised', 'JurisdictionChanged'];
const CLEARS: readonly string[] = ['SafetyHoldCleared', 'ReportResolved'];

/** What truly happened once this was recorded today; a clearing happens when it is made. */
export function toldOf(
  told: readonly AegleEvent[],
  event: AegleEvent,
  today: CalendarDay,
): readonly AegleEvent[] {
  if (UNTOLD.includes(event.type)) return told;
  const isOfToday = CLEARS.includes(event.type) || isSaidTooLate(told, event, today);
  return [...told, isOfToday ? ({ ...event, occurredOn: today } as AegleEvent) : event];
}

const PROTECTS: readonly string[] = ['ContraceptionStarted', 'ContraceptionExemptionAgreed'];

/** Once a method was stopped, nobody is taken at their word that another one was there all the time. */
function isSaidTooLate(
  told: readonly AegleEvent[],
  { type, occurredOn }: AegleEvent,
  today: CalendarDay,
): boolean {
  if (!PROTECTS.includes(type) || occurredOn >= today) return false;
  return told.some((one) => one.type === 'ContraceptionStopped' && one.occurredOn >= occurredOn);
}

const NAMES = ['hold', 'report', 'event', 'prescription', 'dispense', 'authorization', 'course'];

/** The same events of another record: names that only mean something there carry its letter. */
export function renamed(
  events: readonly AegleEvent[],
  letter: string,
  isKept: (name: string) => boolean = () => false,
): readonly AegleEvent[] {
  const of = (name: unknown) =>
    typeof name !== 'string' || isKept(name) ? name : `${letter}-${name}`;
  return events.map((event) => {
    const data: Record<string, unknown> = { ...(event.data as object) };
    for (const field of NAMES) if (field in data) data[field] = of(data[field]);
    return { ...event, id: `${letter}-${event.id}`, data } as unknown as AegleEvent;
  });
}

/** A clearing of the survivor that reaches what the other record closed. */
export function clearedInBoth(event: AegleEvent, letter: string): readonly AegleEvent[] {
  return event.type === 'SafetyHoldCleared' ? [event, ...renamed([event], letter)] : [event];
}

const inOrder = (told: readonly AegleEvent[]) =>
  [...told].sort((a, b) => a.occurredOn - b.occurredOn || a.recordedAt - b.recordedAt);

/** What the judgement of a clinician may stand for where the portal grants (United States). */
const LISTED = [
  'counselling_missing',
  'comprehension_missing',
  'comprehension_not_passed',
  'contraception_not_matching',
];
const JUDGES: readonly string[] = ['prescriber', 'safety_officer'];

/** A grant that was given. */
export interface Granted {
  readonly told: readonly AegleEvent[];
  readonly lines: readonly Line[];
  /** All that stands in the record. */
  readonly events: readonly AegleEvent[];
  readonly stage: GateStage;
  readonly today: CalendarDay;
  readonly daysSupply: number;
}

/** What the reference, told the truth, has against a grant that a clinician's judgement does not lift. */
export function against(country: Country, granted: Granted): readonly string[] {
  const { told, lines, stage, today, daysSupply } = granted;
  const all: readonly Complaint[] = country.against({
    told: inOrder(told),
    lines,
    stage,
    today,
    daysSupply,
  });
  const judges = judgements(granted);
  const portal = told.findLast((event) => event.type === 'ExternalAuthorizationRecorded')?.actor;
  const isIndependent =
    portal !== undefined &&
    portal.role !== 'delegate' &&
    judges.some((judge) => judge.actor.id !== portal.id);
  return all.flatMap(({ code, asks }) => {
    if (asks === true && judges.length > 0) return [];
    return isIndependent && LISTED.includes(code) ? [] : [asks === true ? `asks:${code}` : code];
  });
}

/** Judgements that stand: of this course, of the time since capsules were last dispensed, not run out. */
function judgements({ events, today }: Granted): readonly AegleEvent[] {
  const own = events.filter((event) => event.mergedFrom === undefined);
  let since = 0;
  let course: string | undefined;
  for (const { type, data, sequence } of own) {
    if (type === 'Dispensed' || type === 'DispensedPartially') since = sequence;
    if (type !== 'PatientEnrolled' || data.course === course) continue;
    course = data.course;
    since = sequence;
  }
  return events.filter(
    ({ type, data, sequence, actor }) =>
      type === 'DiscretionExercised' &&
      JUDGES.includes(actor.role) &&
      sequence > since &&
      data.lastDay >= today,
  );
}

/** A pregnancy of which no record knows. */
export function unheardOf(today: CalendarDay): readonly AegleEvent[] {
  const positive = line('PregnancyTestReported', today, { result: 'positive' }, { id: 'unheard' });
  const death = line('PatientDied', addDays(today, 0), {}, { id: 'unheard-death' });
  return eventsOf([positive, death], 'gate');
}
