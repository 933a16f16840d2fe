// Questions that a forecast refuses, each with the field named and what to write instead.
// Never imported outside a test.

import { aForecast, aPeriod } from '../forecast-work/testing.ts';

const ofPlan = (change: object) => ({ plans: [{ ...aForecast().plans[0], ...change }] });
const ofPeriods = (...periods: object[]) => ofPlan({ regimen: { periods } });
const ofPeriod = (change: object) => ofPeriods({ ...aPeriod, ...change });
export const ofSchedule = (schedule: unknown) => ofPeriod({ schedule });
const ofBaseline = (baseline: object) => ({ subject: { kind: 'population', baseline } });
const nobody = { mean: 0, sd: 0 };
export const noAcne = { inflammatoryLesions: 0, nonInflammatoryLesions: 0, nodules: 0 };
const ramp = { kind: 'ramp', fromDoseMg: 20, toDoseMg: 60, stepMg: 10, stepDays: 30 };

/** What is wrong, the change of a good question, the field named, and what to write. */
export type Case = readonly [wrong: string, change: object, field: string, nextStep: string];

const PERIOD = 'plans.0.regimen.periods.0';
const DOSE = `a number from 2.5 to 200 mg`;
const KINDS = 'constant, ramp, split, alternateDay, repeating, weekly, pulse, break';
const AGE_SPREAD = 'mean and sd, or median, low25 and high75; the middle from 12 to 80 years';

/** Refused by the schema; the step goes on to say where every field is described. */
export const OF_SHAPE: readonly Case[] = [
  ['no plans', { plans: undefined }, 'plans', 'a list of 1 to 4 plans'],
  ['an empty list of plans', { plans: [] }, 'plans', 'a list of 1 to 4 plans'],
  ['five plans', { plans: Array(5).fill(aForecast().plans[0]) }, 'plans', 'a list of 1 to 4 plans'],
  [
    'no subject',
    { subject: undefined },
    'subject',
    'a subject whose kind is one of patient, population',
  ],
  [
    'a subject as a word',
    { subject: 'population' },
    'subject',
    'a subject whose kind is one of patient, population',
  ],
  [
    'another kind of subject',
    { subject: { kind: 'patients' } },
    'subject.kind',
    'one of patient, population (patient is nearest)',
  ],
  [
    'no schedule',
    ofSchedule(undefined),
    `${PERIOD}.schedule`,
    `a schedule whose kind is one of ${KINDS}`,
  ],
  [
    'a schedule as a text',
    ofSchedule('40 mg'),
    `${PERIOD}.schedule`,
    `a schedule whose kind is one of ${KINDS}`,
  ],
  [
    'an unknown schedule',
    ofSchedule({ kind: 'daily', doseMg: 40 }),
    `${PERIOD}.schedule.kind`,
    `one of ${KINDS}`,
  ],
  ['a dose left out', ofSchedule({ kind: 'constant' }), `${PERIOD}.schedule.doseMg`, DOSE],
  ['no dose', ofSchedule({ kind: 'constant', doseMg: 0 }), `${PERIOD}.schedule.doseMg`, DOSE],
  ['grams', ofSchedule({ kind: 'constant', doseMg: 4000 }), `${PERIOD}.schedule.doseMg`, DOSE],
  [
    'doses of one day, repeated',
    ofSchedule({ kind: 'repeating', dosesMg: [20] }),
    `${PERIOD}.schedule.dosesMg`,
    'a list of 2 to 56 days’ doses',
  ],
  [
    'a dose as a word',
    ofSchedule({ kind: 'repeating', dosesMg: [20, 'forty'] }),
    `${PERIOD}.schedule.dosesMg.1`,
    `0 (a day without) or ${DOSE}`,
  ],
  [
    'a tenth of a mg',
    ofSchedule({ kind: 'repeating', dosesMg: [0.1, 20] }),
    `${PERIOD}.schedule.dosesMg.0`,
    DOSE,
  ],
  [
    'a week of six days',
    ofSchedule({ kind: 'weekly', dosesMg: Array(6).fill(20) }),
    `${PERIOD}.schedule.dosesMg`,
    'a list of 7 days’ doses',
  ],
  [
    'a day split in five',
    ofSchedule({ kind: 'split', dosesMg: Array(5).fill(10) }),
    `${PERIOD}.schedule.dosesMg`,
    'a list of 2 to 4 amounts of one day',
  ],
  [
    'a ramp that never rises',
    ofSchedule({ ...ramp, stepMg: 0 }),
    `${PERIOD}.schedule.stepMg`,
    DOSE,
  ],
  ['a ramp downwards', ofSchedule({ ...ramp, stepMg: -10 }), `${PERIOD}.schedule.stepMg`, DOSE],
  [
    'a ramp without its days',
    ofSchedule({ ...ramp, stepDays: undefined }),
    `${PERIOD}.schedule.stepDays`,
    'a whole number from 1 to 365 days',
  ],
  [
    'a pulse of no day',
    ofSchedule({ kind: 'pulse', doseMg: 60, onDays: 0, offDays: 21 }),
    `${PERIOD}.schedule.onDays`,
    'a whole number from 1 to 365 days',
  ],
  [
    'an unknown product',
    ofPeriod({ productClass: 'gel' }),
    `${PERIOD}.productClass`,
    'one of conventional, lidose, micronised',
  ],
  ['a meal', ofPeriod({ meal: 'breakfast' }), `${PERIOD}.meal`, 'one of fasted, light, full'],
  [
    'ninety for nine of ten',
    ofPeriod({ adherence: 90 }),
    `${PERIOD}.adherence`,
    'a share above 0 and up to 1: 0.9 is nine days of ten',
  ],
  [
    'no days',
    ofPeriod({ lengthDays: 0 }),
    `${PERIOD}.lengthDays`,
    'a whole number from 1 to 1095 days',
  ],
  [
    'a day and a half',
    ofPeriod({ lengthDays: 1.5 }),
    `${PERIOD}.lengthDays`,
    'a whole number from 1 to 1095 days',
  ],
  [
    'a million years',
    ofPeriod({ lengthDays: 365_000_000 }),
    `${PERIOD}.lengthDays`,
    'a whole number from 1 to 1095 days',
  ],
  [
    'a day before the first',
    ofPeriod({ firstDay: -1 }),
    `${PERIOD}.firstDay`,
    'a whole number from 0 to 1094 days',
  ],
  ['no period', ofPeriods(), 'plans.0.regimen.periods', 'a list of 1 to 60 periods'],
  ['no name', ofPlan({ name: '' }), 'plans.0.name', 'a name of 1 to 80 characters'],
  ['a name of spaces', ofPlan({ name: '  ' }), 'plans.0.name', 'a name of 1 to 80 characters'],
  [
    'clear for no week',
    ofPlan({ untilClearWeeks: 0 }),
    'plans.0.untilClearWeeks',
    'a whole number from 1 to 52 weeks',
  ],
  [
    'opened, as a word',
    ofPlan({ areCapsulesOpened: 'yes' }),
    'plans.0.areCapsulesOpened',
    'true or false',
  ],
  [
    'maintenance for ever',
    ofPlan({ maintenanceMonths: 25 }),
    'plans.0.maintenanceMonths',
    'a whole number from 0 to 24 months',
  ],
  [
    'mg for a child',
    ofPlan({ forWeightKg: 20 }),
    'plans.0.forWeightKg',
    'a number from 30 to 250 kg',
  ],
  [
    'ten people',
    { patients: 10 },
    'patients',
    'a whole number from 64 to 100000000 virtual patients',
  ],
  ['a seed below 0', { seed: -1 }, 'seed', 'a whole number from 0 to 9007199254740991'],
  ['ten days', { horizonDays: 10 }, 'horizonDays', 'a whole number from 28 to 3652 days'],
  ['no day to answer', { outputDays: [] }, 'outputDays', 'a list of 1 to 400 days'],
  ['every 29 days', { outputEveryDays: 29 }, 'outputEveryDays', 'a whole number from 1 to 28 days'],
  [
    'blood every third day',
    { laboratoryEveryDays: 3 },
    'laboratoryEveryDays',
    'a whole number from 7 to 84 days',
  ],
  ['no endpoint', { endpoints: [] }, 'endpoints', 'a list of one endpoint or more'],
  [
    'a misspelt endpoint',
    { endpoints: ['dry_skins'] },
    'endpoints.0',
    'the name of an endpoint (drySkin is nearest)',
  ],
  [
    'a misspelt schedule',
    ofSchedule({ kind: 'alternate-days', doseMg: 40 }),
    `${PERIOD}.schedule.kind`,
    `one of ${KINDS} (alternateDay is nearest)`,
  ],
  [
    'a seed beyond whole numbers',
    { seed: 2 ** 53 },
    'seed',
    'a whole number from 0 to 9007199254740991',
  ],
  ['eleven years', { horizonDays: 3653 }, 'horizonDays', 'a whole number from 28 to 3652 days'],
  ['a release by number', { release: 3 }, 'release', 'the name of a frozen release'],
  [
    'a share in percent',
    ofBaseline({ femaleShare: 60 }),
    'subject.baseline.femaleShare',
    'a number from 0 to 1',
  ],
  [
    'a mean without its spread',
    ofBaseline({ ageYears: { mean: 20 } }),
    'subject.baseline.ageYears',
    AGE_SPREAD,
  ],
  ['an age as a number', ofBaseline({ ageYears: 20 }), 'subject.baseline.ageYears', AGE_SPREAD],
];

/** Of a person's profile; a prescriber asks. */
export const OF_A_PERSON: readonly Case[] = [
  ['no weight', { weightKg: undefined }, 'weightKg', 'a number from 30 to 250 kg'],
  ['a weight as a text', { weightKg: '61' }, 'weightKg', 'a number from 30 to 250 kg'],
  ['a weight in pounds', { weightKg: 251 }, 'weightKg', 'a number from 30 to 250 kg'],
  ['a child', { ageYears: 11 }, 'ageYears', 'a number from 12 to 80 years'],
  ['another word for a sex', { sex: 'F' }, 'sex', 'one of female, male'],
  ['acne of the trunk as a word', { isTruncal: 'yes' }, 'isTruncal', 'true or false'],
  ['scars below none', { scars: -1 }, 'scars', 'a number from 0 to 1000 scars'],
  [
    'mmol for mg',
    { triglyceridesMgPerDl: 1.5 },
    'triglyceridesMgPerDl',
    'a number from 20 to 1000 mg/dL',
  ],
  ['no liver', { altUnitsPerL: 0 }, 'altUnitsPerL', 'a number from 3 to 500 U/L'],
];

/** Refused by the question's own rules: the whole step. */
export const OF_MEANING: readonly Case[] = [
  [
    '200 mg for a population',
    ofSchedule({ kind: 'constant', doseMg: 200 }),
    'plans.0.regimen.periods.0.schedule',
    'write 124 or less, or state weightKg in the baseline, or forWeightKg in the plan',
  ],
  [
    'no capsule',
    ofSchedule({ kind: 'break' }),
    'plans.0.regimen.periods',
    'write a dose above 0 in at least one period',
  ],
  [
    'a list of nothing',
    ofSchedule({ kind: 'repeating', dosesMg: [0, 0] }),
    'plans.0.regimen.periods',
    'write a dose above 0 in at least one period',
  ],
  [
    'periods that overlap',
    ofPeriods(aPeriod, { ...aPeriod, firstDay: 100 }),
    'plans.0.regimen.periods.1.firstDay',
    'start it on day 140 or later',
  ],
  [
    'a period past the longest plan',
    ofPeriods(aPeriod, { ...aPeriod, firstDay: 1000, lengthDays: 100 }),
    'plans.0.regimen.periods.1.lengthDays',
    'write 95 or less, or shorten one before it',
  ],
  [
    'a stretch longer than the plan',
    ofPlan({ untilClearWeeks: 30 }),
    'plans.0.untilClearWeeks',
    'write 19 or less, or make the plan longer',
  ],
  [
    'a name twice',
    { plans: [aForecast().plans[0], aForecast().plans[0]] },
    'plans.1.name',
    'write a name that no other plan has',
  ],
  [
    'days that fall',
    { outputDays: [84, 28] },
    'outputDays.1',
    'write a day after 84, or leave it out',
  ],
  [
    'a day after the horizon',
    { horizonDays: 100, outputDays: [84, 140] },
    'outputDays.1',
    'write a whole number from 0 to 100 days, the horizon',
  ],
  [
    'ten years day by day',
    { outputDays: undefined, outputEveryDays: 1, horizonDays: 3652 },
    'outputEveryDays',
    'write 5 or more, or name up to 800 days in outputDays',
  ],
  [
    'too many people',
    { patients: 20_000_000 },
    'patients',
    'write 10000000 or less, or run `aegle forecast` where you are',
  ],
  [
    'a release that is not',
    { release: 'aegle-2020' },
    'release',
    'name one of aegle-2026.11.2, aegle-2026.11, or leave it out',
  ],
  [
    'what the first release lacks',
    { release: 'aegle-2026.11', laboratoryEveryDays: 28 },
    'laboratoryEveryDays',
    'leave it out, or ask the release in use',
  ],
  [
    'quartiles that cross',
    ofBaseline({ ageYears: { median: 20, low25: 25, high75: 22 } }),
    'subject.baseline.ageYears',
    'write quartiles around the median, as the paper states it',
  ],
  [
    'a population without acne',
    ofBaseline({ inflammatoryLesions: nobody, nonInflammatoryLesions: nobody, nodules: nobody }),
    'subject.baseline',
    'count the lesions before treatment and write at least one',
  ],
];

export const UNKNOWN: readonly Case[] = [
  ['a field of nowhere', { risk: 1 }, 'risk', 'Leave it out or correct its name'],
  [
    'a field of another schedule',
    ofSchedule({ kind: 'constant', doseMg: 40, stepDays: 7 }),
    `${PERIOD}.schedule.stepDays`,
    'Leave it out or correct its name',
  ],
  [
    'a misspelt field',
    { patiens: 640 },
    'patiens',
    'Write patients or patient in its place, or leave it out',
  ],
  [
    'a misspelt field of a period',
    ofPeriod({ lenghtDays: 140 }),
    `${PERIOD}.lenghtDays`,
    'Write lengthDays in its place, or leave it out',
  ],
  ['no regimen', ofPlan({ regimen: undefined }), 'plans.0.regimen', 'Add it'],
  ['a patient without a profile', { subject: { kind: 'patient' } }, 'subject.profile', 'Add it'],
];
