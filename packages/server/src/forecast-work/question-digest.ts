// What is frozen when a forecast is asked for: its digest, its size, and the chunks it is cut into.
// Never depends on a clock or on who runs it: the same question on one release is one digest.

import { createHash } from 'node:crypto';
import type { CompleteQuestion } from '@aegle/api';
import { CHUNK_PATIENTS, type ModelRelease, modelOf } from '@aegle/forecast';
import canonicalize from 'canonicalize';

/** Virtual patients of a queued chunk: seconds of work, and whole turns of the parameter draws. */
const CHUNK_LEAST = 32_768;
/** So that the counts waiting in the database stay few, however many patients there are. */
const CHUNKS_MOST = 64;
/** Virtual patients, over all courses, that are answered at once: well under a second of work. */
const AT_ONCE_MOST = 32_768;

/** SHA-256 (hex) over question, release and model version. */
export function questionDigest(question: CompleteQuestion, release: ModelRelease): string {
  const frozen = { question, release: release.digest, modelVersion: modelOf(release) };
  return createHash('sha256')
    .update(canonicalize(JSON.parse(JSON.stringify(frozen))) ?? '')
    .digest('hex');
}

export interface Cut {
  /** A multiple of the model's own chunk. */
  readonly chunkPatients: number;
  readonly chunks: number;
  readonly isAtOnce: boolean;
}

/** How a question is cut: fixed when it is asked, whoever runs it. The untreated course counts too. */
export function cutOf({ patients, plans }: CompleteQuestion): Cut {
  if (patients * (plans.length + 1) <= AT_ONCE_MOST)
    return { chunkPatients: patients, chunks: 1, isAtOnce: true };
  const share = Math.ceil(patients / CHUNKS_MOST / CHUNK_LEAST) * CHUNK_LEAST;
  const chunkPatients = Math.max(CHUNK_LEAST, share);
  return { chunkPatients, chunks: Math.ceil(patients / chunkPatients), isAtOnce: false };
}

/** The model's chunks that a chunk holds, from `from` to `end` - 1. */
export function modelChunks(
  chunk: number,
  { chunkPatients }: { readonly chunkPatients: number },
  patients: number,
): { readonly from: number; readonly end: number } {
  const all = Math.ceil(patients / CHUNK_PATIENTS);
  const each = Math.ceil(chunkPatients / CHUNK_PATIENTS);
  return { from: chunk * each, end: Math.min(all, (chunk + 1) * each) };
}
