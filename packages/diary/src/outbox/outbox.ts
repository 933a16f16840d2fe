// The outbox: entries in the order in which they were made, sealed, until the server has each of them.
// Never drops an entry that the server has not acknowledged, unless its writer says so.

import type { Client } from '@aegle/api';
import { failureOf, refusalText } from '../client/client.ts';
import type { Device } from '../device/database.ts';
import { seal, unseal } from '../device/seal.ts';
import { declarationOf, type Entry, isDose, isUrgent, meetsAnother } from './entry.ts';

/** An entry and its place in the outbox. */
export interface Placed {
  readonly place: number;
  readonly entry: Entry;
}

/** Every entry of one person on this device, the oldest first. What does not open is left alone. */
export async function entriesOf(device: Device | null, actor: string): Promise<readonly Placed[]> {
  if (device === null) return [];
  const reading = device.db.transaction('outbox');
  const [places, sealed] = await Promise.all([
    reading.store.getAllKeys(),
    reading.store.getAll(),
    reading.done,
  ]);
  const opened = await Promise.all(
    sealed.map((one) => unseal<Entry>(device, one).catch(() => null)),
  );
  return opened.flatMap((entry, index) =>
    entry === null || entry.actor !== actor ? [] : [{ place: places[index]!, entry }],
  );
}

/** Keeps entries, all or none. Refuses what may not wait: that is said to its writer at once. */
export async function putEntries(device: Device, entries: readonly Entry[]): Promise<void> {
  if (entries.some(isUrgent)) throw new Error('an urgent report never waits');
  const sealed = await Promise.all(entries.map((entry) => seal(device, entry)));
  const writing = device.db.transaction('outbox', 'readwrite', { durability: 'strict' });
  for (const one of sealed) await writing.store.add(one);
  await writing.done;
}

async function change(device: Device, { place, entry }: Placed, to: Partial<Entry>) {
  await device.db.put('outbox', await seal(device, { ...entry, ...to }), place);
}

/** The writer says: it is another intake. It is sent with the next round. */
export function sendAfterAll(device: Device, placed: Placed, seen: readonly string[]) {
  return change(device, placed, { state: 'waiting', knew: [...placed.entry.knew, ...seen] });
}

/** The writer takes an entry off the device that was never sent. */
export async function dropEntry(device: Device, { place }: Placed): Promise<void> {
  await device.db.delete('outbox', place);
}

/** `done`: nothing waits any more; otherwise why the rest waits. */
export type SyncOutcome = 'done' | 'unreached' | 'signed_out';

async function recordedDoses(client: Client, patient: string) {
  const { events } = await client('readTimeline', { params: { patient } });
  return events
    .filter(({ type }) => isDose(type))
    .map(({ id, occurredOn }) => ({ id, day: occurredOn }));
}

/** Sends what waits, the oldest first, and stops at the first that did not arrive. */
async function sendAll(client: Client, device: Device, actor: string): Promise<SyncOutcome> {
  const all = await entriesOf(device, actor);
  const waiting = all.filter(({ entry }) => entry.state === 'waiting');
  const withDose = waiting.find(({ entry }) => isDose(entry.type));
  try {
    const recorded =
      withDose === undefined ? [] : await recordedDoses(client, withDose.entry.patient);
    for (const placed of waiting) {
      if (meetsAnother(placed.entry, recorded)) await change(device, placed, { state: 'asks' });
      else await sendOne(client, device, placed);
    }
    return 'done';
  } catch (error) {
    const failure = failureOf(error);
    return failure === 'signed_out' ? 'signed_out' : 'unreached';
  }
}

async function sendOne(client: Client, device: Device, placed: Placed): Promise<void> {
  const { id, patient } = placed.entry;
  try {
    const body = declarationOf(placed.entry);
    await client('declare', { params: { patient }, body, idempotencyKey: id });
    await device.db.delete('outbox', placed.place);
  } catch (error) {
    if (failureOf(error) !== 'refused') throw error;
    await change(device, placed, { state: 'refused', why: refusalText(error) });
  }
}

/** One round at a time on the device, whatever windows are open. */
export function sync(client: Client, device: Device, actor: string): Promise<SyncOutcome> {
  return navigator.locks.request('diary-outbox', () => sendAll(client, device, actor));
}
