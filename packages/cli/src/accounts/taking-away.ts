// `aegle account …` and `aegle key …`: who has access, and taking it away; it acts within 5 s.
// Never a password on the command line, and never an account of another tenant.

import { formatInstant } from '@aegle/core';
import {
  type AuthDatabase,
  accountOf,
  awaiting,
  disableAccount,
  endSessions,
  makeSignIn,
  removeSecondFactor,
  reopenAccount,
  resetPassword,
  revokeSystemClient,
  SECOND_PERSON_ROLES,
  vouchFor,
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
  const onAccounts = (name: string, what: string, work: Work) =>
    add(account, name, '<email>', what, work);
  addAccountWork(onAccounts, world);
  add(key, 'revoke', '<id>', 'The key opens nothing any more', async (open, db, id) => {
    await revokeSystemClient(db, open.tenant.id, id, now);
    return `Key ${id}: revoked\n`;
  });
}

/** What is done to one account, each by the operator. */
function addAccountWork(add: (name: string, what: string, work: Work) => void, world: World): void {
  const doing = { by: null, now: formatInstant(world.now) };
  const doTo =
    (work: (db: AuthDatabase, id: string) => Promise<unknown>, said: string): Work =>
    (open, db, email) =>
      onAccount(open, db, email, async (id) => {
        await work(db, id);
        return said;
      });
  add(
    'disable',
    'Ends the access and every session',
    doTo((db, id) => disableAccount(db, id, doing), 'disabled'),
  );
  add(
    'reopen',
    'Takes back that it was disabled',
    doTo((db, id) => reopenAccount(db, id, doing), 'open again'),
  );
  add(
    'vouch',
    'As the second person: its owner has chosen a password that nobody else knows',
    doTo((db, id) => vouchFor(db, id, null, doing.now), 'answered for'),
  );
  add('end-sessions', 'Signs the person out everywhere', (open, db, email) =>
    onAccount(open, db, email, async (id) => `sessions ended: ${await endSessions(db, id, doing)}`),
  );
  add(
    'remove-second-factor',
    'The person sets up another one',
    doTo((db, id) => removeSecondFactor(db, id, doing), 'second factor removed'),
  );
  add('reset-password', 'A new password, from standard input', resettingPassword(world));
}

/** A new password, read from standard input or typed unseen. */
function resettingPassword(world: World): Work {
  return async (open, db, email) => {
    const password = await secretFrom(world, 'New password');
    return onAccount(open, db, email, async (id) => {
      const { secrets, config } = open.installation;
      const { publicAddress } = config;
      const signIn = makeSignIn({ db, secret: secrets.sessionSecret, publicAddress });
      await resetPassword(signIn, db, id, password, {
        by: null,
        now: formatInstant(world.now),
      });
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
    .select(['auth.user.id', 'auth.user.email', 'auth.membership.role', 'auth.membership.ends_at'])
    .where('auth.membership.tenant_id', '=', open.tenant.id)
    .orderBy('auth.user.email')
    .execute();
  const waiting = await awaiting(db, { tenantId: open.tenant.id });
  const waits = (id: string, role: string) =>
    waiting.has(id) && SECOND_PERSON_ROLES.some((one) => one === role)
      ? '  waits for a second person'
      : '';
  return rows
    .map(
      ({ id, email, role, ends_at }) =>
        `${email}  ${role}${ended(ends_at, 'until')}${waits(id, role)}\n`,
    )
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
