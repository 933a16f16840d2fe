// Taking access away over HTTP: the programme office for its own tenant. Each call is logged at the door.
// Never an account or a key of another tenant, and never the last way in: nobody ends their own access.

import { ROLES } from '@aegle/core';
import { refuse } from '@aegle/store';
import { revokeSystemClient } from '../../auth/system-clients.ts';
import {
  disableAccount,
  endSessions,
  removeSecondFactor,
  resetPassword,
} from '../../auth/taking-away.ts';
import type { Call, Dependencies, SomeRoutes } from '../calls/call.ts';

type Names =
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
      'Have a colleague of the office do it, or the operator by command.',
    );
  return found.user_id;
}

const at = (date: Date | null) => date?.toISOString() ?? null;

export const administrationRoutes: SomeRoutes<Names> = {
  async listAccounts({ authDb }, { caller }) {
    const rows = await authDb
      .selectFrom('auth.user')
      .innerJoin('auth.membership', 'auth.membership.user_id', 'auth.user.id')
      .select(['auth.user.id', 'email', 'name', 'role', 'organisation_id', 'ends_at'])
      .select('auth.user.twoFactorEnabled')
      .where('tenant_id', '=', caller.tenantId)
      .orderBy('email')
      .execute();
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
            endsAt: at(row.ends_at),
          },
        ];
      }),
    };
  },
  async disableAccount(dependencies, call) {
    const user = await requireOther(dependencies, call);
    await disableAccount(dependencies.authDb, user, call.scope.now);
    dependencies.knownSessions.forget(user);
    return { taken: 'access' };
  },
  async endAccountSessions(dependencies, call) {
    const user = await requireOther(dependencies, call);
    await endSessions(dependencies.authDb, user);
    dependencies.knownSessions.forget(user);
    return { taken: 'sessions' };
  },
  async removeAccountSecondFactor(dependencies, call) {
    const user = await requireOther(dependencies, call);
    await removeSecondFactor(dependencies.authDb, user);
    dependencies.knownSessions.forget(user);
    return { taken: 'second_factor' };
  },
  async resetAccountPassword(dependencies, call) {
    const user = await requireOther(dependencies, call);
    const { signIn, authDb } = dependencies;
    await resetPassword(signIn, authDb, user, call.body.password);
    dependencies.knownSessions.forget(user);
    return { taken: 'password' };
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
  async revokeKey({ authDb }, { caller, params, scope }) {
    await revokeSystemClient(authDb, caller.tenantId, params.key, scope.now);
    return { taken: 'key' };
  },
};
