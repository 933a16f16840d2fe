// Draws virtual patient `id`: covariates and effects come from counters, never from a sequence.
// Never lets the plan touch a draw, so that plans are compared on the same patients.

import { SIDE_EFFECTS } from '../models/parameter-names.ts';
import { normalQuantile, normalShare } from '../random/normal-quantile.ts';
import { fillWords, openStream, type SeededStream, uniformOf } from '../random/streams.ts';
import { exponential, logarithm } from '../solver/exponential.ts';
import { EFFECT_GRADES, GAGS_AREAS, type Individual, type PatientProfile } from './individual.ts';
import { parameterIndex as at, type ParameterSet } from './parameter-set.ts';

const EFFECT_WORDS = 44;
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
  effectFrailty: at('effect.frailty'),
  effectHighDose: at('effect.highDose'),
  effectLowDose: at('effect.lowDose'),
  effectGrade2Share: at('effect.grade2Share'),
  effectGrade3Share: at('effect.grade3Share'),
  populationWeightFemale: at('population.weightFemale'),
  populationWeightMale: at('population.weightMale'),
} as const;

export interface Sampler {
  readonly covariates: SeededStream;
  readonly effects: SeededStream;
  readonly covariateWords: Uint32Array;
  readonly effectWords: Uint32Array;
  readonly normals: Float64Array;
}

export function openSampler(seed: number): Sampler {
  return {
    covariates: openStream(seed, 'covariates'),
    effects: openStream(seed, 'effects'),
    covariateWords: new Uint32Array(COVARIATE_WORDS),
    effectWords: new Uint32Array(EFFECT_WORDS),
    normals: new Float64Array(20),
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
  const z = sampler.normals;
  for (let i = 0; i < z.length; i++) z[i] = normalQuantile(uniformOf(sampler.effectWords[i]!));
  if (profile) takeProfile(profile, person);
  else drawCovariates(sampler, set.values, id, person);
  spreadKinetics(set.values, z, person);
  spreadResponse(set.values, z, sampler.effectWords, person);
  spreadLaboratory(set.values, z, profile, person);
  spreadAreas(sampler.effectWords, person);
  spreadSideEffects(set.values, z[16]!, sampler.effectWords, person);
}

function takeProfile(profile: PatientProfile, person: Individual): void {
  person.ageYears = profile.ageYears;
  person.isFemale = profile.sex === 'female';
  person.weightKg = profile.weightKg;
  person.inflammatory = profile.inflammatoryLesions;
  person.nonInflammatory = profile.nonInflammatoryLesions;
  person.nodules = profile.nodules;
  person.isTruncal = profile.isTruncal;
}

function drawCovariates(sampler: Sampler, p: Float64Array, id: number, person: Individual): void {
  const words = sampler.covariateWords;
  fillWords(sampler.covariates, id, words);
  person.isFemale = uniformOf(words[0]!) < p[AT.populationFemaleShare]!;
  person.isTruncal = uniformOf(words[1]!) < p[AT.populationTruncalShare]!;
  const z = (i: number): number => normalQuantile(uniformOf(words[i]!));
  const ageUp = p[AT.populationAge]! - 12;
  // Nobody below 12 is drawn: the label's lower bound, not a clamp of somebody's age.
  person.ageYears = 12 + ageUp * exponential(p[AT.populationAgeSpread]! * z(2));
  const weight = p[person.isFemale ? AT.populationWeightFemale : AT.populationWeightMale]!;
  person.weightKg = weight * exponential(p[AT.populationWeightSpread]! * z(3));
  // One shared severity makes the three counts correlate equally.
  const shared = Math.sqrt(p[AT.populationLesionCorrelation]!) * z(4);
  const own = Math.sqrt(1 - p[AT.populationLesionCorrelation]!);
  person.inflammatory =
    p[AT.populationInflammatory]! *
    exponential(p[AT.populationInflammatorySpread]! * (shared + own * z(5)));
  person.nonInflammatory =
    p[AT.populationNonInflammatory]! *
    exponential(p[AT.populationNonInflammatorySpread]! * (shared + own * z(6)));
  person.nodules =
    p[AT.populationNodules]! * exponential(p[AT.populationNodulesSpread]! * (shared + own * z(7)));
}

function spreadKinetics(p: Float64Array, z: Float64Array, person: Individual): void {
  const volume = exponential(p[AT.pkVolumeSpread]! * z[1]!);
  const absorption = exponential(p[AT.pkAbsorptionSpread]! * z[2]!);
  const metabolite = exponential(p[AT.pkMetaboliteSpread]! * z[3]!);
  person.clearanceLph = p[AT.pkClearance]! * exponential(p[AT.pkClearanceSpread]! * z[0]!);
  person.centralL = p[AT.pkCentralVolume]! * volume;
  person.exchangeLph = p[AT.pkExchange]! * volume;
  person.peripheralL = p[AT.pkPeripheralVolume]! * volume;
  person.absorptionFed = p[AT.pkAbsorptionFed]! * absorption;
  person.absorptionFasted = p[AT.pkAbsorptionFasted]! * absorption;
  person.metaboliteClearanceLph = p[AT.pkMetaboliteClearance]! * metabolite;
  person.metaboliteVolumeL = p[AT.pkMetaboliteVolume]!;
  person.fastedFactor = exponential(p[AT.pkFastedSpread]! * z[4]!);
}

function spreadResponse(
  p: Float64Array,
  z: Float64Array,
  words: Uint32Array,
  person: Individual,
): void {
  person.glandDose50 = p[AT.glandDose50]! * exponential(p[AT.glandDose50Spread]! * z[5]!);
  person.glandOnRate = p[AT.glandOnRate]! * exponential(p[AT.glandOnSpread]! * z[6]!);
  person.durableShare = shiftShare(p[AT.glandDurableShare]!, p[AT.glandDurableSpread]! * z[7]!);
  person.resetRate = p[AT.lesionResetRate]! * exponential(p[AT.lesionResetSpread]! * z[8]!);
  person.naturalFall = shiftShare(p[AT.lesionNaturalFall]!, p[AT.lesionNaturalSpread]! * z[9]!);
  person.scarRate =
    (p[AT.scarPerLesion]! / p[AT.scarLesionDays]!) * exponential(p[AT.scarSpread]! * z[10]!);
  const burden = p[AT.qolBaselineBurden]! / SCORE_MAX;
  person.qolBurden = SCORE_MAX * shiftShare(burden, p[AT.qolBurdenSpread]! * z[11]!);
  person.raterFactor = exponential(p[AT.igaRaterSpread]! * z[17]!);
  person.flareRise = flareRise(p, uniformOf(words[20]!));
  person.relapseUniform = uniformOf(words[21]!);
  person.latencyYears = -logarithm(uniformOf(words[22]!)) / p[AT.relapseLatencyRate]!;
  person.eyeHazard = -logarithm(uniformOf(words[23]!));
}

function flareRise(p: Float64Array, u: number): number {
  const severe = p[AT.flareSevere]!;
  const moderate = severe + p[AT.flareModerate]!;
  if (u < severe) return p[AT.flareSevereRise]!;
  if (u < moderate) return p[AT.flareModerateRise]!;
  return u < moderate + p[AT.flareMild]! ? p[AT.flareMildRise]! : 0;
}

function spreadLaboratory(
  p: Float64Array,
  z: Float64Array,
  profile: PatientProfile | null,
  person: Individual,
): void {
  person.triglycerides =
    profile?.triglyceridesMgPerDl ??
    p[AT.labTriglyceridesBaseline]! * exponential(p[AT.labTriglyceridesSpread]! * z[12]!);
  person.triglyceridesRise =
    p[AT.labTriglyceridesRise]! * exponential(p[AT.labTriglyceridesRiseSpread]! * z[13]!);
  person.alt =
    profile?.altUnitsPerL ?? p[AT.labAltBaseline]! * exponential(p[AT.labAltSpread]! * z[14]!);
  person.altRise = p[AT.labAltRise]! * exponential(p[AT.labAltRiseSpread]! * z[15]!);
}

function spreadAreas(words: Uint32Array, person: Individual): void {
  for (let area = 0; area < GAGS_AREAS; area++) {
    const first = -logarithm(uniformOf(words[24 + area]!)) / AREA_SHARES[area]!;
    const isTrunk = area === GAGS_AREAS - 1;
    person.areaThresholds[area] = isTrunk && !person.isTruncal ? Infinity : first;
  }
}

const EFFECT_LOW = SIDE_EFFECTS.map((name) => at(`effect.${name}Low`));
const EFFECT_HIGH = SIDE_EFFECTS.map((name) => at(`effect.${name}High`));
/** Floor of the half-effect dose, so that an effect without dose relation still needs the drug. */
const LEAST_DOSE50 = 0.01;

function spreadSideEffects(
  p: Float64Array,
  frailtyNormal: number,
  words: Uint32Array,
  person: Individual,
): void {
  const frailty = p[AT.effectFrailty]!;
  const shared = Math.sqrt(frailty) * frailtyNormal;
  const own = Math.sqrt(1 - frailty);
  const spreadDose = p[AT.effectHighDose]! / p[AT.effectLowDose]!;
  for (let e = 0; e < SIDE_EFFECTS.length; e++) {
    const low = p[EFFECT_LOW[e]!]!;
    const ratio = Math.max(1, p[EFFECT_HIGH[e]!]! / low);
    const room = Math.max(1e-3, spreadDose - ratio);
    const dose50 = Math.max(LEAST_DOSE50, (p[AT.effectHighDose]! * (ratio - 1)) / room);
    const most = (low * (p[AT.effectLowDose]! + dose50)) / p[AT.effectLowDose]!;
    const score = shared + own * normalQuantile(uniformOf(words[30 + e]!));
    const u = normalShare(score);
    person.effectThresholds[3 * e] = doseFor(u, most, dose50);
    person.effectThresholds[3 * e + 1] = doseFor(u / p[AT.effectGrade2Share]!, most, dose50);
    person.effectThresholds[3 * e + EFFECT_GRADES - 1] = doseFor(
      u / p[AT.effectGrade3Share]!,
      most,
      dose50,
    );
  }
}

/** Dose at which the hyperbola most * d / (d + dose50) reaches u; Infinity where it never does. */
function doseFor(u: number, most: number, dose50: number): number {
  return u < most ? (dose50 * u) / (most - u) : Infinity;
}

function shiftShare(share: number, shift: number): number {
  const odds = (share / (1 - share)) * exponential(shift);
  return odds / (1 + odds);
}
