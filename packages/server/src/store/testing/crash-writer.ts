// A process to be killed: opens the embedded store of a folder and appends until it dies.
// It must say an event's id only after the store acknowledged it.

import { randomUUID } from 'node:crypto';
import { openEmbedded } from '../embedded/open-embedded.ts';
import { prepareInstallation } from '../installation.ts';
import { makeKeyring } from '../keys/keyring.ts';
import { migrate } from '../migrations/migrate.ts';
import { openStore } from '../open-store.ts';
import { madeUpEvent, streamOf } from './made-up.ts';
import { testMasterKey } from './test-database.ts';

const [dataFolder = '', machineFolder = '', tenantId = ''] = process.argv.slice(2);

const server = await openEmbedded({ dataFolder, machineFolder });
await migrate(server.owner);
await prepareInstallation(server.owner, makeKeyring(testMasterKey));
const store = await openStore({ application: server.application, masterKey: testMasterKey });
process.stdout.write(`open ${server.postmasterPid}\n`);

async function appendForever(): Promise<never> {
  const stream = streamOf();
  for (;;) {
    const event = madeUpEvent({ id: randomUUID() });
    const scope = {
      tenantId,
      actor: { id: 'clinician-1', role: 'prescriber' },
      now: new Date().toISOString(),
    };
    await store.inTransaction(scope, async (tx) => {
      const [read] = await tx.readStreams([stream]);
      const expectedVersion = read?.head.version ?? 0;
      return tx.append({ stream, how: 'decide', events: [event], expectedVersion });
    });
    process.stdout.write(`acknowledged ${stream.subjectId} ${event.id}\n`);
  }
}

await Promise.all(Array.from({ length: 8 }, appendForever));
