// A decision as a value: granted with its limits, or denied with every reason.
// Never an exception: a denial is an answer, and an error never grants.

import type { CalendarDay } from '../time/calendar-day.ts';
import type { Role } from './actor.ts';
import type { Sentences } from './audience.ts';
import type { EditionRef } from './edition-ref.ts';
import { precedenceOf, type ReasonCode } from './reason-codes.ts';
import type { Truth } from './truth.ts';

/** Where a rule is written. */
export interface Citation {
  readonly sources: readonly string[];
  readonly section?: string;
}

/** One thing that stands in the way. */
export interface Reason {
  readonly code: ReasonCode;
  /** `blocked` stands without appeal; `query` names who may exercise judgement. */
  readonly disposition: 'blocked' | 'query';
  /** `us-ipledge`, or `aegle` for the safety rules that no programme can relax. */
  readonly programme: string;
  readonly edition: string;
  readonly requirement: string;
  readonly citation: Citation;
  /** Ids of the events that this reason rests on; empty when the missing thing is the reason. */
  readonly evidence: readonly string[];
  readonly clearedBy: Role;
  readonly deputy: Role;
  /** First day on which it could be cleared, when the rule says so. */
  readonly clearableFrom: CalendarDay | undefined;
  /** Last day to act before something is lost, when the rule says so. */
  readonly deadline: CalendarDay | undefined;
  readonly text: Sentences;
  /** What exactly is missing, for whoever may read causes; left out where the code says it all. */
  readonly missing?: readonly string[];
  /** Its days are counted from a pregnancy test: whatever doubts that test moves them. */
  readonly isCountedFromTest?: true;
  /** The code behind a `needs_clinician_confirmation`, an `edition_…` or an `authority_disagrees`. */
  readonly underlying?: ReasonCode;
}

/** True when the other reason is told first. */
export function comesAfter(reason: Reason, other: Reason): boolean {
  return precedenceOf(reason.code) > precedenceOf(other.code);
}

/** What one edition says by itself, where a pending one and the one before it disagree. */
export interface EditionAnswer {
  readonly programme: string;
  readonly edition: string;
  readonly outcome: 'granted' | 'blocked' | 'query';
  /** In order of precedence; empty when that edition grants. */
  readonly reasons: readonly Reason[];
}

/** One line of the trace: what each requirement was found to be, and on which evidence. */
export interface TraceLine {
  readonly programme: string;
  readonly edition: string;
  readonly requirement: string;
  readonly truth: Truth;
  readonly evidence: readonly string[];
  /** Last day on which it still holds, when the rule says so. */
  readonly lastDay: CalendarDay | undefined;
  /** First day on which it holds, when the rule says so. */
  readonly holdsFrom: CalendarDay | undefined;
}

/** What an advisory says; it never blocks. */
export interface Advice {
  readonly programme: string;
  readonly requirement: string;
  readonly citation: Citation;
  readonly text: Sentences;
  /** The programme makes it the pharmacist's own check. */
  readonly isPharmacists?: true;
  /** For everybody in the programme, the pharmacy too: the rules themselves may have changed. */
  readonly isNotice?: true;
  /** For the treating clinic alone. */
  readonly isClinics?: true;
}

interface Common {
  /** Editions (with their overlays) under which it was decided. */
  readonly editions: readonly EditionRef[];
  readonly evidence: readonly string[];
  readonly advice: readonly Advice[];
  /** Present when it was asked for. */
  readonly trace: readonly TraceLine[] | undefined;
}

export interface Granted extends Common {
  readonly outcome: 'granted';
  /** The last day, on the programme's clock, until its end. */
  readonly lastDay: CalendarDay;
  /** The zone whose midnight ends `lastDay`. */
  readonly zone: string;
  /** The largest supply in days; `undefined` when no bound rule limits it. */
  readonly maxDaysSupply: number | undefined;
}

export interface Denied extends Common {
  readonly outcome: 'denied';
  readonly disposition: 'blocked' | 'query';
  /** All reasons, in order of precedence. */
  readonly reasons: readonly Reason[];
  /** Behind each `edition_pending`: both editions' answers. Left out where no editions disagree. */
  readonly underEditions?: readonly EditionAnswer[];
}

/** What may be done today, and why not. */
export type Decision = Granted | Denied;
