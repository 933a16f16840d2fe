// How often a second this disk makes one page durable: what a commit by itself can cost at best.
// Never another folder's disk than the database's.

import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';

const PAGE_BYTES = 8192;

/** fdatasync calls a second, each after one page written anew, for one second. */
export async function syncsPerSecond(folder: string): Promise<number> {
  const file = join(folder, 'sync-rate');
  const handle = await open(file, 'w');
  try {
    const page = Buffer.alloc(PAGE_BYTES, 1);
    await handle.write(Buffer.alloc(64 * PAGE_BYTES));
    await handle.sync();
    const began = performance.now();
    let count = 0;
    while (performance.now() - began < 1000) {
      await handle.write(page, 0, PAGE_BYTES, (count % 64) * PAGE_BYTES);
      await handle.datasync();
      count += 1;
    }
    return (count * 1000) / (performance.now() - began);
  } finally {
    await handle.close();
    await rm(file, { force: true });
  }
}
