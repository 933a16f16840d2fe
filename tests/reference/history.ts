// Invented histories for the whole-core tests: lines of what happened, and core's answer to a question.
// It must never hold anything about a real person.

import {
  type AegleEvent,
  authorizeDispense,
  authorizePrescription,
  type CalendarDay,
  CompiledProgramme,
  type Decision,
  decideGate,
  EVENT_CATALOGUE,
  type EventData,
  type EventType,
  foldOrganisation,
  foldPatient,
  foldProgramme,
  type Instant,
  type Programme,
  type Role,
  type Stage,
  type StreamKind,
} from '@aegle/core';
import { zoneClocks } from '../../packages/data/src/zones/zone-clock.ts';

/** One thing that happened, on a day, heard by the log on that day. */
export interface Line {
  readonly type: EventType;
  readonly day: CalendarDay;
  readonly data: object;
  readonly id?: string;
  readonly by?: Role;
  readonly actor?: string;
}

/** A line with its payload checked against the type. */
export function line<T extends EventType>(
  type: T,
  day: CalendarDay,
  data: EventData<T>,
  given: Pick<Line, 'id' | 'by' | 'actor'> = {},
): Line {
  return { type, day, data, ...given };
}

const DAY_MS = 86_400_000;
/** 06:00 UTC is the same calendar day from New York to Sydney. */
const heardAt = (day: CalendarDay) => (day * DAY_MS + 6 * 3_600_000) as Instant;
/** 12:00 UTC: after everything of the day, and still the same day in every zone tested here. */
export const askedAt = (day: CalendarDay) => (day * DAY_MS + 12 * 3_600_000) as Instant;

/** The events of one stream, in the order in which the log heard them, after `heardBefore` others. */
export function eventsOf(
  lines: readonly Line[],
  stream: StreamKind,
  heardBefore = 0,
): AegleEvent[] {
  return lines
    .filter((one) => EVENT_CATALOGUE[one.type].stream === stream)
    .sort((a, b) => a.day - b.day)
    .map((one, index) => ({
      id: one.id ?? `${stream}-${heardBefore + index + 1}`,
      type: one.type,
      sequence: heardBefore + index + 1,
      occurredOn: one.day,
      recordedAt: heardAt(one.day),
      actor: { id: one.actor ?? `${one.by ?? 'prescriber'}-1`, role: one.by ?? 'prescriber' },
      data: one.data,
    })) as unknown as AegleEvent[];
}

/** What is asked of a history. */
export interface Asked {
  readonly stage: Stage;
  readonly day: CalendarDay;
  readonly daysSupply?: number;
  /** Of a supply: which prescription, and which authorisation it is dispensed under. */
  readonly prescription?: string;
  readonly authorization?: string;
}

const clockOf = zoneClocks();

/** Core's decision on a history under these programmes. */
export function askCore(
  programmes: readonly CompiledProgramme[],
  lines: readonly Line[],
  asked: Asked,
): Decision {
  const at = askedAt(asked.day);
  const known = foldProgramme(eventsOf(lines, 'programme'), at);
  const facts = {
    patient: foldPatient(eventsOf(lines, 'gate'), at),
    prescriber: foldOrganisation(eventsOf(lines, 'prescriber'), at),
    pharmacy: foldOrganisation(eventsOf(lines, 'pharmacy'), at),
    programmes: new Map(programmes.map(({ programme }) => [programme.id, known])),
  };
  const { stage, day: _day, ...supply } = asked;
  const question = { at, ...supply };
  if (stage === 'prescribe') return authorizePrescription(programmes, facts, question, clockOf);
  if (stage === 'dispense') return authorizeDispense(programmes, facts, question, clockOf);
  return decideGate(programmes, facts, { ...question, kind: stage }, clockOf);
}

/** A programme with one edition only, taken as confirmed, so that no other edition has a say. */
export function onlyEdition(programme: Programme, id: string): CompiledProgramme {
  const edition = programme.editions.find((one) => one.id === id);
  if (edition === undefined) throw new RangeError(`${programme.id} has no edition ${id}`);
  const { effectiveTo: _ends, ...endless } = edition;
  return new CompiledProgramme({ ...programme, editions: [{ ...endless, isConfirmed: true }] });
}

/**
 * Codes on which core and a slow reference must agree by name. The rest (which detail of which test,
 * in which order) is wording: there the outcome and the last day must agree.
 */
const NAMED =
  /^(asks:)?(contraception_(missing|too|comb|gap)|counselling|comprehension|supply|waiting|category|form_|guardian|prescription|positive|unclear|missed_period|unprotected|hold|pregnancy|course|consent|patient|not_enrolled|second_prescriber|visit|prescriber_s|pharmacy_s|product|prescriber_not_t)/;

export const named = (answer: Answer): Answer => ({
  ...answer,
  codes: answer.codes.filter((code) => NAMED.test(code)),
});

/** The answer in short: what both sides of a comparison must agree on. */
export interface Answer {
  readonly outcome: 'granted' | 'query' | 'blocked';
  readonly lastDay?: CalendarDay;
  readonly codes: readonly string[];
}

/** Core's decision in short; codes sorted and distinct. */
export function shortly(decision: Decision): Answer {
  if (decision.outcome === 'granted')
    return { outcome: 'granted', lastDay: decision.lastDay, codes: [] };
  const codes = decision.reasons.map((reason) =>
    reason.code === 'needs_clinician_confirmation' ? `asks:${reason.underlying}` : reason.code,
  );
  return { outcome: decision.disposition, codes: [...new Set(codes)].sort() };
}
