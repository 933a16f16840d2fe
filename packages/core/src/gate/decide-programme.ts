// Decides one question in one programme: which edition, pending or not, straddles, the portal,
// recorded judgement. Never lets a portal or a judgement lift a safety reason.

import type { Reason } from '../decision/decision.ts';
import { NEVER_OVERRIDDEN } from '../decision/reason-codes.ts';
import type { OrganisationFacts, ProgrammeFacts } from '../facts/organisation-facts.ts';
import type { PatientFacts } from '../facts/patient-facts.ts';
import { editionsInForce } from '../programme/edition.ts';
import type { Edition } from '../programme/programme.ts';
import { portalAnswer } from '../requirements/kinds-supply.ts';
import { type GateView, type Question, viewOf } from '../requirements/view.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import { decideEdition, type EditionVerdict } from './decide-edition.ts';
import type { CompiledProgramme } from './rules.ts';
import { safetyReason } from './safety.ts';
import { applyStraddle } from './straddle.ts';

/** Everything known that bears on one question. */
export interface GateFacts {
  readonly patient: PatientFacts;
  readonly prescriber: OrganisationFacts | undefined;
  readonly pharmacy: OrganisationFacts | undefined;
  /** By programme id. */
  readonly programmes: ReadonlyMap<string, ProgrammeFacts>;
}

/** A verdict of one programme; `editions` are those it was decided under. */
export interface ProgrammeVerdict extends EditionVerdict {
  readonly editions: readonly string[];
}

/** Decides without the patient's safety reasons, which `decideGate` puts first. */
export function decideProgramme(
  compiled: CompiledProgramme,
  known: ProgrammeFacts,
  facts: GateFacts,
  question: Question,
  today: CalendarDay,
  wantsTrace: boolean,
): ProgrammeVerdict {
  const { programme } = compiled;
  if (programme.completeness === 'reference') return refused('programme_incomplete', programme.id);
  const inForce = editionsInForce(programme, today, known.confirmedEditions);
  if (inForce.state === 'none') return refused('edition_unresolved', programme.id);
  if (!inForce.edition.bindings.some((binding) => binding.stages.includes(question.kind)))
    return refused('programme_incomplete', programme.id);
  const freshView = () =>
    viewOf(facts.patient, facts.prescriber, facts.pharmacy, question, programme.id, today);
  const under = (edition: Edition, previous: Edition | undefined) => {
    const view = freshView();
    const current = compiled.compiledFor(edition, known.adoptedOverlays, today);
    const verdict = decideEdition(current, view, wantsTrace);
    if (previous !== undefined)
      applyStraddle(
        verdict,
        current,
        compiled.compiledFor(previous, known.adoptedOverlays, today),
        view,
        freshView,
      );
    return settled(verdict, edition, view, programme.authority);
  };
  if (inForce.state === 'one') {
    const verdict = under(inForce.edition, inForce.previous);
    return Object.assign(verdict, { editions: [verdict.edition] });
  }
  const now = under(inForce.edition, undefined);
  const next = under(inForce.pending, inForce.edition);
  return pendingVerdict(now, next, inForce.pending, freshView());
}

function refused(
  code: 'programme_incomplete' | 'edition_unresolved',
  programme: string,
): ProgrammeVerdict {
  return {
    edition: 'none',
    editions: [],
    reasons: [{ ...safetyReason(code, []), programme, clearedBy: 'programme_officer' }],
    advice: [],
    evidence: [],
    lastDay: undefined,
    maxDaysSupply: undefined,
    trace: undefined,
  };
}

/** Both editions agree: that answer, the narrower. They differ: the programme office is asked. */
function pendingVerdict(
  now: EditionVerdict,
  next: EditionVerdict,
  pending: Edition,
  view: GateView,
): ProgrammeVerdict {
  const editions = [now.edition, next.edition];
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
  const isSettledByPortal = isGrantedNow !== isGrantedNext && hasValidPortalGrant(pending, view);
  if (isSettledByPortal) return { ...granting, editions };
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
  return { ...denying, editions, reasons: isNever ? denying.reasons : [reason] };
}

/** True when every reason asks for a judgement, or a portal's grant stands against them. */
function asks(verdict: EditionVerdict): boolean {
  return (
    verdict.reasons.some((reason) => reason.code === 'authority_disagrees') ||
    verdict.reasons.every((reason) => reason.disposition === 'query')
  );
}

function least<N extends number>(a: N | undefined, b: N | undefined): N | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}

function portalOf(edition: Edition): string | undefined {
  const binding = edition.bindings.find((one) => one.kind === 'external_authorization');
  return binding?.options.portal as string | undefined;
}

function hasValidPortalGrant(edition: Edition, view: GateView): boolean {
  const portal = portalOf(edition);
  if (portal === undefined) return false;
  const answer = portalAnswer(view, portal);
  if (answer === undefined || !answer.data.granted) return false;
  return answer.data.lastDay !== undefined && answer.data.lastDay >= view.today;
}

/** Applies recorded judgements, then says where the portal disagrees. */
function settled(
  verdict: EditionVerdict,
  edition: Edition,
  view: GateView,
  authority: 'external' | 'local',
): EditionVerdict {
  if (verdict.reasons.length === 0) return verdict;
  const isGrantedByPortal =
    authority === 'external' &&
    view.question.kind === 'dispense' &&
    hasValidPortalGrant(edition, view);
  // Where the portal grants, a judgement lifts the very requirement it names, and no other.
  verdict.reasons = verdict.reasons.filter(
    (reason) => !isJudged(verdict, reason, view, isGrantedByPortal),
  );
  if (!isGrantedByPortal || verdict.reasons.length === 0) return verdict;
  const reason: Reason = {
    ...safetyReason('authority_disagrees', []),
    disposition: 'query',
    programme: edition.programme,
    edition: edition.id,
    requirement: 'authority',
    underlying: verdict.reasons[0]!.code,
  };
  verdict.reasons = [reason, ...verdict.reasons];
  return verdict;
}

/** A named clinician has recorded a judgement on this requirement that still stands today. */
function isJudged(
  verdict: EditionVerdict,
  reason: Reason,
  view: GateView,
  isGrantedByPortal: boolean,
): boolean {
  const mayJudge = reason.disposition === 'query' || isGrantedByPortal;
  if (!mayJudge || NEVER_OVERRIDDEN.includes(reason.code)) return false;
  const judgement = view.facts.discretions.find(
    (event) =>
      event.data.programme === view.programme &&
      event.data.requirement === reason.requirement &&
      event.sequence > view.lastDispenseSequence &&
      event.occurredOn <= view.today &&
      event.data.lastDay >= view.today,
  );
  if (judgement === undefined) return false;
  verdict.evidence.push(judgement.id);
  verdict.lastDay = least(verdict.lastDay, judgement.data.lastDay);
  return true;
}
