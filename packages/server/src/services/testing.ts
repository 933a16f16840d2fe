// A service context on a throwaway database, for tests of services and of the doors above them.
// Never used outside tests.

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { CompiledProgramme } from '@aegle/core';
import { loadProgrammes } from '../programmes/load.ts';
import type { Store, Tenant } from '../store/store.ts';
import { madeUpTenant, openTestStore } from '../store/testing/made-up.ts';
import {
  type Engine,
  startTestDatabase,
  type TestDatabase,
} from '../store/testing/test-database.ts';
import { zoneClocks } from '../zones/zone-clock.ts';
import type { ServiceContext } from './context.ts';

/** The folder of the committed programmes. */
export const PROGRAMMES_FOLDER = join(import.meta.dirname, '../../../../programmes');

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
    newId: randomUUID,
    isDemonstration: (tenantId) => demonstrations.includes(tenantId),
  };
}

/** Starts a database, a store and a demonstration tenant. */
export async function startTestServices(engine: Engine = 'embedded'): Promise<TestServices> {
  const database = await startTestDatabase(engine);
  const tenant = await madeUpTenant(database);
  const store = await openTestStore(database);
  return {
    context: contextOver(store, [tenant.id]),
    database,
    tenant,
    stop: async () => {
      await store.close();
      await database.stop();
    },
  };
}
