// Invented courses of about 30 gate events, each ready to be dispensed today, as the log takes them.
// Never a real person, and never one that the gate would refuse: a refusal writes less than a grant.

import { randomUUID } from 'node:crypto';
import {
  addDays,
  decideGate,
  foldOrganisation,
  foldPatient,
  type GateFacts,
  type Instant,
} from '@aegle/core';
import { demonstrationId } from '../../packages/server/src/demonstration/load-network.ts';
import type { ServiceContext } from '../../packages/server/src/services/context.ts';
import { rowOf } from '../../packages/server/src/services/log-events.ts';
import type { Json, NewEvent } from '../../packages/store/src/log/types.ts';
import { benchPatient, benchTeam } from '../decisions/population.ts';

/** An event and the millisecond at which it was recorded. */
export interface DatedEvent {
  readonly event: NewEvent;
  readonly recordedMs: number;
}

/** One course before it has a patient: its history, and the prescription to authorise. */
export interface CoursePattern {
  readonly events: readonly DatedEvent[];
  readonly prescription: string;
}

const PROGRAMME = 'us-ipledge';

function factsOf(events: Parameters<typeof foldPatient>[0], now: Instant): GateFacts {
  const today = addDays(Math.floor(now / 86_400_000) as Parameters<typeof addDays>[0], 0);
  const { prescriber, pharmacy } = benchTeam(today);
  return {
    patient: foldPatient(events, now),
    prescriber: foldOrganisation(prescriber, now),
    pharmacy: foldOrganisation(pharmacy, now),
    programmes: new Map(),
  };
}

/** The names that the population uses, as the ids of the demonstration's own clinic and pharmacy. */
function withIds(payload: NewEvent['payload']): NewEvent['payload'] {
  const ids: Readonly<Record<string, string>> = {
    prescriber: demonstrationId('dr-okafor'),
    givenBy: demonstrationId('dr-okafor'),
    assignedBy: demonstrationId('dr-okafor'),
    pharmacy: demonstrationId('pharmacy-lighthouse'),
  };
  const members = Object.entries(payload).map(([name, value]): [string, Json] => [
    name,
    ids[name] ?? value,
  ]);
  return Object.fromEntries(members);
}

/** The first `count` courses of the population that are granted at `now`, with 30 to 40 events. */
export function readyCourses(
  context: ServiceContext,
  now: Instant,
  count: number,
): readonly CoursePattern[] {
  const programme = context.programmes.get(PROGRAMME)!;
  const today = context.clockOf(programme.programme.zone).dayAt(now);
  const ready: CoursePattern[] = [];
  for (let number = 1; ready.length < count && number < 10_000; number += 1) {
    const { events } = benchPatient(number, today);
    if (events.some((event) => event.recordedAt > now)) continue;
    const question = { kind: 'dispense' as const, at: now, pharmacy: 'ph', prescriber: 'p' };
    const written = events.filter((event) => event.type === 'PrescriptionWritten').at(-1);
    if (written?.type !== 'PrescriptionWritten') continue;
    const { prescription } = written.data;
    const asked = { ...question, prescription, daysSupply: 30 };
    const decision = decideGate([programme], factsOf(events, now), asked, context.clockOf);
    if (decision.outcome !== 'granted' || events.length < 25) continue;
    const dated = events.map((event) => {
      const given = rowOf(event);
      return {
        event: { ...given, payload: withIds(given.payload) },
        recordedMs: Number(event.recordedAt),
      };
    });
    ready.push({ events: dated, prescription });
  }
  if (ready.length < count) throw new Error('Too few ready courses in the population.');
  return ready;
}

/** The pattern's events with ids of their own, for one patient. */
export function eventsOfPatient({ events }: CoursePattern): readonly DatedEvent[] {
  return events.map(({ event, recordedMs }) => ({
    event: { ...event, id: randomUUID() },
    recordedMs,
  }));
}
