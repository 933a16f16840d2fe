// What a backup is made of: a first part that describes it, then tables, each in rows of COPY text.
// The order of tables is the order of restoring.

/** Tables of the store; `tenant` tables are copied tenant by tenant, as row-level security wants. */
export const storeTables = [
  { name: 'aegle.installation', isOfTenant: false },
  { name: 'aegle.tenant', isOfTenant: false },
  { name: 'aegle.stream_head', isOfTenant: true },
  { name: 'aegle.event', isOfTenant: true },
  { name: 'aegle.payload', isOfTenant: true },
  { name: 'aegle.subject_key', isOfTenant: true },
  { name: 'aegle.idempotency', isOfTenant: true },
  { name: 'aegle.decision', isOfTenant: true },
  { name: 'aegle.task', isOfTenant: true },
  { name: 'aegle.person', isOfTenant: true },
  { name: 'aegle.person_identifier', isOfTenant: true },
  { name: 'aegle.organisation', isOfTenant: true },
  { name: 'aegle.patient_tie', isOfTenant: true },
  { name: 'aegle.projection', isOfTenant: true },
  { name: 'aegle.subject_link', isOfTenant: true },
  { name: 'aegle.access_log', isOfTenant: true },
  { name: 'aegle.forecast', isOfTenant: true },
  { name: 'aegle.forecast_chunk', isOfTenant: true },
] as const;

export interface Description {
  readonly format: 1;
  /** ISO instant given by the caller. */
  readonly madeAt: string;
  readonly migrations: readonly string[];
  readonly tenants: readonly string[];
  /** Tables of other schemas that the caller named, in order. */
  readonly alsoTables: readonly string[];
}

export interface TablePart {
  readonly table: string;
  readonly columns: readonly string[];
  readonly tenantId: string | null;
}

/** Parts: `I` the description, `T` a table begins, `D` rows, `E` the backup ends. */
export type PartCode = 'I' | 'T' | 'D' | 'E';

export function part(code: PartCode, content: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(code, 0, 'latin1');
  head.writeUInt32BE(content.length, 1);
  return Buffer.concat([head, content]);
}

export interface Part {
  readonly code: PartCode;
  readonly content: Buffer;
}

/** Cuts a stream of chunks into parts. */
export async function* partsOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Part> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length >= 5) {
      const end = 5 + rest.readUInt32BE(1);
      if (rest.length < end) break;
      const code = rest.toString('latin1', 0, 1) as PartCode;
      yield { code, content: rest.subarray(5, end) };
      rest = rest.subarray(end);
    }
  }
}

const tablePattern = /^[a-z_][a-z0-9_]*\.[a-z_][a-zA-Z0-9_]*$/;

/** A name safe to stand in a statement, quoted. */
export function quoted(name: string): string {
  if (!tablePattern.test(name)) throw new Error('A table name has the form schema.table.');
  return name
    .split('.')
    .map((word) => `"${word}"`)
    .join('.');
}
