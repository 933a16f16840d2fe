// What loading asks of a gate about the age of its evidence: a test, a prescription, the last supply has an end.
// Never a default: an age that no source states is bound as assumed, so that it asks.

import type { Edition, Requirement } from '@aegle/core';
import type { Refusal } from './files.ts';

type Slot = Pick<Requirement, 'stages' | 'phases' | 'categories'>;

/** Evidence of a gate edition that nothing makes too old. */
export function ageRefusals(edition: Edition): readonly Refusal[] {
  const all = edition.requirements;
  const ofSupply = all.filter((one) => one.options.of === 'supply');
  const unbound = uncovered(GOING_ON, ofSupply, edition).map((where) => ({
    file: `edition ${edition.id}`,
    where,
    rule: 'continuation_without_age',
    nextStep:
      'Bind an evidence_age of the supply: assumed, where no source says after what interruption ' +
      'treatment begins anew.',
  }));
  const undated = all.flatMap((one) => {
    if (!isEvidence(one)) return [];
    const ends = all.filter((other) => isEndOf(other, one));
    return uncovered(one, ends, edition).map((where) => ({
      file: `edition ${edition.id}`,
      where: `${one.id} (${where})`,
      rule: 'evidence_without_age',
      nextStep:
        'Bind a window, or an evidence_age: assumed, where no source says how old it may be.',
    }));
  });
  return [...undated, ...unbound];
}

/** Whatever is asked of treatment that goes on. */
const GOING_ON: Slot = {
  stages: ['prescribe', 'dispense'],
  phases: ['continuation'],
  categories: [],
};

/** A first test has its order before the second; every other test and every prescription needs an age. */
function isEvidence({ kind, options, status }: Requirement): boolean {
  if (kind === 'prescription') return true;
  // A second reading of one test, on an assumption, is bounded with the test that it reads.
  return kind === 'pregnancy_test' && options.pick === 'latest' && status !== 'assumed';
}

function isEndOf(other: Requirement, evidence: Requirement): boolean {
  if (evidence.kind === 'pregnancy_test')
    return ['window', 'evidence_age'].includes(other.kind) && other.options.test === evidence.id;
  if (other.kind === 'evidence_age') return other.options.of === 'prescription';
  // A portal's number is of one prescription and has a last day of its own.
  if (other.kind === 'external_authorization') return true;
  return other.kind === 'window' && (other.options.anchors as readonly string[]).some(isOfFill);
}

const isOfFill = (anchor: string) => ['prescription', 'certification', 'visit'].includes(anchor);

/** The stages, phases and categories in which nothing ends the evidence. */
function uncovered(one: Slot, ends: readonly Slot[], edition: Edition): readonly string[] {
  const everybody = edition.categories.map((category) => category.id);
  const categories = one.categories.length > 0 ? one.categories : everybody;
  return one.stages
    .filter((stage) => stage !== 'donate_blood')
    .flatMap((stage) =>
      one.phases.flatMap((phase) => categories.map((id) => [stage, phase, id] as const)),
    )
    .filter(
      ([stage, phase, id]) =>
        !ends.some(
          (end) =>
            end.stages.includes(stage) &&
            end.phases.includes(phase) &&
            (end.categories.length === 0 || end.categories.includes(id)),
        ),
    )
    .map((slot) => slot.join(', '));
}
