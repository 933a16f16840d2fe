// Turns tallies into the answer: medians, bands, shares, badges, checks, sources and words.
// Never ranks plans by relapse, and never gives one person a number where certainty is very low.

import { CURVES, GRADED } from '../catalogue/catalogue.ts';
import { STUDIED } from '../endpoints/limits.ts';
import { validationOf } from '../endpoints/validation.ts';
import { ALTERNATIVE, LASTING_EFFECTS, NOT_FORECAST } from '../endpoints/words.ts';
import { RELAPSE_ENDPOINTS } from '../models/relapse.ts';
import { type Arm, type PreparedForecast, setOf } from '../run/run.ts';
import type { Tally } from '../summary/tally.ts';
import type { ForecastAnswer, PlanAnswer } from './answer-types.ts';
import { curveAnswer } from './curve-answer.ts';
import { flareAnswer } from './flare-answer.ts';
import { gradeAnswer } from './grade-answer.ts';
import { comparedAfterStop, isOver, relapseAnswer } from './relapse-answer.ts';
import { warningsOf } from './warnings.ts';

/** Builds the answer from complete tallies, the untreated course first. */
export function answerForecast(
  forecast: PreparedForecast,
  tallies: readonly Tally[],
): ForecastAnswer {
  const { request, release } = forecast;
  // Draws that other workers used are drawn again here: a set depends on the seed alone.
  tallies[0]!.patientsPerSet.forEach((patients, k) => {
    if (patients > 0) setOf(forecast, k);
  });
  const afterStop = comparedAfterStop(forecast);
  const answers = forecast.arms.map((arm, i) => {
    return chosenOf(planAnswer(forecast, arm, tallies[i]!, afterStop), request.endpoints);
  });
  const fewData = STUDIED.fewDataFromDay.value;
  return {
    release: { name: release.name, version: release.version, digest: release.digest },
    modelVersion: forecast.model,
    draws: tallies[0]!.patientsPerSet.filter((patients) => patients > 0).length,
    validation: validationOf(release),
    seed: request.seed,
    patients: tallies[0]!.patients,
    outputDays: [...forecast.outputDays],
    fewDataFromDay: request.horizonDays >= fewData ? fewData : null,
    comparedAfterStopDays: afterStop,
    warnings: warningsOf(forecast, tallies),
    plans: answers.slice(1),
    untreated: answers[0]!,
    alternative: ALTERNATIVE,
    lastingEffects: LASTING_EFFECTS,
    notForecast: NOT_FORECAST,
  };
}

/** The endpoints that were asked for, in the catalogue's order. */
function chosenOf(answer: PlanAnswer, endpoints: readonly string[] | undefined): PlanAnswer {
  if (endpoints === undefined) return answer;
  const isAsked = ({ endpoint }: { readonly endpoint: string }) => endpoints.includes(endpoint);
  return {
    ...answer,
    curves: answer.curves.filter(isAsked),
    grades: answer.grades.filter(isAsked),
    relapse: answer.relapse.filter(isAsked),
  };
}

function planAnswer(
  forecast: PreparedForecast,
  arm: Arm,
  tally: Tally,
  afterStop: number | null,
): PlanAnswer {
  const { firstDoseDay, lastDoseDay } = arm.plan;
  const isKnown = ({ isInFirst }: { readonly isInFirst?: boolean }): boolean => {
    return forecast.model !== '1' || isInFirst !== false;
  };
  const isCounted = afterStop !== null && isOver(arm, forecast.request.horizonDays);
  return {
    name: arm.name,
    firstDoseDay: lastDoseDay < 0 ? null : firstDoseDay,
    lastDoseDay: lastDoseDay < 0 ? null : lastDoseDay,
    curves: CURVES.flatMap((curve, c) => {
      return isKnown(curve) && arm.recorded[c]! > 0
        ? [curveAnswer(forecast, arm, tally, curve, c)]
        : [];
    }),
    grades: GRADED.flatMap((graded, g) => {
      return isKnown(graded) ? [gradeAnswer(forecast, arm, tally, graded, g)] : [];
    }),
    relapse: isCounted
      ? RELAPSE_ENDPOINTS.map((_, e) => relapseAnswer(forecast, arm, tally, e, afterStop))
      : [],
    flare: flareAnswer(forecast, arm, tally),
  };
}
