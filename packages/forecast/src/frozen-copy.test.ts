// The release beside the calibration is the one frozen among the evidence, and its digest holds.
// Never two releases under one name.

import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import frozen from '../../../evidence/releases/aegle-2026.11.json';
import copy from '../release/aegle.json';
import { readRelease, releaseText } from './parameters/parameters.ts';

it('is the frozen release, number for number', () => {
  expect(copy).toEqual(frozen);
  expect(copy.name).toBe(`aegle-${copy.version}`);
});

it('carries the digest of its own text', () => {
  const reading = readRelease(frozen);
  expect(reading).toMatchObject({ accepted: true });
  const { digest, ...content } = reading.accepted ? reading.release : copy;
  const text = releaseText(content as Parameters<typeof releaseText>[0]);
  expect(createHash('sha256').update(text).digest('hex')).toBe(digest);
});
