// A body out of its packing: compressed, or written as a form. What it holds is what was meant to be sent.
// Never unpacks more than is looked through, and is never used to carry a request out.

import { brotliDecompressSync, constants, inflateSync, unzipSync } from 'node:zlib';

/** Packings inside packings that are still undone. */
const ROUNDS_MAX = 4;

/**
 * The bytes as they were before they were compressed, as far as they go; `undefined` when there are more
 * than `bytesMax` of them. What is not compressed is answered as it is.
 */
export function unpacked(
  bytes: Buffer,
  encoding: string | undefined,
  bytesMax: number,
): Buffer | undefined {
  let found = bytes;
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const inner = once(found, round === 0 ? encoding : undefined, bytesMax);
    if (inner === 'too_much') return undefined;
    if (inner === undefined) break;
    found = inner;
  }
  return found;
}

type Unpack = (bytes: Buffer, bytesMax: number) => Buffer;

// What is cut off is read as far as it goes.
const unzip: Unpack = (bytes, maxOutputLength) =>
  unzipSync(bytes, { maxOutputLength, finishFlush: constants.Z_SYNC_FLUSH });
const inflate: Unpack = (bytes, maxOutputLength) =>
  inflateSync(bytes, { maxOutputLength, finishFlush: constants.Z_SYNC_FLUSH });
const unbrotli: Unpack = (bytes, maxOutputLength) =>
  brotliDecompressSync(bytes, {
    maxOutputLength,
    finishFlush: constants.BROTLI_OPERATION_FLUSH,
  });

/** How these bytes say that they are packed, whatever was said beside them. */
function packingOf(bytes: Buffer, encoding: string | undefined): Unpack | undefined {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return unzip;
  // The head of a deflated body: its two bytes are a multiple of 31.
  if (bytes[0] === 0x78 && bytes.length > 2 && bytes.readUInt16BE(0) % 31 === 0) return inflate;
  return encoding?.trim().toLowerCase() === 'br' ? unbrotli : undefined;
}

function once(
  bytes: Buffer,
  encoding: string | undefined,
  bytesMax: number,
): Buffer | 'too_much' | undefined {
  try {
    return packingOf(bytes, encoding)?.(bytes, bytesMax);
  } catch (error) {
    const isTooMuch = error instanceof RangeError;
    return isTooMuch ? 'too_much' : undefined;
  }
}

/** A sign that JSON needs and a form never has. */
const NO_FORM = /[\s{}"'<>]/;

/** A field's value, its values in the order in which they came, or the fields inside it. */
interface Fields {
  [name: string]: string | string[] | Fields;
}

// Without a prototype, so that a name of one is a name like any other.
const noFields = (): Fields => Object.create(null);

/** True for a text that is written as a form. */
export const isForm = (text: string): boolean => !NO_FORM.test(text) && /[=%]/.test(text);

/** The fields of a form as objects, by the brackets and dots in their names. */
export function formIn(text: string): unknown {
  const form = noFields();
  const whole: string[] = [];
  // Percent-encoded with nothing around it, a whole body stands where a form has its first name.
  for (const [name, value] of new URLSearchParams(text))
    if (/^[[{]/.test(name.trimStart())) whole.push(name);
    else put(form, name, value);
  return whole.length === 0 ? form : [form, ...whole];
}

/** Several values under the name of other fields stand among these under no name. */
function put(form: Fields, name: string, value: string): void {
  const path = name.split(/[[\].]/).filter((part) => part !== '');
  let fields = form;
  for (const part of path.slice(0, -1)) {
    const there = fields[part];
    if (there === undefined || typeof there === 'string' || Array.isArray(there)) {
      const made = noFields();
      if (there !== undefined) made[''] = there;
      fields[part] = made;
      fields = made;
    } else fields = there;
  }
  const last = path.at(-1) ?? '';
  const there = fields[last];
  if (there === undefined) fields[last] = value;
  else if (typeof there === 'string') fields[last] = [there, value];
  else if (Array.isArray(there)) there.push(value);
  else put(there, '', value);
}
