// The committed evidence as core reads it, for tests.
// Never a made-up row: a test that needs another one builds it beside this.

import type { EvidenceRow } from '../../packages/core/src/evidence/evidence-row.ts';
import { readLaboratoryTables } from '../../packages/core/src/monitoring/assess-result.ts';
import { evidenceFolder } from '../../packages/data/src/evidence/folders.ts';
import { readInstruments } from '../../packages/data/src/evidence/instruments.ts';
import { readEvidence } from '../../packages/data/src/evidence/read.ts';

export const committedEvidence = readEvidence(evidenceFolder);
export const evidenceRows: readonly EvidenceRow[] = committedEvidence.rows;
export const laboratoryTables = readLaboratoryTables(evidenceRows);
export const instruments = readInstruments(evidenceFolder, evidenceRows);
