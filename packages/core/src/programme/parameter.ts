// A programme's numbers: each with unit, first day, source and status. Never a default.

import type { Length } from '../time/length.ts';

export const STATUSES = ['stated', 'secondary', 'assumed', 'disputed'] as const;
/** How a rule or number is known. `assumed` and `disputed` ask a clinician at the gate. */
export type Status = (typeof STATUSES)[number];

/** A value as resolved for one edition. */
export type ParameterValue =
  | { readonly kind: 'length'; readonly length: Length }
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'day'; readonly day: number };

/** A named parameter as resolved for one edition. */
export interface Parameter {
  readonly id: string;
  readonly value: ParameterValue;
  readonly status: Status;
  readonly sources: readonly string[];
}

/** True when a rule resting on these statuses asks rather than blocks. */
export function asksClinician(statuses: readonly Status[]): boolean {
  return statuses.includes('assumed') || statuses.includes('disputed');
}
