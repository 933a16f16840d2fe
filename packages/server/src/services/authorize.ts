// Asks and authorises: the gate decides, the decision is stored, a grant is appended.
// Asking never authorises and stores nothing; an authorisation is never granted without its record.

import {
  type AegleEvent,
  type Audience,
  type Decision,
  ENGINE_VERSION,
  editionName,
  formatCalendarDay,
  formatInstant,
  type Instant,
  type PatientFacts,
} from '@aegle/core';
import type { Json, Scope, StoreTransaction } from '@aegle/store';
import { refuse } from '@aegle/store';
import { type Answer, answerFor, canonicalAnswer } from './answer.ts';
import type { ServiceContext } from './context.ts';
import { editionDigest } from './edition-digest.ts';
import { assessEligibility, type Eligibility } from './eligibility.ts';
import {
  decideOn,
  type GateQuestion,
  isApprovedForUse,
  prescriberOf,
  todayFor,
} from './gate-question.ts';
import { appendOf } from './log-events.ts';
import { otherStreamVersions } from './merged-records.ts';
import { machineOf, nowOf, ownEvent } from './new-events.ts';
import { projectAfter } from './project-after.ts';
import { openTasks } from './reactions.ts';
import { firstReads, type PatientCase, readCase } from './read-case.ts';
import { refuseUsedPrescriptions } from './refuse-used.ts';
import { notApprovedReason } from './use-approval.ts';

/** An answer with what stands beside it. */
export interface GateAnswer extends Answer {
  readonly eligibility: Eligibility;
  readonly isForClinicalUse: boolean;
  readonly dryRun: boolean;
  /** Id of the stored decision; null for a dry run. */
  readonly decision: string | null;
  /** Id of the authorisation, when one was recorded. */
  readonly authorization: string | null;
}

/** What to authorise for dispensing. */
export interface DispenseRequest {
  readonly patient: string;
  readonly prescription: string;
  readonly pharmacy: string;
  readonly daysSupply: number;
  /** Of a system: the person for whom it acts. */
  readonly reportedFor?: string;
}

/** What to prescribe. */
export interface PrescriptionRequest {
  readonly patient: string;
  readonly prescriber: string;
  readonly prescription: string;
  readonly product: string;
  readonly daysSupply: number;
  readonly doseMgPerDay?: string;
  readonly refills: number;
  readonly medium?: 'electronic' | 'paper' | 'telephone' | 'fax';
}

/** The dry run: what the gate would say at `at` (default: now). Stores nothing. */
export function ask(
  context: ServiceContext,
  scope: Scope,
  question: GateQuestion,
  audience: Audience,
  at?: Instant,
): Promise<GateAnswer> {
  return context.store.inTransaction({ ...scope, reads: firstReads(question) }, async (tx) => {
    const known = await caseFor(context, tx, question);
    const decision = decideOn(context, known, question, at ?? known.knownAt);
    return gateAnswer(context, scope, known, decision, audience, null, null);
  });
}

/** Authorises one supply for one pharmacy. Granted and denied are both answers, both stored. */
export function authorizeDispense(
  context: ServiceContext,
  scope: Scope,
  request: DispenseRequest,
  audience: Audience,
): Promise<GateAnswer> {
  const question: GateQuestion = { kind: 'dispense', ...request };
  return context.store.inTransaction({ ...scope, reads: firstReads(request) }, async (tx) => {
    const known = await caseFor(context, tx, question);
    const decision = authorizable(
      context,
      scope,
      known,
      decideOn(context, known, question, known.knownAt),
    );
    const id = await storeDecision(context, tx, known, 'dispense', question, decision);
    if (decision.outcome === 'denied')
      return gateAnswer(context, scope, known, decision, audience, id, null);
    const authorization = context.newId();
    const event = ownEvent(
      scope,
      authorization,
      'DispenseAuthorized',
      todayFor(context, known.facts.patient, nowOf(scope)),
      {
        authorization,
        prescription: request.prescription,
        pharmacy: request.pharmacy,
        daysSupply: request.daysSupply,
        lastDay: formatCalendarDay(decision.lastDay),
        decision: id,
        ...machineOf(request),
      },
    );
    await appendDecided(tx, known, [event]);
    return gateAnswer(context, scope, known, decision, audience, id, authorization);
  });
}

/** Decides whether to prescribe; a grant records the prescription in the same transaction. */
export function authorizePrescription(
  context: ServiceContext,
  scope: Scope,
  request: PrescriptionRequest,
  audience: Audience,
): Promise<GateAnswer> {
  const question: GateQuestion = {
    kind: 'prescribe',
    patient: request.patient,
    prescriber: request.prescriber,
    product: request.product,
    daysSupply: request.daysSupply,
  };
  return context.store.inTransaction({ ...scope, reads: firstReads(question) }, async (tx) => {
    const known = await caseFor(context, tx, question);
    refuseUsedPrescriptions(known, [request.prescription]);
    const decision = authorizable(
      context,
      scope,
      known,
      decideOn(context, known, question, known.knownAt),
    );
    const id = await storeDecision(context, tx, known, 'prescribe', question, decision);
    if (decision.outcome === 'granted') {
      const { patient: _patient, ...prescribed } = request;
      const day = todayFor(context, known.facts.patient, nowOf(scope));
      await appendDecided(tx, known, [
        ownEvent(scope, context.newId(), 'PrescriptionWritten', day, prescribed),
      ]);
    }
    return gateAnswer(context, scope, known, decision, audience, id, null);
  });
}

/** Reads the case of a question; the prescriber is the one who wrote the prescription. */
export async function caseFor(
  context: ServiceContext,
  tx: StoreTransaction,
  question: GateQuestion,
): Promise<PatientCase> {
  const now = nowOf(tx.scope);
  const { patient, pharmacy, programmes } = question;
  const prescriber = question.kind === 'dispense' ? undefined : question.prescriber;
  const ref = {
    patient,
    ...(pharmacy === undefined ? {} : { pharmacy }),
    ...(prescriber === undefined ? {} : { prescriber }),
    ...(programmes === undefined ? {} : { programmes }),
    prescriberIn: (facts: PatientFacts) => prescriberOf(facts, question),
  };
  const known = await readCase(context, tx, ref, now);
  if (known.events.length === 0 && !known.hasErasedEvents)
    throw refuse(
      'not_found',
      'patient',
      'No such patient in this tenant.',
      'Enrol the patient first.',
    );
  return known;
}

/** A grant outside a demonstration needs editions approved for use; without, it is refused. */
export function authorizable(
  context: ServiceContext,
  scope: Scope,
  known: PatientCase,
  decision: Decision,
): Decision {
  if (decision.outcome === 'denied' || context.isDemonstration(scope.tenantId)) return decision;
  if (isApprovedForUse(context, known, decision)) return decision;
  const {
    outcome: _outcome,
    lastDay: _lastDay,
    zone: _zone,
    maxDaysSupply: _max,
    ...common
  } = decision;
  return {
    ...common,
    outcome: 'denied',
    disposition: 'blocked',
    reasons: [notApprovedReason(decision.editions.map(editionName))],
  };
}

/** Appends with compare-and-swap on the patient and on every other stream that was read. */
export async function appendDecided(
  tx: StoreTransaction,
  known: PatientCase,
  events: readonly AegleEvent[],
): Promise<void> {
  const receipts = await tx.append(
    appendOf({
      stream: { subjectId: known.patient, kind: 'patient-gate' },
      how: 'decide',
      events,
      versionsRead: otherStreamVersions(known.heads, known.patient),
    }),
  );
  await projectAfter(tx, known, events, receipts);
}

/** Stores the canonical answer with everything it read. */
export async function storeDecision(
  context: ServiceContext,
  tx: StoreTransaction,
  known: PatientCase,
  name: 'prescribe' | 'dispense' | 'hand_out',
  question: GateQuestion,
  decision: Decision,
): Promise<string> {
  const id = context.newId();
  const now = formatInstant(known.knownAt);
  if (decision.outcome === 'denied') await openClearing(context, tx, known, id);
  await tx.storeDecision({
    id,
    subjectId: known.patient,
    question: name,
    askedFor: now,
    knownAt: now,
    engineVersion: String(ENGINE_VERSION),
    editionDigests: digestsOf(context, decision),
    versionsRead: known.heads,
    class: 'reproductive',
    answer: canonicalAnswer(decision, questionAsked(question)),
  });
  return id;
}

/** Every denial has an owner, a deadline, a deputy and an escalation: one open task a patient. */
async function openClearing(
  context: ServiceContext,
  tx: StoreTransaction,
  known: PatientCase,
  decision: string,
): Promise<void> {
  const open = await tx.tasks({ state: 'open', subjectId: known.patient });
  if (open.some((task) => task.kind === 'clear_reason')) return;
  await openTasks(context, tx, known.patient, [{ kind: 'clear_reason', event: decision }]);
}

function questionAsked(question: GateQuestion): { readonly [key: string]: Json } {
  const { patient: _patient, kind: _kind, programmes: _programmes, ...asked } = question;
  return asked;
}

function digestsOf(context: ServiceContext, decision: Decision): readonly string[] {
  return decision.editions.map((ref) => {
    const { programme } = context.programmes.get(ref.programme)!;
    return `${editionName(ref)}:${editionDigest(programme, ref)}`;
  });
}

export function gateAnswer(
  context: ServiceContext,
  scope: Scope,
  known: PatientCase,
  decision: Decision,
  audience: Audience,
  decisionId: string | null,
  authorization: string | null,
): GateAnswer {
  return {
    ...answerFor(decision, audience, context.clockOf),
    eligibility: assessEligibility(context, known.facts.patient, nowOf(scope), audience),
    isForClinicalUse:
      !context.isDemonstration(scope.tenantId) && isApprovedForUse(context, known, decision),
    dryRun: decisionId === null,
    decision: decisionId,
    authorization,
  };
}
