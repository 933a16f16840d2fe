// Compiles an edition into plans: for each stage, phase and category the evaluators in order.
// Never decides; compiled editions hold no facts and can be shared by every decision.

import type { Advice } from '../decision/decision.ts';
import { type EditionRef, editionName } from '../decision/edition-ref.ts';
import { inOwnWords } from '../events/words.ts';
import { asksClinician } from '../programme/parameter.ts';
import {
  type Edition,
  type Phase,
  type Requirement,
  STAGES,
  type Stage,
} from '../programme/programme.ts';
import type { GapRule } from '../requirements/contraception-gap.ts';
import { type Evaluate, textOf } from '../requirements/kind.ts';
import { requirementKind } from '../requirements/kinds.ts';
import { contraception, gapRuleOf } from '../requirements/kinds-contraception.ts';
import { advisory } from '../requirements/kinds-patient.ts';

/** One requirement, ready to evaluate. */
export interface CompiledRequirement {
  readonly requirement: Requirement;
  readonly evaluate: Evaluate;
  /** True when it rests on an assumption or a dispute: not met then asks a clinician. */
  readonly asks: boolean;
}

/** A sentence shown beside the decision whenever its requirement is not met. */
export interface CompiledAdvisory {
  readonly evaluate: Evaluate;
  readonly advice: Advice;
}

/** What finds the gaps of one requirement; a gap by an assumed one asks a clinician. */
export interface CompiledGapRule extends GapRule {
  readonly requirement: Requirement;
  readonly asks: boolean;
}

/** The requirements of one stage, phase and category; `groups` are joined by anyOf. */
export interface Plan {
  readonly all: readonly CompiledRequirement[];
  readonly groups: readonly (readonly CompiledRequirement[])[];
  readonly advisories: readonly CompiledAdvisory[];
  /** By what a gap in contraception is found; none where no contraception is asked for. */
  readonly gapRules: readonly CompiledGapRule[];
}

/** An edition with its plans. */
export interface CompiledEdition {
  readonly edition: Edition;
  readonly ref: EditionRef;
  /** The name that reasons carry. */
  readonly name: string;
  /** The portal whose authorisation it asks for, if any. */
  readonly portal: string | undefined;
  /** True when some requirement belongs to this stage. */
  answers(stage: Stage): boolean;
  planFor(stage: Stage, phase: Phase, category: string | undefined): Plan;
}

/** Compiles every requirement once; a requirement of an unknown kind is a programming error by now. */
export function compileEdition(written: Edition): CompiledEdition {
  const edition = inOwnWords(written);
  const compiled = edition.requirements.map((requirement): CompiledRequirement => {
    const kind = requirementKind(requirement.kind);
    if (kind === undefined) throw new TypeError(`${edition.id}/${requirement.id}: no such kind`);
    const statuses = [
      requirement.status,
      ...Object.values(requirement.parameters).map((p) => p.status),
    ];
    return {
      requirement,
      evaluate: kind.compile(requirement, edition),
      asks: asksClinician(statuses),
    };
  });
  const plans = new Map<Stage, Record<Phase, Map<string | undefined, Plan>>>();
  const categories = [undefined, ...edition.categories.map((category) => category.id)];
  for (const stage of STAGES) {
    const of = (phase: Phase) =>
      new Map(
        categories.map((category) => [category, planOf(compiled, edition, stage, phase, category)]),
      );
    plans.set(stage, { initiation: of('initiation'), continuation: of('continuation') });
  }
  const stages = new Set(edition.requirements.flatMap((requirement) => requirement.stages));
  const portal = edition.requirements.find(
    (requirement) => requirement.kind === 'external_authorization',
  );
  const { programme, id, overlays } = edition;
  const ref: EditionRef = { programme, edition: id, overlays };
  return {
    edition,
    ref,
    name: editionName(ref),
    portal: portal && textOf(portal, 'portal'),
    answers: (stage) => stages.has(stage),
    planFor(stage, phase, category) {
      const byCategory = plans.get(stage)![phase];
      return byCategory.get(category) ?? byCategory.get(undefined)!;
    },
  };
}

function planOf(
  compiled: readonly CompiledRequirement[],
  edition: Edition,
  stage: Stage,
  phase: Phase,
  category: string | undefined,
): Plan {
  const bound = compiled.filter(
    ({ requirement }) =>
      requirement.stages.includes(stage) &&
      requirement.phases.includes(phase) &&
      (requirement.categories.length === 0 ||
        (category !== undefined && requirement.categories.includes(category))),
  );
  const isAdvisory = (one: CompiledRequirement) => one.requirement.kind === advisory.id;
  const required = bound.filter((one) => !isAdvisory(one));
  const groups = new Map<string, CompiledRequirement[]>();
  for (const one of required) {
    const { group } = one.requirement;
    if (group !== undefined) groups.set(group, [...(groups.get(group) ?? []), one]);
  }
  return {
    all: required.filter((one) => one.requirement.group === undefined),
    groups: [...groups.values()],
    advisories: bound.filter(isAdvisory).map((one) => advisoryOf(one, edition.programme)),
    gapRules: gapRulesIn(required, edition),
  };
}

/** Stated rules come first, and close; an assumed one asks, and closes where nothing is stated. */
function gapRulesIn(
  required: readonly CompiledRequirement[],
  edition: Edition,
): readonly CompiledGapRule[] {
  const bound = required.filter((one) => one.requirement.kind === contraception.id);
  const isStated = bound.some((one) => !one.asks);
  return bound
    .map((one, index) => ({
      ...gapRuleOf(one.requirement, edition),
      requirement: one.requirement,
      asks: one.asks && (isStated || index > 0),
    }))
    .sort((a, b) => Number(a.asks) - Number(b.asks));
}

function advisoryOf(
  { requirement, evaluate }: CompiledRequirement,
  programme: string,
): CompiledAdvisory {
  const { id, citation, text, clearedBy } = requirement;
  const own = clearedBy === 'pharmacist' ? ({ isPharmacists: true } as const) : {};
  return { evaluate, advice: { programme, requirement: id, citation, text, ...own } };
}
