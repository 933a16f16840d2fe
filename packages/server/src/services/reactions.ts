// What follows at once from what was recorded: tasks, holds, reversals of authorisations that no
// longer stand, incidents. Never later: it happens in the transaction that records the event.

import {
  type AegleEvent,
  EVENT_CATALOGUE,
  type EventOf,
  foldPatient,
  formatCalendarDay,
  type Instant,
  type PatientFacts,
  reactionTo,
} from '@aegle/core';
import type { Scope, StoreTransaction, StreamVersion } from '@aegle/store';
import type { ServiceContext } from './context.ts';
import { decideOn, prescriberOf, todayFor } from './gate-question.ts';
import { otherStreamVersions } from './merged-records.ts';
import { nowOf, ownEvent } from './new-events.ts';
import { openAuthorizations } from './open-authorizations.ts';
import { type PatientCase, readCase } from './read-case.ts';
import { newTask, type TaskKindName } from './task-kinds.ts';

/** Events that follow in the gate stream, and the tasks to open. */
export interface Reaction {
  readonly events: readonly AegleEvent[];
  readonly tasks: readonly { readonly kind: TaskKindName; readonly event: string }[];
}

/** What core says of one event, as events and tasks of its own transaction. */
export function reactionsTo(
  scope: Scope,
  known: PatientFacts,
  event: AegleEvent,
  newId: () => string,
): Reaction {
  const { tasks, holdCause } = reactionTo(event, known);
  if (holdCause !== undefined) return hold(scope, event, holdCause, newId);
  return { events: [], tasks: tasks.map((kind) => ({ kind, event: event.id })) };
}

/** A safety hold and its task, for one event. */
export function hold(
  scope: Scope,
  event: AegleEvent,
  cause: string,
  newId: () => string,
): Reaction {
  const id = newId();
  const day = formatCalendarDay(event.occurredOn);
  const placed = ownEvent(scope, id, 'SafetyHoldPlaced', day, { hold: id, cause });
  return { events: [placed], tasks: [{ kind: 'review_hold', event: id }] };
}

/** Opens the tasks of a reaction. */
export async function openTasks(
  context: ServiceContext,
  tx: StoreTransaction,
  patient: string,
  tasks: Reaction['tasks'],
): Promise<void> {
  const now = nowOf(tx.scope);
  for (const { kind, event } of tasks)
    await tx.openTask(newTask(context.newId(), kind, patient, now, { event }));
}

/** The case as it stands once `added` is recorded at `now`. */
export function withEvents(
  known: PatientCase,
  added: readonly AegleEvent[],
  now: Instant,
): PatientCase {
  const head = known.heads.find((one) => one.kind === 'patient-gate')?.version ?? 0;
  const start = Math.max(head, known.events.at(-1)?.sequence ?? 0);
  const placed = added.map((event, index) => ({
    ...event,
    sequence: start + index + 1,
    recordedAt: now,
  }));
  const events = [...known.events, ...placed];
  return { ...known, events, facts: { ...known.facts, patient: foldPatient(events, now) } };
}

/** Reversals of open authorisations, with the heads of the other streams on which they rest. */
export interface Reversals {
  readonly events: readonly EventOf<'AuthorizationReversed'>[];
  readonly versionsRead: readonly StreamVersion[];
}

/**
 * Reversals of open authorisations that would no longer be granted after `added`. Each is decided
 * with its own pharmacy and the prescriber of its prescription, as it was when it was granted.
 */
export async function reversalsAfter(
  context: ServiceContext,
  tx: StoreTransaction,
  known: PatientCase,
  added: readonly AegleEvent[],
): Promise<Reversals> {
  const cause = causeOf(added);
  const events: EventOf<'AuthorizationReversed'>[] = [];
  const versionsRead: StreamVersion[] = [];
  for (const open of openAuthorizations(withEvents(known, added, known.knownAt).facts.patient)) {
    const { prescription, authorization, pharmacy } = open.data;
    const question = {
      kind: 'dispense' as const,
      patient: known.patient,
      prescription,
      authorization,
      pharmacy,
    };
    const prescriber = prescriberOf(known.facts.patient, question);
    const programmes = enrolledIn(added);
    const ref = {
      patient: known.patient,
      pharmacy,
      programmes,
      ...(prescriber ? { prescriber } : {}),
    };
    const full = await readCase(context, tx, ref, nowOf(tx.scope), undefined, true);
    const after = withEvents(full, added, full.knownAt);
    versionsRead.push(...otherStreamVersions(full.heads, known.patient));
    if (decideOn(context, after, question, full.knownAt).outcome === 'granted') continue;
    events.push(
      ownEvent(
        tx.scope,
        context.newId(),
        'AuthorizationReversed',
        todayFor(context, after.facts.patient, full.knownAt),
        { authorization, cause, isPatientCaused: false },
      ),
    );
  }
  return { events, versionsRead };
}

/** Programmes that only the events being recorded enrol in: their streams decide as well. */
function enrolledIn(added: readonly AegleEvent[]): readonly string[] {
  return added
    .filter((event) => event.type === 'PatientEnrolled')
    .map((event) => event.data.programme);
}

function causeOf(added: readonly AegleEvent[]): string {
  if (added.some((event) => event.type === 'Corrected')) return 'evidence_corrected';
  if (added.some((event) => event.type === 'RiskCategoryAssigned')) return 'category_changed';
  return added.some(({ type }) => EVENT_CATALOGUE[type].closesOnly)
    ? 'hold_placed'
    : 'window_closed';
}
