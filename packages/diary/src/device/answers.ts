// The last answers of the server, kept sealed so that the diary opens without a connection.
// Never shown without the time at which it was read.

import type { Device } from './database.ts';
import { seal, unseal } from './seal.ts';

/** An answer and when it was read, in milliseconds since the epoch. */
export interface KeptAnswer<T> {
  readonly readAt: number;
  readonly value: T;
}

export async function keepAnswer<T>(
  device: Device | null,
  name: string,
  answer: KeptAnswer<T>,
): Promise<void> {
  if (device === null) return;
  await device.db.put('answers', await seal(device, answer), name);
}

/** Null: nothing of that name is kept, or it no longer opens. */
export async function keptAnswer<T>(
  device: Device | null,
  name: string,
): Promise<KeptAnswer<T> | null> {
  if (device === null) return null;
  const sealed = await device.db.get('answers', name);
  if (sealed === undefined) return null;
  try {
    return await unseal<KeptAnswer<T>>(device, sealed);
  } catch {
    return null;
  }
}

/** Forgets every answer: signing out leaves nothing to read for whoever is next. */
export async function forgetAnswers(device: Device | null): Promise<void> {
  await device?.db.clear('answers');
}
