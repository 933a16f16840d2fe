// A decision as an answer for one audience. Filtering happens here, before anything is serialised.
// Never a test result, a method, a mood or a hold's cause to a pharmacy; never a result to a patient.

import {
  type Audience,
  type ClockOf,
  type Decision,
  type Denied,
  editionName,
  formatCalendarDay,
  formatInstant,
  isPharmacists,
  NEVER_OVERRIDDEN,
  type Reason,
  whenSaid,
} from '@aegle/core';
import type { Json } from '@aegle/store';

/** What a pharmacy is told where a cause is not its own. */
const CONTACT_PRESCRIBER = 'Contact the prescriber.';

/** One reason as its audience may read it. */
export interface AnswerReason {
  readonly code: string;
  readonly disposition: 'blocked' | 'query';
  readonly programme: string;
  readonly edition: string;
  readonly requirement: string;
  readonly citation: { readonly sources: readonly string[]; readonly section?: string };
  readonly clearedBy: string;
  readonly deputy: string;
  readonly clearableFrom: string | null;
  readonly deadline: string | null;
  readonly text: string;
  /** From when, in words; or what it waits for, or why no day can be said. */
  readonly when: string;
  /** What exactly is missing; for the clinic and the programme's office. */
  readonly missing?: readonly string[];
  /** The code behind a query, for those who may judge it. */
  readonly underlying?: string;
  /** Event ids; only for prescribers. */
  readonly evidence?: readonly string[];
}

/** A decision for one audience. */
export interface Answer {
  readonly outcome: 'granted' | 'denied';
  readonly disposition: 'blocked' | 'query' | null;
  /** Last day, until its end in that zone. */
  readonly until: { readonly day: string; readonly zone: string; readonly at: string } | null;
  readonly maxDaysSupply: number | null;
  readonly reasons: readonly AnswerReason[];
  readonly advice: readonly {
    readonly requirement: string;
    readonly programme: string;
    readonly text: string;
    readonly sources: readonly string[];
  }[];
  readonly editions: readonly string[];
  /** Both editions' answers, where a pending one and the one before it disagree. */
  readonly underEditions?: readonly {
    readonly programme: string;
    readonly edition: string;
    readonly outcome: 'granted' | 'blocked' | 'query';
    readonly reasons: readonly AnswerReason[];
  }[];
}

/** The answer that an audience may see. */
export function answerFor(decision: Decision, audience: Audience, clockOf: ClockOf): Answer {
  const isGranted = decision.outcome === 'granted';
  return {
    outcome: decision.outcome,
    disposition: isGranted ? null : decision.disposition,
    until: isGranted
      ? {
          day: formatCalendarDay(decision.lastDay),
          zone: decision.zone,
          at: formatInstant(clockOf(decision.zone).lastInstantOf(decision.lastDay)),
        }
      : null,
    maxDaysSupply: isGranted ? (decision.maxDaysSupply ?? null) : null,
    reasons: isGranted ? [] : reasonsFor(decision.reasons, audience),
    // A pharmacy reads of advice what is its own check, and that the programme's rules may have changed.
    advice: decision.advice
      .filter((one) => audience !== 'pharmacist' || one.isNotice || one.isPharmacists)
      .filter((one) => audience === 'prescriber' || !one.isClinics)
      .map((one) => ({
        requirement: one.requirement,
        programme: one.programme,
        text: one.text[audience],
        sources: one.citation.sources,
      })),
    editions: decision.editions.map(editionName),
    ...(isGranted ? {} : bothAnswers(decision, audience)),
  };
}

/** What each edition says, told as its reasons are; nothing to a patient who must stop. */
function bothAnswers(decision: Denied, audience: Audience): Pick<Answer, 'underEditions'> {
  const mustStop = decision.reasons.some((reason) => NEVER_OVERRIDDEN.includes(reason.code));
  if (decision.underEditions === undefined || (audience === 'patient' && mustStop)) return {};
  return {
    underEditions: decision.underEditions.map((one) => ({
      ...one,
      reasons: reasonsFor(one.reasons, audience),
    })),
  };
}

function reasonsFor(reasons: readonly Reason[], audience: Audience): readonly AnswerReason[] {
  if (audience === 'prescriber')
    return reasons.map((reason) => ({
      ...shared(reason, audience),
      ...missingOf(reason),
      ...(reason.underlying === undefined ? {} : { underlying: reason.underlying }),
      evidence: reason.evidence,
    }));
  // A counter that must stop reads that and nothing beside it: a supply is no question then.
  const mustStop = reasons.some((reason) => NEVER_OVERRIDDEN.includes(reason.code));
  if (audience === 'pharmacist' && mustStop) return [contact(reasons, audience)];
  const isOwn = (reason: Reason) =>
    audience === 'pharmacist'
      ? isPharmacists(reason) && reason.text.pharmacist !== CONTACT_PRESCRIBER
      : !NEVER_OVERRIDDEN.includes(reason.code);
  // The office sees why a rule stands in the way, never a test, a hold or a pregnancy of a person.
  const own = reasons.filter(isOwn).map((reason) => ({
    ...shared(reason, audience),
    ...(audience === 'programme' && reason.code === 'programme_incomplete'
      ? missingOf(reason)
      : {}),
    ...(audience === 'programme' && reason.underlying !== undefined
      ? { underlying: reason.underlying }
      : {}),
  }));
  const others = reasons.filter((reason) => !isOwn(reason));
  // That the portal grants all the same changes nothing of a check at the counter.
  const isOnlyPortal = others.every((reason) => reason.code === 'authority_disagrees');
  const hidden = audience === 'pharmacist' && own.length > 0 && isOnlyPortal ? [] : others;
  // A patient who must stop reads that and nothing beside it.
  if (audience === 'patient' && hidden.length > 0) return [contact(hidden, audience)];
  if (hidden.length === 0) return own;
  // The gravest is the headline: what an office must not read is graver than what it reads.
  const stand = contact(hidden, audience);
  return audience === 'programme' ? [stand, ...own] : [...own, stand];
}

const missingOf = ({ missing }: Reason) => (missing === undefined ? {} : { missing });

function shared(reason: Reason, audience: Audience): AnswerReason {
  const day = (value: Reason['deadline']) =>
    value === undefined ? null : formatCalendarDay(value);
  return {
    code: reason.code,
    disposition: reason.disposition,
    programme: reason.programme,
    edition: reason.edition,
    requirement: reason.requirement,
    citation: reason.citation,
    clearedBy: reason.clearedBy,
    deputy: reason.deputy,
    clearableFrom: day(reason.clearableFrom),
    deadline: day(reason.deadline),
    text: reason.text[audience],
    when: whenSaid(reason),
  };
}

/** One reason in place of all that this audience must not read; it does not even tell how many. */
function contact(hidden: readonly Reason[], audience: Audience): AnswerReason {
  const isPharmacist = audience === 'pharmacist';
  return {
    code: isPharmacist ? 'contact_prescriber' : 'contact_clinic',
    disposition: hidden.every((reason) => reason.disposition === 'query') ? 'query' : 'blocked',
    programme: 'aegle',
    edition: 'aegle',
    requirement: isPharmacist ? 'contact_prescriber' : 'contact_clinic',
    citation: { sources: ['aegle-design'], section: '8' },
    clearedBy: 'prescriber',
    deputy: 'delegate',
    clearableFrom: null,
    deadline: null,
    text: isPharmacist
      ? CONTACT_PRESCRIBER
      : audience === 'programme'
        ? 'The clinic has to clear something first.'
        : hidden[0]!.text.patient,
    when: isPharmacist
      ? 'As soon as the prescriber has settled it.'
      : audience === 'programme'
        ? 'As soon as the clinic has cleared it.'
        : 'Your clinic says from when.',
  };
}

/**
 * What is stored and what replay compares: outcome, until, supply, reason codes and evidence ids, in
 * order, with the question as it was asked.
 */
export function canonicalAnswer(
  decision: Decision,
  question: { readonly [key: string]: Json } = {},
): { readonly [key: string]: Json } {
  const evidence = [...new Set(decision.evidence)];
  if (decision.outcome === 'granted')
    return {
      outcome: 'granted',
      lastDay: formatCalendarDay(decision.lastDay),
      zone: decision.zone,
      maxDaysSupply: decision.maxDaysSupply ?? null,
      reasons: [],
      editions: decision.editions.map(editionName),
      evidence,
      question,
    };
  return {
    outcome: 'denied',
    disposition: decision.disposition,
    reasons: decision.reasons.map((reason) => ({
      code: reason.code,
      requirement: reason.requirement,
      programme: reason.programme,
      evidence: [...reason.evidence],
    })),
    editions: decision.editions.map(editionName),
    evidence,
    question,
  };
}
