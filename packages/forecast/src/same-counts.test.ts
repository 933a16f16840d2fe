// The counts of runs of each frozen release, held to what they were when the second was frozen.
// Never updated for speed: a change here is a change of published numbers, and a new release.

import { expect, it } from 'vitest';
import type { ForecastRequest } from './run/request.ts';
import { prepareForecast, runAll } from './run/run.ts';
import { countsDigest, firstModelDigest, NUMBERED_REQUESTS } from './testing-numbers.ts';
import { planOf, RELEASE, requestOf, SECOND_RELEASE } from './testing-release.ts';

const FIRST = ['11e385f2', '5ce924de', 'd32b63af'];
const SECOND = ['dc3defb0', '666b61f8', '1a9ef5a9', 'f5aff497', '4caad8b2'];

const daily = planOf({ kind: 'constant', doseMg: 40 }, 280, 0.9);

/** Beside the three: stops on days of their own, doses per weight, and draws met by 64 in a row. */
const MORE: readonly ForecastRequest[] = [
  requestOf({
    patients: 333,
    plans: [
      { ...daily, untilClearWeeks: 8 },
      { ...daily, forWeightKg: 60 },
    ],
  }),
  requestOf({ seed: 3, patients: 16_400, horizonDays: 196 }),
];

it('counts and sums of the first are bit for bit those of its freezing', () => {
  const counts = NUMBERED_REQUESTS.map((request) =>
    firstModelDigest(runAll(prepareForecast(request, RELEASE))),
  );
  expect(counts).toEqual(FIRST);
});

it('counts and sums of the second are bit for bit those of its freezing', () => {
  const counts = [...NUMBERED_REQUESTS, ...MORE].map((request) =>
    countsDigest(runAll(prepareForecast(request, SECOND_RELEASE))),
  );
  expect(counts).toEqual(SECOND);
});
