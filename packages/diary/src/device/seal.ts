// Sealing what the device keeps: AES-GCM under the device's own key.
// Never the same vector twice: each sealing draws its own.

import type { Device, Sealed } from './database.ts';

/** Seals a value that JSON can hold. */
export async function seal({ key }: Pick<Device, 'key'>, value: unknown): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(value));
  return { iv, bytes: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain) };
}

/** Opens what `seal` sealed; throws when it was changed or sealed under another key. */
export async function unseal<T>({ key }: Pick<Device, 'key'>, sealed: Sealed): Promise<T> {
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.iv }, key, sealed.bytes);
  return JSON.parse(new TextDecoder().decode(plain)) as T;
}
