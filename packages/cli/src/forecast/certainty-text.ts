// How sure an endpoint is, in words, for the terminal and the report.
// Never a colour alone: the badge is read aloud and printed too.

import type { Certainty } from '@aegle/forecast';

const TEXTS: Readonly<Record<Certainty, string>> = {
  high: 'certainty high',
  moderate: 'certainty moderate',
  low: 'certainty low',
  veryLow: 'certainty very low',
};

export function certaintyText(certainty: Certainty): string {
  return TEXTS[certainty];
}

/** Said wherever the baseline stands in place of the model. */
export const B1_NOTE =
  'Shown is the dose-blind baseline (B1), because the model did not beat it here.';
