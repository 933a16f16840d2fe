// Compiles an edition into plans: for each stage, phase and category the evaluators in order.
// Never decides; compiled editions hold no facts and can be shared by every decision.

import { asksClinician } from '../programme/parameter.ts';
import {
  type Binding,
  type Edition,
  type Phase,
  STAGES,
  type Stage,
} from '../programme/programme.ts';
import type { Evaluate } from '../requirements/kind.ts';
import { requirementKind } from '../requirements/kinds.ts';

/** One binding, ready to evaluate. */
export interface CompiledBinding {
  readonly binding: Binding;
  readonly evaluate: Evaluate;
  /** True when it rests on an assumption or a dispute: not met then asks a clinician. */
  readonly asks: boolean;
  readonly isAdvisory: boolean;
}

/** The bindings of one stage, phase and category; `groups` are joined by anyOf. */
export interface Plan {
  readonly all: readonly CompiledBinding[];
  readonly groups: readonly (readonly CompiledBinding[])[];
}

/** An edition with its plans. */
export interface CompiledEdition {
  readonly edition: Edition;
  planFor(stage: Stage, phase: Phase, category: string | undefined): Plan;
}

/** Compiles every binding once; a binding of an unknown kind is a programming error by now. */
export function compileEdition(edition: Edition): CompiledEdition {
  const compiled = edition.bindings.map((binding): CompiledBinding => {
    const kind = requirementKind(binding.kind);
    if (kind === undefined) throw new TypeError(`${edition.id}/${binding.id}: no such kind`);
    const statuses = [binding.status, ...Object.values(binding.parameters).map((p) => p.status)];
    return {
      binding,
      evaluate: kind.compile(binding, edition),
      asks: asksClinician(statuses),
      isAdvisory: kind.id === 'advisory',
    };
  });
  const plans = new Map<Stage, Record<Phase, Map<string | undefined, Plan>>>();
  const categories = [undefined, ...edition.categories.map((category) => category.id)];
  for (const stage of STAGES) {
    const of = (phase: Phase) =>
      new Map(categories.map((category) => [category, planOf(compiled, stage, phase, category)]));
    plans.set(stage, { initiation: of('initiation'), continuation: of('continuation') });
  }
  return {
    edition,
    planFor(stage, phase, category) {
      const byCategory = plans.get(stage)![phase];
      return byCategory.get(category) ?? byCategory.get(undefined)!;
    },
  };
}

function planOf(
  compiled: readonly CompiledBinding[],
  stage: Stage,
  phase: Phase,
  category: string | undefined,
): Plan {
  const bound = compiled.filter(
    ({ binding }) =>
      binding.stages.includes(stage) &&
      binding.phases.includes(phase) &&
      (binding.categories.length === 0 ||
        (category !== undefined && binding.categories.includes(category))),
  );
  const groups = new Map<string, CompiledBinding[]>();
  for (const one of bound) {
    const { group } = one.binding;
    if (group !== undefined) groups.set(group, [...(groups.get(group) ?? []), one]);
  }
  return {
    all: bound.filter((one) => one.binding.group === undefined),
    groups: [...groups.values()],
  };
}
