// Freezes a draft: npx tsx packages/data/src/evidence/freeze-release.ts <draft.json>
// It must never change a release that is already frozen.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evidenceFolder } from './folders.ts';
import { readEvidence } from './read.ts';
import { EvidenceRefused } from './refusal.ts';
import { releasesFolder, writeRelease } from './release.ts';

const [draftPath] = process.argv.slice(2);
if (draftPath === undefined) throw new Error('Name the file of the draft.');
try {
  mkdirSync(join(evidenceFolder, releasesFolder), { recursive: true });
  const draft: unknown = JSON.parse(readFileSync(draftPath, 'utf8'));
  const frozen = writeRelease(evidenceFolder, draft, readEvidence(evidenceFolder));
  console.log(`${frozen.name} frozen as ${frozen.digest}`);
  console.log(`recalled parameters: ${frozen.recalledParameters.join(', ') || 'none'}`);
} catch (error) {
  if (!(error instanceof EvidenceRefused)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
