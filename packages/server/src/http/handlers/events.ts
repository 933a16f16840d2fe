// Recording what happened, declaring, and reading it back: each role its own event types.
// Never refuses evidence that can only close a gate for the way it is worded.

import {
  type WireEvent as ApiEvent,
  DIARY_TYPES,
  type RecordedEvent,
  type UnreadableReport,
} from '@aegle/api';
import {
  EVENT_CATALOGUE,
  type EventType,
  isEventType,
  type Role,
  safetyReason,
  type WireEvent,
} from '@aegle/core';
import type { Caller } from '../../access/caller.ts';
import { brokenLimits } from '../../access/field-limits.ts';
import { EVENT_ACCESS, mayAppend, mayRead, READS_TRACE } from '../../access/policy.ts';
import { whyEventWaits } from '../../access/second-person.ts';
import { kindMayRecord } from '../../access/system-kinds.ts';
import { ClosingNames } from '../../services/closing-names.ts';
import { todayFor } from '../../services/gate-question.ts';
import { nowOf } from '../../services/new-events.ts';
import { readCase } from '../../services/read-case.ts';
import {
  clinicContact,
  EVENTS_MAX,
  keepClosingReports,
  type Recorded,
  recordEvents,
  timeline,
} from '../../services/services.ts';
import type { Call, Dependencies, SomeRoutes } from '../calls/call.ts';
import { limitDeclarations } from '../calls/declaration-limit.ts';
import { refuseOwnGate } from '../calls/own-gate.ts';
import { Refusal } from '../calls/refusals.ts';
import { refuseUnregistered } from '../calls/registered.ts';
import { refuseStopped } from '../calls/stopped-prescriber.ts';

/** An event as far as the door looks at it; core reads the rest. */
export interface SentEvent {
  readonly type: string;
  readonly data?: unknown;
}

/** Refuses what this role may not append or may not claim, naming each event by its place. */
export function refuseBeyondRole(
  caller: Caller,
  events: readonly SentEvent[],
  pathOf = (index: number) => `events[${index}].`,
): void {
  const names = new ClosingNames();
  const problems = events.flatMap((event, index) => {
    const type = names.meant(event.type);
    // An unknown type is core's to refuse; a misspelt one that would be kept is asked as the one meant.
    if (type === undefined || type === 'too_many') return [];
    if (!isEventType(event.type) && !names.mustKeep(event.type, event.data)) return [];
    // Nobody who reaches the patient is refused for reporting what can only close a gate.
    if (names.isClosing(event.type, event.data)) return [];
    if (mayRecord(caller, type)) {
      const waits = whyEventWaits(caller, type, event.data, `${pathOf(index)}type`);
      const broken = brokenLimits(caller, type, event.data, `${pathOf(index)}data`);
      return waits === null ? broken : [waits, ...broken];
    }
    const rule = 'Your role does not record this.';
    return [{ field: `${pathOf(index)}type`, rule, nextStep: whoRecords(type) }];
  });
  if (problems.length > 0) throw new Refusal('forbidden', problems);
}

function mayRecord({ role, systemKind }: Caller, type: EventType): boolean {
  if (role !== 'system_client') return mayAppend(role, type);
  return kindMayRecord(systemKind ?? 'pharmacy_system', type);
}

function whoRecords(type: EventType): string {
  const { writers } = EVENT_ACCESS[type];
  if (writers.length === 0) return 'Aegle records it itself, through the route that leads to it.';
  return `Have one of these record it: ${writers.join(', ')}.`;
}

/** What did not read as an event goes to core as it came: refused there, or kept unresolved. */
function toCore(event: ApiEvent | UnreadableReport): WireEvent {
  // What is not an event fails in core's own parser.
  return event as unknown as WireEvent;
}

const STOP = safetyReason('hold', []).text.patient;

/** Receipts, and what to do at once: the patient's own sentence with the clinic's number. */
async function receiptsOf(
  dependencies: Dependencies,
  call: Call<'declare' | 'appendEvents'>,
  recorded: Recorded,
) {
  const { isClosing } = recorded;
  const receipts = receiptsFor(call.caller.role, recorded);
  if (!isClosing || !ADVISED.includes(call.caller.role)) return { ...receipts, advice: null };
  const { idempotency: _unused, ...reading } = call.scope;
  const { text } = await dependencies.services.store.inTransaction(reading, (tx) =>
    clinicContact(tx, call.params.patient, reading.now.slice(0, 10)),
  );
  return { ...receipts, advice: `${STOP} ${text}` };
}

/**
 * What a receipt tells. Where a stream stands, what was reversed and which tasks were opened depends on
 * what others recorded: only the clinic reads it. To anybody else an event's place is that in the request.
 */
function receiptsFor(role: Role, { events, reversed, tasksOpened }: Recorded) {
  if (READS_TRACE[role]) return { events, reversed, tasksOpened };
  const own = events.map((event, index) => ({ ...event, version: index + 1 }));
  return { events: own, reversed: [], tasksOpened: 0 };
}

/** Who reads the advice, or reads it to the patient on the telephone. */
const ADVISED: readonly Role[] = [
  'patient',
  'guardian',
  'prescriber',
  'delegate',
  'safety_officer',
];

/** Dates a declaration by the server's clock, on the calendar of the patient's programme. */
async function datedToday(dependencies: Dependencies, call: Call<'declare'>): Promise<WireEvent> {
  const { services } = dependencies;
  const { patient } = call.params;
  const now = nowOf(call.scope);
  const { idempotency: _unused, ...reading } = call.scope;
  const occurredOn = await services.store.inTransaction(reading, async (tx) => {
    const known = await readCase(services, tx, { patient }, now);
    return todayFor(services, known.facts.patient, now);
  });
  const { type } = call.body;
  const v = EVENT_CATALOGUE[type].version;
  // A diary entry may be about an earlier day, and says so; a gate's evidence is dated here.
  if (DIARY_TYPES.some((one) => one === type)) return { v, occurredOn, ...call.body } as WireEvent;
  return { ...call.body, v, occurredOn } as WireEvent;
}

/** An outcome as the wire has it; null for what was erased. */
export function wireOutcome(outcome: string | null): 'granted' | 'denied' | null {
  return outcome === 'granted' || outcome === 'denied' ? outcome : null;
}

export const eventRoutes: SomeRoutes<'appendEvents' | 'declare' | 'readTimeline'> = {
  async appendEvents(dependencies, call) {
    const { events } = call.body;
    const { patient } = call.params;
    try {
      refuseBeyondRole(call.caller, events);
      // More are refused as a whole, with what in them can only close kept.
      if (events.length <= EVENTS_MAX) {
        await refuseStopped(dependencies, call.caller, call.scope, events);
        await refuseOwnGate(dependencies, call.caller, call.scope, events);
        await refuseUnregistered(dependencies, call.caller, call.scope, events);
      }
    } catch (error) {
      await keepClosingReports(dependencies.services, call.scope, patient, events.map(toCore));
      throw error;
    }
    const recorded = await recordEvents(
      dependencies.services,
      call.scope,
      patient,
      events.map(toCore),
    );
    return receiptsOf(dependencies, call, recorded);
  },
  async declare(dependencies, call) {
    refuseBeyondRole(call.caller, [call.body], () => '');
    await refuseUnregistered(dependencies, call.caller, call.scope, [call.body], {
      pathOf: () => 'data.',
    });
    const { tenantId, actorId: by } = call.caller;
    const place = { tenantId, patient: call.params.patient, by };
    limitDeclarations(dependencies.services.store, place, call.body, call.scope.now);
    const event = await datedToday(dependencies, call);
    const { patient } = call.params;
    return receiptsOf(
      dependencies,
      call,
      await recordEvents(dependencies.services, call.scope, patient, [event]),
    );
  },
  async readTimeline(dependencies, { params, caller, scope }) {
    const read = await timeline(dependencies.services, scope, params.patient);
    const isGuardian = caller.role === 'guardian';
    const readsTruth = READS_TRACE[caller.role];
    return {
      patient: read.patient,
      today: read.today,
      zone: read.zone,
      events: read.events.filter((event) => mayRead(caller.role, event)) as RecordedEvent[],
      decisions: isGuardian
        ? []
        : read.decisions.map((one) => ({ ...one, outcome: wireOutcome(one.outcome) })),
      windows: isGuardian
        ? []
        : read.windows.map((one) => ({ ...one, truth: readsTruth ? one.truth : null })),
    };
  },
};
