// Every case of every programme, run as loading runs it. One test a programme, each fault named.

import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkProgrammes, type ProgrammeCheck } from './check.ts';
import { programmeFolders } from './load.ts';

const root = join(import.meta.dirname, '../../../../programmes');
const ids = programmeFolders(root).map((folder) => basename(folder));
/** Of this run of the tests: what decides is run within a test, where a mutant of it is met. */
let checks: readonly ProgrammeCheck[] = [];

describe('programmes and their cases', () => {
  it('reads every programme folder, and every case holds', () => {
    checks = checkProgrammes(root);
    expect(checks.map(({ id }) => id)).toEqual(ids);
    expect(checks.length).toBeGreaterThan(10);
    expect(checks.flatMap(({ faults }) => faults)).toEqual([]);
  });

  it.each(ids)('%s loads and its cases hold', (id) => {
    if (checks.length === 0) checks = checkProgrammes(root);
    const check = checks.find((one) => one.id === id);
    expect(check?.faults).toEqual([]);
  });
});
