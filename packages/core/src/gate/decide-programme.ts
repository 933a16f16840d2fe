// Decides one question in one programme: which edition, pending or not, edition transitions, the portal,
// recorded judgement. Never lets a portal or a judgement lift a safety reason.

import type { Role } from '../decision/actor.ts';
import type { EditionAnswer, Reason } from '../decision/decision.ts';
import { editionName } from '../decision/edition-ref.ts';
import { NEVER_OVERRIDDEN } from '../decision/reason-codes.ts';
import type { EventOf } from '../events/event.ts';
import type { OrganisationFacts, ProgrammeFacts } from '../facts/organisation-facts.ts';
import type { PatientFacts } from '../facts/patient-facts.ts';
import { treatingPrescriber } from '../facts/treating.ts';
import { editionsInForce } from '../programme/edition.ts';
import { isListed } from '../programme/products.ts';
import type { Edition, Programme } from '../programme/programme.ts';
import { portalAnswer } from '../requirements/kinds-supply.ts';
import { freshView, type GateView, type Question, viewOf } from '../requirements/view.ts';
import type { QuestionDays } from '../time/question-days.ts';
import type { CompiledEdition } from './compile.ts';
import { decideEdition, type EditionVerdict } from './decide-edition.ts';
import { disputeOf, grantedByPortal, isDispute } from './dispute.ts';
import { noticeOf } from './edition-notice.ts';
import { applyEditionTransition } from './edition-transition.ts';
import type { CompiledProgramme } from './rules.ts';
import { safetyReason } from './safety.ts';
import { stopReasons } from './stop-reasons.ts';

/** Everything known that bears on one question. */
export interface GateFacts {
  readonly patient: PatientFacts;
  readonly prescriber: OrganisationFacts | undefined;
  readonly pharmacy: OrganisationFacts | undefined;
  /** Standing of prescribers whose agreement or approval is recorded, by their id; absent: nothing is known. */
  readonly colleagues?: ReadonlyMap<string, OrganisationFacts>;
  /** By programme id. */
  readonly programmes: ReadonlyMap<string, ProgrammeFacts>;
  /** A stream that was read does not hold: something in it is missing or was changed. */
  readonly isLogDamaged?: boolean;
}

/** Decides without the patient's safety reasons, which `decideGate` puts first. */
export function decideProgramme(
  compiled: CompiledProgramme,
  known: ProgrammeFacts,
  facts: GateFacts,
  question: Question,
  days: QuestionDays,
  wantsTrace: boolean,
): EditionVerdict {
  const { programme } = compiled;
  if (programme.completeness === 'reference') return incomplete(programme);
  const inForce = editionsInForce(programme, days.deadline, known.confirmedEditions);
  if (inForce.state === 'none') return refused('edition_unresolved', programme.id);
  if (!compiled.asWritten(inForce.edition).answers(question.kind)) return incomplete(programme);
  const { patient, prescriber, pharmacy, colleagues } = facts;
  const view = viewOf(patient, prescriber, pharmacy, question, compiled.id, days, colleagues);
  if (!isForListedProduct(compiled, view)) return refused('product_not_in_programme', compiled.id);
  const verdict = decideInForce(compiled, inForce, known, view, wantsTrace);
  verdict.reasons.push(...treatingReasons(view), ...stopReasons(view, verdict.reasons));
  return verdict;
}

/** A supply is for what was prescribed; a prescription for what is asked, if anything is named. */
function isForListedProduct({ programme }: CompiledProgramme, view: GateView): boolean {
  const { kind, product } = view.question;
  const named = kind === 'dispense' ? view.prescription?.data.product : product;
  return kind === 'donate_blood' || named === undefined || isListed(programme.products, named);
}

/** Nobody writes for a patient who was handed over: no portal and no judgement lifts that. */
function treatingReasons(view: GateView): Reason[] {
  const { facts, question, prescription: written } = view;
  if (facts.careTransfers.length === 0 || question.kind === 'donate_blood') return [];
  const isNew = question.kind === 'prescribe';
  const writer = isNew ? question.prescriber : written?.data.prescriber;
  const place = isNew ? { occurredOn: view.days.happenedBy, sequence: Infinity } : written;
  if (place === undefined || writer === undefined) return [];
  const treating = treatingPrescriber(facts, place);
  if (treating === undefined || treating === writer) return [];
  const evidence = [facts.careTransfers.at(-1)!.id, ...(isNew ? [] : [written!.id])];
  return [safetyReason('prescriber_not_treating', evidence)];
}

type InForce = Extract<ReturnType<typeof editionsInForce>, { readonly edition: Edition }>;

function decideInForce(
  compiled: CompiledProgramme,
  { edition, previous, pending }: InForce,
  known: ProgrammeFacts,
  view: GateView,
  wantsTrace: boolean,
): EditionVerdict {
  if (pending === undefined)
    return decideUnder(compiled, edition, previous, known, view, wantsTrace);
  const now = decideUnder(compiled, edition, undefined, known, view, wantsTrace);
  const nextView = freshView(view);
  const next = decideUnder(compiled, pending, edition, known, nextView, wantsTrace);
  const isGrantedByPortal = isSettledByPortal(compiled.asWritten(pending).portal, nextView);
  const verdict = pendingVerdict(now, next, pending, isGrantedByPortal);
  return { ...verdict, advice: [...verdict.advice, noticeOf(compiled.programme, pending)] };
}

/** What one edition says, with what began under the edition before it, judgements and the portal. */
function decideUnder(
  compiled: CompiledProgramme,
  edition: Edition,
  previous: Edition | undefined,
  known: ProgrammeFacts,
  view: GateView,
  wantsTrace: boolean,
): EditionVerdict {
  const current = compiled.compiledFor(edition, known.adoptedOverlays, view.today);
  const verdict = decideEdition(current, view, wantsTrace);
  if (previous !== undefined) {
    const before = compiled.compiledFor(previous, known.adoptedOverlays, view.today);
    applyEditionTransition(verdict, current, before, view);
  }
  if (verdict.reasons.length > 0)
    settle(verdict, compiled.asWritten(edition), view, compiled.programme);
  return verdict;
}

type Refusal = 'programme_incomplete' | 'edition_unresolved' | 'product_not_in_programme';

function refused(code: Refusal, programme: string): EditionVerdict {
  // Who wrote the prescription says what was meant; what a programme lacks is for its office.
  const asks = code === 'product_not_in_programme';
  const owner = asks
    ? ({ disposition: 'query', deputy: 'pharmacist' } as const)
    : ({ clearedBy: 'programme_officer' } as const);
  return {
    editions: [],
    reasons: [{ ...safetyReason(code, []), programme, ...owner }],
    advice: [],
    evidence: [],
    lastDay: undefined,
    maxDaysSupply: undefined,
    trace: undefined,
  };
}

/** Too little is known: what, is listed. */
function incomplete({ id, unknowns }: Programme): EditionVerdict {
  const verdict = refused('programme_incomplete', id);
  verdict.reasons = verdict.reasons.map((reason) => ({ ...reason, missing: unknowns }));
  return verdict;
}

/** Both editions agree: that answer, the narrower. They differ: the programme office is asked. */
function pendingVerdict(
  now: EditionVerdict,
  next: EditionVerdict,
  pending: Edition,
  isGrantedByPortal: boolean,
): EditionVerdict {
  const editions = [...now.editions, ...next.editions];
  const isGrantedNow = now.reasons.length === 0;
  const isGrantedNext = next.reasons.length === 0;
  if (isGrantedNow === isGrantedNext && asks(now) === asks(next)) {
    const keyOf = (reason: Reason) => `${reason.requirement} ${reason.code}`;
    const known = new Set(now.reasons.map(keyOf));
    return {
      ...now,
      editions,
      reasons: [...now.reasons, ...next.reasons.filter((one) => !known.has(keyOf(one)))],
      lastDay: least(now.lastDay, next.lastDay),
      maxDaysSupply: least(now.maxDaysSupply, next.maxDaysSupply),
    };
  }
  const granting = isGrantedNow ? now : next;
  if (isGrantedNow !== isGrantedNext && isGrantedByPortal) return { ...granting, editions };
  const denying = isGrantedNow ? next : now;
  const reason: Reason = {
    ...safetyReason('edition_pending', []),
    disposition: 'query',
    programme: pending.programme,
    edition: pending.id,
    requirement: 'edition',
    clearedBy: 'programme_officer',
    deputy: 'safety_officer',
    ...(denying.reasons[0] === undefined ? {} : { underlying: denying.reasons[0].code }),
  };
  const isNever = denying.reasons.some((one) => NEVER_OVERRIDDEN.includes(one.code));
  return {
    ...denying,
    editions,
    reasons: isNever ? denying.reasons : [reason],
    trace: now.trace === undefined ? undefined : [...now.trace, ...(next.trace ?? [])],
    underEditions: [editionAnswer(now, pending.programme), editionAnswer(next, pending.programme)],
  };
}

function editionAnswer(verdict: EditionVerdict, programme: string): EditionAnswer {
  const { editions, reasons } = verdict;
  const edition = editionName(editions[0]!);
  const denied = asks(verdict) ? 'query' : 'blocked';
  return { programme, edition, outcome: reasons.length === 0 ? 'granted' : denied, reasons };
}

/** True when every reason asks for a judgement, or a portal's grant stands against what can be judged. */
function asks(verdict: EditionVerdict): boolean {
  return (
    verdict.reasons.some(isDispute) ||
    verdict.reasons.every((reason) => reason.disposition === 'query')
  );
}

function least<N extends number>(a: N | undefined, b: N | undefined): N | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}

function hasValidPortalGrant(portal: string | undefined, view: GateView): boolean {
  return validPortalGrant(portal, view) !== undefined;
}

function validPortalGrant(portal: string | undefined, view: GateView): PortalAnswer | undefined {
  const answer = portal === undefined ? undefined : portalAnswer(view, portal);
  const { granted, lastDay } = answer?.data ?? {};
  return granted === true && lastDay !== undefined && lastDay >= view.today ? answer : undefined;
}

/** The portal's own key, and the pharmacy. */
const ASKS_THE_PORTAL: readonly Role[] = ['system_client', 'pharmacist'];

/**
 * Which of two editions holds is settled by the portal's own word, or as the pharmacy that has to ask it
 * entered it: never by a grant that the clinic typed, which brings the evidence too.
 */
function isSettledByPortal(portal: string | undefined, view: GateView): boolean {
  const role = validPortalGrant(portal, view)?.actor.role;
  return role !== undefined && ASKS_THE_PORTAL.includes(role);
}

/**
 * Applies recorded judgements, then says where the portal disagrees: as a question only where judgements
 * could lift all that stands in the way.
 */
function settle(
  verdict: EditionVerdict,
  { edition, portal }: CompiledEdition,
  view: GateView,
  { authority, judgedWherePortalGrants: judged }: Programme,
): void {
  const isGrantedByPortal =
    authority === 'external' &&
    view.question.kind === 'dispense' &&
    hasValidPortalGrant(portal, view);
  // Where the portal grants, a judgement lifts a listed requirement that it names, and no other.
  const granting =
    isGrantedByPortal && portal !== undefined ? portalAnswer(view, portal) : undefined;
  const isListed = (reason: Reason) => judged.some((one) => one.requirement === reason.requirement);
  if (view.facts.clinicalOverrides.length > 0)
    verdict.reasons = verdict.reasons.filter(
      (reason) => !isJudged(verdict, reason, view, isListed(reason) ? granting : undefined),
    );
  if (!isGrantedByPortal || verdict.reasons.length === 0) return;
  const canBeJudged = (reason: Reason) =>
    (reason.disposition === 'query' || isListed(reason)) && !NEVER_OVERRIDDEN.includes(reason.code);
  const { programme, id } = edition;
  const underlying = verdict.reasons[0]!.code;
  if (verdict.reasons.every(canBeJudged))
    verdict.reasons.unshift(disputeOf(programme, id, underlying));
  else verdict.advice.push(grantedByPortal(programme));
}

type PortalAnswer = EventOf<'ExternalAuthorizationRecorded'>;

/**
 * A named clinician has recorded a judgement on this requirement that still stands today. A stated
 * rule is judged only beside a grant of the portal that neither the judge nor clinic staff entered:
 * else one person would bring both the evidence and the word on it.
 */
function isJudged(
  verdict: EditionVerdict,
  reason: Reason,
  view: GateView,
  granting: PortalAnswer | undefined,
): boolean {
  const asks = reason.disposition === 'query';
  if (!(asks || granting) || NEVER_OVERRIDDEN.includes(reason.code)) return false;
  const judgement = view.facts.clinicalOverrides.find(
    (event) =>
      event.data.programme === view.programme &&
      event.data.requirement === reason.requirement &&
      isOfThisMonth(view, event) &&
      isAfterItsGround(view, reason, event) &&
      (asks || isEnteredByOthers(granting!, event)) &&
      event.data.lastDay >= Math.max(view.today, view.days.here),
  );
  if (judgement === undefined) return false;
  verdict.evidence.push(judgement.id);
  verdict.lastDay = least(verdict.lastDay, judgement.data.lastDay);
  return true;
}

/** A judgement is used up by the next dispense, and serves no course but the one in which it was made. */
function isOfThisMonth(
  { facts, lastDispenseSequence }: GateView,
  { sequence }: EventOf<'DiscretionExercised'>,
): boolean {
  return sequence > Math.max(lastDispenseSequence, facts.course?.enrolment.sequence ?? 0);
}

/** Nobody has judged an interruption, of contraception or of treatment, before it was one that they knew of. */
function isAfterItsGround(
  { contraceptionGaps, lapse }: GateView,
  { underlying, requirement }: Reason,
  { sequence, occurredOn }: EventOf<'DiscretionExercised'>,
): boolean {
  if (lapse?.requirement === requirement)
    return occurredOn >= lapse.from && sequence > lapse.sequence;
  if (underlying !== 'contraception_gap') return true;
  return contraceptionGaps.every(
    (gap) => gap.asking?.id !== requirement || gap.sequence < sequence,
  );
}

/** A delegate is somebody's staff, and whose is not known here: never another person's word. */
function isEnteredByOthers(
  { actor }: PortalAnswer,
  judgement: EventOf<'DiscretionExercised'>,
): boolean {
  return actor.role !== 'delegate' && actor.id !== judgement.actor.id;
}
