// The middle person of a release under one plan: what an export holds and is compared with.
// Never a forecast of anybody: nobody is drawn, nothing is missed, nobody flares or relapses.

import type { Regimen } from '@aegle/core';
import { availabilities, layOut } from '../models/dosing.ts';
import { newPatientRun, runPatient } from '../models/patient-run.ts';
import { PARAMETER_NAMES, SIDE_EFFECTS } from '../parameters/parameter-names.ts';
import { type ModelRelease, modelOf } from '../parameters/parameters.ts';
import { type Individual, newIndividual, type PatientProfile } from '../population/individual.ts';
import { parameterIndex as at, type ParameterSet } from '../population/parameter-set.ts';
import { openStream } from '../random/streams.ts';
import { exponential, logarithm } from '../solver/exponential.ts';
import { type Consequences, consequencesOf } from './whole-course.ts';

/** Numbers of one person, by the names of the equations in MODEL.md. */
export interface CourseParameters {
  readonly weightKg: number;
  readonly clearanceLph: number;
  readonly centralL: number;
  readonly exchangeLph: number;
  readonly peripheralL: number;
  readonly absorptionPerHour: number;
  readonly lagHours: number;
  readonly metaboliteClearanceLph: number;
  readonly metaboliteVolumeL: number;
  readonly glandMaximum: number;
  readonly glandDose50: number;
  readonly glandOnRate: number;
  readonly glandOffHalfLife: number;
  readonly durableShare: number;
  readonly durableBuildRate: number;
  readonly durableHalfLife: number;
  readonly reservoirRate: number;
  readonly resetRate: number;
  readonly resetDose50: number;
  readonly glandShare: number;
  readonly comedoneRate: number;
  readonly inflammatoryRate: number;
  readonly noduleRate: number;
  readonly naturalFall: number;
  readonly naturalTime: number;
}

export const COURSE_COLUMNS = [
  'parent',
  'metabolite',
  'doseRate',
  'suppression',
  'reservoir',
  'comedones',
  'inflammatory',
  'nodules',
] as const;
export type CourseColumn = (typeof COURSE_COLUMNS)[number];

/** One course, day by day from day 0 while there is drug: concentrations in mg/L, means of the day. */
export interface TypicalCourse {
  readonly release: { readonly name: string; readonly digest: string };
  readonly parameters: CourseParameters;
  /** Absorbed mg of each dose day, on the scale of a conventional capsule with a full meal. */
  readonly absorbedMg: readonly number[];
  readonly days: number;
  readonly reference: Readonly<Record<CourseColumn, readonly number[]>>;
  /** Scars, quality of life, blood values, side effects, relapse. */
  readonly consequences: Consequences;
}

const REFERENCE_KG = 70;

function middlePerson(set: ParameterSet, profile: PatientProfile, isSecond: boolean): Individual {
  const p = set.values;
  const person = newIndividual(SIDE_EFFECTS.length);
  const heavier = logarithm(profile.weightKg / REFERENCE_KG);
  const scaled = isSecond ? exponential(p[at('pk.weightExponent')]! * heavier) : 1;
  Object.assign(person, {
    ...{ weightKg: profile.weightKg, inflammatory: profile.inflammatoryLesions },
    ...{ nonInflammatory: profile.nonInflammatoryLesions, nodules: profile.nodules },
    clearanceLph: p[at('pk.clearance')]! * scaled,
    centralL: p[at('pk.centralVolume')]!,
    exchangeLph: p[at('pk.exchange')]!,
    peripheralL: p[at('pk.peripheralVolume')]!,
    absorptionFed: p[at('pk.absorptionFed')]!,
    absorptionFasted: p[at('pk.absorptionFasted')]!,
    metaboliteClearanceLph: p[at('pk.metaboliteClearance')]!,
    metaboliteVolumeL: p[at('pk.metaboliteVolume')]!,
    ...{ ageYears: profile.ageYears, isTruncal: profile.isTruncal },
    isFemale: profile.sex === 'female',
    fastedFactor: 1,
    glandDose50: p[at('gland.dose50')]!,
    glandOnRate: p[at('gland.onRate')]!,
    durableShare: p[at('gland.durableShare')]!,
    resetRate: p[at('lesion.resetRate')]!,
    naturalFall: p[at('lesion.naturalFall')]!,
    raterFactor: 1,
    scarRate: p[at('scar.perLesion')]! / p[at('scar.lesionDays')]!,
    qolBurden: p[at('qol.baselineBurden')]!,
    unrelatedShare: p[at('qol.unrelatedShare')]!,
    triglycerides: profile.triglyceridesMgPerDl ?? p[at('lab.triglyceridesBaseline')]!,
    triglyceridesRise: p[at('lab.triglyceridesRise')]!,
    alt: profile.altUnitsPerL ?? p[at('lab.altBaseline')]!,
    altRise: p[at('lab.altRise')]!,
    // Above every share who relapse: this course is followed only while there is drug.
    relapseUniform: 1,
  });
  return person;
}

/** Every row at its median; rows that a release of the first model does not have are nil there. */
function medianSet(release: ModelRelease): ParameterSet {
  const rows: Readonly<Partial<ModelRelease['rows']>> = release.rows;
  const values = Float64Array.from(PARAMETER_NAMES, (name) => rows[name]?.value ?? 0);
  return { values, doseRatioPer100: 1 };
}

/** Runs the middle person through a plan of which every capsule is taken. */
export function typicalCourse(
  release: ModelRelease,
  profile: PatientProfile,
  regimen: Regimen,
): TypicalCourse {
  const taken = { periods: regimen.periods.map((period) => ({ ...period, adherence: 1 })) };
  const plan = layOut(taken);
  const days = plan.lastDoseDay + 28;
  const set = medianSet(release);
  const outputs = Int32Array.from({ length: days + 1 }, (_, day) => day);
  const run = newPatientRun(outputs, days, set, { seed: 1, everyDays: 28 });
  run.person = middlePerson(set, profile, modelOf(release) === '2');
  const stop = runPatient(run, plan, 0, openStream(1, 'adherence'), 0);
  const end = Math.min(run.exposureEnd, days);
  const first = (line: Float64Array): number[] => [...line.subarray(0, end)];
  return {
    release: { name: release.name, digest: release.digest },
    parameters: parametersOf(run.person, set, plan.productMeal[plan.firstDoseDay]! % 3 === 0),
    absorbedMg: absorbedOf(plan, set),
    days: end,
    reference: {
      parent: first(run.exposure.parent),
      metabolite: first(run.exposure.metabolite),
      doseRate: first(run.exposure.doseRate),
      suppression: first(run.gland.suppression),
      reservoir: first(run.gland.reservoir),
      comedones: first(run.lesions.comedones),
      inflammatory: first(run.lesions.inflammatory),
      nodules: first(run.lesions.nodules),
    },
    consequences: consequencesOf(run, stop, release, end),
  };
}

function absorbedOf(plan: ReturnType<typeof layOut>, set: ParameterSet): number[] {
  const table = availabilities(set.values);
  return [...plan.amountMg].map((mg, day) => mg * table[plan.productMeal[day]!]!);
}

function parametersOf(person: Individual, set: ParameterSet, isFasted: boolean): CourseParameters {
  const p = set.values;
  return {
    weightKg: person.weightKg,
    clearanceLph: person.clearanceLph,
    centralL: person.centralL,
    exchangeLph: person.exchangeLph,
    peripheralL: person.peripheralL,
    absorptionPerHour: isFasted ? person.absorptionFasted : person.absorptionFed,
    lagHours: p[at(isFasted ? 'pk.lagFasted' : 'pk.lagFed')]!,
    metaboliteClearanceLph: person.metaboliteClearanceLph,
    metaboliteVolumeL: person.metaboliteVolumeL,
    glandMaximum: p[at('gland.maximum')]!,
    glandDose50: person.glandDose50,
    glandOnRate: person.glandOnRate,
    glandOffHalfLife: p[at('gland.offHalfLife')]!,
    durableShare: person.durableShare,
    durableBuildRate: p[at('gland.durableBuildRate')]!,
    durableHalfLife: p[at('gland.durableHalfLife')]!,
    reservoirRate: p[at('gland.reservoirRate')]!,
    resetRate: person.resetRate,
    resetDose50: p[at('lesion.resetDose50')]!,
    glandShare: p[at('lesion.glandShare')]!,
    comedoneRate: p[at('lesion.comedoneRate')]!,
    inflammatoryRate: p[at('lesion.inflammatoryRate')]!,
    noduleRate: p[at('lesion.noduleRate')]!,
    naturalFall: person.naturalFall,
    naturalTime: p[at('lesion.naturalTime')]!,
  };
}
