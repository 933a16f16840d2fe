// AES-256-GCM boxes: nonce, tag, ciphertext in one piece of bytes, bound to the place they stand in.
// It must never use a nonce twice with one key, nor return bytes whose tag does not hold.

import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';

const nonceBytes = 12;
const tagBytes = 16;
const pool = Buffer.allocUnsafeSlow(16_384);
let poolUsed = pool.length;

/** Fresh random bytes, cut from a pool: asking the kernel for each few would cost more than sealing. */
export function freshBytes(length: number): Buffer {
  if (poolUsed + length > pool.length) {
    randomFillSync(pool);
    poolUsed = 0;
  }
  const bytes = Buffer.from(pool.subarray(poolUsed, poolUsed + length));
  pool.fill(0, poolUsed, poolUsed + length);
  poolUsed += length;
  return bytes;
}

/** Seals `content`. `place` (tenant, subject, stream, version…) must be given again to open it. */
export function seal(key: Uint8Array, content: Uint8Array, place: string): Buffer {
  const nonce = freshBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(place, 'utf8'));
  const sealed = cipher.update(content);
  cipher.final();
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** Null when the key, the place or any byte is not the one it was sealed with. */
export function unseal(key: Uint8Array, box: Uint8Array, place: string): Buffer | null {
  if (box.length < nonceBytes + tagBytes) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(Buffer.from(place, 'utf8'));
  decipher.setAuthTag(box.subarray(nonceBytes, nonceBytes + tagBytes));
  try {
    const content = decipher.update(box.subarray(nonceBytes + tagBytes));
    decipher.final();
    return content;
  } catch {
    return null;
  }
}
