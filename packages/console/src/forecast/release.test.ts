// The release that the worker runs is the frozen one, and its digest fits its numbers.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRelease, releaseText } from '@aegle/forecast';
import { expect, it } from 'vitest';

it('is whole, and is the one that the worker imports', () => {
  const worker = readFileSync(join(import.meta.dirname, 'forecast-worker.ts'), 'utf8');
  const path = /from '(.*evidence\/releases\/.*\.json)'/.exec(worker)?.[1] ?? '';
  const text = readFileSync(join(import.meta.dirname, path), 'utf8');
  const reading = readRelease(JSON.parse(text));
  if (!reading.accepted) throw new Error(JSON.stringify(reading.refusals));
  const digest = createHash('sha256').update(releaseText(reading.release)).digest('hex');
  expect(digest).toBe(reading.release.digest);
});
