// Says when a question lies outside the data the model was built on.
// Never hides the answer for it: the warning stands beside every number.

import { MEALS } from '@aegle/core';
import { statedMiddle } from '../population/baseline.ts';
import type { Subject } from '../request.ts';
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
  for (const [code, text] of outsideData(subject)) add(code, text);
  for (const arm of forecast.arms.slice(1)) {
    const { plan } = arm;
    const dosedKg = plan.forWeightKg > 0 ? plan.forWeightKg : weightKg;
    const perKg = dosedKg === null ? 0 : Math.max(...plan.amountMg) / dosedKg;
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

/** Of a population, what its baseline states is looked at; the release's own lies inside the data. */
function outsideData(subject: Subject): (readonly [Warning['code'], string])[] {
  const found: (readonly [Warning['code'], string])[] = [];
  const middle = (name: Parameters<typeof statedMiddle>[1]): number | null => {
    if (subject.kind === 'population') return statedMiddle(subject.baseline, name);
    return subject.profile[name] ?? null;
  };
  const ageYears = middle('ageYears') ?? 0;
  const weightKg = middle('weightKg');
  const inflammatory = middle('inflammatoryLesions');
  const comedones = middle('nonInflammatoryLesions');
  if (ageYears > 45) found.push(['ageOutsideData', 'Few people of this age were studied.']);
  if (weightKg !== null && (weightKg < 40 || weightKg > 120)) {
    found.push(['weightOutsideData', 'Few people of this weight were studied.']);
  }
  if (inflammatory !== null && comedones !== null && inflammatory + comedones < 15) {
    const text = 'The studies treated moderate and severe acne; this count is low.';
    found.push(['mildAcne', text]);
  }
  if ((inflammatory ?? 0) > 120 || (middle('nodules') ?? 0) > 60) {
    const text = 'Few people with this many lesions were studied.';
    found.push(['lesionsOutsideData', text]);
  }
  return found;
}
