// Both frozen releases and two requests, for tests.
// Never imported outside a test.

import type { DoseSchedule } from '@aegle/core';
import first from '../../../evidence/releases/aegle-2026.11.json';
import second from '../release/aegle.json';
import { PARAMETER_NAMES } from './parameters/parameter-names.ts';
import { type ModelRelease, readRelease } from './parameters/parameters.ts';
import type { ParameterSet } from './population/parameter-set.ts';
import type { ForecastRequest, RequestedPlan } from './run/request.ts';

function accepted(file: unknown): ModelRelease {
  const reading = readRelease(file);
  if (!reading.accepted) throw new Error(JSON.stringify(reading.refusals));
  return reading.release;
}

/** The first release, and the one in use. */
export const RELEASE: ModelRelease = accepted(first);
export const SECOND_RELEASE: ModelRelease = accepted(second);

export function planOf(schedule: DoseSchedule, lengthDays = 140, adherence = 1): RequestedPlan {
  return {
    name: schedule.kind,
    maintenanceMonths: 0,
    regimen: {
      periods: [
        {
          firstDay: 0,
          lengthDays,
          schedule,
          productClass: 'conventional',
          meal: 'full',
          adherence,
        },
      ],
    },
  };
}

export const PERSON = {
  ageYears: 19,
  sex: 'female',
  weightKg: 60,
  inflammatoryLesions: 30,
  nonInflammatoryLesions: 40,
  nodules: 2,
  isTruncal: false,
} as const;

export function requestOf(changes: Partial<ForecastRequest> = {}): ForecastRequest {
  return {
    seed: 1,
    patients: 640,
    horizonDays: 364,
    outputEveryDays: 28,
    subject: { kind: 'population' },
    plans: [planOf({ kind: 'constant', doseMg: 40 })],
    ...changes,
  };
}

/** The medians of a release of the first model, without a draw. */
export function mediansOf({ rows }: ModelRelease): ParameterSet {
  const values = Float64Array.from(PARAMETER_NAMES, (name) => rows[name]?.value ?? 0);
  return { values, doseRatioPer100: Math.min(1, rows['relapse.doseRatioPer100'].value) };
}

/** Blood tests of a patient run. */
export const TESTS = { seed: 1, everyDays: 28 } as const;
