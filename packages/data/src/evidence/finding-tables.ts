// Everything of the evidence that findings are read with, loaded once and only when it is needed.
// Never a default: evidence that does not load stops whoever asked for it.

import {
  type Claim,
  type CrisisContacts,
  type EvidenceRow,
  type Instrument,
  type LaboratoryTables,
  type MonitoringPolicy,
  type RedFlagTable,
  readClaims,
  readCrisisContacts,
  readLaboratoryTables,
  readMeasurementErrors,
  readPolicies,
  readRedFlags,
} from '@aegle/core';
import { readInstruments } from './instruments.ts';
import { readEvidence } from './read.ts';

export interface FindingTables {
  readonly rows: readonly EvidenceRow[];
  readonly laboratory: LaboratoryTables;
  readonly policies: ReadonlyMap<string, MonitoringPolicy>;
  readonly redFlags: RedFlagTable;
  readonly instruments: ReadonlyMap<string, Instrument>;
  readonly crisisContacts: CrisisContacts;
  readonly claims: readonly Claim[];
  readonly measurementErrors: ReturnType<typeof readMeasurementErrors>;
}

function readFindingTables(evidenceFolder: string): FindingTables {
  const { rows } = readEvidence(evidenceFolder);
  return {
    rows,
    laboratory: readLaboratoryTables(rows),
    policies: readPolicies(rows),
    redFlags: readRedFlags(rows),
    instruments: readInstruments(evidenceFolder, rows),
    crisisContacts: readCrisisContacts(rows),
    claims: readClaims(rows),
    measurementErrors: readMeasurementErrors(rows),
  };
}

/** The tables of a folder: read at the first call, kept for the next ones. */
export function findingTablesIn(evidenceFolder: string): () => FindingTables {
  let known: FindingTables | undefined;
  return () => {
    known ??= readFindingTables(evidenceFolder);
    return known;
  };
}
