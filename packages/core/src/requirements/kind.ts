// What every kind of requirement declares, and how a binding becomes an evaluator.
// Never an evaluator that reads anything but its view, its parameters and its options.

import type { Truth } from '../decision/truth.ts';
import type { EventType } from '../events/catalogue.ts';
import type { Fields } from '../events/fields.ts';
import type { ParameterValue } from '../programme/parameter.ts';
import type { Binding, Edition } from '../programme/programme.ts';
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
  readonly compile: (binding: Binding, edition: Edition) => Evaluate;
}

/** A length parameter that loading has proved present. */
export function lengthOf(binding: Binding, name: string): Length {
  const value = binding.parameters[name]?.value;
  if (value?.kind !== 'length') throw new TypeError(`${binding.id}: ${name} is not a length`);
  return value.length;
}

/** A length parameter that may be absent. */
export function optionalLengthOf(binding: Binding, name: string): Length | undefined {
  return binding.parameters[name] === undefined ? undefined : lengthOf(binding, name);
}

/** A count parameter that loading has proved present. */
export function countOf(binding: Binding, name: string): number {
  const value = binding.parameters[name]?.value;
  if (value?.kind !== 'count') throw new TypeError(`${binding.id}: ${name} is not a count`);
  return value.count;
}

/** A count parameter that may be absent. */
export function optionalCountOf(binding: Binding, name: string): number | undefined {
  return binding.parameters[name] === undefined ? undefined : countOf(binding, name);
}

/** A day parameter that may be absent. */
export function optionalDayOf(binding: Binding, name: string): number | undefined {
  const value = binding.parameters[name]?.value;
  if (value === undefined) return undefined;
  if (value.kind !== 'day') throw new TypeError(`${binding.id}: ${name} is not a day`);
  return value.day;
}

/** A list option as texts; absent is empty. */
export function textsOf(binding: Binding, name: string): readonly string[] {
  return (binding.options[name] as readonly string[] | undefined) ?? [];
}

/** A text option that loading has proved present. */
export function textOf(binding: Binding, name: string): string {
  return binding.options[name] as string;
}

/** A text option that may be absent. */
export function optionalTextOf(binding: Binding, name: string): string | undefined {
  return binding.options[name] === undefined ? undefined : textOf(binding, name);
}

/** A yes-or-no option; absent is no. */
export function isSet(binding: Binding, name: string): boolean {
  return binding.options[name] === true;
}
