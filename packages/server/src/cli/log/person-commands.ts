// `aegle erase` and `merge`: what is done to one person's history, by a named safety officer.
// Never without a confirmation, and never a merge that opens a gate.

import { formatCalendarDay } from '@aegle/core';
import type { Command } from 'commander';
import { nowOf, ownEvent } from '../../services/new-events.ts';
import { recordInside } from '../../services/record-events.ts';
import { type PayloadClass, payloadClasses } from '../../store/log/types.ts';
import type { Scope } from '../../store/store.ts';
import { confirmOrRefuse } from '../confirm.ts';
import { EXIT, refused } from '../input-refused.ts';
import { type InstallationOptions, type OpenTenant, withTenant } from '../installation.ts';
import type { World } from '../world.ts';
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
    .description('Destroy the keys of one patient; the chain still verifies')
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
    const { newId } = open.services;
    await open.store.erase(scope, {
      subjectId: patient,
      classes,
      basis: options.basis,
      eventIds: [newId(), newId()],
      occurredDay: scope.now.slice(0, 10),
    });
    world.writeOut(`Erased: ${classes === 'all' ? 'all classes' : classes.join(', ')}.\n`);
    return EXIT.granted;
  });
}

/**
 * The merged record is closed for good; the survivor gets a hold until a clinician has read both,
 * because evidence that closes a gate may stand in either.
 */
function merge(
  world: World,
  survivor: string,
  merged: string,
  options: PersonOptions,
): Promise<number> {
  if (survivor === merged)
    throw refused('merged', 'the_same_record', 'Name two different records.');
  return withTenant(world, options, async (open) => {
    const scope = scopeFor(open, options);
    await requirePatient(open, scope, survivor, 'survivor');
    await requirePatient(open, scope, merged, 'merged');
    await confirmOrRefuse(world, 'Merge? The merged record stays closed.', options.yes === true);
    const { services } = open;
    const day = formatCalendarDay(services.clockOf('UTC').dayAt(nowOf(scope)));
    const hold = services.newId();
    await services.store.inTransaction(scope, async (tx) => {
      const id = services.newId();
      const data = { survivor, merged, basis: options.basis };
      const received = (event: ReturnType<typeof ownEvent>) =>
        [{ event, stream: 'patient-gate' as const, isUnresolved: false }] as const;
      await recordInside(
        services,
        tx,
        merged,
        received(ownEvent(scope, id, 'PatientsMerged', day, data)),
      );
      const placed = { hold, cause: 'other', note: 'merge: read both histories before clearing' };
      await recordInside(
        services,
        tx,
        survivor,
        received(ownEvent(scope, hold, 'SafetyHoldPlaced', day, placed)),
      );
      await tx.linkSubjects(merged, survivor, id);
    });
    world.writeOut(`Merged. Hold ${hold} stands on the survivor until a clinician clears it.\n`);
    return EXIT.granted;
  });
}
