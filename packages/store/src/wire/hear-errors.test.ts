// A connection that is lost in somebody's hands, between two queries, ends no process.

import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { hearErrors } from './hear-errors.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase('embedded');
});
afterAll(() => database.stop());

it('H-04 hears of a connection that is lost while it is held and asked nothing', async () => {
  const pool = new pg.Pool({ ...database.application, max: 1 });
  hearErrors(pool);
  const administrator = new pg.Client({ ...database.superuser });
  await administrator.connect();
  try {
    const held = await pool.connect();
    const { rows } = await held.query('select pg_backend_pid() as pid');
    const lost = new Promise((resolve) => held.once('end', resolve));
    expect(held.listenerCount('error')).toBeGreaterThan(0);
    await administrator.query('select pg_terminate_backend($1)', [rows[0].pid]);
    await lost;
    await expect(held.query('select 1')).rejects.toThrow();
    held.release(true);
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  } finally {
    await administrator.end();
    await pool.end();
  }
});
