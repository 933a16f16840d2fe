// Says when a question lies outside the data the model was built on.
// Never hides the answer for it: the warning stands beside every number.

import { MEALS, PRODUCT_CLASSES } from '@aegle/core';
import { CURVES } from '../catalogue/catalogue.ts';
import { BINS, binOf } from '../catalogue/histogram.ts';
import { LABEL_DOSE, STUDIED } from '../endpoints/limits.ts';
import type { ParameterName } from '../parameters/parameter-names.ts';
import { statedMiddle } from '../population/baseline.ts';
import { normalShare } from '../random/normal-quantile.ts';
import type { Subject } from '../run/request.ts';
import type { Arm, PreparedForecast } from '../run/run.ts';
import { logarithm } from '../solver/exponential.ts';
import type { Tally } from '../summary/tally.ts';

export interface Warning {
  readonly code:
    | 'ageOutsideData'
    | 'weightOutsideData'
    | 'mildAcne'
    | 'lesionsOutsideData'
    | 'aboveStudiedDose'
    | 'aboveLabelDose'
    | 'longCourse'
    | 'conventionalFasted'
    | 'openedCapsules'
    | 'concentrationOutsideData'
    | 'fewData';
  readonly plan: string | null;
  readonly text: string;
}

const { highestNgPerMl: STUDIED_NG_PER_ML } = STUDIED;
const LEAST_SHARE = 0.02;
const PARENT = CURVES.findIndex(({ name }) => name === 'parentMean');

/** Largest share, over the recorded days, of people above the data's concentrations. */
function shareAboveData(arm: Arm, tally: Tally): number {
  let most = 0;
  for (let t = 0; t < arm.recorded[PARENT]!; t++) {
    const from = (t * CURVES.length + PARENT) * BINS;
    let above = 0;
    for (let bin = binOf(STUDIED_NG_PER_ML.value) + 1; bin < BINS; bin++) {
      above += tally.histogram[from + bin]!;
    }
    most = Math.max(most, above / tally.patients);
  }
  return most;
}

/** Share of a population whose mg of the highest day are above the label's highest for their weight. */
function shareAboveLabel(forecast: PreparedForecast, { plan }: Arm): number {
  const isPerKg = plan.forWeightKg > 0;
  if (forecast.request.subject.kind === 'patient' || isPerKg || forecast.model === '1') return 0;
  const row = (name: ParameterName): number => forecast.release.rows[name].value;
  const spread = row('population.weightSpread');
  const lighterThan = (kg: number, middle: number): number => {
    if (spread === 0) return middle < kg ? 1 : 0;
    return kg === 0 ? 0 : normalShare(logarithm(kg / middle) / spread);
  };
  const needed = plan.amountMg.reduce((most, mg, day) => {
    const isMicronised = plan.productMeal[day]! >= FIRST_MICRONISED;
    const { conventionalMgPerKg, micronisedMgPerKg } = LABEL_DOSE;
    return Math.max(most, mg / (isMicronised ? micronisedMgPerKg : conventionalMgPerKg).value);
  }, 0);
  const women = row('population.femaleShare');
  const lighter = lighterThan(needed, row('population.weightFemale'));
  return women * lighter + (1 - women) * lighterThan(needed, row('population.weightMale'));
}

const FIRST_MICRONISED = PRODUCT_CLASSES.indexOf('micronised') * MEALS.length;

export function warningsOf(forecast: PreparedForecast, tallies: readonly Tally[]): Warning[] {
  const warnings: Warning[] = [];
  const add = (code: Warning['code'], text: string, plan: string | null = null): void => {
    warnings.push({ code, plan, text });
  };
  const { subject, horizonDays } = forecast.request;
  if (horizonDays >= STUDIED.fewDataFromDay.value) add('fewData', 'Few data beyond three years.');
  const weightKg = subject.kind === 'patient' ? subject.profile.weightKg : null;
  for (const [code, text] of outsideData(subject)) add(code, text);
  for (const [i, arm] of forecast.arms.entries()) {
    if (i === 0) continue;
    const { plan } = arm;
    if (forecast.request.plans[i - 1]?.areCapsulesOpened === true) {
      const text = 'Opened capsules: no study read here measured what is absorbed from them.';
      add('openedCapsules', text, arm.name);
    }
    const above = forecast.model === '1' ? 0 : shareAboveData(arm, tallies[i]!);
    if (above >= LEAST_SHARE) {
      const text =
        `About ${Math.round(100 * above)} of 100 people would reach a daily mean above ` +
        `${STUDIED_NG_PER_ML.value} ng/mL, beyond the concentrations this model was fitted to.`;
      add('concentrationOutsideData', text, arm.name);
    }
    const heavy = shareAboveLabel(forecast, arm);
    if (heavy >= LEAST_SHARE) {
      const text =
        `About ${Math.round(100 * heavy)} of 100 people here weigh so little that these mg are above ` +
        'the label’s highest for their weight; forWeightKg gives each theirs in proportion.';
      add('aboveLabelDose', text, arm.name);
    }
    const dosedKg = plan.forWeightKg > 0 ? plan.forWeightKg : weightKg;
    const perKg = dosedKg === null ? 0 : Math.max(...plan.amountMg) / dosedKg;
    if (perKg > STUDIED.highestMgPerKg.value) {
      add('aboveStudiedDose', 'Daily dose above those of most studies.', arm.name);
    }
    if (plan.lastDoseDay >= STUDIED.longestCourseDays.value) {
      add('longCourse', 'Longer than the studied courses.', arm.name);
    }
    if (
      plan.productMeal.some(
        (group, day) => group % MEALS.length === 0 && group < 3 && plan.amountMg[day]! > 0,
      )
    ) {
      const text = 'Conventional capsules without a meal give well under half the exposure.';
      add('conventionalFasted', text, arm.name);
    }
  }
  return warnings;
}

/** Of a population, what its baseline states is looked at; the release's own lies inside the data. */
function outsideData(subject: Subject): (readonly [Warning['code'], string])[] {
  const found: (readonly [Warning['code'], string])[] = [];
  const middle = (name: Parameters<typeof statedMiddle>[1]): number | null => {
    if (subject.kind === 'population') return statedMiddle(subject.baseline, name);
    return subject.profile[name] ?? null;
  };
  const { lowestWeightKg, highestWeightKg, fewestLesions, mostInflammatory, mostNodules } = STUDIED;
  const ageYears = middle('ageYears') ?? 0;
  const weightKg = middle('weightKg');
  const inflammatory = middle('inflammatoryLesions');
  const comedones = middle('nonInflammatoryLesions');
  if (ageYears > STUDIED.highestAgeYears.value)
    found.push(['ageOutsideData', 'Few people of this age were studied.']);
  if (weightKg !== null && (weightKg < lowestWeightKg.value || weightKg > highestWeightKg.value)) {
    found.push(['weightOutsideData', 'Few people of this weight were studied.']);
  }
  if (
    inflammatory !== null &&
    comedones !== null &&
    inflammatory + comedones < fewestLesions.value
  ) {
    const text = 'The studies treated moderate and severe acne; this count is low.';
    found.push(['mildAcne', text]);
  }
  if (
    (inflammatory ?? 0) > mostInflammatory.value ||
    (middle('nodules') ?? 0) > mostNodules.value
  ) {
    const text = 'Few people with this many lesions were studied.';
    found.push(['lesionsOutsideData', text]);
  }
  return found;
}
