// Where the forecast's data end, each limit with the row of `evidence/` that holds it.
// Never a limit without a row: a test reads every row and compares.

/** A number of the evidence and the full name of its row. */
export interface CitedLimit {
  readonly value: number;
  readonly row: string;
}

const studied = (name: string, value: number): CitedLimit => {
  return { value, row: `forecast-limits.studied.${name}` };
};
const seen = (name: string, value: number): CitedLimit => {
  return { value, row: `forecast-limits.seen-until.${name}` };
};

/** Edges of what was studied: beyond them a warning stands beside the answer. */
export const STUDIED = {
  highestAgeYears: studied('highest-age', 45),
  lowestWeightKg: studied('lowest-weight', 40),
  highestWeightKg: studied('highest-weight', 120),
  fewestLesions: studied('fewest-lesions', 15),
  mostInflammatory: studied('most-inflammatory', 120),
  mostNodules: studied('most-nodules', 60),
  highestMgPerKg: studied('highest-dose', 1.1),
  highestNgPerMl: studied('highest-concentration', 600),
  longestCourseDays: studied('longest-course', 240),
  fewDataFromDay: studied('few-data-from', 1096),
} as const;

/** Last day on which studies looked: after it a badge is one lower. Sebum, relapse: after the stop. */
export const SEEN_UNTIL = {
  sebum: seen('sebum', 365),
  lesions: seen('lesions', 168),
  trial: seen('trial', 140),
  flare: seen('flare', 84),
  scars: seen('scars', 182),
  blood: seen('blood', 180),
  sideEffects: seen('side-effects', 240),
  eye: seen('eye', 365),
  relapse: seen('relapse', 1096),
  closingVisit: seen('closing-visit', 28),
} as const;

/** Highest daily dose per kg of any label, for the conventional and the micronised class. */
export const LABEL_DOSE = {
  conventionalMgPerKg: { value: 2, row: 'dosing.guards.block-daily' },
  micronisedMgPerKg: { value: 1.6, row: 'dosing.guards.block-daily-micronised' },
} as const;

/**
 * Weight (kg) that a population's mg are held against where the question states none: the middle of the
 * lighter sex in every release (`population.weightFemale`). A test reads the releases and compares.
 */
export const UNSTATED_WEIGHT_KG = 62;
