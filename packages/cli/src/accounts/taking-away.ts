// `aegle account …` and `aegle key …`: who has access, and taking it away; it acts within 5 s.
// Never a password on the command line, and never an account of another tenant.

import { formatInstant } from '@aegle/core';
import {
  type AuthDatabase,
  accountOf,
  disableAccount,
  endSessions,
  makeSignIn,
  removeSecondFactor,
  resetPassword,
  revokeSystemClient,
} from '@aegle/server';
import type { Command } from 'commander';
import { databaseOptions } from '../log/history-commands.ts';
import { secretFrom } from '../world/confirm.ts';
import { EXIT } from '../world/input-refused.ts';
import { type InstallationOptions, type OpenTenant, withTenant } from '../world/installation.ts';
import { withAccounts } from '../world/with-accounts.ts';
import type { World } from '../world/world.ts';

type Work = (open: OpenTenant, db: AuthDatabase, named: string) => Promise<string>;

/** Adds `account` and `key`, each with its list and what takes away. */
export function addTakingAwayCommands(
  program: Command,
  world: World,
  end: (code: number) => void,
): void {
  const account = program.command('account').description('Accounts of people');
  const key = program.command('key').description('Keys of systems');
  const now = formatInstant(world.now);
  const run = async (options: InstallationOptions, named: string, work: Work) =>
    end(
      await withTenant(world, options, (open) =>
        withAccounts(open, async (db) => {
          world.writeOut(await work(open, db, named));
          return EXIT.granted;
        }),
      ),
    );
  const add = (parent: Command, name: string, argument: string, what: string, work: Work) =>
    databaseOptions(parent.command(name))
      .description(what)
      .argument(argument)
      .action((named: string, options: InstallationOptions) => run(options, named, work));
  const listed = (parent: Command, what: string, work: Work) =>
    databaseOptions(parent.command('list'))
      .description(what)
      .action((options: InstallationOptions) => run(options, '', work));
  listed(account, 'Address, role, and since when the access is over', listAccounts);
  listed(key, 'Id, name, and since when it is revoked', listKeys);
  add(account, 'disable', '<email>', 'Ends the access and every session', (open, db, email) =>
    onAccount(open, db, email, async (id) => {
      await disableAccount(db, id, now);
      return 'disabled';
    }),
  );
  add(account, 'end-sessions', '<email>', 'Signs the person out everywhere', (open, db, email) =>
    onAccount(open, db, email, async (id) => `sessions ended: ${await endSessions(db, id)}`),
  );
  add(
    account,
    'remove-second-factor',
    '<email>',
    'The person sets up another one',
    (open, db, email) =>
      onAccount(open, db, email, async (id) => {
        await removeSecondFactor(db, id);
        return 'second factor removed';
      }),
  );
  add(
    account,
    'reset-password',
    '<email>',
    'A new password, from standard input',
    resettingPassword(world),
  );
  add(key, 'revoke', '<id>', 'The key opens nothing any more', async (open, db, id) => {
    await revokeSystemClient(db, open.tenant.id, id, now);
    return `Key ${id}: revoked\n`;
  });
}

/** A new password, read from standard input or typed unseen. */
function resettingPassword(world: World): Work {
  return async (open, db, email) => {
    const password = await secretFrom(world, 'New password');
    return onAccount(open, db, email, async (id) => {
      const { secrets, config } = open.installation;
      const { publicAddress } = config;
      const signIn = makeSignIn({ db, secret: secrets.sessionSecret, publicAddress });
      await resetPassword(signIn, db, id, password);
      return 'password reset';
    });
  };
}

async function onAccount(
  open: OpenTenant,
  db: AuthDatabase,
  email: string,
  work: (id: string) => Promise<string>,
): Promise<string> {
  const { id } = await accountOf(db, open.tenant.id, email);
  return `Account ${id}: ${await work(id)}\n`;
}

const ended = (at: Date | null, word: string) =>
  at === null ? '' : `  ${word} ${at.toISOString()}`;

async function listAccounts(open: OpenTenant, db: AuthDatabase): Promise<string> {
  const rows = await db
    .selectFrom('auth.user')
    .innerJoin('auth.membership', 'auth.membership.user_id', 'auth.user.id')
    .select(['auth.user.email', 'auth.membership.role', 'auth.membership.ends_at'])
    .where('auth.membership.tenant_id', '=', open.tenant.id)
    .orderBy('auth.user.email')
    .execute();
  return rows
    .map(({ email, role, ends_at }) => `${email}  ${role}${ended(ends_at, 'until')}\n`)
    .join('');
}

async function listKeys(open: OpenTenant, db: AuthDatabase): Promise<string> {
  const rows = await db
    .selectFrom('auth.system_client')
    .select(['client_id', 'name', 'revoked_at'])
    .where('tenant_id', '=', open.tenant.id)
    .orderBy('created_at')
    .execute();
  return rows
    .map(({ client_id, name, revoked_at }) => {
      return `${client_id}  ${name}${ended(revoked_at, 'revoked')}\n`;
    })
    .join('');
}
