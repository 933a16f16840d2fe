// The release this version forecasts with: frozen among the evidence, its digest checked on reading.
// Never edited, and never used when a number in it was changed.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ModelRelease, type ReleaseRefusal, readRelease, releaseText } from '@aegle/forecast';

const RELEASE_FILE = 'evidence/releases/aegle-2026.11.json';

export type ReleaseFile =
  | { readonly ok: true; readonly release: ModelRelease }
  | { readonly ok: false; readonly problems: readonly ReleaseRefusal[] };

/** Reads the release below the home folder, or says what is wrong with it. */
export function releaseIn(homeFolder: string): ReleaseFile {
  const refuse = (rule: string, nextStep: string): ReleaseFile => ({
    ok: false,
    problems: [{ field: 'release', rule, nextStep }],
  });
  const file = join(homeFolder, RELEASE_FILE);
  if (!existsSync(file)) return refuse('file_missing', `Put the release in ${RELEASE_FILE}.`);
  const reading = readRelease(JSON.parse(readFileSync(file, 'utf8')));
  if (!reading.accepted) return { ok: false, problems: reading.refusals };
  const { release } = reading;
  const digest = createHash('sha256').update(releaseText(release)).digest('hex');
  if (digest === release.digest) return { ok: true, release };
  return refuse('digest_differs', 'The release was changed: restore the committed one.');
}
