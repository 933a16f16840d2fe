// One virtual patient: covariates that are known, and effects that differ between patients.
// Never holds a name, a date or anything that came from a record beyond these numbers.

/** Covariates of a person or of a drawn member of a population. Counts are of the face. */
export interface PatientProfile {
  readonly ageYears: number;
  readonly sex: 'female' | 'male';
  readonly weightKg: number;
  readonly inflammatoryLesions: number;
  readonly nonInflammatoryLesions: number;
  readonly nodules: number;
  readonly isTruncal: boolean;
  /** Measured before treatment; drawn from the population where not given. */
  readonly triglyceridesMgPerDl?: number | undefined;
  readonly altUnitsPerL?: number | undefined;
  /** Lasting acne scars of the face before treatment; drawn from the population where not given. */
  readonly scars?: number | undefined;
}

export const GAGS_AREAS = 6;
export const EFFECT_GRADES = 3;

/** Reused for every patient of a chunk: numbers only, so that nothing is allocated per patient. */
export interface Individual {
  ageYears: number;
  isFemale: boolean;
  weightKg: number;
  inflammatory: number;
  nonInflammatory: number;
  nodules: number;
  isTruncal: boolean;
  clearanceLph: number;
  centralL: number;
  exchangeLph: number;
  peripheralL: number;
  absorptionFed: number;
  absorptionFasted: number;
  metaboliteClearanceLph: number;
  metaboliteVolumeL: number;
  fastedFactor: number;
  /** What this person absorbs of any capsule against the middle person; 1 in the first model. */
  availability: number;
  /** Odds of the absorption lag within a day against the middle person; 1 in the first model. */
  lagOdds: number;
  glandDose50: number;
  glandOnRate: number;
  durableShare: number;
  resetRate: number;
  naturalFall: number;
  flareRise: number;
  /** 0 none to 3 severe. */
  flareGrade: number;
  raterFactor: number;
  scarRate: number;
  scarsBefore: number;
  /** Share of the burden of life that no lesion causes; nil in the first model. */
  unrelatedShare: number;
  qolBurden: number;
  triglycerides: number;
  triglyceridesRise: number;
  alt: number;
  altRise: number;
  /** Factor of one blood test against this person's own level; 1 in the first model. */
  triglyceridesVisit: number;
  altVisit: number;
  relapseUniform: number;
  latencyYears: number;
  eyeHazard: number;
  /** Lesion count at which each GAGS area shows its first lesion of a kind. */
  readonly areaThresholds: Float64Array;
  /** Lagged dose (mg/kg/d) above which each effect has grade 1, 2, 3. */
  readonly effectThresholds: Float64Array;
}

export function newIndividual(effects: number): Individual {
  return {
    ageYears: 0,
    isFemale: false,
    weightKg: 0,
    inflammatory: 0,
    nonInflammatory: 0,
    nodules: 0,
    isTruncal: false,
    clearanceLph: 0,
    centralL: 0,
    exchangeLph: 0,
    peripheralL: 0,
    absorptionFed: 0,
    absorptionFasted: 0,
    metaboliteClearanceLph: 0,
    metaboliteVolumeL: 0,
    fastedFactor: 0,
    availability: 1,
    lagOdds: 1,
    glandDose50: 0,
    glandOnRate: 0,
    durableShare: 0,
    resetRate: 0,
    naturalFall: 0,
    flareRise: 0,
    flareGrade: 0,
    raterFactor: 0,
    scarRate: 0,
    scarsBefore: 0,
    unrelatedShare: 0,
    qolBurden: 0,
    triglycerides: 0,
    triglyceridesRise: 0,
    alt: 0,
    altRise: 0,
    triglyceridesVisit: 1,
    altVisit: 1,
    relapseUniform: 0,
    latencyYears: 0,
    eyeHazard: 0,
    areaThresholds: new Float64Array(GAGS_AREAS),
    effectThresholds: new Float64Array(effects * EFFECT_GRADES),
  };
}

/** Name of the first field that is not a finite number, or null. */
export function brokenField(individual: Individual): string | null {
  for (const [field, value] of Object.entries(individual)) {
    if (typeof value === 'number' && !Number.isFinite(value)) return field;
    if (value instanceof Float64Array && value.some(Number.isNaN)) return field;
  }
  return null;
}
