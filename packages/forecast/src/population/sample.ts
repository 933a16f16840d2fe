// Draws virtual patient `id`: covariates and effects come from counters, never from a sequence.
// Never lets the plan touch a draw, so that plans are compared on the same patients.

import { SIDE_EFFECTS } from '../parameters/parameter-names.ts';
import type { ModelVersion } from '../parameters/parameters.ts';
import { normalsOf } from '../random/normal-quantile.ts';
import { fillWords, openStream, type SeededStream, uniformOf } from '../random/streams.ts';
import { exponential, exponentials, logarithm, logarithms } from '../solver/exponential.ts';
import {
  type EffectLevels,
  newEffectLevels,
  SHARED_NORMALS,
  spreadSideEffects,
  takeHyperbolas,
} from './effect-levels.ts';
import { GAGS_AREAS, type Individual, type PatientProfile } from './individual.ts';
import { parameterIndex as at, type ParameterSet } from './parameter-set.ts';

const EFFECT_WORDS = 44;
/** The second model reads one block of words more; those of the first keep their places. */
const SECOND_WORDS = 48;
const SECOND_FROM = 39;
const PARTIAL_WORD = 46;
const COVARIATE_WORDS = 12;
/** Share of facial lesions in each GAGS area, and of the trunk where it is affected (D, very low). */
const AREA_SHARES = [0.22, 0.22, 0.22, 0.08, 0.14, 0.22] as const;
const SCORE_MAX = 114;

/** Positions looked up once: a map look-up per draw would cost more than the draw. */
const AT = {
  populationFemaleShare: at('population.femaleShare'),
  populationLesionCorrelation: at('population.lesionCorrelation'),
  pkClearance: at('pk.clearance'),
  pkCentralVolume: at('pk.centralVolume'),
  pkExchange: at('pk.exchange'),
  pkPeripheralVolume: at('pk.peripheralVolume'),
  pkMetaboliteClearance: at('pk.metaboliteClearance'),
  pkMetaboliteVolume: at('pk.metaboliteVolume'),
  populationTruncalShare: at('population.truncalShare'),
  populationAge: at('population.age'),
  populationAgeSpread: at('population.ageSpread'),
  populationWeightSpread: at('population.weightSpread'),
  populationInflammatory: at('population.inflammatory'),
  populationInflammatorySpread: at('population.inflammatorySpread'),
  populationNonInflammatory: at('population.nonInflammatory'),
  populationNonInflammatorySpread: at('population.nonInflammatorySpread'),
  populationNodules: at('population.nodules'),
  populationNodulesSpread: at('population.nodulesSpread'),
  pkVolumeSpread: at('pk.volumeSpread'),
  pkAbsorptionSpread: at('pk.absorptionSpread'),
  pkMetaboliteSpread: at('pk.metaboliteSpread'),
  pkClearanceSpread: at('pk.clearanceSpread'),
  pkAbsorptionFed: at('pk.absorptionFed'),
  pkAbsorptionFasted: at('pk.absorptionFasted'),
  pkFastedSpread: at('pk.fastedSpread'),
  glandDose50: at('gland.dose50'),
  glandDose50Spread: at('gland.dose50Spread'),
  glandOnRate: at('gland.onRate'),
  glandOnSpread: at('gland.onSpread'),
  glandDurableShare: at('gland.durableShare'),
  glandDurableSpread: at('gland.durableSpread'),
  lesionResetRate: at('lesion.resetRate'),
  lesionResetSpread: at('lesion.resetSpread'),
  lesionNaturalFall: at('lesion.naturalFall'),
  lesionNaturalSpread: at('lesion.naturalSpread'),
  scarPerLesion: at('scar.perLesion'),
  scarLesionDays: at('scar.lesionDays'),
  scarSpread: at('scar.spread'),
  qolBaselineBurden: at('qol.baselineBurden'),
  qolBurdenSpread: at('qol.burdenSpread'),
  igaRaterSpread: at('iga.raterSpread'),
  relapseLatencyRate: at('relapse.latencyRate'),
  flareSevere: at('flare.severe'),
  flareModerate: at('flare.moderate'),
  flareSevereRise: at('flare.severeRise'),
  flareModerateRise: at('flare.moderateRise'),
  flareMild: at('flare.mild'),
  flareMildRise: at('flare.mildRise'),
  labTriglyceridesBaseline: at('lab.triglyceridesBaseline'),
  labTriglyceridesSpread: at('lab.triglyceridesSpread'),
  labTriglyceridesRise: at('lab.triglyceridesRise'),
  labTriglyceridesRiseSpread: at('lab.triglyceridesRiseSpread'),
  labAltBaseline: at('lab.altBaseline'),
  labAltSpread: at('lab.altSpread'),
  labAltRise: at('lab.altRise'),
  labAltRiseSpread: at('lab.altRiseSpread'),
  populationWeightFemale: at('population.weightFemale'),
  populationWeightMale: at('population.weightMale'),
  pkAvailabilitySpread: at('pk.availabilitySpread'),
  pkExchangeSpread: at('pk.exchangeSpread'),
  pkPeripheralSpread: at('pk.peripheralSpread'),
  pkLagSpread: at('pk.lagSpread'),
  pkWeightExponent: at('pk.weightExponent'),
  lesionPartialShare: at('lesion.partialShare'),
  lesionPartialRate: at('lesion.partialRate'),
  qolUnrelatedShare: at('qol.unrelatedShare'),
  relapseLatencyAny: at('relapse.latencyAny'),
  labTriglyceridesVisitSpread: at('lab.triglyceridesVisitSpread'),
  labAltVisitSpread: at('lab.altVisitSpread'),
  populationScars: at('population.scars'),
  populationScarsSpread: at('population.scarsSpread'),
} as const;

/** Log-normal and logit-normal draws: which normal, and the row of its spread. */
const SPREADS = [
  [0, AT.pkClearanceSpread],
  [1, AT.pkVolumeSpread],
  [2, AT.pkAbsorptionSpread],
  [3, AT.pkMetaboliteSpread],
  [4, AT.pkFastedSpread],
  [5, AT.glandDose50Spread],
  [6, AT.glandOnSpread],
  [7, AT.glandDurableSpread],
  [8, AT.lesionResetSpread],
  [9, AT.lesionNaturalSpread],
  [10, AT.scarSpread],
  [11, AT.qolBurdenSpread],
  [12, AT.labTriglyceridesSpread],
  [13, AT.labTriglyceridesRiseSpread],
  [14, AT.labAltSpread],
  [15, AT.labAltRiseSpread],
  [17, AT.igaRaterSpread],
] as const;
const RATER = 16;
/** The second model's own: two normals that the first left unused, and seven behind the effects. */
const SECOND_SPREADS = [
  [18, AT.pkAvailabilitySpread],
  [19, AT.pkExchangeSpread],
  [29, AT.pkPeripheralSpread],
  [30, AT.pkLagSpread],
  [31, AT.labTriglyceridesVisitSpread],
  [32, AT.labAltVisitSpread],
  [33, AT.populationScarsSpread],
] as const;
const SECOND_AT = SPREADS.length;
const SECOND_NORMALS = 5;

export interface Sampler {
  readonly model: ModelVersion;
  readonly normalOf: Uint8Array;
  readonly spreadOf: Uint16Array;
  readonly covariates: SeededStream;
  readonly effects: SeededStream;
  readonly covariateWords: Uint32Array;
  readonly effectWords: Uint32Array;
  readonly covariateNormals: Float64Array;
  readonly covariateFactors: Float64Array;
  /** Twenty shared by all, then one a side effect, then the second model's. */
  readonly normals: Float64Array;
  /** Exponents and what becomes of them, in the order of `EXPONENT`. */
  readonly factors: Float64Array;
  /** Logarithms of the uniform draws from word 22 on: latency, eye, then one a GAGS area. */
  readonly logs: Float64Array;
  /** Of the side effects, and the set they were last made for. */
  readonly levels: EffectLevels;
}

const NORMALS = SHARED_NORMALS;
const LOG_FROM = 22;
const EFFECT_FROM = 30;

export function openSampler(seed: number, model: ModelVersion): Sampler {
  const isSecond = model === '2';
  const spreads = isSecond ? [...SPREADS, ...SECOND_SPREADS] : SPREADS;
  return {
    model,
    normalOf: Uint8Array.from(spreads, ([normal]) => normal),
    spreadOf: Uint16Array.from(spreads, ([, row]) => row),
    covariates: openStream(seed, 'covariates'),
    effects: openStream(seed, 'effects'),
    covariateWords: new Uint32Array(COVARIATE_WORDS),
    effectWords: new Uint32Array(isSecond ? SECOND_WORDS : EFFECT_WORDS),
    covariateNormals: new Float64Array(6),
    covariateFactors: new Float64Array(5),
    normals: new Float64Array(NORMALS + SIDE_EFFECTS.length + SECOND_NORMALS),
    factors: new Float64Array(spreads.length),
    logs: new Float64Array(2 + GAGS_AREAS),
    levels: newEffectLevels(),
  };
}

/** Writes patient `id` into `person`; `profile` null draws the covariates from the population. */
export function samplePatient(
  sampler: Sampler,
  set: ParameterSet,
  profile: PatientProfile | null,
  id: number,
  person: Individual,
): void {
  fillWords(sampler.effects, id, sampler.effectWords);
  if (profile) takeProfile(profile, person);
  else {
    fillWords(sampler.covariates, id, sampler.covariateWords);
    drawCovariates(sampler, set.values, person);
  }
  spreadPerson(sampler, set, profile, person);
}

/** Everything but the covariates, from the words at hand, whatever they are. */
export function spreadPerson(
  sampler: Sampler,
  set: ParameterSet,
  profile: PatientProfile | null,
  person: Individual,
): void {
  const { normals, factors, logs, normalOf, spreadOf } = sampler;
  const isSecond = sampler.model === '2';
  normalsOf(sampler.effectWords, 0, NORMALS, normals, 0);
  normalsOf(sampler.effectWords, EFFECT_FROM, SIDE_EFFECTS.length, normals, NORMALS);
  const secondAt = NORMALS + SIDE_EFFECTS.length;
  if (isSecond) normalsOf(sampler.effectWords, SECOND_FROM, SECOND_NORMALS, normals, secondAt);
  const p = set.values;
  for (let i = 0; i < factors.length; i++) {
    factors[i] = p[spreadOf[i]!]! * normals[normalOf[i]!]!;
  }
  exponentials(factors, factors.length);
  for (let i = 0; i < logs.length; i++) logs[i] = uniformOf(sampler.effectWords[LOG_FROM + i]!);
  logarithms(logs, logs.length);
  spreadKinetics(p, factors, person);
  spreadResponse(p, factors, sampler.effectWords, logs, person);
  spreadLaboratory(p, factors, profile, person);
  spreadAreas(logs, person);
  takeHyperbolas(sampler.levels, p, sampler.model);
  spreadSideEffects(p, normals, sampler.levels.hyperbolas, person);
  if (isSecond) spreadSecond(p, factors, sampler.effectWords, logs, profile, person);
}

/** What the second model draws beside the first: kinetics apart, partial responders, blood tests. */
function spreadSecond(
  p: Float64Array,
  factors: Float64Array,
  words: Uint32Array,
  logs: Float64Array,
  profile: PatientProfile | null,
  person: Individual,
): void {
  person.availability = factors[SECOND_AT]!;
  person.exchangeLph = p[AT.pkExchange]! * factors[SECOND_AT + 1]!;
  person.peripheralL = p[AT.pkPeripheralVolume]! * factors[SECOND_AT + 2]!;
  person.lagOdds = factors[SECOND_AT + 3]!;
  const weight = person.weightKg / REFERENCE_KG;
  person.clearanceLph *= exponential(p[AT.pkWeightExponent]! * logarithm(weight));
  const isPartial = uniformOf(words[PARTIAL_WORD]!) < p[AT.lesionPartialShare]!;
  if (isPartial) person.resetRate *= p[AT.lesionPartialRate]!;
  person.unrelatedShare = p[AT.qolUnrelatedShare]!;
  person.latencyYears = -logs[0]! / p[AT.relapseLatencyAny]!;
  person.triglyceridesVisit = factors[SECOND_AT + 4]!;
  person.altVisit = factors[SECOND_AT + 5]!;
  person.scarsBefore = profile?.scars ?? p[AT.populationScars]! * factors[SECOND_AT + 6]!;
}

/** Weight of an adult in the studies of concentrations, at which clearance stands as fitted. */
const REFERENCE_KG = 70;

function takeProfile(profile: PatientProfile, person: Individual): void {
  person.ageYears = profile.ageYears;
  person.isFemale = profile.sex === 'female';
  person.weightKg = profile.weightKg;
  person.inflammatory = profile.inflammatoryLesions;
  person.nonInflammatory = profile.nonInflammatoryLesions;
  person.nodules = profile.nodules;
  person.isTruncal = profile.isTruncal;
}

/** Covariates from the words at hand. */
export function drawCovariates(sampler: Sampler, p: Float64Array, person: Individual): void {
  const { covariateWords: words, covariateNormals: z, covariateFactors: factors } = sampler;
  normalsOf(words, 2, 6, z, 0);
  person.isFemale = uniformOf(words[0]!) < p[AT.populationFemaleShare]!;
  person.isTruncal = uniformOf(words[1]!) < p[AT.populationTruncalShare]!;
  // One shared severity makes the three counts correlate equally.
  const shared = Math.sqrt(p[AT.populationLesionCorrelation]!) * z[2]!;
  const own = Math.sqrt(1 - p[AT.populationLesionCorrelation]!);
  factors[0] = p[AT.populationAgeSpread]! * z[0]!;
  factors[1] = p[AT.populationWeightSpread]! * z[1]!;
  factors[2] = p[AT.populationInflammatorySpread]! * (shared + own * z[3]!);
  factors[3] = p[AT.populationNonInflammatorySpread]! * (shared + own * z[4]!);
  factors[4] = p[AT.populationNodulesSpread]! * (shared + own * z[5]!);
  exponentials(factors, factors.length);
  const weight = p[person.isFemale ? AT.populationWeightFemale : AT.populationWeightMale]!;
  // Nobody below 12 is drawn: the label's lower bound, not a clamp of somebody's age.
  person.ageYears = 12 + (p[AT.populationAge]! - 12) * factors[0]!;
  person.weightKg = weight * factors[1]!;
  person.inflammatory = p[AT.populationInflammatory]! * factors[2]!;
  person.nonInflammatory = p[AT.populationNonInflammatory]! * factors[3]!;
  person.nodules = p[AT.populationNodules]! * factors[4]!;
}

function spreadKinetics(p: Float64Array, factors: Float64Array, person: Individual): void {
  const volume = factors[1]!;
  const absorption = factors[2]!;
  person.clearanceLph = p[AT.pkClearance]! * factors[0]!;
  person.centralL = p[AT.pkCentralVolume]! * volume;
  person.exchangeLph = p[AT.pkExchange]! * volume;
  person.peripheralL = p[AT.pkPeripheralVolume]! * volume;
  person.absorptionFed = p[AT.pkAbsorptionFed]! * absorption;
  person.absorptionFasted = p[AT.pkAbsorptionFasted]! * absorption;
  person.metaboliteClearanceLph = p[AT.pkMetaboliteClearance]! * factors[3]!;
  person.metaboliteVolumeL = p[AT.pkMetaboliteVolume]!;
  person.fastedFactor = factors[4]!;
}

function spreadResponse(
  p: Float64Array,
  factors: Float64Array,
  words: Uint32Array,
  logs: Float64Array,
  person: Individual,
): void {
  person.glandDose50 = p[AT.glandDose50]! * factors[5]!;
  person.glandOnRate = p[AT.glandOnRate]! * factors[6]!;
  person.durableShare = shiftShare(p[AT.glandDurableShare]!, factors[7]!);
  person.resetRate = p[AT.lesionResetRate]! * factors[8]!;
  person.naturalFall = shiftShare(p[AT.lesionNaturalFall]!, factors[9]!);
  person.scarRate = (p[AT.scarPerLesion]! / p[AT.scarLesionDays]!) * factors[10]!;
  const burden = p[AT.qolBaselineBurden]! / SCORE_MAX;
  person.qolBurden = SCORE_MAX * shiftShare(burden, factors[11]!);
  person.raterFactor = factors[RATER]!;
  person.flareGrade = flareGrade(p, uniformOf(words[20]!));
  person.flareRise = person.flareGrade === 0 ? 0 : p[FLARE_RISES[person.flareGrade - 1]!]!;
  person.relapseUniform = uniformOf(words[21]!);
  person.latencyYears = -logs[0]! / p[AT.relapseLatencyRate]!;
  person.eyeHazard = -logs[1]!;
}

const FLARE_RISES = [AT.flareMildRise, AT.flareModerateRise, AT.flareSevereRise] as const;

function flareGrade(p: Float64Array, u: number): number {
  const severe = p[AT.flareSevere]!;
  const moderate = severe + p[AT.flareModerate]!;
  if (u < severe) return 3;
  if (u < moderate) return 2;
  return u < moderate + p[AT.flareMild]! ? 1 : 0;
}

function spreadLaboratory(
  p: Float64Array,
  factors: Float64Array,
  profile: PatientProfile | null,
  person: Individual,
): void {
  const { triglyceridesMgPerDl, altUnitsPerL } = profile ?? NOT_MEASURED;
  person.triglycerides = triglyceridesMgPerDl ?? p[AT.labTriglyceridesBaseline]! * factors[12]!;
  person.triglyceridesRise = p[AT.labTriglyceridesRise]! * factors[13]!;
  person.alt = altUnitsPerL ?? p[AT.labAltBaseline]! * factors[14]!;
  person.altRise = p[AT.labAltRise]! * factors[15]!;
}

const NOT_MEASURED: Partial<PatientProfile> = {};

function spreadAreas(logs: Float64Array, person: Individual): void {
  for (let area = 0; area < GAGS_AREAS; area++) {
    const first = -logs[2 + area]! / AREA_SHARES[area]!;
    const isTrunk = area === GAGS_AREAS - 1;
    person.areaThresholds[area] = isTrunk && !person.isTruncal ? Infinity : first;
  }
}

/** Share whose odds are multiplied. */
function shiftShare(share: number, factor: number): number {
  const odds = (share / (1 - share)) * factor;
  return odds / (1 + odds);
}
