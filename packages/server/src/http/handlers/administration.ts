// Giving access and taking it away over HTTP: an administrator, in their own tenant. Each call is logged.
// Never an account or a key of another tenant, and never the last way in: nobody ends their own access.

import { ROLES, type Role } from '@aegle/core';
import { refuse, type Scope } from '@aegle/store';
import type { Caller } from '../../access/caller.ts';
import {
  type Awaiting,
  awaiting,
  SECOND_PERSON_ROLES,
  vouchFor,
} from '../../auth/access-changes.ts';
import { addAccount } from '../../auth/accounts.ts';
import { lastBackup } from '../../auth/last-done.ts';
import { addSystemClient, revokeSystemClient } from '../../auth/system-clients.ts';
import type { AuthDatabase } from '../../auth/tables.ts';
import {
  type Doing,
  disableAccount,
  endSessions,
  removeSecondFactor,
  reopenAccount,
  resetPassword,
} from '../../auth/taking-away.ts';
import type { Call, Dependencies, SomeRoutes } from '../calls/call.ts';
import { refuseWhileWaiting } from '../calls/second-person.ts';

type Names =
  | 'addAccount'
  | 'reopenAccount'
  | 'readInstallation'
  | 'vouchForAccount'
  | 'listAccountsToVouchFor'
  | 'addKey'
  | 'listAccounts'
  | 'disableAccount'
  | 'endAccountSessions'
  | 'removeAccountSecondFactor'
  | 'resetAccountPassword'
  | 'listKeys'
  | 'revokeKey';

/** The account of this tenant; fault `not_found` for every other, `conflict` for the caller's own. */
async function requireOther(
  { authDb }: Dependencies,
  { caller, params }: Pick<Call<'disableAccount'>, 'caller' | 'params'>,
): Promise<string> {
  const found = await authDb
    .selectFrom('auth.membership')
    .select(['user_id', 'actor_id'])
    .where('tenant_id', '=', caller.tenantId)
    .where('user_id', '=', params.account)
    .executeTakeFirst();
  if (found === undefined)
    throw refuse('not_found', 'account', 'No such account in this tenant.', 'List the accounts.');
  if (found.actor_id === caller.actorId)
    throw refuse(
      'conflict',
      'account',
      'Nobody takes their own access away here.',
      'Have another administrator do it, or the operator by command.',
    );
  return found.user_id;
}

const at = (date: Date | null) => date?.toISOString() ?? null;

/** Who does it and when, as the account's owner will read it. */
function doingOf({ caller, scope }: Pick<Call<'disableAccount'>, 'caller' | 'scope'>): Doing {
  return { by: caller.userId ?? null, now: scope.now };
}

/** What waits for a second person, as the caller reads it; null where their word is nobody's second. */
function waitsOf(role: Role, found: Awaiting | undefined, { userId }: Caller) {
  if (found === undefined || !SECOND_PERSON_ROLES.includes(role)) return null;
  const { since, needsOwnPassword, by } = found;
  const isMine = userId === undefined || by.includes(userId) || found.userId === userId;
  return { since, needsOwnPassword, isMine };
}

const lines = (db: AuthDatabase, tenantId: string) =>
  db
    .selectFrom('auth.user')
    .innerJoin('auth.membership', 'auth.membership.user_id', 'auth.user.id')
    .select(['auth.user.id', 'email', 'name', 'role', 'organisation_id', 'ends_at'])
    .select(['auth.user.twoFactorEnabled', 'last_signed_in_at'])
    .where('tenant_id', '=', tenantId)
    .orderBy('email')
    .execute();

/** An organisation of the tenant, for an account or a key to act for. */
async function requireOrganisation(
  { services }: Dependencies,
  scope: Scope,
  id: string | undefined,
): Promise<void> {
  if (id === undefined) return;
  const all = await services.store.inTransaction(scope, (tx) => tx.organisations());
  if (all.some((one) => one.id === id)) return;
  throw refuse(
    'not_found',
    'organisation',
    'No such organisation in this tenant.',
    'Choose one of the list, or add it first.',
  );
}

/** Whose work is in a clinic or a pharmacy has one. */
const WORKS_SOMEWHERE: readonly Role[] = ['prescriber', 'delegate', 'pharmacist'];

function requirePlace(isNeeded: boolean, organisation: string | undefined): void {
  if (!isNeeded || organisation !== undefined) return;
  throw refuse(
    'invalid',
    'organisation',
    'It acts for one clinic, pharmacy or laboratory.',
    'Choose the organisation.',
  );
}

export const administrationRoutes: SomeRoutes<Names> = {
  async listAccounts({ authDb }, { caller }) {
    const rows = await lines(authDb, caller.tenantId);
    const waiting = await awaiting(authDb, { tenantId: caller.tenantId });
    return {
      accounts: rows.flatMap((row) => {
        const role = ROLES.find((one) => one === row.role);
        if (role === undefined) return [];
        return [
          {
            account: row.id,
            email: row.email,
            name: row.name,
            role,
            organisation: row.organisation_id,
            hasSecondFactor: row.twoFactorEnabled === true,
            lastSignedInAt: at(row.last_signed_in_at),
            waits: waitsOf(role, waiting.get(row.id), caller),
            endsAt: at(row.ends_at),
          },
        ];
      }),
    };
  },
  async listAccountsToVouchFor({ authDb }, { caller }) {
    const rows = await lines(authDb, caller.tenantId);
    const waiting = await awaiting(authDb, { tenantId: caller.tenantId });
    return {
      accounts: rows.flatMap(({ id, name, role: named, organisation_id: organisation }) => {
        const role = ROLES.find((one) => one === named);
        const waits = role === undefined ? null : waitsOf(role, waiting.get(id), caller);
        if (role === undefined || waits === null) return [];
        return [{ account: id, name, role, organisation, waits }];
      }),
    };
  },
  async addAccount(dependencies, { caller, body, scope }) {
    refuseWhileWaiting(caller);
    const { organisation, ...person } = body;
    requirePlace(WORKS_SOMEWHERE.includes(body.role), organisation);
    await requireOrganisation(dependencies, scope, organisation);
    const account = await addAccount(
      dependencies.signIn,
      dependencies.authDb,
      {
        ...person,
        tenantId: caller.tenantId,
        actorId: dependencies.services.newId(),
        ...(organisation === undefined ? {} : { organisationId: organisation }),
      },
      { user: caller.userId ?? caller.actorId, now: scope.now },
    );
    return { account };
  },
  async reopenAccount(dependencies, call) {
    refuseWhileWaiting(call.caller);
    const user = await requireOther(dependencies, call);
    await reopenAccount(dependencies.authDb, user, doingOf(call));
    return { given: 'access' };
  },
  async vouchForAccount(dependencies, call) {
    refuseWhileWaiting(call.caller);
    const user = await requireOther(dependencies, call);
    await vouchFor(dependencies.authDb, user, call.caller.userId ?? user, call.scope.now);
    dependencies.knownSessions.forget(user);
    return { given: 'vouching' };
  },
  async disableAccount(dependencies, call) {
    const user = await requireOther(dependencies, call);
    await disableAccount(dependencies.authDb, user, doingOf(call));
    dependencies.knownSessions.forget(user);
    return { taken: 'access' };
  },
  async endAccountSessions(dependencies, call) {
    const user = await requireOther(dependencies, call);
    await endSessions(dependencies.authDb, user, doingOf(call));
    dependencies.knownSessions.forget(user);
    return { taken: 'sessions' };
  },
  async removeAccountSecondFactor(dependencies, call) {
    refuseWhileWaiting(call.caller);
    const user = await requireOther(dependencies, call);
    await removeSecondFactor(dependencies.authDb, user, doingOf(call));
    dependencies.knownSessions.forget(user);
    return { taken: 'second_factor' };
  },
  async resetAccountPassword(dependencies, call) {
    refuseWhileWaiting(call.caller);
    const user = await requireOther(dependencies, call);
    const { signIn, authDb } = dependencies;
    await resetPassword(signIn, authDb, user, call.body.password, doingOf(call));
    dependencies.knownSessions.forget(user);
    return { taken: 'password' };
  },
  async readInstallation({ authDb }) {
    return { lastBackupAt: await lastBackup(authDb) };
  },
  async listKeys({ authDb }, { caller }) {
    const rows = await authDb
      .selectFrom('auth.system_client')
      .select(['client_id', 'name', 'kind', 'organisation_id', 'revoked_at'])
      .where('tenant_id', '=', caller.tenantId)
      .orderBy('created_at')
      .execute();
    return {
      keys: rows.map((row) => ({
        key: row.client_id,
        name: row.name,
        kind: row.kind,
        organisation: row.organisation_id,
        revokedAt: at(row.revoked_at),
      })),
    };
  },
  async addKey(dependencies, { caller, body, scope }) {
    refuseWhileWaiting(caller);
    const { name, kind, organisation } = body;
    requirePlace(kind !== 'research', organisation);
    await requireOrganisation(dependencies, scope, organisation);
    const id = dependencies.services.newId();
    const { key } = await addSystemClient(dependencies.authDb, {
      ...{ clientId: id, tenantId: caller.tenantId, name, kind },
      ...{ actorId: dependencies.services.newId(), now: scope.now },
      ...(organisation === undefined ? {} : { organisationId: organisation }),
    });
    return { key: id, secret: key };
  },
  async revokeKey({ authDb }, { caller, params, scope }) {
    await revokeSystemClient(authDb, caller.tenantId, params.key, scope.now);
    return { taken: 'key' };
  },
};
