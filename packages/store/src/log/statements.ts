// The hand-prepared statements of the log. Each is one idea; each runs inside a tenant.
// They must never change or remove an event, and must say the same on PostgreSQL 15 to 18.

import type { Statement } from '../wire/pipeline.ts';

/**
 * Rows for `streamsFrom`. Columns: tag, subject, kind (k: class), version (k: generation),
 * recorded ms, bytes (h, e: link; k: wrapped key; p: box), text (e: header; p: class), generation.
 * An event's bytes are its digest: with it the chain is walked as far as the head.
 * Tags: h head, k key, e event, p payload. One statement of one stream, hence one snapshot of it;
 * written for one stream because its plan is then made once and kept.
 */
export type LogReading = Statement;

const head = `
select 'h', subject_id, kind, version, (extract(epoch from recorded) * 1000)::bigint,
       chain, null::text, null::integer
from aegle.stream_head where tenant_id = $1 and subject_id = $2 and kind = $3`;

const keys = `
select 'k', subject_id, class, generation, null, wrapped, null, null
from aegle.subject_key where tenant_id = $1 and subject_id = $2`;

/** Head and keys of one stream: tenant, subject, kind. */
export const readHead: LogReading = {
  name: 'aegle_read_head',
  text: `${head} union all ${keys}`,
};

/** Head, keys, events and payloads of one stream: tenant, subject, kind. */
export const readStream: LogReading = {
  name: 'aegle_read_stream',
  text: `${head} union all ${keys} union all
select 'e', subject_id, kind, version, null, digest, header, null
from aegle.event where tenant_id = $1 and subject_id = $2 and kind = $3
union all
select 'p', subject_id, kind, version, null, box, class, generation
from aegle.payload where tenant_id = $1 and subject_id = $2 and kind = $3`,
};

/** Events of one subject by their ids, with their links. */
export const readEventsById: Statement = {
  name: 'aegle_read_events_by_id',
  text: `
select 'e', subject_id, kind, version, null, chain, header, null
from aegle.event where tenant_id = $1 and subject_id = $2 and event_id = any ($3::uuid[])
union all
select 'p', p.subject_id, p.kind, p.version, null, p.box, p.class, p.generation
from aegle.event e join aegle.payload p on p.tenant_id = e.tenant_id
     and p.subject_id = e.subject_id and p.kind = e.kind and p.version = e.version
where e.tenant_id = $1 and e.subject_id = $2 and e.event_id = any ($3::uuid[])`,
};

const rest = `
e as (insert into aegle.event
        (tenant_id, subject_id, kind, version, event_id, recorded, digest, chain, header)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)),
p as (insert into aegle.payload
        (tenant_id, subject_id, kind, version, class, generation, box)
      values ($1, $2, $3, $4, $10, $11, $12))`;

/** The compare-and-swap: the head moves by one or the transaction fails with AG001 or 23505. */
export const appendEvent: Statement = {
  name: 'aegle_append_event',
  text: `
with h as (update aegle.stream_head set version = $4::integer, chain = $8, recorded = $6
           where tenant_id = $1 and subject_id = $2 and kind = $3 and version = $4::integer - 1
           returning 1), ${rest}
select aegle.require((select count(*) from h) = 1, 'head_moved')`,
};

/** As `appendEvent`, but a head that moved writes nothing and answers 0, so that others sharing the
 * flush are not undone with it. */
export const appendIfStill: Statement = {
  name: 'aegle_append_if_still',
  text: `
with h as (update aegle.stream_head set version = $4::integer, chain = $8, recorded = $6
           where tenant_id = $1 and subject_id = $2 and kind = $3 and version = $4::integer - 1
           returning 1),
e as (insert into aegle.event
        (tenant_id, subject_id, kind, version, event_id, recorded, digest, chain, header)
      select $1::uuid, $2::uuid, $3::text, $4::integer, $5::uuid, $6::timestamptz, $7::bytea,
             $8::bytea, $9::text from h),
p as (insert into aegle.payload
        (tenant_id, subject_id, kind, version, class, generation, box)
      select $1::uuid, $2::uuid, $3::text, $4::integer, $10::text, $11::integer, $12::bytea from h)
select count(*) from h`,
};

/** The first event of a stream: a second writer fails on the key of the head. */
export const startStream: Statement = {
  name: 'aegle_start_stream',
  text: `
with h as (insert into aegle.stream_head (tenant_id, subject_id, kind, version, chain, recorded)
           values ($1, $2, $3, $4, $8, $6)), ${rest}
select 1`,
};

/** Whoever starts a stream, or writes to a shared one, excludes those who hold it, until commit. */
export const lockStream: Statement = {
  name: 'aegle_lock_stream',
  text: `select pg_advisory_xact_lock(hashtextextended($1, 0))`,
};

/**
 * Until commit nobody writes to the stream of this lock name: an absent one, or one of which many
 * decisions at once need that it stays. A lock in memory, unlike a row's, writes nothing.
 */
export const holdStream: Statement = {
  name: 'aegle_hold_stream',
  text: `select pg_advisory_xact_lock_shared(hashtextextended($1, 0))`,
};

const standing = new Map<number, Statement>();

/**
 * Fails unless each of `count` streams stands at its version; 0: absent. Values: the tenant, then
 * subject, kind and version of each. A statement for each count, because its plan is then kept.
 */
export function standAt(count: number): Statement {
  const known = standing.get(count);
  if (known !== undefined) return known;
  const rows = Array.from({ length: count }, (_, at) => {
    const from = 3 * at + 2;
    return `($${from}::uuid, $${from + 1}::text, $${from + 2}::integer)`;
  });
  const text = `
select aegle.require(not exists (
  select from (values ${rows.join(', ')}) as read (subject_id, kind, version)
  left join aegle.stream_head h on h.tenant_id = $1 and h.subject_id = read.subject_id
    and h.kind = read.kind
  where coalesce(h.version, 0) <> read.version), 'head_moved')`;
  const statement = { name: `aegle_stand_at_${count}`, text };
  standing.set(count, statement);
  return statement;
}

/** Holds the head of another stream still until commit, if it stands where it was read. */
export const stillAt: Statement = {
  name: 'aegle_still_at',
  text: `
select aegle.require(exists (select from aegle.stream_head
  where tenant_id = $1 and subject_id = $2 and kind = $3 and version = $4::integer for share),
  'head_moved')`,
};

/** Second attempts wait for their turn instead of racing again. */
export const lockHead: Statement = {
  name: 'aegle_lock_head',
  text: `
select 1 from aegle.stream_head
where tenant_id = $1 and subject_id = $2 and kind = $3 for update`,
};

export const keepSubjectKey: Statement = {
  name: 'aegle_keep_subject_key',
  text: `
insert into aegle.subject_key (tenant_id, subject_id, class, generation, wrapped)
values ($1, $2, $3, $4, $5)`,
};

export const findResponse: Statement = {
  name: 'aegle_find_response',
  text: `
select request_digest, box from aegle.idempotency
where tenant_id = $1 and actor_id = $2 and key = $3 and recorded > $4::timestamptz`,
};

/** Replaces only a response that is past its 30 days; otherwise another writer was first. */
export const keepResponse: Statement = {
  name: 'aegle_keep_response',
  text: `
with kept as (
  insert into aegle.idempotency as i
    (tenant_id, actor_id, key, request_digest, subject_id, recorded, box)
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (tenant_id, actor_id, key) do update
    set request_digest = excluded.request_digest, subject_id = excluded.subject_id,
        recorded = excluded.recorded, box = excluded.box
    where i.recorded <= $8::timestamptz
  returning 1)
select aegle.require((select count(*) from kept) = 1, 'response_kept_by_another')`,
};
