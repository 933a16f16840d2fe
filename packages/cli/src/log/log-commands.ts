// `aegle verify`, `replay`, `rebuild`, `seal`: is the log whole, and do its answers still hold?
// Never mends anything: what does not hold is told, with where.

import { createPublicKey } from 'node:crypto';
import { existsSync } from 'node:fs';
import { formatInstant } from '@aegle/core';
import { foldSubject, lastEndedDay, rebuildAgendas, replayDecision } from '@aegle/server';
import type { FoldSubject } from '@aegle/store';
import { sealDay, verifySeals } from '@aegle/store';
import type { Command } from 'commander';
import { EXIT } from '../world/input-refused.ts';
import { type InstallationOptions, type OpenTenant, withTenant } from '../world/installation.ts';
import { Progress } from '../world/progress.ts';
import type { World } from '../world/world.ts';
import { databaseOptions } from './history-commands.ts';

type End = (code: number) => void;

/** Adds `verify`, `replay`, `rebuild` and `seal`. */
export function addLogCommands(program: Command, world: World, end: End): void {
  databaseOptions(program.command('verify'))
    .description('Walk every chain and every seal; exit 2 where something does not hold')
    .action(async (options: InstallationOptions) => end(await verify(world, options)));
  databaseOptions(program.command('replay'))
    .description('Decide every stored decision again; exit 2 where an answer differs')
    .option('--patient <id>', 'of one patient only')
    .action(async (options: ReplayOptions) => end(await replay(world, options)));
  databaseOptions(program.command('rebuild'))
    .description('Read the whole log, and fold every projection of it anew')
    .action(async (options: InstallationOptions) => end(await rebuild(world, options)));
  databaseOptions(program.command('seal'))
    .description('Sign where every chain stood at the end of a day, outside the database')
    .option('--day <day>', 'a day that has ended (UTC); left out: the last one')
    .action(async (options: SealOptions) => end(await seal(world, options)));
}

interface ReplayOptions extends InstallationOptions {
  readonly patient?: string;
}
interface SealOptions extends InstallationOptions {
  readonly day?: string;
}

function print(world: World, options: InstallationOptions, report: object, text: string): void {
  world.writeOut(
    options.json ? `${JSON.stringify({ version: 1, ...report }, null, 2)}\n` : `${text}\n`,
  );
}

function verify(world: World, options: InstallationOptions): Promise<number> {
  return withTenant(world, options, async (open) => {
    const { installation, store, tenant } = open;
    const chains = await store.verify(tenant.id);
    const { sealFolder, database } = installation.config;
    const canSeal = database.kind === 'embedded' || database.ownerUrl !== undefined;
    const seals =
      canSeal && existsSync(sealFolder)
        ? await verifySeals(
            installation.owner(),
            tenant.id,
            sealFolder,
            createPublicKey(installation.secrets.sealPublicKeyPem),
          )
        : { seals: 0, findings: [], isWhole: true };
    const isWhole = chains.isWhole && seals.isWhole;
    const lines = [
      `${chains.streams} streams, ${chains.events} events (${chains.erased} erased), ${seals.seals} seals:`,
      isWhole ? 'whole.' : 'NOT WHOLE.',
      ...chains.findings.map(
        (one) => `  ${one.stream.kind} ${one.stream.subjectId} version ${one.version}: ${one.rule}`,
      ),
      ...seals.findings.map((one) => `  seal of ${one.day}: ${one.rule} ${one.buckets.join(', ')}`),
    ];
    print(world, options, { isWhole, chains, seals }, lines.join('\n'));
    return isWhole ? EXIT.granted : EXIT.denied;
  });
}

const READER = { id: 'aegle-replay', role: 'system_client' } as const;

async function patientsOf(open: OpenTenant): Promise<readonly string[]> {
  const found: string[] = [];
  for (;;) {
    const page = await open.store.subjects(open.tenant.id, 'patient-gate', 500, found.at(-1));
    if (page.length === 0) return found;
    found.push(...page);
  }
}

function replay(world: World, options: ReplayOptions): Promise<number> {
  return withTenant(world, options, async (open) => {
    const scope = open.scopeOf(READER);
    const patients = options.patient === undefined ? await patientsOf(open) : [options.patient];
    const count = { same: 0, different: 0, erased: 0 };
    const differing: object[] = [];
    const progress = new Progress(world, 'Patients');
    for (const [index, patient] of patients.entries()) {
      const decisions = await open.store.inTransaction(scope, (tx) => tx.decisions(patient, 500));
      for (const { id } of decisions) {
        const one = await replayDecision(open.services, scope, patient, id);
        count[one.state] += 1;
        if (one.state === 'different')
          differing.push({ patient, decision: id, differences: one.differences });
      }
      progress.at(index + 1, patients.length);
    }
    progress.end();
    const text = `${count.same} the same, ${count.different} different, ${count.erased} erased.`;
    const lines = differing.map((one) => `  ${Object.values(one).join(' ')}`);
    print(world, options, { ...count, differing }, [text, ...lines].join('\n'));
    return count.different > 0 ? EXIT.denied : EXIT.granted;
  });
}

const REBUILDER = { id: 'aegle-rebuild', role: 'system_client' } as const;

function rebuild(world: World, options: InstallationOptions): Promise<number> {
  return withTenant(world, options, async (open) => {
    let subjects = 0;
    const progress = new Progress(world, 'Subjects');
    const fold: FoldSubject = (subject, streams) => {
      subjects += 1;
      progress.at(subjects);
      return foldSubject(subject, streams);
    };
    const projections = await open.store.rebuildProjections(open.tenant.id, fold);
    progress.end();
    const kept = new Progress(world, 'Agendas');
    const agendas = await rebuildAgendas(open.services, open.scopeOf(REBUILDER), (count) =>
      kept.at(count),
    );
    kept.end();
    const text =
      `${subjects} subjects read, ${projections} projections written, ` +
      `${agendas} agendas of the coming days kept.`;
    print(world, options, { subjects, projections, agendas }, text);
    return EXIT.granted;
  });
}

function seal(world: World, options: SealOptions): Promise<number> {
  return withTenant(world, options, async ({ installation, tenant }) => {
    const now = formatInstant(world.now);
    const made = await sealDay({
      owner: installation.owner(),
      tenantId: tenant.id,
      day: options.day ?? lastEndedDay(now),
      now,
      folder: installation.config.sealFolder,
      privateKey: installation.secrets.sealKey,
    });
    const text = `Sealed ${made.day}: ${made.streams} streams, ${made.events} events, root ${made.root}.`;
    print(world, options, made, text);
    return EXIT.granted;
  });
}
