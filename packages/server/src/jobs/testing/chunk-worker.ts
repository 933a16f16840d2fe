// One machine's share of the queue, as a process that a test may kill: works forecast jobs for ever.
// It must say a job's name only after the job was done.

import type { PoolConfig } from 'pg';
import { openStore } from '../../../../store/src/open-store.ts';
import { testMasterKey } from '../../../../store/src/testing/test-database.ts';
import { forecastsForTests } from '../../forecast-work/testing.ts';
import { contextOver } from '../../services/testing.ts';
import { jobHandlers } from '../handlers.ts';
import { openQueue } from '../queue.ts';
import { queueingStore } from '../queueing-store.ts';

const [configText = '{}', tenantId = ''] = process.argv.slice(2);
const application = JSON.parse(configText) as PoolConfig;

const store = await openStore({ application, masterKey: testMasterKey });
const queue = await openQueue(application, () => undefined, 1);
const plain = contextOver(store, [tenantId]);
const services = { ...plain, store: queueingStore(store, queue) };
const handlers = jobHandlers({
  services,
  now: () => new Date().toISOString(),
  sealDay: async () => undefined,
  forecasts: forecastsForTests(),
});
process.stdout.write('ready\n');
await queue.work(handlers, (name, outcome) => void process.stdout.write(`${name} ${outcome}\n`));
