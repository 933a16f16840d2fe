// Says when a question lies outside the data the model was built on.
// Never hides the answer for it: the warning stands beside every number.

import { MEALS } from '@aegle/core';
import type { PreparedForecast } from '../run.ts';

export interface Warning {
  readonly code:
    | 'ageOutsideData'
    | 'weightOutsideData'
    | 'mildAcne'
    | 'lesionsOutsideData'
    | 'aboveStudiedDose'
    | 'longCourse'
    | 'conventionalFasted'
    | 'fewData';
  readonly plan: string | null;
  readonly text: string;
}

const STUDIED_MG_PER_KG = 1.1;
const LONGEST_STUDIED_DAYS = 240;
const THREE_YEARS = 1096;

export function warningsOf(forecast: PreparedForecast): Warning[] {
  const warnings: Warning[] = [];
  const add = (code: Warning['code'], text: string, plan: string | null = null): void => {
    warnings.push({ code, plan, text });
  };
  const { subject, horizonDays } = forecast.request;
  if (horizonDays >= THREE_YEARS) add('fewData', 'Few data beyond three years.');
  const weightKg = subject.kind === 'patient' ? subject.profile.weightKg : null;
  if (subject.kind === 'patient') {
    const { profile } = subject;
    if (profile.ageYears > 45) add('ageOutsideData', 'Few people of this age were studied.');
    if (profile.weightKg < 40 || profile.weightKg > 120) {
      add('weightOutsideData', 'Few people of this weight were studied.');
    }
    if (profile.inflammatoryLesions + profile.nonInflammatoryLesions < 15) {
      add('mildAcne', 'The studies treated moderate and severe acne; this count is low.');
    }
    if (profile.inflammatoryLesions > 120 || profile.nodules > 60) {
      add('lesionsOutsideData', 'Few people with this many lesions were studied.');
    }
  }
  for (const arm of forecast.arms.slice(1)) {
    const { plan } = arm;
    const perKg = weightKg === null ? 0 : Math.max(...plan.amountMg) / weightKg;
    if (perKg > STUDIED_MG_PER_KG) {
      add('aboveStudiedDose', 'Daily dose above those of most studies.', arm.name);
    }
    if (plan.lastDoseDay >= LONGEST_STUDIED_DAYS) {
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
