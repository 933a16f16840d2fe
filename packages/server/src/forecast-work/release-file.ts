// The releases this version forecasts with: frozen among the evidence, digests checked on reading.
// Never edited, and never used when a number in it was changed.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ModelRelease, type ReleaseRefusal, readRelease, releaseText } from '@aegle/forecast';

/** The one in use first; the others answer what was asked of them, and whoever names them. */
const RELEASES = ['aegle-2026.11.2', 'aegle-2026.11'] as const;

export type ReleaseFile =
  | { readonly ok: true; readonly release: ModelRelease }
  | { readonly ok: false; readonly problems: readonly ReleaseRefusal[] };

export type ReleaseFiles =
  | {
      readonly ok: true;
      readonly release: ModelRelease;
      readonly releases: readonly ModelRelease[];
    }
  | { readonly ok: false; readonly problems: readonly ReleaseRefusal[] };

/** Reads every release below the home folder, the one in use first, or says what is wrong. */
export function releasesIn(homeFolder: string): ReleaseFiles {
  const files = RELEASES.map((name) => releaseIn(homeFolder, name));
  const problems = files.flatMap((file) => (file.ok ? [] : file.problems));
  const releases = files.flatMap((file) => (file.ok ? [file.release] : []));
  const [release] = releases;
  if (problems.length > 0 || release === undefined) return { ok: false, problems };
  return { ok: true, release, releases };
}

/** Reads one release below the home folder, the one in use unless named. */
export function releaseIn(homeFolder: string, name: string = RELEASES[0]): ReleaseFile {
  const refuse = (rule: string, nextStep: string): ReleaseFile => ({
    ok: false,
    problems: [{ field: 'release', rule, nextStep }],
  });
  if (!RELEASES.some((known) => known === name))
    return refuse('unknown', `Name one of ${RELEASES.join(', ')}, or none for the one in use.`);
  const path = `evidence/releases/${name}.json`;
  const file = join(homeFolder, path);
  if (!existsSync(file)) return refuse('file_missing', `Put the release in ${path}.`);
  const reading = readRelease(JSON.parse(readFileSync(file, 'utf8')));
  if (!reading.accepted) return { ok: false, problems: reading.refusals };
  const { release } = reading;
  const digest = createHash('sha256').update(releaseText(release)).digest('hex');
  if (digest === release.digest) return { ok: true, release };
  return refuse('digest_differs', 'The release was changed: restore the committed one.');
}
