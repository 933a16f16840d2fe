// The order of the quick tests on a machine that has not run them yet: the longest first, so that no
// worker begins a file of minutes when the others are done. Never which tests run.

import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files of more than ten seconds, the longest first; what is missing here follows. */
export const LONGEST = [
  'tests/browser/console.test.ts',
  'tests/browser/office.test.ts',
  'tests/browser/course.test.ts',
  'tests/browser/today.test.ts',
  'packages/store/src/embedded/open-embedded.test.ts',
  'packages/cli/src/log/database.test.ts',
  'tests/browser/diary-declares.test.ts',
  'tests/browser/diary.test.ts',
  'packages/server/src/forecast-work/run-on-threads.test.ts',
  'tests/properties/pickups.test.ts',
  'tests/browser/lost-session.test.ts',
  'packages/server/src/http/two-worlds.test.ts',
  'packages/server/src/http/own-gate.test.ts',
  'packages/cli/src/log/backup-commands.test.ts',
  'packages/cli/src/forecast/forecast.test.ts',
  'packages/cli/src/decide/decide.test.ts',
  'packages/server/src/services/worklist.test.ts',
  'tests/browser/visit.test.ts',
  'tests/browser/page-policy.test.ts',
  'tests/adversary/adversary.test.ts',
  'tests/reference/united-states.test.ts',
  'tests/reference/europe.test.ts',
  'packages/forecast/src/same-counts.test.ts',
  'packages/forecast/src/extreme-people.test.ts',
  'packages/store/src/backup/backup.test.ts',
  'packages/server/src/http/closing-answers.test.ts',
  'packages/server/src/http/person-data.test.ts',
  'packages/server/src/http/administration.test.ts',
  'packages/server/src/http/broken-body.test.ts',
  'packages/server/src/http/access-log.test.ts',
  'packages/server/src/refused-start.test.ts',
  'packages/server/src/demonstration/load-clinic.test.ts',
  'packages/server/src/auth/auth.test.ts',
  'tests/properties/agenda.test.ts',
  'tests/properties/agenda-dated.test.ts',
  'tests/properties/digest.test.ts',
  'tools/walls.test.ts',
];

const places = new Map(LONGEST.map((file, place) => [file, place]));

export class LongestFirst extends BaseSequencer {
  /** As measured on this machine where all was; else those of the list first. */
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { cache, config } = this.ctx;
    const nameOf = ({ moduleId }: TestSpecification) => relative(config.root, moduleId);
    const isMeasured = (file: TestSpecification) =>
      cache.getFileTestResults(`${file.project.name}:${nameOf(file)}`) !== undefined;
    const sorted = await super.sort(files);
    if (files.every(isMeasured)) return sorted;
    const placeOf = (file: TestSpecification) => places.get(nameOf(file)) ?? LONGEST.length;
    return sorted.toSorted((left, right) => placeOf(left) - placeOf(right));
  }
}
