// Treatment that moved in mid-course: what carries over to the rules of the new place, and what is done there.
// Never an enrolment and never a grant: where nobody enrolled yet, the gate is asked of one that is imagined.

import type { EventOf } from '../events/event.ts';
import { isCourseOver, lastDeparture, PatientFacts } from '../facts/patient-facts.ts';
import { liesIn, programmesApplying } from '../gate/programmes-applying.ts';
import type { CompiledProgramme } from '../gate/rules.ts';
import { type CalendarDay, formatCalendarDay } from '../time/calendar-day.ts';
import type { AgendaItem } from './agenda-item.ts';
import type { AgendaQuestion } from './agenda-question.ts';
import { plain, reason } from './course-item.ts';
import { decideAt } from './gate-spans.ts';

type Move = EventOf<'JurisdictionChanged'>;

/** The last move of a course that goes on, until something was handed out after it. */
export function moveOf(patient: PatientFacts): Move | undefined {
  const move = lastDeparture(patient);
  if (move === undefined || isCourseOver(patient)) return undefined;
  const isOver = patient.dispenses.some(({ event }) => event.sequence > move.sequence);
  return isOver ? undefined : move;
}

/** Programmes with a gate at the place where treatment goes on. */
export function programmesThere(
  { data: { to } }: Move,
  programmes: AgendaQuestion['programmes'],
): readonly CompiledProgramme[] {
  return [...programmes.values()].filter(
    ({ programme: { completeness, jurisdiction } }) =>
      completeness === 'gate' && (liesIn(to, jurisdiction) || liesIn(jurisdiction, to)),
  );
}

/** One item while a move is not settled; `today` is the day at the place of care. */
export function moveItems(asked: AgendaQuestion, today: CalendarDay): readonly AgendaItem[] {
  const { patient } = asked.facts;
  const move = moveOf(patient);
  if (move === undefined) return [];
  const there = programmesThere(move, asked.programmes);
  const applying = programmesApplying(patient, asked.programmes).map(
    ({ programme }) => programme.id,
  );
  const missing = there.filter(({ programme }) => !applying.includes(programme.id));
  const isEnrolled = missing.length < there.length;
  const enrolled = isEnrolled ? patient : enrolledThere(patient, missing, today);
  const text = [
    `Treatment moved from ${move.data.from} to ${move.data.to} on ${formatCalendarDay(move.occurredOn)}.`,
    ...settled(there, isEnrolled),
    ...(enrolled === undefined ? [] : sorted(asked, enrolled, move)),
  ].join(' ');
  const why = reason('move', 'aegle', 'move', ['aegle-design'], text, [move.id]);
  const from = move.occurredOn;
  return [
    {
      ...plain('move', move.data.to, why),
      ...{ from, bestDay: undefined, closes: undefined, state: 'now' },
      who: ['prescriber', 'delegate'],
    },
  ];
}

function settled(there: readonly CompiledProgramme[], isEnrolled: boolean): readonly string[] {
  if (there.length === 0)
    return ['No programme of that place is known here: nothing can be decided for it.'];
  const names = there.map(({ programme }) => programme.name).join(', ');
  return isEnrolled ? [] : [`The patient has to be enrolled there: ${names}.`];
}

/** What the rules there say of what was recorded before the move, and what is still to be done. */
function sorted(asked: AgendaQuestion, patient: PatientFacts, move: Move): readonly string[] {
  const { programmes, facts, question, clockOf, now } = asked;
  const before = heardBefore(facts.patient, move.sequence);
  const carried = new Set<string>();
  const open = new Set<string>();
  for (const kind of ['prescribe', 'dispense'] as const) {
    const applying = programmesApplying(patient, programmes, kind);
    const gate = {
      programmes: applying,
      facts: { ...facts, patient },
      question: { ...question, kind },
      clockOf,
    };
    for (const { truth, requirement, evidence } of decideAt(gate, now, true).trace ?? []) {
      const name = requirement.replaceAll('-', ' ').replaceAll('_', ' ');
      if (truth !== 'met') open.add(name);
      else if (evidence.some((id) => before.has(id))) carried.add(name);
    }
  }
  const listed = (names: ReadonlySet<string>) =>
    names.size === 0 ? 'nothing' : [...names].join(', ');
  for (const name of open) carried.delete(name);
  return [`Carries over: ${listed(carried)}.`, `To be done there: ${listed(open)}.`];
}

/** The same patient as if enrolled today; `undefined` where there is no programme, or no course. */
function enrolledThere(
  patient: PatientFacts,
  there: readonly CompiledProgramme[],
  today: CalendarDay,
): PatientFacts | undefined {
  const { course, departures } = patient;
  if (course === undefined || there.length === 0) return undefined;
  const sequence = Math.max(...departures.map((one) => one.sequence)) + 1;
  const enrolments = there.map(({ programme }) => ({
    ...course.enrolment,
    ...{ id: `imagined/${programme.id}`, sequence, occurredOn: today },
    data: { ...course.enrolment.data, programme: programme.id },
  }));
  return Object.assign(new PatientFacts(), patient, {
    enrolments: [...patient.enrolments, ...enrolments],
  });
}

/** Ids of the patient's events that the log heard before a place in it. */
function heardBefore(patient: PatientFacts, sequence: number): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const list of Object.values(patient) as readonly unknown[])
    if (Array.isArray(list))
      for (const one of list) {
        const event = 'event' in one ? one.event : one;
        if (event?.sequence < sequence) ids.add(event.id);
      }
  return ids;
}
