// What every kind of requirement declares, and how a requirement becomes an evaluator.
// Never an evaluator that reads anything but its view, its parameters and its options.

import type { Truth } from '../decision/truth.ts';
import type { EventType } from '../events/catalogue.ts';
import type { Fields } from '../events/fields.ts';
import type { ParameterValue } from '../programme/parameter.ts';
import type { Edition, Requirement } from '../programme/programme.ts';
import type { Length } from '../time/length.ts';
import type { Finding } from './finding.ts';
import type { GateView } from './view.ts';

/** Decides one requirement for one view; writes why, since when and on what onto the slip. */
export type Evaluate = (view: GateView, finding: Finding) => Truth;

/** The parameters a kind takes: what each is, and whether it may be left out. */
export type ParameterDeclarations = Readonly<
  Record<string, { readonly is: ParameterValue['kind']; readonly optional?: boolean }>
>;

/** One kind of requirement. */
export interface RequirementKind {
  readonly id: string;
  /** One sentence for programme pages. */
  readonly meaning: string;
  readonly parameters: ParameterDeclarations;
  /** Declared like event fields; unknown options are refused at loading. */
  readonly options: Fields;
  /** Event types that can help this requirement to be met. */
  readonly enables: readonly EventType[];
  /** Event types that can make this requirement unmet. */
  readonly disqualifies: readonly EventType[];
  /**
   * A programme may list requirements of this kind to be judged although they are stated. Never true of
   * a pregnancy test, its place, age or window, a wait, a category or a supply.
   */
  readonly mayBeJudged?: true;
  readonly compile: (requirement: Requirement, edition: Edition) => Evaluate;
}

/** A length parameter that loading has proved present. */
export function lengthOf(requirement: Requirement, name: string): Length {
  const value = requirement.parameters[name]?.value;
  if (value?.kind !== 'length') throw new TypeError(`${requirement.id}: ${name} is not a length`);
  return value.length;
}

/** A length parameter that may be absent. */
export function optionalLengthOf(requirement: Requirement, name: string): Length | undefined {
  return requirement.parameters[name] === undefined ? undefined : lengthOf(requirement, name);
}

/** A count parameter that loading has proved present. */
export function countOf(requirement: Requirement, name: string): number {
  const value = requirement.parameters[name]?.value;
  if (value?.kind !== 'count') throw new TypeError(`${requirement.id}: ${name} is not a count`);
  return value.count;
}

/** A count parameter that may be absent. */
export function optionalCountOf(requirement: Requirement, name: string): number | undefined {
  return requirement.parameters[name] === undefined ? undefined : countOf(requirement, name);
}

/** A day parameter that may be absent. */
export function optionalDayOf(requirement: Requirement, name: string): number | undefined {
  const value = requirement.parameters[name]?.value;
  if (value === undefined) return undefined;
  if (value.kind !== 'day') throw new TypeError(`${requirement.id}: ${name} is not a day`);
  return value.day;
}

/** A list option as texts; absent is empty. */
export function textsOf(requirement: Requirement, name: string): readonly string[] {
  return (requirement.options[name] as readonly string[] | undefined) ?? [];
}

/** A text option that loading has proved present. */
export function textOf(requirement: Requirement, name: string): string {
  return requirement.options[name] as string;
}

/** A text option that may be absent. */
export function optionalTextOf(requirement: Requirement, name: string): string | undefined {
  return requirement.options[name] === undefined ? undefined : textOf(requirement, name);
}

/** A yes-or-no option; absent is no. */
export function isSet(requirement: Requirement, name: string): boolean {
  return requirement.options[name] === true;
}
