// Acne that gets worse first: how many people, how badly, from the release's own shares.
// Never a flare before the first capsule.

import { iconsOf } from '../endpoints/icons.ts';
import { parameterIndex as at, type ParameterSet } from '../population/parameter-set.ts';
import { type Arm, type PreparedForecast, setOf } from '../run/run.ts';
import type { Tally } from '../summary/tally.ts';
import type { FlareAnswer } from './answer-types.ts';
import { trustIn } from './trust.ts';

const GRADES = ['mild', 'moderate', 'severe'] as const;
const SHARE_OF = {
  mild: at('flare.mild'),
  moderate: at('flare.moderate'),
  severe: at('flare.severe'),
} as const;
const ENDPOINT = 'flare';

/** Null for the untreated course. */
export function flareAnswer(
  forecast: PreparedForecast,
  arm: Arm,
  tally: Tally,
): FlareAnswer | null {
  const { firstDoseDay, lastDoseDay } = arm.plan;
  if (lastDoseDay < 0) return null;
  const sets = usedSets(forecast, tally);
  const of = (share: (set: ParameterSet) => number) => spreadOf(sets.map(share));
  const any = of(({ values }) => GRADES.reduce((sum, grade) => sum + values[SHARE_OF[grade]]!, 0));
  const trust = trustIn(forecast, arm, ENDPOINT, 'moderate');
  const isWords = trust.noNumberFromDay === 0;
  return {
    label: 'Acne that gets worse first',
    ...trust,
    sources: ['L14'],
    firstDoseDay,
    form: isWords ? 'words' : 'numbers',
    shares: isWords
      ? []
      : GRADES.map((grade) => ({ grade, ...of(({ values }) => values[SHARE_OF[grade]]!) })),
    icons: isWords ? null : iconsOf(any.share, any.low, any.high, firstDoseDay),
  };
}

/** The parameter draws that had patients: each counts alike. */
function usedSets(forecast: PreparedForecast, tally: Tally): readonly ParameterSet[] {
  const used: ParameterSet[] = [];
  tally.patientsPerSet.forEach((patients, k) => {
    if (patients > 0) used.push(setOf(forecast, k));
  });
  return used;
}

function spreadOf(values: readonly number[]) {
  const sorted = [...values].sort((a, b) => a - b);
  const last = sorted.length - 1;
  return {
    share: values.reduce((a, b) => a + b, 0) / values.length,
    low: sorted[Math.floor(0.05 * last)]!,
    high: sorted[Math.ceil(0.95 * last)]!,
  };
}
