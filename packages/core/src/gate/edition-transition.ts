// Windows and waits that began under the edition before: honoured, expired or asked about.
// Never stretches a window silently at a change of rules: the default asks.

import type { Reason } from '../decision/decision.ts';
import { newFinding, resetFinding } from '../requirements/finding.ts';
import { freshView, type GateView } from '../requirements/view.ts';
import type { CompiledEdition, CompiledRequirement } from './compile.ts';
import type { EditionVerdict } from './decide-edition.ts';
import { SAFETY_SENTENCES } from './safety-sentences.ts';

/**
 * Adds what the previous edition says about windows and waits whose anchor day lies before the
 * current edition's first day.
 */
export function applyEditionTransition(
  verdict: EditionVerdict,
  current: CompiledEdition,
  previous: CompiledEdition,
  view: GateView,
): void {
  const { effectiveFrom } = current.edition;
  if (!hasEarlierAnchor(view, effectiveFrom)) return;
  const oldView = freshView(view);
  const plan = previous.planFor(oldView.question.kind, oldView.phase, oldView.category);
  const currentPlan = current.planFor(oldView.question.kind, oldView.phase, oldView.category);
  const finding = newFinding();
  for (const old of plan.all) {
    resetFinding(finding);
    const start = finding.evidence.length;
    const truth = old.evaluate(oldView, finding);
    const { anchorDay } = finding;
    if (anchorDay === undefined || anchorDay >= effectiveFrom) continue;
    if (old.requirement.kind === 'window' && !isOldPrescription(oldView, effectiveFrom)) continue;
    const same = currentPlan.all.find((one) => one.requirement.id === old.requirement.id);
    if (same !== undefined && isRenewed(same, view, effectiveFrom)) continue;
    const standing = verdict.reasons.find((reason) => reason.requirement === old.requirement.id);
    const isMetNow = standing === undefined;
    if ((truth === 'met') === isMetNow) continue;
    settle(verdict, old, same, standing, finding.evidence.slice(start), previous);
  }
}

function settle(
  verdict: EditionVerdict,
  old: CompiledRequirement,
  same: CompiledRequirement | undefined,
  standing: Reason | undefined,
  evidence: readonly string[],
  previous: CompiledEdition,
): void {
  const policy = (same ?? old).requirement.inFlight;
  if (policy === 'expire') return;
  if (policy === 'honour' && standing !== undefined) {
    verdict.reasons = verdict.reasons.filter((reason) => reason !== standing);
    return;
  }
  const { requirement } = old;
  const reason: Reason = {
    code: 'edition_straddle',
    disposition: policy === 'query' ? 'query' : 'blocked',
    programme: previous.edition.programme,
    edition: previous.name,
    requirement: requirement.id,
    citation: requirement.citation,
    evidence,
    clearedBy: 'programme_officer',
    deputy: 'prescriber',
    clearableFrom: undefined,
    deadline: undefined,
    text: SAFETY_SENTENCES.edition_straddle!,
  };
  verdict.reasons = [reason, ...verdict.reasons.filter((one) => one !== standing)];
}

/** The window stands on an anchor of the current edition's own time: the old one is over. */
function isRenewed(same: CompiledRequirement, view: GateView, day: number): boolean {
  if (same.requirement.kind !== 'window') return false;
  const finding = newFinding();
  const truth = same.evaluate(view, finding);
  return truth === 'met' && finding.anchorDay !== undefined && finding.anchorDay >= day;
}

/** A window is in flight while a prescription of the time before waits to be dispensed. */
function isOldPrescription(view: GateView, day: number): boolean {
  const written = view.prescription;
  return written !== undefined && written.occurredOn < day;
}

function hasEarlierAnchor({ facts }: GateView, day: number): boolean {
  return (
    hasEarlier(facts.tests, day) ||
    hasEarlier(facts.visits, day) ||
    hasEarlier(facts.counselling, day) ||
    hasEarlier(facts.prescriptions, day)
  );
}

function hasEarlier(events: readonly { readonly occurredOn: number }[], day: number): boolean {
  for (const event of events) if (event.occurredOn < day) return true;
  return false;
}
