// Decides one question under one edition: every requirement, every reason, in order.
// Never stops at the first reason, and never reads anything but the view.

import {
  type Advice,
  comesAfter,
  type EditionAnswer,
  type Reason,
  type TraceLine,
} from '../decision/decision.ts';
import type { EditionRef } from '../decision/edition-ref.ts';
import { orderFew } from '../decision/order-few.ts';
import type { Truth } from '../decision/truth.ts';
import { type Finding, newFinding, resetFinding } from '../requirements/finding.ts';
import type { GateView } from '../requirements/view.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import { advised, newerTestAdvice } from './advice.ts';
import type { CompiledEdition, CompiledRequirement } from './compile.ts';
import { gapReasons, gapsBy } from './gap-reasons.ts';

/** What one edition says. Empty `reasons` means that every requirement is met. */
export interface EditionVerdict {
  /** The edition; two where a pending one was decided beside the one in force. */
  readonly editions: readonly EditionRef[];
  reasons: Reason[];
  readonly advice: Advice[];
  readonly evidence: string[];
  lastDay: CalendarDay | undefined;
  maxDaysSupply: number | undefined;
  trace: TraceLine[] | undefined;
  /** Both answers, where a pending edition and the one before it disagree. */
  readonly underEditions?: readonly EditionAnswer[];
}

const NO_EVIDENCE: readonly string[] = [];

/** Evaluates the plan of the view's stage, phase and category. */
export function decideEdition(
  compiled: CompiledEdition,
  view: GateView,
  wantsTrace: boolean,
): EditionVerdict {
  const plan = compiled.planFor(view.question.kind, view.phase, view.category);
  const finding = newFinding();
  view.contraceptionGaps = gapsBy(view, plan.gapRules);
  const verdict: EditionVerdict = {
    editions: [compiled.ref],
    reasons: [],
    advice: [],
    evidence: finding.evidence,
    lastDay: undefined,
    maxDaysSupply: undefined,
    trace: wantsTrace ? [] : undefined,
  };
  for (let index = 0; index < plan.all.length; index += 1)
    evaluateOne(plan.all[index]!, compiled, view, finding, verdict);
  for (const group of plan.groups) evaluateGroup(group, compiled, view, finding, verdict);
  for (const { evaluate, advice } of plan.advisories)
    verdict.advice.push(...advised(evaluate, advice, view, finding));
  verdict.advice.push(...newerTestAdvice(compiled.edition, view));
  verdict.reasons.push(...gapReasons(compiled, view));
  orderFew(verdict.reasons, comesAfter);
  return verdict;
}

function evaluateOne(
  one: CompiledRequirement,
  compiled: CompiledEdition,
  view: GateView,
  finding: Finding,
  verdict: EditionVerdict,
): void {
  const start = finding.evidence.length;
  resetFinding(finding);
  const truth = one.evaluate(view, finding);
  if (verdict.trace !== undefined) trace(one, compiled, truth, finding, start, verdict.trace);
  if (truth !== 'met') {
    verdict.reasons.push(reasonOf(one, compiled, view, finding, start));
    return;
  }
  narrow(verdict, finding.lastDay, finding.maxDaysSupply);
}

/** One of a group must be met; the latest last day among the met ones counts. */
function evaluateGroup(
  group: readonly CompiledRequirement[],
  compiled: CompiledEdition,
  view: GateView,
  finding: Finding,
  verdict: EditionVerdict,
): void {
  const reasons: Reason[] = [];
  let isMet = false;
  let isOpenEnded = false;
  let lastDay: CalendarDay | undefined;
  let isUnlimited = false;
  let maxDaysSupply: number | undefined;
  for (const one of group) {
    const start = finding.evidence.length;
    resetFinding(finding);
    const truth = one.evaluate(view, finding);
    if (verdict.trace !== undefined) trace(one, compiled, truth, finding, start, verdict.trace);
    if (truth !== 'met') {
      reasons.push(reasonOf(one, compiled, view, finding, start));
      continue;
    }
    isMet = true;
    if (finding.maxDaysSupply === undefined) isUnlimited = true;
    else maxDaysSupply = Math.max(maxDaysSupply ?? 0, finding.maxDaysSupply);
    if (finding.lastDay === undefined) isOpenEnded = true;
    else if (lastDay === undefined || finding.lastDay > lastDay) lastDay = finding.lastDay;
  }
  if (!isMet) verdict.reasons.push(...reasons);
  else narrow(verdict, isOpenEnded ? undefined : lastDay, isUnlimited ? undefined : maxDaysSupply);
}

function narrow(
  verdict: EditionVerdict,
  lastDay: CalendarDay | undefined,
  maxDaysSupply: number | undefined,
): void {
  if (lastDay !== undefined && (verdict.lastDay === undefined || lastDay < verdict.lastDay))
    verdict.lastDay = lastDay;
  if (
    maxDaysSupply !== undefined &&
    (verdict.maxDaysSupply === undefined || maxDaysSupply < verdict.maxDaysSupply)
  )
    verdict.maxDaysSupply = maxDaysSupply;
}

function reasonOf(
  one: CompiledRequirement,
  compiled: CompiledEdition,
  view: GateView,
  finding: Finding,
  start: number,
): Reason {
  const { requirement } = one;
  const asks = one.asks || finding.asks;
  const reason: Reason = {
    code: asks ? 'needs_clinician_confirmation' : finding.code,
    disposition: asks ? 'query' : 'blocked',
    programme: view.programme,
    edition: compiled.name,
    requirement: requirement.id,
    citation: requirement.citation,
    evidence: evidenceSince(finding, start),
    clearedBy: requirement.clearedBy,
    deputy: requirement.deputy,
    clearableFrom: notPast(finding.clearableFrom, view),
    deadline: finding.deadline,
    text: finding.text ?? requirement.text,
    ...(finding.missing.length === 0 ? {} : { missing: finding.missing }),
    ...(isCountedFromTest(requirement) ? { isCountedFromTest: true as const } : {}),
  };
  return asks ? { ...reason, underlying: finding.code } : reason;
}

const TEST_ANCHORS: readonly unknown[] = ['specimen', 'first_specimen', 'certification'];

function isCountedFromTest({ options: { anchors } }: CompiledRequirement['requirement']): boolean {
  return Array.isArray(anchors) && anchors.some((anchor) => TEST_ANCHORS.includes(anchor));
}

/** A day that is past promises nothing: what then still stands in the way waits for something else. */
function notPast(day: CalendarDay | undefined, { days }: GateView): CalendarDay | undefined {
  return day === undefined || day < days.here ? undefined : day;
}

function evidenceSince({ evidence }: Finding, start: number): readonly string[] {
  return evidence.length === start ? NO_EVIDENCE : evidence.slice(start);
}

function trace(
  one: CompiledRequirement,
  compiled: CompiledEdition,
  truth: Truth,
  finding: Finding,
  start: number,
  lines: TraceLine[],
): void {
  lines.push({
    programme: compiled.edition.programme,
    edition: compiled.name,
    requirement: one.requirement.id,
    truth,
    evidence: evidenceSince(finding, start),
    lastDay: finding.lastDay,
    holdsFrom: finding.clearableFrom,
  });
}
