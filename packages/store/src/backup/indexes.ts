// Takes the indexes and keys of tables away while rows are copied in, and builds them again after.
// Never outside the transaction that restores: a failure leaves every index where it was.

import type pg from 'pg';
import { quoted } from './parts.ts';

interface Index {
  readonly table: string;
  readonly name: string;
  /** The statement that makes an index; of a key, the clause that adds it to its table. */
  readonly definition: string;
  readonly isKey: boolean;
}

const indexesOf = `
select pg_get_indexdef(i.indexrelid) as definition, c.relname as name, k.oid is not null as "isKey",
  pg_get_constraintdef(k.oid) as key
from pg_index i join pg_class c on c.oid = i.indexrelid
left join pg_constraint k on k.conindid = i.indexrelid and k.contype in ('p', 'u')
where i.indrelid = to_regclass($1)
  and not exists (select from pg_constraint f where f.contype = 'f' and f.conindid = i.indexrelid)
order by k.oid is not null desc, c.relname`;

/** Drops them and answers what was dropped. A key that a foreign key rests on stays. */
export async function dropIndexes(
  client: pg.Client,
  tables: readonly string[],
): Promise<readonly Index[]> {
  const dropped: Index[] = [];
  for (const table of tables) {
    const { rows } = await client.query<{
      definition: string;
      name: string;
      isKey: boolean;
      key: string | null;
    }>(indexesOf, [quoted(table)]);
    for (const { name, definition, isKey, key } of rows) {
      dropped.push({ table, name, definition: key ?? definition, isKey });
      const [schema = ''] = table.split('.');
      const text = isKey
        ? `alter table ${quoted(table)} drop constraint "${name}"`
        : `drop index "${schema}"."${name}"`;
      await client.query(text);
    }
  }
  return dropped;
}

/** Builds one index again. */
export async function makeIndex(client: pg.Client, index: Index): Promise<void> {
  const { table, name, definition, isKey } = index;
  const text = isKey
    ? `alter table ${quoted(table)} add constraint "${name}" ${definition}`
    : definition;
  await client.query(text);
}
