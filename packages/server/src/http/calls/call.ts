// What every handler is given: the services, the caller, the moment, and the parsed request.
// Never the raw request: a handler cannot read what the policy and the schemas did not let through.

import type { AnswerOf, BodyOf, EndpointName, ParamsOf, QueryOf } from '@aegle/api';
import type { Scope } from '@aegle/store';
import type { KnownPatients } from '../../access/access-scope.ts';
import type { Caller } from '../../access/caller.ts';
import type { Scope as AccessScope } from '../../access/policy.ts';
import type { KnownSessions } from '../../auth/known-sessions.ts';
import type { SignIn } from '../../auth/sign-in.ts';
import type { KnownKeys } from '../../auth/system-clients.ts';
import type { AuthDatabase } from '../../auth/tables.ts';
import type { ServiceContext } from '../../services/context.ts';
import type { ForecastDependencies } from '../../services/request-forecast.ts';

/** Shared by all handlers of one process. */
export interface Dependencies {
  readonly services: ServiceContext;
  readonly signIn: SignIn;
  readonly authDb: AuthDatabase;
  readonly knownPatients: KnownPatients;
  readonly knownKeys: KnownKeys;
  readonly knownSessions: KnownSessions;
  readonly forecasts: ForecastDependencies;
  /** ISO instant (UTC), read once for each request. */
  readonly now: () => string;
}

/** One request to one endpoint, already parsed and let in. */
export interface Call<N extends EndpointName> {
  readonly params: ParamsOf<N>;
  readonly query: QueryOf<N>;
  readonly body: BodyOf<N>;
  readonly caller: Caller;
  readonly reach: AccessScope;
  /** Tenant, actor, now and idempotency, as every service takes them. */
  readonly scope: Scope;
  readonly cookie: string | undefined;
  readonly setCookies: (cookies: readonly string[]) => void;
  /**
   * Logs that a patient is shown whose number was presented, unless the caller's organisation is in
   * their care. Fault `unavailable` when it cannot be recorded: then nothing is shown.
   */
  readonly showsPresented: (patient: string) => Promise<void>;
  /** Answers 202: the work goes on. */
  readonly takesLonger: () => void;
}

/** What a handler gives back is read, never changed. */
type ReadOnly<T> = T extends object ? { readonly [K in keyof T]: ReadOnly<T[K]> } : T;

export type Handler<N extends EndpointName> = (
  dependencies: Dependencies,
  call: Call<N>,
) => Promise<ReadOnly<AnswerOf<N>>>;

/** One handler for each endpoint; a missing one does not compile. */
export type Routes = { readonly [N in EndpointName]: Handler<N> };

/** Handlers of some endpoints; checked against the schemas, given to the table. */
export type SomeRoutes<N extends EndpointName> = { readonly [K in N]: Handler<K> };
