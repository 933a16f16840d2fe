// The house rules, run as a test.

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { trackedFiles, untidy } from './tidy.ts';

const root = join(import.meta.dirname, '..');

describe('the house', () => {
  it('is tidy', () => {
    expect(untidy(root).map((one) => `${one.file}:${one.line} ${one.rule}`)).toEqual([]);
  });

  it('is read at all: a rule over no files would always pass', () => {
    expect(trackedFiles(root).length).toBeGreaterThan(100);
  });
});
