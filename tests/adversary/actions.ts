// What somebody may try on a record, role by role, drawn from a seed: record, correct, clear, judge, enrol.
// It must never leave out an action because it is refused today: the policy refuses, not this list.

import {
  type AegleEvent,
  addDays,
  type CalendarDay,
  EVENT_CATALOGUE,
  EVENT_TYPES,
  type EventType,
  formatCalendarDay,
  formatEvent,
  type Role,
} from '@aegle/core';
import { eventsOf, type Line } from '../reference/history.ts';

/** One try: an event as its sender writes it. */
export interface Attempt {
  readonly type: EventType;
  readonly occurredOn: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Whole numbers below `end` from a seed; the same seed gives the same numbers. */
export type Draw = (end: number) => number;

/** Mulberry32: 32 bits of state, enough to shuffle tries, never for a secret. */
export function drawsFrom(seed: number): Draw {
  let state = seed >>> 0;
  return (end) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % end;
  };
}

export const pick = <T>(draw: Draw, from: readonly T[]): T => from[draw(from.length)]!;

/** What the tries are about. */
export interface Target {
  readonly programmes: readonly string[];
  readonly jurisdictions: readonly string[];
  readonly requirements: readonly string[];
  readonly methods: readonly string[];
  readonly categories: readonly string[];
  /** What an honest sender might record on a day. */
  readonly more: readonly ((day: CalendarDay) => Line)[];
  readonly events: readonly AegleEvent[];
  readonly today: CalendarDay;
  readonly self: string;
}

const METHOD_LISTS = [['combination_pill', 'male_latex_condom'], ['abstinence'], []];

function correction({ events, today }: Target, draw: Draw): Attempt['data'] {
  const event = pick(draw, events);
  const texts = Object.keys(event.data as object);
  const field = pick(draw, ['occurredOn', 'occurredOn', 'result', ...texts]);
  const day = formatCalendarDay(addDays(today, draw(80) - 75));
  const value =
    field === 'result'
      ? 'negative'
      : field.endsWith('On')
        ? day
        : pick(draw, ['true', '1', day, 'combination_pill']);
  const isWithdrawn = draw(3) === 0;
  return { event: event.id, field, isWithdrawn, reason: 'r', ...(isWithdrawn ? {} : { value }) };
}

/** Something to clear: a hold's own name, or the event that closes. */
function clearing({ events, self }: Target, draw: Draw): Attempt['data'] {
  const event = pick(draw, events.slice(-12));
  const { hold } = event.data as { readonly hold?: string };
  return {
    hold: hold ?? event.id,
    clinician: self,
    reason: 'r',
    evidence: draw(3) === 0 ? [] : ['sheet'],
  };
}

const prescriptionOf = ({ events }: Target) => {
  const written = events.filter((event) => event.type === 'PrescriptionWritten').at(-1);
  return written?.type === 'PrescriptionWritten' ? written.data.prescription : 'rx-1';
};

/** Payloads that could open, by type; a type without one is sent with made-up fields by `attempt`. */
const FORGED: Partial<Record<EventType, (target: Target, draw: Draw) => Attempt['data']>> = {
  Corrected: correction,
  SafetyHoldCleared: clearing,
  ReportResolved: ({ events, self }, draw) => ({
    report: pick(draw, events).id,
    clinician: self,
    reason: 'r',
  }),
  DiscretionExercised: ({ programmes, requirements, today, self }, draw) => ({
    programme: pick(draw, programmes),
    requirement: pick(draw, requirements),
    clinician: self,
    judgement: 'j',
    lastDay: formatCalendarDay(addDays(today, 5)),
  }),
  ExternalAuthorizationRecorded: (target) => ({
    portal: 'ipledge',
    number: 'n',
    prescription: prescriptionOf(target),
    granted: true,
    lastDay: formatCalendarDay(addDays(target.today, 6)),
  }),
  PatientEnrolled: ({ programmes }, draw) => ({
    programme: pick(draw, [
      'nz-special-authority',
      'sg-hsa',
      'gb-ppp',
      ...programmes,
      ...programmes,
    ]),
    course: pick(draw, ['c1', 'c2']),
    bornOn: '1980-01-01',
  }),
  JurisdictionChanged: ({ jurisdictions }, draw) => ({
    from: pick(draw, ['us', 'uk', ...jurisdictions]),
    to: 'nz',
    reason: 'r',
  }),
  RiskCategoryAssigned: ({ programmes, categories, self }, draw) => ({
    programme: pick(draw, programmes),
    category: pick(draw, ['can', 'cannot', 'childbearing', ...categories]),
    assignedBy: self,
  }),
  IndependentAgreementRecorded: ({ self }, draw) => ({
    firstPrescriber: pick(draw, ['p', 'nobody', self]),
    secondPrescriber: pick(draw, ['q', self]),
    agrees: true,
  }),
  CapsulesLost: () => ({ count: 60 }),
  CapsulesReturned: () => ({ count: 60 }),
  CapsulesDestroyed: () => ({ count: 60 }),
  ContraceptionStarted: ({ methods }, draw) => ({
    method: pick(draw, methods),
    declaredBy: 'patient',
  }),
  ComprehensionAnswered: (_, draw) => ({
    passed: true,
    contraceptiveMethods: pick(draw, METHOD_LISTS),
  }),
  CareTransferred: ({ self }) => ({ toPrescriber: self }),
  PrescriptionCancelled: (target) => ({ prescription: prescriptionOf(target), cause: 'x' }),
  Dispensed: (target, draw) => ({
    dispense: `d-try-${target.events.length}`,
    authorization: `a-try-${target.events.length}`,
    prescription: prescriptionOf(target),
    pharmacy: 'ph',
    daysSupply: pick(draw, [30, 30, 10]),
  }),
};

const TRIED = Object.keys(FORGED) as EventType[];

/** What an honest sender might record, sent by whoever tries. */
function plain({ more, today }: Target, draw: Draw): Attempt {
  const said = pick(draw, more)(today);
  const { occurredOn, data } = formatEvent(eventsOf([said], EVENT_CATALOGUE[said.type].stream)[0]!);
  const isAhead = said.day > today;
  return {
    type: said.type,
    occurredOn: isAhead ? formatCalendarDay(today) : occurredOn,
    data: data as Attempt['data'],
  };
}

/** Something that stands in the record already, entered once more and late: of another day. */
function again({ events, today }: Target, draw: Draw): Attempt {
  const event = pick(draw, events);
  const data = formatEvent(event).data as Attempt['data'];
  return { type: event.type, occurredOn: formatCalendarDay(addDays(today, -draw(60))), data };
}

/** One try by somebody who signs in as `self`; mostly what could open, sometimes any type at all. */
export function attempt(target: Target, draw: Draw, role: Role): Attempt {
  if (draw(5) === 0) return plain(target, draw);
  if (draw(6) === 0) return again(target, draw);
  const isAny = draw(12) === 0;
  const preferred =
    role === 'prescriber' || role === 'safety_officer'
      ? (['Corrected', 'SafetyHoldCleared', 'DiscretionExercised'] as const)
      : [];
  const type = isAny ? pick(draw, EVENT_TYPES) : pick(draw, [...TRIED, ...preferred, ...preferred]);
  const occurredOn = formatCalendarDay(addDays(target.today, draw(4) === 0 ? -draw(40) : 0));
  return { type, occurredOn, data: FORGED[type]?.(target, draw) ?? {} };
}
