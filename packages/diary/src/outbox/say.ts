// Recording what was said: kept on the device and sent from there, or sent at once where it keeps nothing.
// Never an urgent report: that has its own way, and its own words when it does not arrive.

import { client } from '../client/client.ts';
import { dayIn, nowMs, zoneHere } from '../client/clock.ts';
import { newId } from '../client/new-id.ts';
import type { Device } from '../device/database.ts';
import { declarationOf, type Entry, isDose, type Said } from './entry.ts';
import { type Placed, putEntries } from './outbox.ts';

/** What an entry is made from, beside what is said. */
export interface Writer {
  readonly device: Device | null;
  readonly patient: string;
  readonly actor: string;
  readonly entries: readonly Placed[];
  /** Doses that the writer sees as recorded. */
  readonly doses: readonly { readonly id: string; readonly day: string }[];
}

/** Makes the entries of one saying, about today or some days ago where the writer is. */
export function entriesFrom(
  writer: Writer,
  said: readonly Said[],
  daysAgo: number,
): readonly Entry[] {
  const madeAt = nowMs();
  const zone = zoneHere();
  const day = dayIn(zone, madeAt, daysAgo);
  const own = writer.entries.map(({ entry }) => entry).filter(({ type }) => isDose(type));
  const knew = [...writer.doses, ...own].filter((one) => one.day === day).map(({ id }) => id);
  const { patient, actor } = writer;
  return said.map(
    (one): Entry => ({
      ...one,
      id: newId(),
      patient,
      actor,
      day,
      zone,
      madeAt,
      knew: isDose(one.type) ? knew : [],
      state: 'waiting',
    }),
  );
}

/** Resolves once everything is kept on the device, or recorded by the server where nothing is kept. */
export async function say(writer: Writer, said: readonly Said[], daysAgo: number): Promise<void> {
  const entries = entriesFrom(writer, said, daysAgo);
  if (writer.device !== null) return putEntries(writer.device, entries);
  for (const entry of entries) {
    const { id, patient } = entry;
    await client('declare', {
      params: { patient },
      body: declarationOf(entry),
      idempotencyKey: id,
    });
  }
}
