// A decision as an answer for one audience. Filtering happens here, before anything is serialised.
// Never a test result, a method, a mood or a hold's cause to a pharmacy; never a result to a patient. To
// pharmacy and office a safety closure is one of the many things that a clinic clears.

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
  type Role,
  whenSaid,
} from '@aegle/core';
import type { Json } from '@aegle/store';

/** What a requirement says to a pharmacy where a cause is not its own. */
const CONTACT_PRESCRIBER = 'Contact the prescriber.';

/**
 * What those who are not the clinic are told of everything that the clinic has to clear: one sentence
 * and no day, the same for a hold and for a talk that is missing. What to do with an authorisation that
 * has expired is the counter's own, whatever the cause.
 */
export const STANDS_IN = {
  pharmacist: {
    code: 'contact_prescriber',
    text:
      'Contact the prescriber. Do not dispense; reverse an authorisation that has expired and return ' +
      'its capsules to stock.',
    when: 'As soon as the prescriber has settled it.',
  },
  programme: {
    code: 'contact_clinic',
    text: 'The clinic has to clear something first.',
    when: 'As soon as the clinic has cleared it.',
  },
} as const;

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
  const reasons = isGranted ? [] : reasonsFor(decision.reasons, audience);
  return {
    outcome: decision.outcome,
    disposition: isGranted ? null : dispositionFor(decision, reasons, audience),
    until: isGranted
      ? {
          day: formatCalendarDay(decision.lastDay),
          zone: decision.zone,
          at: formatInstant(clockOf(decision.zone).lastInstantOf(decision.lastDay)),
        }
      : null,
    maxDaysSupply: isGranted ? (decision.maxDaysSupply ?? null) : null,
    reasons,
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

type Outsider = keyof typeof STANDS_IN;
/** True of those who read of the clinic's part only that there is something. */
export const isOutsider = (audience: Audience): audience is Outsider => audience in STANDS_IN;

const hasStandIn = (reasons: readonly AnswerReason[], audience: Outsider) =>
  reasons.some(({ code }) => code === STANDS_IN[audience].code);

/** Whether the clinic judges or clears is the clinic's. */
function dispositionFor(
  { disposition }: Denied,
  reasons: readonly AnswerReason[],
  audience: Audience,
): Answer['disposition'] {
  return isOutsider(audience) && hasStandIn(reasons, audience) ? 'blocked' : disposition;
}

/** What each edition says, told as its reasons are; nothing where the clinic has to clear something. */
function bothAnswers(decision: Denied, audience: Audience): Pick<Answer, 'underEditions'> {
  const mustStop = decision.reasons.some(isNever);
  if (decision.underEditions === undefined || (audience === 'patient' && mustStop)) return {};
  const isSilent =
    isOutsider(audience) && hasStandIn(reasonsFor(decision.reasons, audience), audience);
  if (isSilent) return {};
  return {
    underEditions: decision.underEditions.map((one) => ({
      ...one,
      reasons: reasonsFor(one.reasons, audience),
    })),
  };
}

const isNever = ({ code }: Reason) => NEVER_OVERRIDDEN.includes(code);

function reasonsFor(reasons: readonly Reason[], audience: Audience): readonly AnswerReason[] {
  switch (audience) {
    case 'prescriber':
      return reasons.map((reason) => ({
        ...shared(reason, audience),
        ...missingOf(reason),
        ...(reason.underlying === undefined ? {} : { underlying: reason.underlying }),
        evidence: reason.evidence,
      }));
    case 'patient': {
      // A patient who must stop reads that and nothing beside it.
      const hidden = reasons.filter(isNever);
      if (hidden.length > 0) return [standIn(hidden[0]!.text.patient, dispositionOf(hidden))];
      return reasons.map((reason) => shared(reason, audience));
    }
    case 'pharmacist':
      return atTheCounter(reasons);
    case 'programme':
      return atTheOffice(reasons);
  }
}

/**
 * A counter's own checks, and one line for all that the clinic has to clear: first, without a day, and the
 * same whatever it is.
 */
function atTheCounter(reasons: readonly Reason[]): readonly AnswerReason[] {
  const own = reasons.filter(
    (reason) => isPharmacists(reason) && reason.text.pharmacist !== CONTACT_PRESCRIBER,
  );
  const others = reasons.filter((reason) => !own.includes(reason));
  // That the portal grants all the same changes nothing of a check at the counter.
  const isOnlyPortal = others.every((reason) => reason.code === 'authority_disagrees');
  if (others.length === 0 || (own.length > 0 && isOnlyPortal))
    return own.map((reason) => shared(reason, 'pharmacist'));
  return [outside('pharmacist'), ...own.map((reason) => shared(reason, 'pharmacist'))];
}

/** What an office, a pharmacy or the site ends; of what the clinic clears only that there is something. */
function atTheOffice(reasons: readonly Reason[]): readonly AnswerReason[] {
  const isMixed = reasons.some((reason) => isNever(reason) || isClinics(reason));
  // Where editions disagree a plain reason leaves no room for the question between them.
  const own = reasons.filter(
    (reason) =>
      !isNever(reason) && !isClinics(reason) && !(isMixed && reason.code === 'edition_pending'),
  );
  const shown = own.map((reason) => ({
    ...shared(reason, 'programme'),
    ...(reason.code === 'programme_incomplete' ? missingOf(reason) : {}),
    ...(reason.underlying === undefined ? {} : { underlying: reason.underlying }),
  }));
  return isMixed ? [outside('programme'), ...shown] : shown;
}

const CLINICS: readonly Role[] = ['patient', 'guardian', 'prescriber', 'delegate'];
const isClinics = ({ clearedBy, deputy }: Reason) =>
  CLINICS.includes(clearedBy) && deputy !== 'programme_officer';

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

const dispositionOf = (hidden: readonly Reason[]) =>
  hidden.every((reason) => reason.disposition === 'query') ? 'query' : 'blocked';

/** One reason in place of all that a patient must not read; it does not even tell how many. */
function standIn(text: string, disposition: AnswerReason['disposition']): AnswerReason {
  return {
    code: 'contact_clinic',
    disposition,
    programme: 'aegle',
    edition: 'aegle',
    requirement: 'contact_clinic',
    citation: { sources: ['aegle-design'], section: '8' },
    clearedBy: 'prescriber',
    deputy: 'delegate',
    clearableFrom: null,
    deadline: null,
    text,
    when: 'Your clinic says from when.',
  };
}

/** The same for those who are not the clinic. */
function outside(audience: Outsider): AnswerReason {
  const { code, text, when } = STANDS_IN[audience];
  return { ...standIn(text, 'blocked'), code, requirement: code, when };
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
