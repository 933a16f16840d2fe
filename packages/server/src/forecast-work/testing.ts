// A dependencies with the committed release, and small invented questions. Never used outside tests.

import { join } from 'node:path';
import { releasesIn } from './release-file.ts';
import { ThreadPool } from './thread-pool.ts';

export const HOME_FOLDER = join(import.meta.dirname, '../../../..');

/** The committed release and two threads, which start when first needed. */
export function forecastsForTests() {
  const file = releasesIn(HOME_FOLDER);
  if (!file.ok) throw new Error('the committed release does not read');
  const { release, releases } = file;
  return { release, releases, threads: new ThreadPool(2, 2), openMost: 20 };
}

const aPeriod = {
  ...{ firstDay: 0, lengthDays: 140, productClass: 'conventional', meal: 'full' },
  ...{ adherence: 0.9, schedule: { kind: 'constant', doseMg: 40 } },
};

/** A question about a population, few days and people unless changed. */
export function aForecast(change: object = {}) {
  return {
    patients: 640,
    outputDays: [84, 140, 364],
    subject: { kind: 'population' },
    plans: [{ name: 'A', maintenanceMonths: 0, regimen: { periods: [aPeriod] } }],
    ...change,
  };
}

/** The same about one invented person. */
export function aPersonsForecast(change: object = {}, ofProfile: object = {}) {
  const profile = {
    ...{ ageYears: 19, weightKg: 61.5, sex: 'female', isTruncal: false },
    ...{ inflammatoryLesions: 30, nonInflammatoryLesions: 41, nodules: 2 },
    ...ofProfile,
  };
  return aForecast({ subject: { kind: 'patient', profile }, ...change });
}

export { aPeriod };
