// The first start of a demonstration: its tenant, its network, its accounts; later starts find them.
// Never touches a data folder that holds anything else, and never loads twice.

import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Instant, parseInstant } from '@aegle/core';
import { addTenant } from '@aegle/store';
import type pg from 'pg';
import { loadClinic } from '../demonstration/load-clinic.ts';
import { loadNetwork } from '../demonstration/load-network.ts';
import type { ServiceContext } from '../services/context.ts';
import { addDemonstrationAccounts, demonstrationPassword } from './demonstration-accounts.ts';
import type { SignIn } from './sign-in.ts';
import type { AuthDatabase } from './tables.ts';

interface Notes {
  readonly tenantId: string;
  readonly password: string;
  /** The instant as of which the network is loaded: a start that broke off is taken up there. */
  readonly asOf: string;
  readonly isLoaded: boolean;
  /** The clinic that is loaded, if any: another size or seed is loaded beside it. */
  readonly clinic?: { readonly size: number; readonly seed: number };
}

export interface Demonstration {
  readonly tenantId: string;
  readonly password: string;
}

async function write(file: string, notes: Notes): Promise<Notes> {
  await writeFile(`${file}.part`, JSON.stringify(notes), { mode: 0o600 });
  await rename(`${file}.part`, file);
  return notes;
}

/** The notes of the folder; on first use they are made and the tenant with them. */
export async function demonstrationIn(
  dataFolder: string,
  owner: pg.PoolConfig,
  now: string,
): Promise<Demonstration> {
  const file = join(dataFolder, 'demonstration.json');
  const notes: Notes = existsSync(file)
    ? (JSON.parse(await readFile(file, 'utf8')) as Notes)
    : await write(file, {
        tenantId: randomUUID(),
        password: demonstrationPassword(),
        asOf: now,
        isLoaded: false,
      });
  const id = notes.tenantId;
  const tenant = { id, slug: 'demonstration', name: 'Demonstration', isDemonstration: true };
  if (!notes.isLoaded) await addTenant(owner, tenant).catch(refuseUnlessThere);
  return notes;
}

function refuseUnlessThere(error: unknown): void {
  const isThere = error instanceof Error && error.message.startsWith('conflict');
  if (!isThere) throw error;
}

/** Loads the network and makes the accounts, unless an earlier start finished both. */
export async function fillDemonstration(
  dataFolder: string,
  services: ServiceContext,
  signIn: SignIn,
  db: AuthDatabase,
  networkFile: string,
  clinic: { readonly size: number; readonly seed: number },
  report: (line: string) => void,
): Promise<void> {
  const file = join(dataFolder, 'demonstration.json');
  const notes = JSON.parse(await readFile(file, 'utf8')) as Notes;
  const { tenantId, asOf, password } = notes;
  const now = parseInstant(asOf) as Instant;
  if (!notes.isLoaded) {
    report('Loading the demonstration network, on first start only …');
    await loadNetwork(services, tenantId, networkFile, now, report);
    await addDemonstrationAccounts(signIn, db, tenantId, password);
    await write(file, { ...notes, isLoaded: true });
  }
  const { size, seed } = clinic;
  if (size === 0 || (notes.clinic?.size === size && notes.clinic.seed === seed)) return;
  await loadClinic(services, tenantId, { size, seed, now }, report);
  await write(file, { ...notes, isLoaded: true, clinic });
}
