// Seals and opens the JSON of rows beside the log under a subject's key.
// It must never write such JSON readable, nor show it after the key was destroyed.

import { refuse } from '../faults/faults.ts';
import { seal, unseal } from '../keys/box.ts';
import { canonicalText, checkJson, isUuid } from '../log/canonical.ts';
import type { Json, PayloadClass } from '../log/types.ts';
import type { LogTransaction } from '../transaction/transaction.ts';

export interface SealedJson {
  readonly generation: number;
  readonly box: Buffer;
}

function placeOf(tx: LogTransaction, table: string, rowId: string): string {
  return `${table}|${tx.scope.tenantId}|${rowId}`;
}

interface Sealed {
  readonly generation: number;
  readonly box: Uint8Array | null;
}

/** Seals bytes; makes the subject's key on first use. */
export async function sealBytes(
  tx: LogTransaction,
  table: string,
  rowId: string,
  subjectId: string,
  keyClass: PayloadClass,
  content: Uint8Array,
): Promise<SealedJson> {
  await tx.ensureKeys(subjectId);
  const { key, steps } = tx.keys.toSeal(subjectId, keyClass);
  for (const step of steps) tx.later(step);
  return { generation: key.generation, box: seal(key.key, content, placeOf(tx, table, rowId)) };
}

/** Seals checked JSON as RFC 8785 text; makes the subject's key on first use. */
export async function sealJson(
  tx: LogTransaction,
  table: string,
  rowId: string,
  subjectId: string,
  keyClass: PayloadClass,
  value: Json,
): Promise<SealedJson> {
  checkJson(value, table);
  const content = Buffer.from(canonicalText(value), 'utf8');
  return sealBytes(tx, table, rowId, subjectId, keyClass, content);
}

/** Null when the box or its key is gone. Fault `damaged` when it does not open. */
export async function openBytes(
  tx: LogTransaction,
  table: string,
  rowId: string,
  subjectId: string,
  keyClass: string,
  sealed: Sealed,
): Promise<Buffer | null> {
  if (sealed.box === null) return null;
  await tx.ensureKeys(subjectId);
  const key = tx.keys.toOpen(subjectId, keyClass, sealed.generation);
  if (key === null) return null;
  const content = unseal(key, sealed.box, placeOf(tx, table, rowId));
  if (content === null) {
    throw refuse(
      'damaged',
      table,
      'A stored row does not open under its key.',
      'Restore from the last good backup.',
    );
  }
  return content;
}

/** As `openBytes`, for what `sealJson` sealed. */
export async function openJson(...sealed: Parameters<typeof openBytes>): Promise<Json> {
  const content = await openBytes(...sealed);
  return content === null ? null : (JSON.parse(content.toString('utf8')) as Json);
}

/** Fault `invalid` unless the text is a lower-case UUID. */
export function requireUuid(text: string, field: string): void {
  if (isUuid(text)) return;
  throw refuse('invalid', field, 'It is a lower-case UUID.', 'Correct it and send it again.');
}
