// The counts of three runs of the frozen release, held to what they were when it was frozen.
// Never updated for speed: a change here is a change of published numbers, and a new release.

import { expect, it } from 'vitest';
import { prepareForecast, runAll } from './run/run.ts';
import { firstModelDigest, NUMBERED_REQUESTS } from './testing-numbers.ts';
import { RELEASE } from './testing-release.ts';

const FROZEN = ['11e385f2', '5ce924de', 'd32b63af'];

it('counts and sums are bit for bit those of the frozen release', () => {
  const counts = NUMBERED_REQUESTS.map((request) =>
    firstModelDigest(runAll(prepareForecast(request, RELEASE))),
  );
  expect(counts).toEqual(FROZEN);
});
