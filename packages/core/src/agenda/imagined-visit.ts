// What the gate would say after a visit on a coming day at which everything that it asks for is done.
// Never recorded and never a grant: what a person has to decide, declare or sign is not imagined.

import type { Reason } from '../decision/decision.ts';
import type { EventType } from '../events/catalogue.ts';
import type { AegleEvent } from '../events/event.ts';
import { foldPatient } from '../facts/fold.ts';
import type { GateFacts } from '../gate/decide-programme.ts';
import type { Stage } from '../programme/programme.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import type { Instant } from '../time/instant.ts';
import type { AgendaReason } from './agenda-item.ts';
import { reasonText, requirementOf } from './gate-items.ts';
import { decideAt } from './gate-spans.ts';
import type { GateAsked } from './gate-turns.ts';
import { type Deed, deedFor, prescriberIn } from './visit-deeds.ts';

/** What happens at a visit, in this order. */
const ORDER: readonly EventType[] = [
  'PregnancyTestReported',
  'VisitHeld',
  'CounsellingGiven',
  'ComprehensionAnswered',
  'PrescriptionWritten',
  'ExternalAuthorizationRecorded',
  'OriginalPrescriptionShown',
  'PatientCardShown',
  'MedicationGuideGiven',
];

/** A visit that was imagined, and the gate's facts after it. */
export interface ImaginedVisit {
  readonly day: CalendarDay;
  readonly at: Instant;
  /** In the order in which they happen. */
  readonly deeds: readonly EventType[];
  readonly events: readonly AegleEvent[];
  readonly facts: GateFacts;
  /** Reasons that nothing of the above clears; time may. */
  readonly left: readonly AgendaReason[];
}

/** The gate of a supply over a patient's events, so that more can be imagined after them. */
export interface VisitQuestion {
  readonly gate: GateAsked;
  readonly events: readonly AegleEvent[];
  readonly zone: string;
}

const MOST_ROUNDS = 6;

/** The visit on `day`: asked again after each round of deeds, until nothing is left that can be done. */
export function imaginedVisit(asked: VisitQuestion, day: CalendarDay): ImaginedVisit {
  const at = asked.gate.clockOf(asked.zone).lastInstantOf(day);
  const deeds = new Map<string, Deed>();
  let events = asked.events;
  let facts = factsAfter(asked, events, at);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const known = deeds.size;
    for (const kind of ['prescribe', 'dispense'] as const) {
      if (kind === 'prescribe' && deeds.has('PrescriptionWritten')) continue;
      for (const deed of deedsFor(asked, facts, kind, at, day))
        if (!deeds.has(deed.name)) deeds.set(deed.name, deed);
    }
    if (deeds.size === known) break;
    events = [...asked.events, ...written(asked, [...deeds.values()], day, at)];
    facts = factsAfter(asked, events, at);
  }
  return {
    ...{ day, at, events, facts },
    deeds: ORDER.filter((type) => [...deeds.values()].some((deed) => deed.type === type)),
    left: reasonsAt(asked, facts, 'dispense', at).map(reasonText),
  };
}

function factsAfter(
  { gate }: VisitQuestion,
  events: readonly AegleEvent[],
  at: Instant,
): GateFacts {
  return { ...gate.facts, patient: foldPatient(events, at) };
}

function reasonsAt(
  { gate }: VisitQuestion,
  facts: GateFacts,
  kind: Stage,
  at: Instant,
): readonly Reason[] {
  const decision = decideAt({ ...gate, facts, question: { ...gate.question, kind } }, at);
  return decision.outcome === 'granted' ? [] : decision.reasons;
}

/** What would clear the reasons of one stage. A group of requirements may ask for more than it needs. */
function deedsFor(
  asked: VisitQuestion,
  facts: GateFacts,
  kind: Stage,
  at: Instant,
  day: CalendarDay,
): readonly Deed[] {
  const { gate } = asked;
  const decision = decideAt({ ...gate, facts, question: { ...gate.question, kind } }, at);
  if (decision.outcome === 'granted') return [];
  return decision.reasons.flatMap(({ programme, edition, requirement }) => {
    const needs = requirementOf(gate, programme, edition, requirement, decision);
    return (needs && deedFor(needs, gate, facts, day)) ?? [];
  });
}

/** The deeds as the log would hear them, one after the other, at the end of the day. */
function written(
  { gate, events }: VisitQuestion,
  deeds: readonly Deed[],
  day: CalendarDay,
  at: Instant,
): readonly AegleEvent[] {
  const heard = Math.max(0, ...events.map(({ sequence }) => sequence));
  const inOrder = [...deeds].sort((a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type));
  return inOrder.map(({ name, type, data }, index) => ({
    id: `imagined/${day}/${name}`,
    type,
    sequence: heard + index + 1,
    occurredOn: day,
    recordedAt: at,
    actor: actorOf(type, prescriberIn(gate, gate.facts)),
    data,
    // Each deed was made with the data of its own type.
  })) as unknown as readonly AegleEvent[];
}

function actorOf(type: EventType, prescriber: string): AegleEvent['actor'] {
  if (type === 'ComprehensionAnswered') return { id: 'imagined', role: 'patient' };
  if (type.endsWith('Shown') || type === 'MedicationGuideGiven')
    return { id: 'imagined', role: 'pharmacist' };
  return { id: prescriber, role: 'prescriber' };
}

/** The capsules handed out on `day`, so that the month after can be imagined too. */
export function afterPickup(
  asked: VisitQuestion,
  visit: ImaginedVisit,
  day: CalendarDay,
  daysSupply: number,
): VisitQuestion {
  const at = asked.gate.clockOf(asked.zone).lastInstantOf(day);
  const heard = Math.max(0, ...visit.events.map(({ sequence }) => sequence));
  const prescription = visit.facts.patient.prescriptions.at(-1)?.data.prescription ?? 'imagined';
  const dispensed = {
    ...{ id: `imagined/${day}/dispensed`, type: 'Dispensed', sequence: heard + 1 },
    ...{ occurredOn: day, recordedAt: at, actor: { id: 'imagined', role: 'pharmacist' } },
    data: {
      ...{ dispense: `imagined/${day}`, authorization: 'imagined', prescription },
      ...{ pharmacy: asked.gate.question.pharmacy ?? 'imagined', daysSupply },
    },
    // What a pharmacy records of a supply, made by hand.
  } as unknown as AegleEvent;
  const events = [...visit.events, dispensed];
  const facts = factsAfter(asked, events, at);
  return { ...asked, events, gate: { ...asked.gate, facts } };
}
