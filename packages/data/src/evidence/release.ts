// Reads and freezes releases of model parameters: digest verified, recalled rows widened.
// It must never give out a release whose bytes, marks or evidence do not hold.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import canonicalize from 'canonicalize';
import type { Evidence } from './evidence.ts';
import { FrozenRelease, verified } from './frozen-release.ts';
import type { Refusal } from './refusal.ts';
import { EvidenceRefused, writtenPath } from './refusal.ts';
import { releaseRefusals } from './release-checks.ts';
import type { ReleaseDraft, ReleaseFile } from './release-schema.ts';
import { releaseDraftSchema, releaseFileSchema } from './release-schema.ts';

/** Folder of the releases inside the evidence folder. */
export const releasesFolder = 'releases';

/**
 * Reads `releases/<name>.json` of the evidence folder, verifies its digest and checks every row
 * against the evidence. Throws EvidenceRefused with all faults; the digest is judged first.
 */
export function readRelease(folder: string, name: string, evidence: Evidence): FrozenRelease {
  const file = releaseFileName(name);
  const path = join(folder, file);
  if (!existsSync(path)) {
    throw refusedRelease(file, [], 'missing-file', 'There is no such release.', [
      'Name a file of evidence/releases, or freeze a draft.',
    ]);
  }
  const content = parsedRelease(file, readFileSync(path, 'utf8'));
  const { digest, ...draft } = content;
  const expected = releaseDigest(draft);
  if (digest !== expected) {
    throw refusedRelease(file, ['digest'], 'release-digest', 'The digest does not fit the rows.', [
      'A frozen release is never edited: restore it, or freeze a draft under a new name.',
    ]);
  }
  return checkedRelease(file, name, content, evidence);
}

/**
 * Freezes a draft as `releases/<name>.json`: checks it, adds the digest and writes it once.
 * Refuses a name already taken. Returns the release as a later `readRelease` gives it.
 */
export function writeRelease(folder: string, draft: unknown, evidence: Evidence): FrozenRelease {
  const parsed = releaseDraftSchema.safeParse(draft);
  if (!parsed.success) throw shapeRefused('draft', parsed.error.issues);
  const { name } = parsed.data;
  const file = releaseFileName(name);
  const content = { ...parsed.data, digest: releaseDigest(parsed.data) };
  const frozen = checkedRelease(file, name, content, evidence);
  const path = join(folder, file);
  if (existsSync(path)) {
    throw refusedRelease(file, ['name'], 'duplicate-id', 'This release is already frozen.', [
      'Give the draft a new name.',
    ]);
  }
  writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`, { flag: 'wx' });
  return frozen;
}

/** Hex sha256 over the RFC 8785 canonical text of a release without its digest. */
export function releaseDigest(draft: ReleaseDraft): string {
  const text = canonicalize(draft);
  if (text === undefined) throw new Error('a release draft has a canonical text');
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

function checkedRelease(
  file: string,
  name: string,
  content: ReleaseFile,
  evidence: Evidence,
): FrozenRelease {
  if (content.name !== name) {
    throw refusedRelease(file, ['name'], 'file-name', `The release calls itself otherwise.`, [
      'Name the file after its release.',
    ]);
  }
  const refusals = releaseRefusals(file, content, evidence);
  if (refusals.length > 0) throw new EvidenceRefused(refusals);
  return new FrozenRelease(content, verified);
}

function parsedRelease(file: string, text: string): ReleaseFile {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw refusedRelease(file, [], 'unreadable-file', 'The file is not JSON.', [
      'Restore the release from the repository.',
    ]);
  }
  const parsed = releaseFileSchema.safeParse(data);
  if (!parsed.success) throw shapeRefused(file, parsed.error.issues);
  return parsed.data;
}

function releaseFileName(name: string): string {
  if (!/^[a-z0-9]+([.-][a-z0-9]+)*$/.test(name)) {
    throw refusedRelease(releasesFolder, ['name'], 'wrong-shape', 'This is no release name.', [
      'Use small letters, digits, single dots and hyphens.',
    ]);
  }
  return join(releasesFolder, `${name}.json`);
}

function shapeRefused(
  file: string,
  issues: readonly { path: PropertyKey[]; code?: string; message: string }[],
): EvidenceRefused {
  return new EvidenceRefused(
    issues.map((issue) => ({
      file,
      path: writtenPath(issue.path),
      rule: issue.code === 'unrecognized_keys' ? 'unknown-key' : 'wrong-shape',
      message: `${issue.message}.`,
      nextStep: 'Give the release in the form that evidence/schema.json describes.',
    })),
  );
}

function refusedRelease(
  file: string,
  path: readonly PropertyKey[],
  rule: Refusal['rule'],
  message: string,
  [nextStep]: readonly [string],
): EvidenceRefused {
  return new EvidenceRefused([{ file, path: writtenPath(path), rule, message, nextStep }]);
}
