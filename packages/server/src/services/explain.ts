// Explains a stored decision and replays it from the heads it had read.
// Never answers from the stored text alone: replay decides again and compares.

import {
  type Audience,
  type Decision,
  ENGINE_VERSION,
  type Instant,
  parseInstant,
  type TraceLine,
} from '@aegle/core';
import type { Json, ReadDecision, Scope, StoreTransaction, StreamVersion } from '@aegle/store';
import { refuse } from '@aegle/store';
import canonicalize from 'canonicalize';
import { type Answer, answerFor, canonicalAnswer } from './answer.ts';
import type { ServiceContext } from './context.ts';
import { decideOn, type GateQuestion } from './gate-question.ts';
import { type PatientCase, readCase } from './read-case.ts';

/** What replay found. */
export interface Replay {
  readonly state: 'same' | 'different' | 'erased';
  readonly engineVersionThen: string;
  readonly engineVersionNow: string;
  /** Names of the parts of the canonical answer that differ. */
  readonly differences: readonly string[];
}

/** A stored decision for one audience, with what each requirement was found to be. */
export interface Explanation {
  readonly id: string;
  readonly question: string;
  readonly askedFor: string;
  readonly knownAt: string;
  readonly engineVersion: string;
  /** Null once the patient's keys are erased. */
  readonly decision: Answer | null;
  readonly trace: readonly TraceLine[];
  /** Events of the trace that were heard in a record merged into this one, with that record. */
  readonly origins: readonly { readonly event: string; readonly record: string }[];
}

/** Decides a stored decision again, from the versions of the streams that it had read. */
export function replayDecision(
  context: ServiceContext,
  scope: Scope,
  patient: string,
  decisionId: string,
): Promise<Replay> {
  return context.store.inTransaction(scope, async (tx) => {
    const stored = await storedDecision(tx, patient, decisionId);
    const { decision: again } = await decideAgain(context, tx, stored);
    const versions = {
      engineVersionThen: stored.engineVersion,
      engineVersionNow: String(ENGINE_VERSION),
    };
    if (again === 'erased' || stored.answer === null)
      return { state: 'erased', ...versions, differences: [] };
    const then = stored.answer as { readonly [key: string]: Json };
    const now = canonicalAnswer(again, then.question as { readonly [key: string]: Json });
    const differences = [...new Set([...Object.keys(then), ...Object.keys(now)])].filter(
      (key) => canonicalize(comparable(key, then[key])) !== canonicalize(comparable(key, now[key])),
    );
    return { state: differences.length === 0 ? 'same' : 'different', ...versions, differences };
  });
}

/** Which evidence an answer rests on is its own; the order in which requirements were asked is not. */
function comparable(key: string, part: Json | undefined): Json | undefined {
  return key === 'evidence' && Array.isArray(part) ? part.map(String).sort() : part;
}

/** Explains a stored decision for an audience. */
export function explainDecision(
  context: ServiceContext,
  scope: Scope,
  patient: string,
  decisionId: string,
  audience: Audience,
): Promise<Explanation> {
  return context.store.inTransaction(scope, async (tx) => {
    const stored = await storedDecision(tx, patient, decisionId);
    const { decision: again, known } = await decideAgain(context, tx, stored);
    const isReadable = again !== 'erased' && stored.answer !== null;
    // The trace names requirements and events: it is for those who may read the evidence.
    const mayTrace = audience === 'prescriber';
    const trace = isReadable && mayTrace ? (again.trace ?? []) : [];
    const named = new Set(trace.flatMap((line) => line.evidence));
    return {
      id: stored.id,
      question: stored.question,
      askedFor: stored.askedFor,
      knownAt: stored.knownAt,
      engineVersion: stored.engineVersion,
      decision: isReadable ? answerFor(again, audience, context.clockOf) : null,
      trace,
      origins: known.events.flatMap(({ id, mergedFrom: record }) =>
        record !== undefined && named.has(id) ? [{ event: id, record }] : [],
      ),
    };
  });
}

async function storedDecision(
  tx: StoreTransaction,
  patient: string,
  id: string,
): Promise<ReadDecision> {
  const stored = await tx.decision(patient, id);
  if (stored === null)
    throw refuse(
      'not_found',
      'decision',
      'No such decision of this patient.',
      'Check the id in the timeline.',
    );
  return stored;
}

async function decideAgain(
  context: ServiceContext,
  tx: StoreTransaction,
  stored: ReadDecision,
): Promise<{ readonly decision: Decision | 'erased'; readonly known: PatientCase }> {
  const at = parseInstant(stored.askedFor) as Instant;
  const known = await caseAt(context, tx, stored, at);
  if (known.hasErasedEvents || known.facts.patient.erasure !== undefined)
    return { decision: 'erased', known };
  const question = questionOf(stored, known);
  return { decision: decideOn(context, known, question, at, true), known };
}

function caseAt(
  context: ServiceContext,
  tx: StoreTransaction,
  stored: ReadDecision,
  knownAt: Instant,
): Promise<PatientCase> {
  const of = (kind: StreamVersion['kind']) =>
    stored.versionsRead.find((head) => head.kind === kind)?.subjectId;
  const prescriber = of('prescriber');
  const pharmacy = of('pharmacy');
  const ref = {
    patient: stored.subjectId,
    ...(prescriber === undefined ? {} : { prescriber }),
    ...(pharmacy === undefined ? {} : { pharmacy }),
  };
  return readCase(context, tx, ref, knownAt, stored.versionsRead);
}

/** The question as it was asked; its parameters are kept in the stored answer. */
function questionOf(stored: ReadDecision, known: PatientCase): GateQuestion {
  const answer = stored.answer as { readonly question?: { readonly [key: string]: Json } } | null;
  const asked = answer?.question ?? {};
  const text = (key: string) => (typeof asked[key] === 'string' ? { [key]: asked[key] } : {});
  return {
    kind: stored.question === 'prescribe' ? 'prescribe' : 'dispense',
    patient: known.patient,
    ...text('prescription'),
    ...text('authorization'),
    ...text('prescriber'),
    ...text('pharmacy'),
    ...(typeof asked.daysSupply === 'number' ? { daysSupply: asked.daysSupply } : {}),
  } as GateQuestion;
}
