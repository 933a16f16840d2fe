// JSON in fewer bytes, for rows that are written often and read seldom.
// Never for what a chain or a digest rests on: the bytes may differ between releases of zlib.

import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Json } from '../log/types.ts';

const OPENING_BRACE = '{'.charCodeAt(0);

/** Packs an object or any other JSON. */
export function packJson(value: Json): Buffer {
  return deflateRawSync(JSON.stringify(value), { level: 1 });
}

/**
 * Reads what `packJson` made, or an object's plain text, as rows held before they were packed. No
 * packed JSON begins with a brace: only a first letter beyond ASCII could.
 */
export function unpackJson(content: Buffer): Json {
  const isPlain = content[0] === OPENING_BRACE;
  return JSON.parse((isPlain ? content : inflateRawSync(content)).toString('utf8')) as Json;
}
