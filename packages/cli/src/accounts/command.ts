// `aegle tenant|user|role add`: who may work in this installation, and as what.
// Never a password or a key on the command line; a key is shown once and cannot be read again.

import { randomUUID } from 'node:crypto';
import { formatInstant, ROLES, type Role } from '@aegle/core';
import {
  type AuthDatabase,
  addAccount,
  addSystemClient,
  changeRole,
  makeSignIn,
  SYSTEM_KINDS,
} from '@aegle/server';
import { addTenant, openStore } from '@aegle/store';
import type { Command } from 'commander';
import { databaseOptions } from '../log/history-commands.ts';
import { secretFrom } from '../world/confirm.ts';
import { EXIT, refused } from '../world/input-refused.ts';
import {
  type Installation,
  type InstallationOptions,
  type OpenTenant,
  openInstallation,
  withTenant,
} from '../world/installation.ts';
import { withAccounts } from '../world/with-accounts.ts';
import type { World } from '../world/world.ts';

interface AccountOptions extends InstallationOptions {
  readonly email?: string;
  readonly name?: string;
  readonly role?: string;
  readonly actor?: string;
  readonly organisation?: string;
  readonly kind?: string;
  readonly patient?: string;
  readonly endsAt?: string;
}

/** Adds `tenant`, `user` and `role`, each with `add`. */
export function addAccountCommands(
  program: Command,
  world: World,
  end: (code: number) => void,
): void {
  databaseOptions(program.command('tenant').command('add'))
    .description('A new tenant: one programme, or a network that agreed')
    .argument('<slug>', 'lower-case letters, digits and hyphens')
    .argument('<name>')
    .option('--demonstration', 'never for clinical use')
    .action(
      async (slug: string, name: string, options: InstallationOptions & { demonstration?: true }) =>
        end(await addTenantTo(world, slug, name, options)),
    );
  const organisation = program.command('organisation');
  databaseOptions(organisation.command('add'))
    .description('A clinic, pharmacy, laboratory or office')
    .argument('<kind>', ORGANISATION_KINDS.join(', '))
    .argument('<name>')
    .action(async (kind: string, name: string, options: InstallationOptions) =>
      end(await addOrganisation(world, kind, name, options)),
    );
  databaseOptions(organisation.command('list'))
    .description(
      'Clinics, pharmacies, laboratories and offices: the ids that accounts and keys name',
    )
    .action(async (options: InstallationOptions) => end(await listOrganisations(world, options)));
  databaseOptions(program.command('user').command('add'))
    .description('A new account; its password is read from standard input')
    .argument('<email>')
    .requiredOption('--name <name>')
    .requiredOption('--role <role>', ROLES.filter((role) => role !== 'system_client').join(', '))
    .option('--actor <id>', "pseudonym in the log, a UUID; of a prescriber, the prescriber's id")
    .option('--organisation <id>', 'clinic or pharmacy')
    .option('--patient <id>', 'of a patient or guardian')
    .option('--ends-at <instant>', 'from when on the access is over')
    .action(async (email: string, options: AccountOptions) =>
      end(await addUser(world, email, options)),
    );
  databaseOptions(program.command('role').command('add'))
    .description('Another role for an account (in place of its own), or a key for a system')
    .argument('<role>', ROLES.join(', '))
    .option('--email <email>', 'the account')
    .option('--name <name>', 'of a system_client: what it is called')
    .option('--actor <id>', 'of a system_client: its pseudonym in the log')
    .option('--organisation <id>', 'of a system_client: its clinic or pharmacy')
    .option('--kind <kind>', `of a system_client: ${SYSTEM_KINDS.join(', ')}`)
    .action(async (role: string, options: AccountOptions) =>
      end(await addRole(world, role, options)),
    );
}

async function addTenantTo(
  world: World,
  slug: string,
  name: string,
  options: InstallationOptions & { readonly demonstration?: true },
): Promise<number> {
  const installation = await openInstallation(world, options);
  try {
    const id = randomUUID();
    const isDemonstration = options.demonstration === true;
    if (isDemonstration) await requireNoRealTenant(installation);
    await addTenant(installation.owner(), { id, slug, name, isDemonstration });
    world.writeOut(`Tenant ${slug}: ${id}\n`);
    return EXIT.granted;
  } finally {
    await installation.stop();
  }
}

/** A demonstration is its own tenant in its own data folder: never beside what is real. */
async function requireNoRealTenant({ config, application, secrets }: Installation): Promise<void> {
  if (config.database.kind === 'external')
    throw refused(
      '--demonstration',
      'database_of_ones_own',
      'A demonstration stands in its own data folder on the embedded database: run npm start.',
    );
  const store = await openStore({ application, masterKey: secrets.masterKey });
  try {
    const isReal = (await store.tenants()).some((tenant) => !tenant.isDemonstration);
    if (!isReal) return;
  } finally {
    await store.close();
  }
  throw refused(
    '--demonstration',
    'beside_a_real_tenant',
    'This folder holds a real tenant: name a data folder of its own with --data-folder.',
  );
}

const ORGANISATION_KINDS = ['clinic', 'pharmacy', 'laboratory', 'office'] as const;

async function addOrganisation(
  world: World,
  given: string,
  name: string,
  options: InstallationOptions,
): Promise<number> {
  const kind = ORGANISATION_KINDS.find((one) => one === given);
  if (kind === undefined)
    throw refused('kind', 'unknown_kind', `Name one of: ${ORGANISATION_KINDS.join(', ')}.`);
  return withTenant(world, options, async (open) => {
    const id = randomUUID();
    const scope = open.scopeOf({ id: 'aegle', role: 'system_client' });
    await open.store.inTransaction(scope, (tx) =>
      tx.putOrganisation({ id, kind, name, detail: {} }),
    );
    world.writeOut(`${id}\n`);
    return EXIT.granted;
  });
}

async function listOrganisations(world: World, options: InstallationOptions): Promise<number> {
  return withTenant(world, options, async (open) => {
    const scope = open.scopeOf({ id: 'aegle', role: 'system_client' });
    const all = await open.store.inTransaction(scope, (tx) => tx.organisations());
    const rows = all.map(({ id, kind, name }) => ({ id, kind, name }));
    if (options.json) world.writeOut(`${JSON.stringify({ version: 1, organisations: rows })}\n`);
    else if (rows.length === 0)
      world.writeOut('None yet: add one with `aegle organisation add`.\n');
    else for (const { id, kind, name } of rows) world.writeOut(`${id}  ${kind}  ${name}\n`);
    return EXIT.granted;
  });
}

function roleNamed(name: string | undefined): Role {
  const role = ROLES.find((one) => one === name);
  if (role !== undefined) return role;
  throw refused('role', 'unknown_role', `Name one of: ${ROLES.join(', ')}.`);
}

async function addUser(world: World, email: string, options: AccountOptions): Promise<number> {
  const role = roleNamed(options.role);
  const password = await secretFrom(world, `Password of ${role}`);
  return withTenant(world, options, (open) =>
    withAccounts(open, async (db) => {
      const { secrets, config } = open.installation;
      const { publicAddress } = config;
      const signIn = makeSignIn({ db, secret: secrets.sessionSecret, publicAddress });
      const { organisation, patient, endsAt } = options;
      if (organisation !== undefined) await requireOrganisation(open, organisation);
      const id = await addAccount(signIn, db, {
        email,
        name: options.name ?? email,
        password,
        tenantId: open.tenant.id,
        role,
        actorId: options.actor ?? patient ?? randomUUID(),
        ...(organisation === undefined ? {} : { organisationId: organisation }),
        ...(patient === undefined ? {} : { patientId: patient }),
        ...(endsAt === undefined ? {} : { endsAt }),
      });
      world.writeOut(`Account ${id}: ${role} of ${open.tenant.slug}\n`);
      return EXIT.granted;
    }),
  );
}

async function addRole(world: World, name: string, options: AccountOptions): Promise<number> {
  const role = roleNamed(name);
  return withTenant(world, options, (open) =>
    withAccounts(open, (db) =>
      role === 'system_client'
        ? addKey(world, open, db, options)
        : setRole(world, open, db, role, options),
    ),
  );
}

/** An id that no organisation has would make a key or an account that reaches nothing. */
async function requireOrganisation(open: OpenTenant, id: string): Promise<void> {
  const scope = open.scopeOf({ id: 'aegle', role: 'system_client' });
  const all = await open.store.inTransaction(scope, (tx) => tx.organisations());
  if (all.some((one) => one.id === id)) return;
  throw refused(
    '--organisation',
    'unknown_organisation',
    'Take an id from `aegle organisation list`.',
  );
}

async function addKey(
  world: World,
  open: OpenTenant,
  db: AuthDatabase,
  options: AccountOptions,
): Promise<number> {
  if (options.name === undefined)
    throw refused('--name', 'missing', 'Say what the system is called.');
  const { organisation } = options;
  const kind = SYSTEM_KINDS.find((one) => one === options.kind);
  if (kind === undefined)
    throw refused('--kind', 'missing', `Say what the key is for: ${SYSTEM_KINDS.join(', ')}.`);
  if (organisation === undefined && kind !== 'research')
    throw refused(
      '--organisation',
      'missing',
      'A key acts for one clinic or pharmacy: take its id from `aegle organisation list`.',
    );
  if (organisation !== undefined) await requireOrganisation(open, organisation);
  const { key } = await addSystemClient(db, {
    clientId: randomUUID(),
    tenantId: open.tenant.id,
    name: options.name,
    actorId: options.actor ?? randomUUID(),
    kind,
    ...(organisation === undefined ? {} : { organisationId: organisation }),
    now: formatInstant(world.now),
  });
  world.writeOut(`${key}\n`);
  world.writeError('This key is shown once. Keep it where the system reads its secrets.\n');
  return EXIT.granted;
}

async function setRole(
  world: World,
  open: OpenTenant,
  db: AuthDatabase,
  role: Role,
  options: AccountOptions,
): Promise<number> {
  if (options.email === undefined) throw refused('--email', 'missing', 'Name the account.');
  if (role === 'patient' || role === 'guardian')
    throw refused('role', 'role_of_a_patient', 'Make an account with `aegle user add --patient`.');
  const found = await db
    .selectFrom('auth.user')
    .innerJoin('auth.membership', 'auth.membership.user_id', 'auth.user.id')
    .select(['auth.user.id', 'auth.membership.role', 'auth.membership.patient_id'])
    .where('auth.user.email', '=', options.email.toLowerCase())
    .where('auth.membership.tenant_id', '=', open.tenant.id)
    .executeTakeFirst();
  if (found === undefined || found.patient_id !== null)
    throw refused('--email', 'no_such_account', 'Name an account of staff in this tenant.');
  await changeRole(db, found.id, role, formatInstant(world.now));
  world.writeOut(`Account ${found.id}: was ${found.role}, is ${role}\n`);
  return EXIT.granted;
}
