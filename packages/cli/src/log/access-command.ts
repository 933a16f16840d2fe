// `aegle access-log`: who read patients' data from outside their care. Never what they read.

import type { AccessLogEntry } from '@aegle/store';
import type { Command } from 'commander';
import { EXIT, refused } from '../world/input-refused.ts';
import { type InstallationOptions, withTenant } from '../world/installation.ts';
import type { World } from '../world/world.ts';
import { databaseOptions } from './history-commands.ts';

interface AccessLogOptions extends InstallationOptions {
  readonly patient?: string;
  readonly limit: string;
}

const OPERATOR = { id: 'aegle-access-log', role: 'system_client' } as const;
const PAGE = 500;

/** Adds `access-log`. */
export function addAccessCommand(program: Command, world: World, end: (code: number) => void) {
  databaseOptions(program.command('access-log'))
    .description('Who read patients’ data from outside their care, newest first')
    .option('--patient <id>', 'of one patient only')
    .option('--limit <n>', 'how many entries', '100')
    .action(async (options: AccessLogOptions) => end(await accessLog(world, options)));
}

function accessLog(world: World, options: AccessLogOptions): Promise<number> {
  const wanted = /^\d{1,6}$/.test(options.limit) ? Number(options.limit) : 0;
  if (wanted < 1) throw refused('--limit', 'not_a_number', 'Write a number from 1 to 999999.');
  return withTenant(world, options, async ({ store, scopeOf }) => {
    const entries: AccessLogEntry[] = [];
    const of = options.patient === undefined ? {} : { subjectId: options.patient };
    for (let after: string | null | undefined; after !== null && entries.length < wanted; ) {
      const limit = Math.min(PAGE, wanted - entries.length);
      const asked = { ...of, limit, ...(after === undefined ? {} : { after }) };
      const page = await store.inTransaction(scopeOf(OPERATOR), (tx) => tx.accessLog(asked));
      entries.push(...page.entries);
      after = page.next;
    }
    const lines = entries.map(
      ({ at, actorRole, actorId, purpose, route, subjectId }) =>
        `${at}  ${actorRole} ${actorId}  ${purpose}  ${route}  ${subjectId}\n`,
    );
    const text = lines.length === 0 ? 'Nobody has read from outside the care.\n' : lines.join('');
    world.writeOut(options.json ? `${JSON.stringify({ version: 1, entries }, null, 2)}\n` : text);
    return EXIT.granted;
  });
}
