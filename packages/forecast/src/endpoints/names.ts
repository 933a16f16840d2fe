// Every name that an answer may carry and a question may ask for.
// Never an endpoint about mood.

import { CURVES, GRADED } from '../catalogue/catalogue.ts';
import { RELAPSE_ENDPOINTS } from '../models/relapse.ts';

/** Curves, then graded shares, then relapse. */
export const ENDPOINT_NAMES: readonly string[] = [
  ...CURVES.map(({ name }) => name),
  ...GRADED.map(({ name }) => name),
  ...RELAPSE_ENDPOINTS,
];
