// One transaction on one pooled connection: reads, then commits all writes in one flush.
// It must never hand a connection back with a transaction open or a tenant set.

import type { Pool, PoolClient } from 'pg';
import { faultFrom } from '../faults/faults.ts';
import { runSteps, type Statement, type Step, type StepRows } from './pipeline.ts';

const begin: Statement = { name: 'aegle_begin', text: 'begin' };
const beginSnapshot: Statement = {
  name: 'aegle_begin_snapshot',
  text: 'begin isolation level repeatable read, read only',
};
const commit: Statement = { name: 'aegle_commit', text: 'commit' };
const rollback: Statement = { name: 'aegle_rollback', text: 'rollback' };
const setTenant: Statement = {
  name: 'aegle_tenant',
  text: `select set_config('aegle.tenant', $1, true)`,
};

/** The step that puts a transaction inside a tenant; it ends with the transaction. */
export function tenantStep(tenantId: string): Step {
  return { statement: setTenant, values: [tenantId] };
}

export interface Wire {
  readonly pool: Pool;
  /** False behind a pooler that loses named statements (PgBouncer before 1.21). */
  readonly isNamed: boolean;
}

export class Session {
  readonly #wire: Wire;
  readonly #tenantId: string;
  readonly #begin: Statement;
  #client: PoolClient | null = null;
  #isOpen = false;

  /** `snapshot`: reads only, all of one moment; for walks over the whole log. */
  constructor(wire: Wire, tenantId: string, how: 'write' | 'snapshot' = 'write') {
    this.#wire = wire;
    this.#tenantId = tenantId;
    this.#begin = how === 'write' ? begin : beginSnapshot;
  }

  /** The connection, inside the open transaction; for Kysely and the queue. */
  async client(): Promise<PoolClient> {
    await this.open();
    return this.#connected();
  }

  /** Begins a transaction that lasts until commit; needed for locks, snapshots and Kysely. */
  async open(): Promise<void> {
    if (this.#isOpen) return;
    const client = await this.#connected();
    this.#isOpen = true;
    const opening: Step[] = [{ statement: this.#begin, values: [] }, tenantStep(this.#tenantId)];
    await runSteps(client, opening, this.#wire.isNamed);
  }

  /**
   * Runs the steps now. Without an open transaction they are one of their own: what was read is
   * checked again by the appends, so that a plain decision needs two flushes and no begin.
   */
  async run(steps: readonly Step[]): Promise<StepRows> {
    const client = await this.#connected();
    if (this.#isOpen) return runSteps(client, steps, this.#wire.isNamed);
    const rows = await runSteps(client, [tenantStep(this.#tenantId), ...steps], this.#wire.isNamed);
    return rows.slice(1);
  }

  /** Runs the steps and commits, in one flush. Nothing of them is kept when one fails. */
  async commit(steps: readonly Step[]): Promise<void> {
    if (this.#isOpen) await this.run([...steps, { statement: commit, values: [] }]);
    else if (steps.length > 0) await this.run(steps);
    this.#release();
  }

  /** Ends the transaction and gives the connection back; a broken connection is thrown away. */
  async rollback(): Promise<void> {
    if (this.#client === null) return;
    if (!this.#isOpen) return this.#release();
    try {
      await runSteps(this.#client, [{ statement: rollback, values: [] }], this.#wire.isNamed);
      this.#release();
    } catch {
      this.#release(true);
    }
  }

  #release(isBroken = false): void {
    const client = this.#client;
    this.#client = null;
    this.#isOpen = false;
    client?.release(isBroken);
  }

  async #connected(): Promise<PoolClient> {
    this.#client ??= await connect(this.#wire.pool);
    return this.#client;
  }
}

/** A pooled connection. */
export async function connect(pool: Pool): Promise<PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw faultFrom(error);
  }
}
