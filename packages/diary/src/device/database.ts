// What this device keeps, in IndexedDB: sealed records, the key that opens them, and settings.
// Never anything about a person unsealed, and never a key that a script could read out.

import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';

const NAME = 'diary';

/** AES-GCM: the initialisation vector and the sealed bytes. */
export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly bytes: ArrayBuffer;
}

interface Kept extends DBSchema {
  keys: { key: string; value: CryptoKey };
  /** Entries in the order in which they were made. */
  outbox: { key: number; value: Sealed };
  /** The last answers of the server, by what they are about. */
  answers: { key: string; value: Sealed };
  /** Language and the like: nothing about health. */
  settings: { key: string; value: string };
}

/** The device's storage with its key. */
export interface Device {
  readonly db: IDBPDatabase<Kept>;
  readonly key: CryptoKey;
}

async function keyOf(db: IDBPDatabase<Kept>): Promise<CryptoKey> {
  const known = await db.get('keys', 'own');
  if (known !== undefined) return known;
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  // Another window may have been first: its key stays.
  const change = db.transaction('keys', 'readwrite');
  const first = await change.store.get('own');
  if (first === undefined) await change.store.put(made, 'own');
  await change.done;
  return first ?? made;
}

/** Opens the storage; null where the device keeps nothing: not https, a private window, a full disk. */
export async function openDevice(): Promise<Device | null> {
  if (globalThis.crypto?.subtle === undefined || globalThis.indexedDB === undefined) return null;
  try {
    const db = await openDB<Kept>(NAME, 1, {
      upgrade(fresh) {
        fresh.createObjectStore('keys');
        fresh.createObjectStore('outbox', { autoIncrement: true });
        fresh.createObjectStore('answers');
        fresh.createObjectStore('settings');
      },
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase | null)?.close(),
    });
    return { db, key: await keyOf(db) };
  } catch {
    return null;
  }
}

/** Takes everything off this device: the key first, so that what might be left cannot be read. */
export async function eraseDevice(device: Device | null): Promise<void> {
  if (device !== null) {
    await device.db.clear('keys');
    device.db.close();
  }
  await deleteDB(NAME);
  for (const name of (await globalThis.caches?.keys()) ?? []) await caches.delete(name);
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  for (const worker of workers.filter(({ scope }) => scope.endsWith('/diary/')))
    await worker.unregister();
}
