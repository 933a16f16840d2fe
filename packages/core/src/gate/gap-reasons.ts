// What gaps in contraception have against a decision: closed by a stated rule, asked about by an assumed one.
// Never lets a new course, another programme or a later entry forget one that no clinician has cleared.

import type { Reason } from '../decision/decision.ts';
import { NONE } from '../facts/patient-facts.ts';
import { contraceptionGaps, isCleared } from '../requirements/contraception-gap.ts';
import type { ContraceptionGap, GateView } from '../requirements/view.ts';
import type { CompiledEdition, CompiledGapRule } from './compile.ts';
import { safetyReason } from './safety.ts';

/** The gaps of all these rules, those that close first. */
export function gapsBy(
  view: GateView,
  rules: readonly CompiledGapRule[],
): readonly ContraceptionGap[] {
  let found: readonly ContraceptionGap[] = NONE;
  for (const rule of rules) {
    const gaps = contraceptionGaps(view, rule);
    if (gaps.length === 0) continue;
    const asking = rule.asks ? rule.requirement : undefined;
    found = [...found, ...gaps.map((gap) => ({ ...gap, asking }))];
  }
  return found;
}

/** A reason for each gap that began within a course and that no clinician has cleared. */
export function gapReasons(compiled: CompiledEdition, view: GateView): readonly Reason[] {
  if (view.contraceptionGaps.length === 0) return NONE;
  const standing = new Map<number, ContraceptionGap>();
  for (const gap of view.contraceptionGaps)
    if (gap.isWatched && !standing.has(gap.from) && !isCleared(view, gap) && !isSettled(view, gap))
      standing.set(gap.from, gap);
  return [...standing.values()].map((gap) => reasonOf(compiled, view, gap));
}

/**
 * What was heard of before capsules were last dispensed was asked about, and judged, by then. Of a record
 * that was merged in, nobody here was asked.
 */
function isSettled({ facts }: GateView, gap: ContraceptionGap): boolean {
  if (gap.asking === undefined || !gap.isOwn) return false;
  return facts.dispenses.some(
    ({ event }) =>
      event.mergedFrom === undefined &&
      event.occurredOn > gap.from &&
      event.sequence > gap.sequence,
  );
}

function reasonOf(
  compiled: CompiledEdition,
  view: GateView,
  { events, asking }: ContraceptionGap,
): Reason {
  const reason = safetyReason('contraception_gap', events);
  if (asking === undefined) return reason;
  return {
    ...reason,
    code: 'needs_clinician_confirmation',
    underlying: 'contraception_gap',
    disposition: 'query',
    programme: view.programme,
    edition: compiled.name,
    requirement: asking.id,
    citation: asking.citation,
  };
}
