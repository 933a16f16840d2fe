// Records what happened to a patient: parse, append, and what follows at once, in one transaction.
// Never stores part of a request: every event is accepted, or none is.

import { formatEvent, type Instant, isClosingReport, type WireEvent } from '@aegle/core';
import { refuse, StoreFault } from '../store/faults.ts';
import type { Appended, Json, NewEvent } from '../store/log/types.ts';
import type { Scope, StoreTransaction } from '../store/store.ts';
import type { ServiceContext } from './context.ts';
import { todayFor } from './gate-question.ts';
import { laterDose } from './later-dose.ts';
import { survivorOf } from './merge.ts';
import {
  nowOf,
  ownEvent,
  type ReceivedEvent,
  receiveEvent,
  unresolvedReport,
} from './new-events.ts';
import { projectAfter } from './project-after.ts';
import {
  dispensesResting,
  openTasks,
  type Reaction,
  reactionTo,
  reversalsAfter,
} from './reactions.ts';
import { type PatientCase, readCase } from './read-case.ts';

/** The receipt of a recording. */
export interface Recorded {
  readonly events: readonly {
    readonly id: string;
    readonly version: number;
    readonly recorded: string;
    readonly isUnresolved: boolean;
  }[];
  /** Authorisations that were reversed because of it. */
  readonly reversed: readonly string[];
  readonly tasksOpened: number;
}

/**
 * Records events of one patient, in the order given, all or none. When the request is refused, what
 * in it can only close a gate is kept all the same, and the refusal still stands.
 * Faults: invalid, conflict, not_found, unavailable.
 */
export async function recordEvents(
  context: ServiceContext,
  scope: Scope,
  patient: string,
  wires: readonly WireEvent[],
): Promise<Recorded> {
  try {
    if (wires.length === 0 || wires.length > 200)
      throw refuse('invalid', 'events', 'Send 1 to 200 events.', 'Split the request.');
    const received = wires.map((wire) => receiveEvent(scope, wire, context.newId));
    requireDistinct(received);
    for (const { stream } of received)
      if (stream !== 'patient-gate' && stream !== 'patient-record')
        throw refuse(
          'invalid',
          'type',
          'It is not an event of a patient.',
          'Send it to its own stream.',
        );
    return await context.store.inTransaction(scope, (tx) =>
      recordInside(context, tx, patient, received),
    );
  } catch (error) {
    if (error instanceof StoreFault && REFUSALS.includes(error.fault.kind))
      await keepClosingReports(context, scope, patient, wires);
    throw error;
  }
}

const REFUSALS: readonly string[] = ['invalid', 'conflict', 'not_found', 'forbidden'];

function requireDistinct(received: readonly ReceivedEvent[]): void {
  const ids = new Set(received.map((one) => one.event.id));
  if (ids.size < received.length)
    throw refuse('invalid', 'events', 'Two events have the same id.', 'Choose an id for each.');
}

/**
 * Keeps the closing evidence of a refused request as unresolved reports, each with what was sent.
 * Callers that refuse before this service is reached (roles) call it too. Answers how many.
 */
export async function keepClosingReports(
  context: ServiceContext,
  scope: Scope,
  patient: string,
  wires: readonly WireEvent[],
): Promise<number> {
  const closing = wires.filter((wire) => isClosingReport(wire.type, wire.data));
  if (closing.length === 0) return 0;
  const { idempotency: _idempotency, ...once } = scope;
  return context.store.inTransaction(once, async (tx) => {
    const known = await readCase(context, tx, { patient }, nowOf(once), undefined, true);
    const kept = closing.filter((wire) => isNew(known, wire));
    if (kept.length === 0 || known.events.length === 0) return 0;
    const reports = kept.map((wire) =>
      unresolvedReport(once, wire, ['events: request_refused'], context.newId),
    );
    await recordInside(context, tx, patient, reports);
    return kept.length;
  });
}

/** Nothing is stored under that id, or something else than was sent now. */
function isNew(known: PatientCase, wire: WireEvent): boolean {
  const stored = known.events.find((event) => event.id === wire.id);
  if (stored === undefined) return true;
  const { data, type } = formatEvent(stored);
  return type !== wire.type || JSON.stringify(data) !== JSON.stringify(wire.data);
}

/** The same, inside a transaction that does more. */
export async function recordInside(
  context: ServiceContext,
  tx: StoreTransaction,
  patient: string,
  received: readonly ReceivedEvent[],
): Promise<Recorded> {
  const { scope } = tx;
  const now = nowOf(scope);
  const known = await readCase(context, tx, { patient }, now, undefined, true);
  // What is heard of a merged record counts where the person is treated, and closes there at once.
  const survivor = await survivorOf(tx, known);
  if (survivor !== patient) return recordInside(context, tx, survivor, received);
  refuseUnknownTargets(known, received);
  const reactions: Reaction[] = received.map(({ event }) =>
    reactionTo(scope, event, context.newId),
  );
  const reported = [
    ...received.filter((one) => one.stream === 'patient-gate').map((one) => one.event),
    ...reactions.flatMap((reaction) => reaction.events),
  ];
  const record = received.filter((one) => one.stream === 'patient-record').map((one) => one.event);
  const later = await laterDose(context, tx, known, reported, record);
  const gate = [...reported, ...later.events];
  const { events: reversals, headsRead: organisations } = await reversalsAfter(
    context,
    tx,
    known,
    gate,
  );
  const headsRead = [...later.headsRead, ...organisations];
  const incidents = await incidentsOf(context, tx, known, gate, now);
  const appended: Appended[] = [];
  const gateEvents = [...gate, ...reversals, ...incidents];
  if (gateEvents.length > 0)
    appended.push(
      ...(await tx.append({
        stream: { subjectId: patient, kind: 'patient-gate' },
        // With an open authorisation the reversal rests on what was read: compare and swap.
        how: reversals.length > 0 || incidents.length > 0 ? 'decide' : 'note',
        events: gateEvents,
        headsRead,
      })),
    );
  if (record.length > 0)
    appended.push(
      ...(await tx.append({
        stream: { subjectId: patient, kind: 'patient-record' },
        how: 'note',
        events: record,
        headsRead,
      })),
    );
  const tasks = [
    ...reactions.flatMap((reaction) => reaction.tasks),
    ...reversals.map((event) => ({ kind: 'review_reversal' as const, event: event.id })),
    ...incidents.map((event) => ({ kind: 'dispense_incident' as const, event: event.id })),
  ];
  await openTasks(context, tx, patient, tasks);
  if (gateEvents.length > 0) await projectAfter(tx, known, gateEvents, appended);
  return receiptOf(received, appended, reversals, tasks.length);
}

function receiptOf(
  received: readonly ReceivedEvent[],
  appended: readonly Appended[],
  reversals: readonly NewEvent[],
  tasksOpened: number,
): Recorded {
  return {
    events: received.map(({ event, isUnresolved }) => {
      const one = appended.find((receipt) => receipt.id === event.id);
      return {
        id: event.id,
        version: one?.version ?? 0,
        recorded: one?.recorded ?? '',
        isUnresolved,
      };
    }),
    reversed: reversals.map((event) => String(event.payload.authorization)),
    tasksOpened,
  };
}

/** What Aegle decided, and what somebody judged or cleared, is withdrawn, never reworded. */
const ONLY_WITHDRAWN: readonly string[] = [
  'PatientEnrolled',
  'DispenseAuthorized',
  'AuthorizationReversed',
  'Dispensed',
  'DispensedPartially',
  'DispenseReversed',
  'SafetyHoldPlaced',
  'SafetyHoldCleared',
  'ReportUnresolved',
  'ReportResolved',
  'DiscretionExercised',
  'ExternalHistoryAccepted',
];

function refuseUncorrectable(known: PatientCase, { payload }: NewEvent): void {
  const target = known.events.find((event) => event.id === payload.event);
  if (target?.type === 'PatientsMerged')
    throw refuse(
      'invalid',
      'data.event',
      'A merge is not undone by a correction.',
      'Place a hold, and ask the safety officer.',
    );
  if (target?.type === 'Corrected')
    throw refuse(
      'invalid',
      'data.event',
      'A correction is not corrected.',
      'Correct the event itself again.',
    );
  if (target === undefined || payload.isWithdrawn === true) return;
  if (ONLY_WITHDRAWN.includes(target.type))
    throw refuse(
      'invalid',
      'data.event',
      'It can be withdrawn, not reworded.',
      'Withdraw it and record the right one.',
    );
}

/** A correction names an event of this patient, a clearing names something that is closed. */
function refuseUnknownTargets(known: PatientCase, received: readonly ReceivedEvent[]): void {
  const has = (id: Json | undefined) => known.events.some((event) => event.id === id);
  for (const { event } of received) {
    if (event.type === 'Corrected') refuseUncorrectable(known, event);
    if (event.type === 'Corrected' && !has(event.payload.event))
      throw refuse(
        'not_found',
        'data.event',
        'No such event of this patient.',
        'Name the event to correct.',
      );
    if (event.type !== 'SafetyHoldCleared') continue;
    const isOpen = known.facts.patient.closures.some((one) => one.id === event.payload.hold);
    if (!isOpen)
      throw refuse(
        'not_found',
        'data.hold',
        'Nothing of that id is closed.',
        'Name the open hold or event.',
      );
  }
}

/** A correction of evidence on which something was already handed out opens an incident. */
async function incidentsOf(
  context: ServiceContext,
  tx: StoreTransaction,
  known: PatientCase,
  gate: readonly NewEvent[],
  now: Instant,
): Promise<readonly NewEvent[]> {
  const corrected = gate
    .filter((event) => event.type === 'Corrected')
    .map((event) => String(event.payload.event));
  if (corrected.length === 0) return [];
  const evidence = new Map<string, readonly string[]>();
  for (const decision of await tx.decisions(known.patient, 500))
    evidence.set(decision.id, evidenceIn(decision.answer));
  const day = todayFor(context, known.facts.patient, now);
  return dispensesResting(known, corrected, (id) => evidence.get(id) ?? []).map((dispense) =>
    ownEvent(tx.scope, context.newId(), 'IncidentOpened', day, {
      incident: dispense,
      kind: 'dispensed_on_corrected_evidence',
    }),
  );
}

function evidenceIn(answer: Json): readonly string[] {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return [];
  const { evidence } = answer as { readonly evidence?: Json };
  return Array.isArray(evidence) ? evidence.map(String) : [];
}
