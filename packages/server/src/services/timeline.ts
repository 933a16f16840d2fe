// A patient's timeline: what happened, what was decided, which windows and waits stand today.
// Never shown to an audience that may not read the evidence: the policy decides who gets it.

import {
  type AegleEvent,
  formatCalendarDay,
  formatEvent,
  formatInstant,
  type TraceLine,
  type WireEvent,
} from '@aegle/core';
import type { Scope, StoreTransaction } from '@aegle/store';
import { caseFor } from './authorize.ts';
import type { ServiceContext } from './context.ts';
import { decideOn, zoneFor } from './gate-question.ts';
import { eventsOf } from './log-events.ts';
import type { PatientCase } from './read-case.ts';

/** A window or wait that stands today. */
export interface TimelineWindow {
  readonly programme: string;
  readonly requirement: string;
  readonly truth: TraceLine['truth'];
  readonly holdsFrom: string | null;
  readonly lastDay: string | null;
}

/** Everything about one patient in order. */
export interface Timeline {
  readonly patient: string;
  readonly today: string;
  readonly zone: string;
  readonly events: readonly (WireEvent & {
    readonly recorded: string;
    readonly by: string;
    /** Set where it was heard in a record that was merged into this one. */
    readonly mergedFrom?: string;
  })[];
  readonly decisions: readonly {
    readonly id: string;
    readonly question: string;
    readonly askedFor: string;
    readonly outcome: string | null;
  }[];
  readonly windows: readonly TimelineWindow[];
}

/** Reads a timeline, with at most so many decisions; windows come from deciding both questions afresh. */
export function timeline(
  context: ServiceContext,
  scope: Scope,
  patient: string,
  decisionsMost = 200,
): Promise<Timeline> {
  return context.store.inTransaction(scope, async (tx) => {
    const known = await caseFor(context, tx, { kind: 'dispense', patient });
    const now = known.knownAt;
    const lines = (['prescribe', 'dispense'] as const).flatMap(
      (kind) => decideOn(context, known, { kind, patient }, now, true).trace ?? [],
    );
    const decisions = await tx.decisions(patient, decisionsMost);
    const zone = zoneFor(context, known.facts.patient);
    return {
      patient,
      zone,
      today: formatCalendarDay(context.clockOf(zone).dayAt(now)),
      events: [...known.events, ...(await recordEventsOf(tx, known))].map((event) => ({
        ...formatEvent(event),
        recorded: formatInstant(event.recordedAt),
        by: event.actor.role,
        ...(event.mergedFrom === undefined ? {} : { mergedFrom: event.mergedFrom }),
      })),
      decisions: decisions.map((one) => ({
        id: one.id,
        question: one.question,
        askedFor: one.askedFor,
        outcome: outcomeOf(one.answer),
      })),
      windows: windowsFrom(lines),
    };
  });
}

/** The diary and findings of the patient's records, after the gate's events. */
export async function recordEventsOf(
  tx: Pick<StoreTransaction, 'readStreams'>,
  known: PatientCase,
): Promise<readonly AegleEvent[]> {
  const subjects = known.heads.filter((head) => head.kind === 'patient-gate');
  const refs = subjects.map(({ subjectId }) => ({ subjectId, kind: 'patient-record' as const }));
  return (await tx.readStreams(refs)).flatMap((read) =>
    eventsOf(read)
      // An erasure stands in both streams; the gate's is enough.
      .filter((event) => event.type !== 'Erased')
      .map((event) =>
        read.head.subjectId === known.patient
          ? event
          : { ...event, mergedFrom: read.head.subjectId },
      ),
  );
}

function windowsFrom(lines: readonly TraceLine[]): readonly TimelineWindow[] {
  const seen = new Set<string>();
  const day = (value: TraceLine['lastDay']) =>
    value === undefined ? null : formatCalendarDay(value);
  return lines.flatMap((line) => {
    const key = `${line.programme}/${line.requirement}`;
    if ((line.lastDay === undefined && line.holdsFrom === undefined) || seen.has(key)) return [];
    seen.add(key);
    return [
      {
        programme: line.programme,
        requirement: line.requirement,
        truth: line.truth,
        holdsFrom: day(line.holdsFrom),
        lastDay: day(line.lastDay),
      },
    ];
  });
}

function outcomeOf(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('outcome' in answer)) return null;
  return String(answer.outcome);
}
