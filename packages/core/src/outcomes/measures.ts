// What is measured of a course, by domain; each method is a measure of its own.
// Never joins two methods: sustainable excretion, casual level, Sebutape and a patient's 0 to 10 are
// four measures of oil that no number turns into one another.

import {
  citationOf,
  type EvidenceCitation,
  type EvidenceRow,
  EvidenceUnfit,
  facetWords,
} from '../evidence/evidence-row.ts';

export const DOMAINS = [
  'severity',
  'oil',
  'scars',
  'self_esteem',
  'quality_of_life',
  'mood',
  'dryness',
  'eyes',
  'sun',
  'joints',
  'other',
] as const;
export type Domain = (typeof DOMAINS)[number];

/** A measure: what it is of, which way is worse, and the ends of its scale. */
export interface Measure {
  readonly id: string;
  readonly domain: Domain;
  readonly worse: 'up' | 'down';
  readonly min: number;
  /** Absent: open upwards, such as a count. */
  readonly max?: number;
}

const measure = (
  id: string,
  domain: Domain,
  max?: number,
  worse: 'up' | 'down' = 'up',
): Measure => ({
  id,
  domain,
  worse,
  min: 0,
  ...(max === undefined ? {} : { max }),
});

/** Every measure that Aegle knows. The ends are those of the evidence (instruments). */
export const MEASURES: readonly Measure[] = [
  measure('gags', 'severity', 44),
  measure('iga', 'severity', 4),
  measure('inflammatory-count', 'severity'),
  measure('non-inflammatory-count', 'severity'),
  measure('nodule-count', 'severity'),
  measure('sebum-excretion-rate', 'oil'),
  measure('sebum-casual-level', 'oil'),
  measure('sebutape', 'oil'),
  measure('oil-0-10', 'oil', 10),
  measure('ecca', 'scars', 540),
  measure('goodman-baron-qualitative', 'scars', 4),
  measure('goodman-baron-quantitative', 'scars', 84),
  measure('scar-s', 'scars'),
  measure('rosenberg', 'self_esteem', 30, 'down'),
  measure('self-esteem-0-10', 'self_esteem', 10, 'down'),
  measure('acne-qol', 'quality_of_life', 114, 'down'),
  measure('dlqi', 'quality_of_life', 30),
  measure('cdlqi', 'quality_of_life', 30),
  measure('cadi', 'quality_of_life', 15),
  measure('daily-life-0-10', 'quality_of_life', 10),
  measure('phq-9', 'mood', 27),
  measure('gad-7', 'mood', 21),
  measure('lips-0-10', 'dryness', 10),
  measure('skin-0-10', 'dryness', 10),
  measure('eyes-0-10', 'eyes', 10),
  measure('lenses-0-10', 'eyes', 10),
  measure('night-vision-0-10', 'eyes', 10),
  measure('osdi', 'eyes', 100),
  measure('sun-0-10', 'sun', 10),
  measure('joints-0-10', 'joints', 10),
  measure('back-0-10', 'joints', 10),
];

const BY_ID: ReadonlyMap<string, Measure> = new Map(MEASURES.map((one) => [one.id, one]));

/** A measure by its name; a scale that Aegle does not know stands under `other`, worse upwards. */
export function measureOf(id: string): Measure {
  return BY_ID.get(id) ?? measure(id, 'other');
}

/** The smallest change that is taken for more than chance; a measure without one has none known. */
export interface MeasurementError {
  readonly points: number;
  readonly citation: EvidenceCitation;
}

/** Reads the measurement errors from the evidence group `instruments.measurement-error`. */
export function readMeasurementErrors(
  rows: readonly EvidenceRow[],
): ReadonlyMap<string, MeasurementError> {
  const errors = new Map<string, MeasurementError>();
  for (const row of rows) {
    const measures = facetWords(row, 'measures');
    if (row.topic !== 'instruments' || measures.length === 0) continue;
    const points = row.value ?? row.range?.min;
    if (typeof points !== 'number') throw new EvidenceUnfit(row.id, 'names no smallest change');
    for (const id of measures) errors.set(id, { points, citation: citationOf(row) });
  }
  return errors;
}
