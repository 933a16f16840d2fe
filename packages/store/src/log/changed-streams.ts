// Which of many streams no longer stand where they were read: one statement, however many there are.
// It must never answer from memory: what it says is what the log says now.

import { arrayText, type Statement } from '../wire/pipeline.ts';
import type { Session } from '../wire/session.ts';
import { checkStream } from './append.ts';
import type { StreamKind, StreamRef, StreamVersion } from './types.ts';

/** A stream and how far it was read; version 0: nothing was written yet. */
export type StreamPlace = Pick<StreamVersion, 'subjectId' | 'kind' | 'version'>;

/** Tenant, then subjects, kinds and versions as arrays of one length. */
const changed: Statement = {
  name: 'aegle_changed_streams',
  text: `
select read.subject_id, read.kind
from unnest($2::uuid[], $3::text[], $4::integer[]) as read (subject_id, kind, version)
left join aegle.stream_head h on h.tenant_id = $1 and h.subject_id = read.subject_id
  and h.kind = read.kind
where coalesce(h.version, 0) <> read.version`,
};

/** Those of the streams whose head is another one now, in no order. */
export async function changedStreams(
  session: Pick<Session, 'run'>,
  tenantId: string,
  places: readonly StreamPlace[],
): Promise<readonly StreamRef[]> {
  for (const place of places) checkStream(place, 'streams');
  if (places.length === 0) return [];
  const values = [
    tenantId,
    arrayText(places.map(({ subjectId }) => subjectId)),
    arrayText(places.map(({ kind }) => kind)),
    arrayText(places.map(({ version }) => version)),
  ];
  const [rows = []] = await session.run([{ statement: changed, values }]);
  return rows.map((row) => ({ subjectId: row[0] as string, kind: row[1] as StreamKind }));
}
