// What a requirement finds. One mutable slip per decision, reset for each requirement,
// so that deciding a million patients allocates only what is said.

import type { Sentences } from '../decision/audience.ts';
import type { ReasonCode } from '../decision/reason-codes.ts';
import type { Truth } from '../decision/truth.ts';
import type { CalendarDay } from '../time/calendar-day.ts';

/** The slip on which an evaluator writes. */
export interface Finding {
  code: ReasonCode;
  clearableFrom: CalendarDay | undefined;
  deadline: CalendarDay | undefined;
  /** Last day on which this requirement still holds. */
  lastDay: CalendarDay | undefined;
  maxDaysSupply: number | undefined;
  /** Day of the event that opened the window or wait, for editions that change in flight. */
  anchorDay: CalendarDay | undefined;
  /** What was recorded contradicts itself: a named clinician is asked, though the rule is stated. */
  asks: boolean;
  /** What exactly is missing, in words for whoever can supply it; empty where the code says it all. */
  missing: readonly string[];
  /** Sentences that fit better than the requirement's own: another pharmacy is in the way. */
  text: Sentences | undefined;
  /** Shared by the whole decision: each requirement appends, the reader remembers where it began. */
  readonly evidence: string[];
}

const NOTHING: readonly string[] = [];

/** A blank slip. */
export function newFinding(): Finding {
  return {
    code: 'test_detail_unknown',
    clearableFrom: undefined,
    deadline: undefined,
    lastDay: undefined,
    maxDaysSupply: undefined,
    anchorDay: undefined,
    asks: false,
    missing: NOTHING,
    text: undefined,
    evidence: [],
  };
}

/** Wipes the slip before the next requirement. */
export function resetFinding(finding: Finding): void {
  finding.clearableFrom = undefined;
  finding.deadline = undefined;
  finding.lastDay = undefined;
  finding.maxDaysSupply = undefined;
  finding.anchorDay = undefined;
  finding.asks = false;
  finding.missing = NOTHING;
  finding.text = undefined;
}

/** Notes several events at once. */
export function noteAll({ evidence }: Finding, ids: readonly string[]): void {
  for (const id of ids) evidence.push(id);
}

/** Notes why a requirement is unmet. */
export function unmet(finding: Finding, code: ReasonCode, clearableFrom?: CalendarDay): Truth {
  finding.code = code;
  finding.clearableFrom = clearableFrom;
  return 'unmet';
}

/** Notes that a needed fact is not known. */
export function unknown(finding: Finding, code: ReasonCode): Truth {
  finding.code = code;
  return 'unknown';
}
