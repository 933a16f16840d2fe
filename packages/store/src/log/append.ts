// Plans the storing of checked events after a head: links, sealed payloads, receipts.
// It must never date an event before the one it follows, nor write without a key.

import { refuse } from '../faults/faults.ts';
import { freshBytes, seal } from '../keys/box.ts';
import type { Step } from '../wire/pipeline.ts';
import { bodyText, checkEvent, isUuid } from './canonical.ts';
import { headerText, linkOf, payloadDigest, saltBytes } from './chain.ts';
import { payloadPlace, streamKey } from './read.ts';
import { isShared } from './shared-streams.ts';
import { appendEvent, lockStream, startStream } from './statements.ts';
import type { KeyClass, SubjectKeys } from './subject-keys.ts';
import {
  type Appended,
  type AppendRequest,
  type LogEvent,
  type NewEvent,
  type StreamRef,
  type StreamVersion,
  streamKinds,
} from './types.ts';

/** A clock may be this much behind the log before writing stops. */
export const clockToleranceMs = 2000;

export interface AppendPlan {
  readonly steps: readonly Step[];
  readonly receipts: readonly Appended[];
  readonly head: StreamVersion;
}

/** `recorded` = max(now, head). Fault `clock_regressed` when now is more than 2 s behind the head. */
export function recordedMsAfter(head: StreamVersion, nowMs: number): number {
  if (nowMs >= head.recordedMs - clockToleranceMs) return Math.max(nowMs, head.recordedMs);
  throw refuse(
    'clock_regressed',
    'now',
    'The clock is more than 2 s behind what is already recorded.',
    'Nothing was stored. Set the clock of the server right, then send the request again.',
  );
}

/** Checks stream names and events. Fault `invalid` names the first field at fault. */
export function checkRequest(request: AppendRequest): void {
  checkStream(request.stream, 'stream');
  for (const [at, head] of (request.versionsRead ?? []).entries()) {
    checkStream(head, `versionsRead[${at}]`);
  }
  const ids = new Set<string>();
  for (const [at, event] of request.events.entries()) {
    checkEvent(event, `events[${at}]`);
    if (ids.has(event.id)) {
      throw refuse(
        'invalid',
        `events[${at}].id`,
        'An id stands once in a request.',
        'Give each event its own id.',
      );
    }
    ids.add(event.id);
  }
}

export function checkStream(stream: StreamRef, field: string): void {
  if (isUuid(stream.subjectId) && streamKinds.includes(stream.kind)) return;
  throw refuse(
    'invalid',
    `${field}.subjectId`,
    `It is a lower-case UUID, and the kind is one of ${streamKinds.join(', ')}.`,
    'Correct the stream and send the request again.',
  );
}

/** Lock name of a stream: see `holdStreams`. */
export function lockName(tenantId: string, stream: StreamRef): string {
  return `${tenantId}/${streamKey(stream)}`;
}

/** True when a stored event says exactly what this one says. An erased one can no longer be compared. */
export function saysTheSame(stored: LogEvent, given: NewEvent): boolean {
  return !stored.erased && bodyText(stored) === bodyText(given);
}

/** Links, seals and receipts for `events` after `head`. Pure but for fresh salts and nonces. */
export function planAppend(
  tenantId: string,
  head: StreamVersion,
  events: readonly NewEvent[],
  nowMs: number,
  keys: SubjectKeys,
  keyClass?: KeyClass,
): AppendPlan {
  const stream: StreamRef = { subjectId: head.subjectId, kind: head.kind };
  const recordedMs = recordedMsAfter(head, nowMs);
  const recorded = new Date(recordedMs).toISOString();
  const steps: Step[] = [];
  const receipts: Appended[] = [];
  let version = head.version;
  let chain: Buffer = Buffer.from(head.chain, 'hex');
  for (const event of events) {
    version += 1;
    const body = Buffer.from(bodyText(event), 'utf8');
    const sealing = keys.toSeal(stream.subjectId, keyClass ?? event.class);
    const salt = freshBytes(saltBytes);
    const header = headerText(tenantId, stream, version, event.id, recorded);
    const digest = payloadDigest(salt, body);
    chain = linkOf(chain, header, digest);
    const place = payloadPlace(tenantId, stream, version);
    const box = seal(sealing.key.key, Buffer.concat([salt, body]), place);
    if (version === 1 || (version === head.version + 1 && isShared(stream.kind))) {
      steps.push({ statement: lockStream, values: [lockName(tenantId, stream)] });
    }
    steps.push(...sealing.steps, {
      statement: version === 1 ? startStream : appendEvent,
      values: [
        tenantId,
        stream.subjectId,
        stream.kind,
        String(version),
        event.id,
        recorded,
        digest,
        chain,
        header,
        keyClass ?? event.class,
        String(sealing.key.generation),
        box,
      ],
    });
    const hex = chain.toString('hex');
    receipts.push({ id: event.id, version, recorded, chain: hex, wasAlreadyThere: false });
  }
  const last = { ...stream, version, chain: chain.toString('hex') };
  const lastRecordedMs = events.length > 0 ? recordedMs : head.recordedMs;
  return { steps, receipts, head: { ...last, recordedMs: lastRecordedMs } };
}
