// The master key and what follows from it: wrapping patients' keys, looking identifiers up, tenants'
// own keys. The master key must never be stored in the database, logged, or read from anywhere but here.

import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { refuse } from '../faults/faults.ts';
import { freshBytes, seal, unseal } from './box.ts';

const keyBytes = 32;

function derive(master: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `aegle/1/${purpose}`, keyBytes));
}

/** A patient's key of one class, as it is used: never stored in this form. */
export interface SubjectKey {
  readonly generation: number;
  readonly key: Buffer;
}

export interface Keyring {
  /** A new key and its wrapped form, bound to tenant, subject, class and generation. */
  freshKey(place: string): { readonly key: Buffer; readonly wrapped: Buffer };
  /** Fault `damaged` when the wrapped key does not open under this master key. */
  unwrap(wrapped: Uint8Array, place: string): Buffer;
  /** Keyed hash by which an identifier is found again; equal only inside one tenant. */
  lookup(tenantId: string, system: string, value: string): Buffer;
  /** The tenant's own key, for stored responses. */
  tenantKey(tenantId: string): Buffer;
  /** Tells whether this is the master key that a database was written with. */
  readonly check: Buffer;
}

export function subjectKeyPlace(
  tenantId: string,
  subjectId: string,
  keyClass: string,
  generation: number,
): string {
  return `key|${tenantId}|${subjectId}|${keyClass}|${generation}`;
}

/** `master`: 32 bytes. Fault `invalid` otherwise. */
export function makeKeyring(master: Uint8Array): Keyring {
  if (master.length !== keyBytes) {
    throw refuse('invalid', 'master key', 'It has 32 bytes.', 'Make one with 32 random bytes.');
  }
  const wrapping = derive(master, 'wrap');
  const lookingUp = derive(master, 'lookup');
  const tenantKeys = new Map<string, Buffer>();
  return {
    check: derive(master, 'check'),
    freshKey(place) {
      const key = freshBytes(keyBytes);
      return { key, wrapped: seal(wrapping, key, place) };
    },
    unwrap(wrapped, place) {
      const key = unseal(wrapping, wrapped, place);
      if (key !== null) return key;
      throw refuse(
        'damaged',
        'patient key',
        'A stored key does not open under this master key.',
        'Start with the master key that this data was written with, or restore a backup.',
      );
    },
    lookup(tenantId, system, value) {
      const text = JSON.stringify([tenantId, system, value]);
      return createHmac('sha256', lookingUp).update(text, 'utf8').digest();
    },
    tenantKey(tenantId) {
      const known = tenantKeys.get(tenantId) ?? derive(master, `tenant/${tenantId}`);
      tenantKeys.set(tenantId, known);
      return known;
    },
  };
}

/** Compares in constant time whether the database was written under this master key. */
export function isSameMaster(keyring: Keyring, check: Uint8Array): boolean {
  return check.length === keyring.check.length && timingSafeEqual(check, keyring.check);
}
