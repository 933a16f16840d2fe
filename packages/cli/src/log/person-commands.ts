// `aegle erase` and `merge`: what is done to one person's history, by a named safety officer.
// Never without a confirmation, and never a merge that opens a gate.

import { erasePerson, mergePatients } from '@aegle/server';
import type { Scope } from '@aegle/store';
import { type PayloadClass, payloadClasses } from '@aegle/store';
import type { Command } from 'commander';
import { confirmOrRefuse } from '../world/confirm.ts';
import { EXIT, refused } from '../world/input-refused.ts';
import { type InstallationOptions, type OpenTenant, withTenant } from '../world/installation.ts';
import { withAccounts } from '../world/with-accounts.ts';
import type { World } from '../world/world.ts';
import { databaseOptions } from './history-commands.ts';

interface PersonOptions extends InstallationOptions {
  readonly basis: string;
  readonly by: string;
  readonly classes?: string;
  readonly yes?: true;
}

/** Adds `erase` and `merge`. */
export function addPersonCommands(
  program: Command,
  world: World,
  end: (code: number) => void,
): void {
  const common = (command: Command) =>
    databaseOptions(command)
      .requiredOption('--by <officer>', 'id of the safety officer who answers for it')
      .requiredOption('--basis <text>', 'the ground, recorded for ever; never a name')
      .option('--yes', 'confirmed');
  common(program.command('erase'))
    .description('Destroy the keys of one person, with ties and accounts; the chain still verifies')
    .argument('<patient>')
    .option('--classes <list>', `of: ${payloadClasses.join(', ')}; left out: all`)
    .action(async (patient: string, options: PersonOptions) =>
      end(await erase(world, patient, options)),
    );
  common(program.command('merge'))
    .description('Two records are one person: the second is closed, the first is held for review')
    .argument('<survivor>')
    .argument('<merged>')
    .action(async (survivor: string, merged: string, options: PersonOptions) =>
      end(await merge(world, survivor, merged, options)),
    );
}

function scopeFor(open: OpenTenant, options: PersonOptions): Scope {
  return open.scopeOf({ id: options.by, role: 'safety_officer' });
}

async function requirePatient(open: OpenTenant, scope: Scope, patient: string, field: string) {
  const [read] = await open.store.inTransaction(scope, (tx) =>
    tx.readStreams([{ subjectId: patient, kind: 'patient-gate' }]),
  );
  if (read === undefined || read.head.version === 0)
    throw refused(field, 'unknown_patient', 'Name a patient of this tenant by id.');
}

function classesOf(list: string | undefined): readonly PayloadClass[] | 'all' {
  if (list === undefined) return 'all';
  return list.split(',').map((name) => {
    const found = payloadClasses.find((one) => one === name.trim());
    if (found !== undefined) return found;
    throw refused('--classes', 'unknown_class', `Name some of: ${payloadClasses.join(', ')}.`);
  });
}

function erase(world: World, patient: string, options: PersonOptions): Promise<number> {
  const classes = classesOf(options.classes);
  return withTenant(world, options, async (open) => {
    const scope = scopeFor(open, options);
    await requirePatient(open, scope, patient, 'patient');
    await confirmOrRefuse(
      world,
      'Erase for ever? No backup key brings it back.',
      options.yes === true,
    );
    const { services } = open;
    const erasure = { patient, id: services.newId(), basis: options.basis, classes };
    const { records, users } = await withAccounts(open, (db) =>
      erasePerson(services, db, scope, erasure),
    );
    const merged = records.length > 1 ? ` Records of the person: ${records.length}.` : '';
    const accounts = users.length === 0 ? '' : ` Accounts taken away: ${users.length}.`;
    world.writeOut(
      `Erased: ${classes === 'all' ? 'all classes' : classes.join(', ')}.${merged}${accounts}\n`,
    );
    return EXIT.granted;
  });
}

/**
 * The merged record is closed for good; the survivor reads both from now on and gets a hold until a
 * clinician has read them too.
 */
function merge(
  world: World,
  survivor: string,
  merged: string,
  options: PersonOptions,
): Promise<number> {
  return withTenant(world, options, async (open) => {
    const scope = scopeFor(open, options);
    await requirePatient(open, scope, survivor, 'survivor');
    await requirePatient(open, scope, merged, 'merged');
    await confirmOrRefuse(world, 'Merge? The merged record stays closed.', options.yes === true);
    const { basis } = options;
    const { hold, reversed } = await mergePatients(open.services, scope, {
      survivor,
      merged,
      basis,
    });
    const back = reversed.length === 0 ? '' : ` Authorisations taken back: ${reversed.length}.`;
    world.writeOut(
      `Merged.${back} Hold ${hold} stands on the survivor until a clinician clears it.\n`,
    );
    return EXIT.granted;
  });
}
