// The closed list of model parameters: name, unit, and the domain a value must stay in.
// Never holds a value: values come only from a release built out of the evidence folder.

export type ParameterDomain = 'positive' | 'share' | 'real' | 'spread';

export interface ParameterDefinition {
  readonly unit: string;
  readonly domain: ParameterDomain;
}

const positive = (unit: string): ParameterDefinition => ({ unit, domain: 'positive' });
const share = (): ParameterDefinition => ({ unit: '1', domain: 'share' });
/** Standard deviation between patients, on the log or logit scale of the parameter it spreads. */
const spread = (): ParameterDefinition => ({ unit: '1', domain: 'spread' });

const PHARMACOKINETICS = {
  'pk.clearance': positive('L/h'),
  'pk.centralVolume': positive('L'),
  'pk.exchange': positive('L/h'),
  'pk.peripheralVolume': positive('L'),
  'pk.absorptionFed': positive('1/h'),
  'pk.absorptionFasted': positive('1/h'),
  'pk.lagFed': positive('h'),
  'pk.lagFasted': positive('h'),
  'pk.metaboliteClearance': positive('L/h'),
  'pk.metaboliteVolume': positive('L'),
  'pk.clearanceSpread': spread(),
  'pk.volumeSpread': spread(),
  'pk.absorptionSpread': spread(),
  'pk.metaboliteSpread': spread(),
  'pk.fastedSpread': spread(),
  'bio.conventionalFasted': positive('1'),
  'bio.conventionalLight': positive('1'),
  'bio.lidoseFull': positive('1'),
  'bio.lidoseLight': positive('1'),
  'bio.lidoseFasted': positive('1'),
  'bio.micronisedFull': positive('1'),
  'bio.micronisedLight': positive('1'),
  'bio.micronisedFasted': positive('1'),
} as const;

const GLAND = {
  'gland.maximum': share(),
  'gland.dose50': positive('mg/kg/d'),
  'gland.onRate': positive('1/d'),
  'gland.offHalfLife': positive('d'),
  'gland.durableShare': share(),
  'gland.durableBuildRate': positive('1/d'),
  'gland.durableHalfLife': positive('d'),
  'gland.dose50Spread': spread(),
  'gland.onSpread': spread(),
  'gland.durableSpread': spread(),
  'gland.casualShare': share(),
  'gland.reservoirRate': positive('1/d'),
} as const;

const LESIONS = {
  'lesion.resetRate': positive('1/d'),
  'lesion.resetDose50': positive('mg/kg/d'),
  'lesion.resetSpread': spread(),
  'lesion.glandShare': share(),
  'lesion.comedoneRate': positive('1/d'),
  'lesion.inflammatoryRate': positive('1/d'),
  'lesion.noduleRate': positive('1/d'),
  'lesion.naturalFall': share(),
  'lesion.naturalTime': positive('d'),
  'lesion.naturalSpread': spread(),
  'lesion.relapseLevel': share(),
  'lesion.relapseReturnRate': positive('1/d'),
  'lesion.pustuleShare': share(),
  'flare.mild': share(),
  'flare.moderate': share(),
  'flare.severe': share(),
  'flare.mildRise': positive('1'),
  'flare.moderateRise': positive('1'),
  'flare.severeRise': positive('1'),
  'flare.peakDay': positive('d'),
  'iga.almostClear': positive('{burden}'),
  'iga.mild': positive('{burden}'),
  'iga.moderate': positive('{burden}'),
  'iga.severe': positive('{burden}'),
  'iga.raterSpread': spread(),
  'scar.perLesion': share(),
  'scar.lesionDays': positive('d'),
  'scar.spread': spread(),
  'qol.lagRate': positive('1/d'),
  'qol.baselineBurden': positive('{score}'),
  'qol.burdenSpread': spread(),
  'qol.inflammatoryWeight': share(),
} as const;

const RELAPSE = {
  'relapse.susceptibleAny': share(),
  'relapse.susceptibleSystemic': share(),
  'relapse.susceptibleSecondCourse': share(),
  'relapse.latencyRate': positive('1/y'),
  'relapse.doseRatioPer100': positive('1'),
  'relapse.noDoseEffectShare': share(),
  'relapse.doseReference': positive('mg/kg'),
  'relapse.doseCeiling': positive('mg/kg'),
  'relapse.clearWeeksForNoDoseEffect': positive('wk'),
  'relapse.femaleAny': positive('1'),
  'relapse.femaleSystemic': positive('1'),
  'relapse.femaleSecondCourse': positive('1'),
  'relapse.truncal': positive('1'),
  'relapse.young': positive('1'),
  'relapse.severe': positive('1'),
  'relapse.residual': positive('1'),
  'relapse.maintenancePerMonth': positive('1'),
  'relapse.maintenanceFloor': positive('1'),
} as const;

/** Side effects with a published level, in the order answers list them. */
export const SIDE_EFFECTS = [
  'cheilitis',
  'drySkin',
  'eczema',
  'fatigue',
  'eye',
  'backPain',
  'myalgia',
  'hairThinning',
  'sunburn',
] as const;
export type SideEffect = (typeof SIDE_EFFECTS)[number];

const EFFECTS = {
  'effect.lowDose': positive('mg/kg/d'),
  'effect.highDose': positive('mg/kg/d'),
  'effect.mucosalRate': positive('1/d'),
  'effect.slowRate': positive('1/d'),
  'effect.frailty': share(),
  'effect.grade2Share': share(),
  'effect.grade3Share': share(),
  'effect.cheilitisLow': share(),
  'effect.cheilitisHigh': share(),
  'effect.drySkinLow': share(),
  'effect.drySkinHigh': share(),
  'effect.eczemaLow': share(),
  'effect.eczemaHigh': share(),
  'effect.fatigueLow': share(),
  'effect.fatigueHigh': share(),
  'effect.eyeLow': share(),
  'effect.eyeHigh': share(),
  'effect.backPainLow': share(),
  'effect.backPainHigh': share(),
  'effect.myalgiaLow': share(),
  'effect.myalgiaHigh': share(),
  'effect.hairThinningLow': share(),
  'effect.hairThinningHigh': share(),
  'effect.sunburnLow': share(),
  'effect.sunburnHigh': share(),
  'lab.triglyceridesBaseline': positive('mg/dL'),
  'lab.triglyceridesSpread': spread(),
  'lab.triglyceridesRise': positive('1'),
  'lab.triglyceridesDose50': positive('mg/kg/d'),
  'lab.triglyceridesRiseSpread': spread(),
  'lab.altBaseline': positive('U/L'),
  'lab.altSpread': spread(),
  'lab.altRise': positive('1'),
  'lab.altRiseSpread': spread(),
  'lab.rate': positive('1/d'),
} as const;

const POPULATION = {
  'population.femaleShare': share(),
  'population.age': positive('a'),
  'population.ageSpread': spread(),
  'population.weightFemale': positive('kg'),
  'population.weightMale': positive('kg'),
  'population.weightSpread': spread(),
  'population.inflammatory': positive('{lesions}'),
  'population.inflammatorySpread': spread(),
  'population.nonInflammatory': positive('{lesions}'),
  'population.nonInflammatorySpread': spread(),
  'population.nodules': positive('{lesions}'),
  'population.nodulesSpread': spread(),
  'population.truncalShare': share(),
  'population.lesionCorrelation': share(),
} as const;

/** What the second model adds. Appended, so that a draw of the first keeps its random words. */
const SECOND = {
  'pk.availabilitySpread': spread(),
  'pk.exchangeSpread': spread(),
  'pk.peripheralSpread': spread(),
  'pk.lagSpread': spread(),
  'pk.weightExponent': { unit: '1', domain: 'real' },
  'lesion.partialShare': share(),
  'lesion.partialRate': share(),
  'qol.unrelatedShare': share(),
  'relapse.latencyAny': positive('1/y'),
  'relapse.latencySecondCourse': positive('1/y'),
  'relapse.secondCourseGap': positive('d'),
  'relapse.doseTop': positive('mg/kg'),
  'relapse.clearance': share(),
  'lab.triglyceridesVisitSpread': spread(),
  'lab.altVisitSpread': spread(),
  'population.scars': positive('{scars}'),
  'population.scarsSpread': spread(),
  'study.kinetics': spread(),
  'study.gland': spread(),
  'study.lesions': spread(),
  'study.quality': spread(),
  'study.scars': spread(),
  'study.effects': spread(),
  'study.laboratory': spread(),
  'study.relapse': spread(),
  'study.relapseSecondCourse': spread(),
  'study.relapseDose': spread(),
} as const satisfies Record<string, ParameterDefinition>;

const FIRST = {
  ...PHARMACOKINETICS,
  ...GLAND,
  ...LESIONS,
  ...RELAPSE,
  ...EFFECTS,
  ...POPULATION,
} as const satisfies Record<string, ParameterDefinition>;

/** Every parameter of the second model. A release names each parameter of its model exactly once. */
export const PARAMETERS = { ...FIRST, ...SECOND } as const;

export type ParameterName = keyof typeof PARAMETERS;

export const PARAMETER_NAMES = Object.keys(PARAMETERS) as readonly ParameterName[];
/** Those of the first model come first: a set of the first model leaves the others at nil. */
export const FIRST_MODEL_NAMES = Object.keys(FIRST) as readonly ParameterName[];
