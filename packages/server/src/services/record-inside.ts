// One recording inside a transaction: append, and what follows at once, to both of a patient's streams.
// Never reacts twice to one event: what is there already is answered with its first receipt.

import {
  type AegleEvent,
  applyCorrection,
  reactionTo as calledFor,
  type EventOf,
  isClosingReport,
} from '@aegle/core';
import type { Appended, StoreTransaction, StreamVersion } from '@aegle/store';
import type { ServiceContext } from './context.ts';
import { isRedFlagReport, labTasks } from './finding-reactions.ts';
import { handOver } from './hand-over.ts';
import { incidentsOf } from './incidents.ts';
import { refuseWrongScores } from './instrument-answers.ts';
import { laterDose } from './later-dose.ts';
import { appendOf, eventsOf } from './log-events.ts';
import { survivorOf } from './merge.ts';
import { nowOf, type ReceivedEvent } from './new-events.ts';
import { projectAfter } from './project-after.ts';
import { hold, openTasks, type Reaction, reactionsTo, reversalsAfter } from './reactions.ts';
import { type PatientCase, readCase } from './read-case.ts';
import { refuseMoreThanDispensed } from './refuse-counts.ts';
import {
  asCorrected,
  refuseImpossibleDays,
  refuseNamedElsewhere,
  refuseUnknownTargets,
  targetOf,
} from './refuse-targets.ts';
import { prescriptionsIn, refuseUsedPrescriptions } from './refuse-used.ts';
import { refuseUnstaffedScreening, refuseVisitOverAnswer } from './screening.ts';
import type { TaskKindName } from './task-kinds.ts';
import { withUnreadStops } from './unread-stops.ts';
import { wideningHold } from './widening.ts';

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
  /** True when what was reported keeps both gates closed until a clinician has looked at it. */
  readonly isClosing: boolean;
}

/** Records what was received of one patient, all or none. Faults: invalid, conflict, not_found. */
export async function recordInside(
  context: ServiceContext,
  tx: StoreTransaction,
  patient: string,
  sentAs: readonly ReceivedEvent[],
): Promise<Recorded> {
  const { scope } = tx;
  const known = await readCase(context, tx, { patient }, nowOf(scope), undefined, true);
  // What is heard of a merged record counts where the person is treated, and closes there at once.
  const survivor = await survivorOf(tx, known);
  if (survivor !== patient) return recordInside(context, tx, survivor, sentAs);
  const received = withUnreadStops(context, scope, known, sentAs);
  const record = await recordEventsOf(tx, known, received);
  refuseUnknownTargets(known, record, received, scope.actor.id);
  refuseNamedElsewhere(context, known, received);
  const { sent, heard } = newOf(known, record, received);
  refuseHeard(context, known, heard);
  const reactions = heard.map((event) => reactionFor(context, tx, known, record, event));
  await refuseVisitOverAnswer(tx, known, heard, reactions);
  const following = reactions.flatMap((reaction) => reaction.events);
  const isOfGate = (event: AegleEvent) =>
    sent.some((one) => one.event === event && one.stream === 'patient-gate');
  const diary = sent.filter((one) => one.stream === 'patient-record').map((one) => one.event);
  const reported = [...heard.filter(isOfGate), ...following];
  const later = await laterDose(context, tx, known, reported, diary);
  const added = [...reported, ...later.events];
  const reversed = await reversalsAfter(context, tx, known, added);
  const { events: reversals } = reversed;
  const widening = wideningHold(context, tx, known, [...added, ...reversals]);
  const incidents = await incidentsOf(context, tx, known, added);
  const resting = [...reversals, ...incidents, ...widening];
  const asSent = sent.map((one) => one.event).filter(isOfGate);
  const gate = [...asSent, ...following, ...later.events, ...resting];
  const appended = await appendBoth(tx, patient, {
    gate,
    diary,
    // What rests on what was read (a reversal, "not kept before") is compared and swapped.
    how: resting.length > 0 || sent.some((one) => one.isUnresolved) ? 'decide' : 'note',
    versionsRead: [...later.versionsRead, ...reversed.versionsRead],
  });
  const tasks = [
    ...reactions.flatMap((reaction) => reaction.tasks),
    ...task('review_reversal', reversals),
    ...task('dispense_incident', incidents),
    ...task('confirm_correction', widening),
  ];
  await openTasks(context, tx, patient, tasks);
  await handOver(tx, known, heard);
  const all = [...added, ...resting];
  if (all.length > 0) await projectAfter(tx, known, all, appended);
  return {
    events: receiptsOf(known, received, appended),
    reversed: reversals.map(({ data }) => data.authorization),
    tasksOpened: tasks.length,
    isClosing: isClosing(known, received, added),
  };
}

/** Refuses what cannot be recorded of this patient, whoever sent it. */
function refuseHeard(context: ServiceContext, known: PatientCase, heard: readonly AegleEvent[]) {
  refuseImpossibleDays(context, known, heard);
  refuseMoreThanDispensed(known, heard);
  refuseUsedPrescriptions(known, prescriptionsIn(heard));
  refuseUnstaffedScreening(known, heard);
  refuseWrongScores(context.findings, heard);
}

/** What is not kept already, and of that what was not stored before under its id. */
function newOf(
  known: PatientCase,
  record: readonly AegleEvent[],
  received: readonly ReceivedEvent[],
) {
  const sent = received.filter((one) => keptBefore(known, one) === undefined);
  const stored = new Set([...known.own, ...record].map((event) => event.id));
  const heard = sent.filter(({ event }) => !stored.has(event.id)).map((one) => one.event);
  return { sent, heard };
}

const task = (kind: TaskKindName, events: readonly AegleEvent[]) =>
  events.map(({ id }) => ({ kind, event: id }));

interface Appending {
  readonly gate: readonly AegleEvent[];
  readonly diary: readonly AegleEvent[];
  readonly how: 'decide' | 'note';
  readonly versionsRead: readonly StreamVersion[];
}

async function appendBoth(
  tx: StoreTransaction,
  subjectId: string,
  { gate, diary, how, versionsRead }: Appending,
): Promise<readonly Appended[]> {
  const rest = versionsRead.length > 0 ? { versionsRead } : {};
  const first =
    gate.length === 0
      ? []
      : await tx.append(
          appendOf({ stream: { subjectId, kind: 'patient-gate' }, how, events: gate, ...rest }),
        );
  if (diary.length === 0) return first;
  const stream = { subjectId, kind: 'patient-record' as const };
  const second = appendOf({ stream, how: 'note', events: diary, ...rest });
  return [...first, ...(await tx.append(second))];
}

/**
 * True when what was sent closes a gate, by itself or by the hold that followed from it. A repeat is
 * answered by what was stored then: never by what others have closed since.
 */
function isClosing(
  known: PatientCase,
  received: readonly ReceivedEvent[],
  added: readonly AegleEvent[],
): boolean {
  const holdsNow = added.some((one) => one.type === 'SafetyHoldPlaced');
  return received.some(({ event, isUnresolved }) => {
    if (isUnresolved || closesGate(known, event)) return true;
    if (closingAsWorded(known, event) !== undefined) return true;
    const stored = known.own.find((one) => one.id === event.id);
    return stored === undefined ? holdsNow : hasHoldOf(known, stored);
  });
}

/** An answer closes by the hold that follows from it; after a death there is nobody to advise. */
const NOT_BY_ITSELF: readonly string[] = ['InstrumentAnswered', 'PatientDied'];

/** Also what only takes away what a gate needs, where somebody has to speak with the patient. */
function closesGate({ facts }: PatientCase, event: AegleEvent): boolean {
  const { type, data } = event;
  if (type === 'SafetyHoldPlaced') return true;
  if (isClosingReport(type, data) && !NOT_BY_ITSELF.includes(type)) return true;
  return calledFor(event, facts.patient).tasks.includes('speak_with_patient');
}

/** What a correction names, as it closes a gate now: a result that is amended to positive. */
function closingAsWorded(known: PatientCase, event: AegleEvent): AegleEvent | undefined {
  if (event.type !== 'Corrected' || event.data.isWithdrawn) return undefined;
  const target = known.events.find((one) => one.id === event.data.event);
  const before = target && asReadNow(known, target);
  const outcome = before && applyCorrection(before, event);
  if (outcome?.ok !== true || outcome.event === undefined) return undefined;
  return closesGate(known, outcome.event) ? outcome.event : undefined;
}

/** An event as every correction of it so far words it; undefined when it was withdrawn. */
function asReadNow({ events }: PatientCase, target: AegleEvent): AegleEvent | undefined {
  return events.reduce<AegleEvent | undefined>((read, one) => {
    if (read === undefined || one.type !== 'Corrected' || one.data.event !== target.id) return read;
    const outcome = applyCorrection(read, one);
    return outcome.ok ? outcome.event : read;
  }, target);
}

/** A hold that Aegle placed as it stored this very event: same instant, same actor. */
function hasHoldOf({ own }: PatientCase, stored: AegleEvent): boolean {
  return own.some(
    (one) =>
      one.type === 'SafetyHoldPlaced' &&
      one.data.cause !== 'correction_unconfirmed' &&
      one.recordedAt === stored.recordedAt &&
      one.actor.id === stored.actor.id,
  );
}

function receiptsOf(
  known: PatientCase,
  received: readonly ReceivedEvent[],
  appended: readonly Appended[],
): Recorded['events'] {
  return received.map((one) => {
    const { isUnresolved } = one;
    const before = keptBefore(known, one);
    if (before !== undefined) {
      const { id, sequence: version, recordedAt } = before;
      return { id, version, recorded: new Date(recordedAt).toISOString(), isUnresolved };
    }
    const { id } = one.event;
    const receipt = appended.find((each) => each.id === id);
    const { version, recorded } = receipt ?? { version: 0, recorded: '' };
    return { id, version, recorded, isUnresolved };
  });
}

/**
 * The report that keeps the very same content already: it is still closed, or its sender named the
 * event, so that this is that event again and not another one like it.
 */
export function keptBefore(
  known: PatientCase,
  { event, isUnresolved, sentId }: ReceivedEvent,
): EventOf<'ReportUnresolved'> | undefined {
  if (!isUnresolved) return undefined;
  const isOpen = (id: string) => known.facts.patient.safetyHolds.some((one) => one.id === id);
  return known.own.find(
    (one): one is EventOf<'ReportUnresolved'> =>
      one.type === 'ReportUnresolved' &&
      event.type === 'ReportUnresolved' &&
      one.data.rawDigest === event.data.rawDigest &&
      (sentId !== undefined || isOpen(one.id)),
  );
}

/** The record streams, where what was received names an event of them or may be in them already. */
async function recordEventsOf(
  tx: StoreTransaction,
  known: PatientCase,
  received: readonly ReceivedEvent[],
): Promise<readonly AegleEvent[]> {
  const isOfGate = (id: unknown) => known.events.some((event) => event.id === id);
  const isNeeded = received.some(({ stream, event }) =>
    event.type === 'Corrected'
      ? !isOfGate(event.data.event)
      : stream === 'patient-record' && event.type !== 'DoseMissed',
  );
  if (!isNeeded) return [];
  const subjects = known.heads.filter((head) => head.kind === 'patient-gate');
  const refs = subjects.map(({ subjectId }) => ({ subjectId, kind: 'patient-record' as const }));
  return (await tx.readStreams(refs)).flatMap((read) => eventsOf(read));
}

/** What one event calls for; of a corrected diary entry, what it calls for only as it reads now. */
function reactionFor(
  context: ServiceContext,
  tx: StoreTransaction,
  known: PatientCase,
  record: readonly AegleEvent[],
  event: AegleEvent,
): Reaction {
  const react = (to: AegleEvent) => reactionTo(context, tx, known, record, to);
  if (event.type !== 'Corrected') return react(event);
  const target = targetOf(known, record, event.data.event);
  if (!record.includes(target)) {
    const worded = closingAsWorded(known, event);
    const tasks = worded === undefined ? [] : react(worded).tasks;
    const called = react(event);
    return { ...called, tasks: [...called.tasks, ...tasks] };
  }
  const before = asReadNow(known, target);
  const after = before && asCorrected(before, event);
  if (after === undefined || before === undefined) return { events: [], tasks: [] };
  const calledFor = react(before);
  const calls = react(after);
  return calledFor.events.length + calledFor.tasks.length > 0 ? { events: [], tasks: [] } : calls;
}

/** What one event calls for by itself and with the record around it; the record without the event. */
function reactionTo(
  context: ServiceContext,
  tx: StoreTransaction,
  known: PatientCase,
  record: readonly AegleEvent[],
  event: AegleEvent,
): Reaction {
  const { scope } = tx;
  const reaction = reactionsTo(scope, known.facts.patient, event, context.newId);
  const around = record.filter(({ id }) => id !== event.id);
  const now = nowOf(scope);
  if (event.type === 'LabResulted') {
    const kinds = labTasks(context.findings, known, around, event, now);
    return {
      ...reaction,
      tasks: [...reaction.tasks, ...kinds.map((kind) => ({ kind, event: event.id }))],
    };
  }
  if (event.type !== 'SymptomReported' || reaction.events.length > 0) return reaction;
  return isRedFlagReport(context.findings, around, event, now)
    ? hold(scope, event, 'red_flag', context.newId)
    : reaction;
}
