// The release beside the calibration is the one frozen among the evidence, and its digest holds.
// Never two releases under one name.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import frozen from '../../../evidence/releases/aegle-2026.11.2.json';
import first from '../../../evidence/releases/aegle-2026.11.json';
import copy from '../release/aegle.json';
import { readRelease, releaseText } from './parameters/parameters.ts';

it('is the frozen release, number for number', () => {
  expect(copy).toEqual(frozen);
  expect(copy.name).toBe(`aegle-${copy.version}`);
});

it.each([first, frozen])('$name carries the digest of its own text', (file) => {
  const reading = readRelease(file);
  expect(reading).toMatchObject({ accepted: true });
  if (!reading.accepted) return;
  const { digest, ...content } = reading.release;
  expect(createHash('sha256').update(releaseText(content)).digest('hex')).toBe(digest);
});

it.each(['calibration.md', 'model-checks.md'])('%s is of the release in use', (page) => {
  const text = readFileSync(join(import.meta.dirname, '../../../docs/researchers', page), 'utf8');
  expect(text).toContain(frozen.digest);
});
