// A service context on a throwaway database, for tests of services and of the interfaces above them.
// Never used outside tests.

import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompiledProgramme, type Instant, parseInstant } from '@aegle/core';
import { courseDataIn } from '../../../data/src/course-rules/course-rules.ts';
import { findingTablesIn } from '../../../data/src/evidence/finding-tables.ts';
import { loadProgrammes } from '../../../data/src/programmes/load.ts';
import { zoneClocks } from '../../../data/src/zones/zone-clock.ts';
import type { Store, Tenant } from '../../../store/src/contract/store.ts';
import { madeUpTenant, openTestStore } from '../../../store/src/testing/made-up.ts';
import {
  type Engine,
  startTestDatabase,
  type TestDatabase,
} from '../../../store/src/testing/test-database.ts';
import { loadNetwork } from '../demonstration/load-network.ts';
import type { ServiceContext } from './context.ts';

/** The folder of the committed programmes. */
export const PROGRAMMES_FOLDER = join(import.meta.dirname, '../../../../programmes');

/** The demonstration network, and an instant at which its patient is ready. */
export const NETWORK = join(import.meta.dirname, '../demonstration/network.yaml');
const READY_AT = '2025-06-18T15:00:00.000Z';

/** A context with its database and one demonstration tenant. */
export interface TestServices {
  readonly context: ServiceContext;
  readonly database: TestDatabase;
  readonly tenant: Tenant;
  readonly stop: () => Promise<void>;
}

/** Builds a context over a store, with every committed programme. */
export function contextOver(store: Store, demonstrations: readonly string[]): ServiceContext {
  const loaded = loadProgrammes(PROGRAMMES_FOLDER);
  return {
    store,
    programmes: new Map(
      loaded.map((one) => [one.programme.id, new CompiledProgramme(one.programme)]),
    ),
    loaded: new Map(loaded.map((one) => [one.programme.id, one])),
    clockOf: zoneClocks(),
    findings: findingTablesIn(join(PROGRAMMES_FOLDER, '../evidence')),
    courseData: courseDataIn(
      join(PROGRAMMES_FOLDER, '../course-rules'),
      join(PROGRAMMES_FOLDER, '../evidence'),
    ),
    newId: randomUUID,
    isDemonstration: (tenantId) => demonstrations.includes(tenantId),
  };
}

/** A store over a database of this tenant; the others are demonstrations too. */
export async function servicesOver(
  database: TestDatabase,
  tenant: Tenant,
  others: readonly string[] = [],
): Promise<TestServices> {
  const store = await openTestStore(database);
  return {
    context: contextOver(store, [tenant.id, ...others]),
    database,
    tenant,
    stop: async () => {
      await store.close();
      await database.stop();
    },
  };
}

/** Starts a database, a store and a demonstration tenant. */
export async function startTestServices(engine: Engine = 'embedded'): Promise<TestServices> {
  const database = await startTestDatabase(engine);
  return servicesOver(database, await madeUpTenant(database));
}

/** A patient like `patient-ready` of the demonstration, under another name. */
export async function copyOfReady(services: TestServices, name: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'aegle-network-'));
  const file = join(folder, 'network.yaml');
  const text = readFileSync(NETWORK, 'utf8');
  const only = text
    .replace(/patients:[\s\S]*?\nhistories:/, (block) => {
      const ready = block.match(/ {2}- id: patient-ready[\s\S]*?shift: -2\n/)![0];
      return `patients:\n${ready.replaceAll('patient-ready', name).replace('DEMO-READY', `DEMO-${name}`)}\nhistories:`;
    })
    .replace(
      /organisations:[\s\S]*?\nstreams:[\s\S]*?\npatients:/,
      'organisations: []\nstreams: []\npatients:',
    );
  writeFileSync(file, only);
  const at = parseInstant(READY_AT) as Instant;
  await loadNetwork(services.context, services.tenant.id, file, at, () => undefined);
  rmSync(folder, { recursive: true });
}
