// Everything that has to happen for one patient, in one list: what closes first comes first.
// Never stored and never a second opinion: the same facts at the same instant give the same list.

import { goesOnOn } from '../course/pauses.ts';
import type { AegleEvent } from '../events/event.ts';
import { isCourseOver, placeOfCare } from '../facts/patient-facts.ts';
import { programmesApplying } from '../gate/programmes-applying.ts';
import type { Stage } from '../programme/programme.ts';
import { addDays, type CalendarDay } from '../time/calendar-day.ts';
import type { Instant } from '../time/instant.ts';
import { deadlineZone } from '../time/question-days.ts';
import { type AgendaItem, compareItems } from './agenda-item.ts';
import type { AgendaQuestion } from './agenda-question.ts';
import { type CourseAgenda, courseItems } from './course-items.ts';
import { gateAgenda } from './gate-items.ts';
import { moveItems } from './move.ts';
import { beforePickup } from './obstacle-items.ts';
import { asOneDeed } from './one-deed.ts';
import { type Pickups, pickupsOf } from './pickups.ts';
import { WEEKDAYS_ONLY, withWorkingDays } from './working-days.ts';

const DAY_MS = 86_400_000;

/** The list, in order: what cannot wait, then what closes first. */
export function agendaOf(asked: AgendaQuestion): readonly AgendaItem[] {
  const { now, clockOf, workingDays = WEEKDAYS_ONLY, pharmacyDays } = asked;
  return withWorkingDays(agendaItemsOf(asked), now, clockOf, workingDays, pharmacyDays);
}

/** The same without anything about working days: it changes at no instant but the agenda's turns. */
export function agendaItemsOf(asked: AgendaQuestion): readonly AgendaItem[] {
  const { course, now, clockOf } = asked;
  const zone = placeOfCare(asked.facts.patient) ?? 'UTC';
  const items = new Map<string, AgendaItem>();
  for (const stage of stagesOf(asked))
    for (const item of itemsOf(asked, stage)) {
      const known = items.get(item.id);
      const today = clockOf(item.closes?.zone ?? known?.closes?.zone ?? zone).dayAt(now);
      items.set(item.id, known === undefined ? item : asOneDeed(known, item, today));
    }
  const beside = course === undefined ? [] : courseItems(here(course, asked.question), clockOf);
  const lastDay = lastDayOf(asked);
  const moved = moveItems(asked, clockOf(zone).dayAt(now));
  return (
    beforePickup([...items.values(), ...moved, ...beside])
      // An act that waits is always told: whether it has a day, and which, says what it waits for.
      .filter(({ from, state }) => state === 'waiting' || from === undefined || from <= lastDay)
      .sort(compareItems)
  );
}

/** Without the shelves of pharmacies other than the one that would dispense. */
function here(course: CourseAgenda, { pharmacy }: AgendaQuestion['question']): CourseAgenda {
  const { emptyShelves: all = [] } = course;
  if (pharmacy === undefined || all.length === 0) return course;
  return { ...course, emptyShelves: all.filter((shelf) => shelf.pharmacy === pharmacy) };
}

/** The last day (UTC) that is looked at; it moves only where such a day begins. */
function lastDayOf({ now, horizonDays }: AgendaQuestion): number {
  return Math.floor(now / DAY_MS) + horizonDays;
}

/** The acts that are still to come: none after the course, no second prescription beside an unused one. */
function stagesOf({ facts: { patient } }: AgendaQuestion): readonly Stage[] {
  if (isCourseOver(patient)) return ['donate_blood'];
  const written = patient.prescriptions.at(-1);
  const lastDispensed = patient.dispenses.at(-1)?.event.sequence ?? 0;
  const isUnused = written !== undefined && written.sequence > lastDispensed;
  return isUnused ? ['dispense'] : ['prescribe', 'dispense'];
}

function itemsOf(asked: AgendaQuestion, kind: Stage): readonly AgendaItem[] {
  const { facts, programmes, question, now, clockOf } = asked;
  const applying = programmesApplying(facts.patient, programmes, kind);
  const until = ((lastDayOf(asked) + 1) * DAY_MS - 1) as Instant;
  const gate = { programmes: applying, facts, question: { ...question, kind }, clockOf };
  const { items } = gateAgenda(gate, now, until);
  return kind === 'prescribe'
    ? items.map((item) => (item.what === 'prescribe' ? { ...item, unlocks: ['dispense'] } : item))
    : items;
}

const USUAL_DAYS = 30;

/**
 * The coming pickups of the same question, over the patient's gate events as known now; undefined after
 * the course, and where no programme applies. Several milliseconds of work: not for a long list.
 */
export function agendaPickups(
  asked: AgendaQuestion,
  events: readonly AegleEvent[],
): Pickups | undefined {
  const { facts, programmes, question, now, clockOf, course } = asked;
  const applying = programmesApplying(facts.patient, programmes, 'dispense');
  const [first] = applying;
  if (first === undefined || isCourseOver(facts.patient)) return undefined;
  // The coming month has a prescription of its own, and no authorisation yet.
  const { prescription: _written, authorization: _open, ...asks } = question;
  const last = facts.patient.prescriptions.at(-1)?.data.daysSupply;
  const daysSupply = question.daysSupply ?? last ?? USUAL_DAYS;
  const covered = coveredUntil(course);
  return pickupsOf({
    gate: { programmes: applying, facts, question: { ...asks, kind: 'dispense' }, clockOf },
    events: goingOn(
      course,
      events.filter(({ recordedAt }) => recordedAt <= now),
    ),
    zone: deadlineZone(first.programme, placeOfCare(facts.patient) ?? question.zone),
    now,
    daysSupply,
    ...(covered === undefined ? {} : { coveredUntil: covered }),
  });
}

/** The last day that needs no capsule of the coming supply: those of a pause need none. */
function coveredUntil(course: CourseAgenda | undefined): CalendarDay | undefined {
  if (course?.pause === undefined) return course?.capsulesLastUntil;
  const rests = addDays(goesOnOn(course.pause, course.today), -1);
  return Math.max(rests, course.capsulesLastUntil ?? rests) as CalendarDay;
}

/** The events of a course that rests with its going on, as it is meant: what is planned is after it. */
function goingOn(
  course: CourseAgenda | undefined,
  events: readonly AegleEvent[],
): readonly AegleEvent[] {
  const last = events.at(-1);
  if (course?.pause === undefined || last === undefined) return events;
  const resumed = {
    ...{ ...last, id: 'imagined/resumed', type: 'CourseResumed', data: {} },
    occurredOn: goesOnOn(course.pause, course.today),
    sequence: Math.max(...events.map(({ sequence }) => sequence)) + 1,
  };
  // What a prescriber records of it, made by hand.
  return [...events, resumed as AegleEvent];
}
