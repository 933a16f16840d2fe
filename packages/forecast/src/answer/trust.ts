// What stands beside an endpoint's figures: block, badges over time, and where numbers end.
// Never gives one person a number where the badge is very low.

import { blockOf, studiedUntil } from '../endpoints/studied.ts';
import { type Badge, type Block, badgesOf, validationOf } from '../endpoints/validation.ts';
import type { Certainty } from '../parameters/parameters.ts';
import type { Arm, PreparedForecast } from '../run/run.ts';

export interface Trust {
  /** The first badge: while capsules are taken. */
  readonly certainty: Certainty;
  readonly block: Block;
  readonly badges: readonly Badge[];
  /** From this day on one person gets no number; 0: words throughout; null: never, or a population. */
  readonly noNumberFromDay: number | null;
}

/** `graded` is what the endpoint's sources earn; a failed check and time only lower it. */
export function trustIn(
  forecast: PreparedForecast,
  arm: Arm,
  endpoint: string,
  graded: Certainty,
): Trust {
  const { release, request } = forecast;
  const block = blockOf(endpoint);
  const until = studiedUntil(endpoint, arm.plan.lastDoseDay);
  const badges = badgesOf(graded, block, validationOf(release), until);
  const isPerson = request.subject.kind === 'patient';
  const veryLow = badges.find((badge) => badge.certainty === 'veryLow')?.fromDay ?? null;
  // The untreated course stands beside a plan, whose own numbers end first.
  const isKept = arm.plan.lastDoseDay < 0 && veryLow !== 0;
  return {
    certainty: badges[0]!.certainty,
    block,
    badges,
    noNumberFromDay: isPerson && !isKept ? veryLow : null,
  };
}

/** A line with everything from `day` on blanked; null leaves it whole. */
export function endedAt(
  line: readonly (number | null)[],
  outputDays: Int32Array,
  day: number | null,
): (number | null)[] {
  return line.map((x, t) => (day !== null && outputDays[t]! >= day ? null : x));
}
