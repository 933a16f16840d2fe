// Every case of every programme, run as loading runs it. One test a programme, each fault named.

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkProgrammes } from './check.ts';
import { programmeFolders } from './load.ts';

const root = join(import.meta.dirname, '../../../../programmes');

describe('programmes and their cases', () => {
  const checks = checkProgrammes(root);

  it('reads every programme folder', () => {
    expect(checks).toHaveLength(programmeFolders(root).length);
    expect(checks.length).toBeGreaterThan(10);
  });

  it.each(checks.map((check) => [check.id, check] as const))(
    '%s loads and its cases hold',
    (_, check) => {
      expect(check.faults).toEqual([]);
    },
  );
});
