// A clinic's worklist of thousands of courses: from kept agendas, beside asking each patient's own agenda.
// Never faster by saying less: every item of every patient is compared, and one difference ends the run.

import { type Instant, parseInstant } from '@aegle/core';
import { clinicPatients } from '../../packages/server/src/demonstration/clinic-histories.ts';
import { loadClinic } from '../../packages/server/src/demonstration/load-clinic.ts';
import {
  demonstrationId,
  loadNetwork,
} from '../../packages/server/src/demonstration/load-network.ts';
import {
  type AgendaViewer,
  readAgenda,
  readWorklist,
  rebuildAgendas,
  type ServiceContext,
} from '../../packages/server/src/services/services.ts';
import { NETWORK, startTestServices } from '../../packages/server/src/services/testing.ts';

const NOW = '2026-03-18T15:00:00.000Z';
const SIZE = Number(process.env.BENCH_COURSES ?? 5000);
const DAYS = 31;
const PAGE = 200;
const TURNS = 15;
const GOAL_MS = 50;
const viewer: AgendaViewer = { role: 'delegate', audience: 'prescriber' };

type Asked = readonly [ServiceContext, Parameters<typeof readWorklist>[1], readonly string[]];

/** The same context with nothing at hand, as a process that has just started. */
const started = ({ store, ...context }: ServiceContext): ServiceContext => ({
  ...context,
  store: { ...store },
});

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Compares every patient's items with the list's; answers how long asking each took, in all. */
async function compared([context, scope, ids]: Asked): Promise<number> {
  const { items } = await readWorklist(context, scope, ids, viewer, { days: DAYS, limit: 1e9 }, []);
  const listed = new Map<string, string[]>();
  for (const item of items)
    listed.set(item.patient!, [...(listed.get(item.patient!) ?? []), JSON.stringify(item)]);
  let ms = 0;
  for (const patient of ids) {
    let own: string[] = [];
    ms += await timed(async () => {
      const agenda = await readAgenda(context, scope, patient, viewer, DAYS, []);
      own = agenda.items
        .filter(({ isUrgent, state }) => isUrgent || state !== 'waiting')
        .map((item) => JSON.stringify(item));
    });
    if (own.sort().join('\n') !== (listed.get(patient) ?? []).sort().join('\n'))
      throw new Error(`The worklist differs from the agenda of patient ${patient}.`);
  }
  console.log(`${ids.length} courses, ${items.length} items to do: every one compared, all equal`);
  return ms;
}

/** Prints the table; answers whether the goal is met. */
export async function worklistBench(): Promise<boolean> {
  const services = await startTestServices();
  try {
    const { context, tenant } = services;
    const at = parseInstant(NOW) as Instant;
    await loadNetwork(context, tenant.id, NETWORK, at, () => undefined);
    await loadClinic(context, tenant.id, { seed: 7, size: SIZE, now: at }, () => undefined);
    const ids = clinicPatients(7, SIZE).map(({ id }) => demonstrationId(id));
    const actor = { id: demonstrationId('dr-lindqvist'), role: 'delegate' };
    const scope = { tenantId: tenant.id, actor, now: NOW };
    const madeMs = await timed(() => rebuildAgendas(context, scope));
    const eachMs = await compared([context, scope, ids]);
    const list = (of: ServiceContext) =>
      timed(() => readWorklist(of, scope, ids, viewer, { days: 7, limit: PAGE }, []));
    const startedMs = await list(started(context));
    const times: number[] = [];
    for (let turn = 0; turn < TURNS; turn += 1) times.push(await list(context));
    const ms = times.sort((left, right) => left - right)[TURNS >> 1]!;
    const row = (name: string, value: number) =>
      console.log(
        `| ${name} | ${value.toFixed(value < 100 ? 1 : 0)} | ${(eachMs / value).toFixed(1)} |`,
      );
    console.log(`| a worklist of ${SIZE} courses | ms | times faster |`);
    console.log('|---|---|---|');
    row('asking each patient’s own agenda', eachMs);
    row('making and keeping all of them, two days ahead', madeMs);
    row('the list in a process that has just started', startedMs);
    row(`the list, its first ${PAGE} items`, ms);
    return ms < GOAL_MS;
  } finally {
    await services.stop();
  }
}
