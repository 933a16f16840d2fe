// One attempt at a transaction: reads, gathered appends, and the flush that commits them.
// It must never commit an append whose stream, or whose read heads, moved in between.

import type { Kysely } from 'kysely';
import type { Scope } from '../contract/store.ts';
import { refuse } from '../faults/faults.ts';
import type { Keyring } from '../keys/keyring.ts';
import { checkRequest, checkStream, lockName, planAppend, saysTheSame } from '../log/append.ts';
import { emptyHead, eventsFrom, streamKey, streamsFrom } from '../log/read.ts';
import { isShared, type SharedStreams } from '../log/shared-streams.ts';
import * as statements from '../log/statements.ts';
import { type KeyClass, SubjectKeys } from '../log/subject-keys.ts';
import type {
  Appended,
  AppendRequest,
  StreamRead,
  StreamRef,
  StreamVersion,
} from '../log/types.ts';
import { kyselyOn } from '../schema/kysely-on.ts';
import type { AegleTables } from '../schema/schema.ts';
import { arrayText, type Step } from '../wire/pipeline.ts';
import { Session, type Wire } from '../wire/session.ts';

interface Group {
  readonly stream: StreamRef;
  readonly steps: Step[];
}

export interface AttemptContext {
  readonly wire: Wire;
  readonly keyring: Keyring;
  readonly scope: Scope;
  readonly nowMs: number;
  /** From 2 on, the streams that lost a race before are locked first and ids are looked up. */
  readonly attempt: number;
  readonly contended: readonly StreamRef[];
  /** Streams as last read; used by the first attempt only, which checks them as it commits. */
  readonly shared: SharedStreams;
}

/** The part of a transaction that knows the log. Tables beside it are added by `transaction-tables`. */
export class LogTransaction {
  readonly scope: Scope;
  readonly session: Session;
  readonly keys: SubjectKeys;
  readonly #context: AttemptContext;
  readonly #reads = new Map<string, StreamRead>();
  readonly #heads = new Map<string, StreamVersion>();
  readonly #pending = new Map<string, StreamVersion>();
  readonly #groups = new Map<string, Group>();
  readonly #stillVersions = new Map<string, StreamVersion>();
  readonly #remembered = new Map<string, StreamVersion>();
  readonly #later: Step[] = [];
  #kysely: Kysely<AegleTables> | null = null;

  constructor(context: AttemptContext) {
    this.#context = context;
    this.scope = context.scope;
    this.session = new Session(context.wire, context.scope.tenantId);
    this.keys = new SubjectKeys(context.scope.tenantId, context.keyring);
  }

  get keyring(): Keyring {
    return this.#context.keyring;
  }

  /** Streams this attempt wants to append to: locked first when it has to be run again. */
  contended(): readonly StreamRef[] {
    return [...this.#groups.values()].map((group) => group.stream);
  }

  /** Locks what lost a race before, so that this attempt waits for its turn. */
  async lockContended(): Promise<void> {
    const steps = [...this.#context.contended]
      .sort((a, b) => (streamKey(a) < streamKey(b) ? -1 : 1))
      .map(({ subjectId, kind }) => ({
        statement: statements.lockHead,
        values: [this.scope.tenantId, subjectId, kind],
      }));
    if (steps.length === 0) return;
    await this.session.open();
    await this.session.run(steps);
  }

  /** True when it rests on a stream as another transaction read it. */
  get hasRemembered(): boolean {
    return this.#remembered.size > 0;
  }

  /** Streams of these that have to be read; the others are taken as they were last read. */
  unread(refs: readonly StreamRef[]): readonly StreamRef[] {
    return refs.filter((ref) => !this.#reads.has(streamKey(ref)) && !this.#recall(ref));
  }

  #recall(ref: StreamRef): boolean {
    if (this.#context.attempt > 1 || !isShared(ref.kind)) return false;
    const read = this.#context.shared.get(this.scope.tenantId, ref);
    if (read === undefined) return false;
    const key = streamKey(ref);
    this.#reads.set(key, read);
    this.#heads.set(key, read.head);
    this.#remembered.set(key, read.head);
    return true;
  }

  /** What was remembered may have moved: the next transaction reads it again. */
  forgetRemembered(): void {
    for (const head of this.#remembered.values())
      this.#context.shared.forget(this.scope.tenantId, head);
  }

  /** The steps that read the streams, one each. */
  readingSteps(refs: readonly StreamRef[]): readonly Step[] {
    return this.#reading(statements.readStream, refs);
  }

  /** Keeps the rows of `readingSteps` for `readStreams` to answer from. */
  keepRead(refs: readonly StreamRef[], rows: readonly (readonly (string | null)[])[]): void {
    for (const read of streamsFrom(rows, refs, this.scope.tenantId, this.keys)) {
      this.#reads.set(streamKey(read.head), read);
      this.#heads.set(streamKey(read.head), read.head);
      this.#context.shared.keep(this.scope.tenantId, read);
    }
  }

  async readStreams(refs: readonly StreamRef[]): Promise<readonly StreamRead[]> {
    for (const [at, ref] of refs.entries()) checkStream(ref, `streams[${at}]`);
    const unread = this.unread(refs);
    if (unread.length > 0) {
      const rows = await this.session.run(this.readingSteps(unread));
      this.keepRead(unread, rows.flat());
    }
    return refs.map((ref) => this.#reads.get(streamKey(ref)) as StreamRead);
  }

  async readStreamVersions(refs: readonly StreamRef[]): Promise<readonly StreamVersion[]> {
    for (const [at, ref] of refs.entries()) checkStream(ref, `streams[${at}]`);
    const unread = refs.filter((ref) => !this.#heads.has(streamKey(ref)));
    if (unread.length > 0) {
      const rows = await this.session.run(this.#reading(statements.readHead, unread));
      for (const { head } of streamsFrom(
        rows.flat(),
        unread,
        this.scope.tenantId,
        this.keys,
        true,
      )) {
        this.#heads.set(streamKey(head), head);
      }
    }
    return refs.map((ref) => this.#heads.get(streamKey(ref)) ?? emptyHead(ref));
  }

  /** `keyClass` only for `Erased` events, which no later erasure may take away. */
  async append(request: AppendRequest, keyClass?: KeyClass): Promise<readonly Appended[]> {
    checkRequest(request);
    const { stream } = request;
    const key = streamKey(stream);
    const [read = emptyHead(stream)] = await this.readStreamVersions([stream]);
    // Remembered streams come without the keys of their subject.
    if (this.#remembered.has(key)) await this.ensureKeys(stream.subjectId);
    const stored = await this.#alreadyThere(request);
    const fresh = request.events.filter((event) => !stored.has(event.id));
    if (fresh.length > 0) this.#checkExpected(request, read);
    const head = this.#pending.get(key) ?? read;
    const { tenantId } = this.scope;
    const { nowMs } = this.#context;
    const plan = planAppend(tenantId, head, fresh, nowMs, this.keys, keyClass);
    if (fresh.length > 0) {
      this.#pending.set(key, plan.head);
      const group = this.#groups.get(key) ?? { stream, steps: [] };
      group.steps.push(...plan.steps);
      this.#groups.set(key, group);
      for (const other of request.versionsRead ?? []) this.#keepStill(other);
    }
    const receipts = new Map(plan.receipts.map((receipt) => [receipt.id, receipt]));
    return request.events.map(({ id }) => (stored.get(id) ?? receipts.get(id)) as Appended);
  }

  /** Heads as this transaction leaves them, once committed. */
  headsLeft(): readonly StreamVersion[] {
    return [...this.#pending.values()];
  }

  /** Adds a write that goes with the commit, after the appends. */
  later(step: Step): void {
    this.#later.push(step);
  }

  /** Reads the keys of a subject whose streams this transaction has not read. */
  async ensureKeys(subjectId: string): Promise<void> {
    await this.ensureKeysOf([subjectId]);
  }

  async ensureKeysOf(subjectIds: readonly string[]): Promise<void> {
    const unknown = [...new Set(subjectIds)].filter((id) => !this.keys.knows(id));
    if (unknown.length === 0) return;
    const wanted = unknown.map((subjectId) => ({ subjectId, kind: 'patient-gate' as const }));
    const rows = await this.session.run(this.#reading(statements.readHead, wanted));
    streamsFrom(rows.flat(), wanted, this.scope.tenantId, this.keys, true);
  }

  async kyselyNow(): Promise<Kysely<AegleTables>> {
    this.#kysely ??= kyselyOn(await this.session.client());
    return this.#kysely;
  }

  /**
   * Everything gathered, then commit, in one flush. First the locks by name, then the rows, each in
   * one order, so that no two deadlock.
   */
  async commit(last: readonly Step[]): Promise<void> {
    const { tenantId } = this.scope;
    const locks = new Map<string, Step>();
    const standing = new Map<string, StreamVersion>();
    const ordered: [string, readonly Step[]][] = [];
    for (const [key, head] of this.#remembered) if (!this.#groups.has(key)) standing.set(key, head);
    for (const [key, head] of this.#stillVersions) {
      if (this.#groups.has(key)) continue;
      if (head.version > 0 && !isShared(head.kind)) ordered.push([key, this.#stillSteps(head)]);
      else {
        const name = lockName(tenantId, head);
        locks.set(name, { statement: statements.holdStream, values: [name] });
        standing.set(key, head);
      }
    }
    for (const [key, { steps }] of this.#groups) {
      const isLock = (step: Step) => step.statement === statements.lockStream;
      for (const step of steps.filter(isLock)) locks.set(String(step.values[0]), step);
      ordered.push([key, steps.filter((step) => !isLock(step))]);
    }
    const inOrder = [...locks].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, step]) => step);
    ordered.sort(([a], [b]) => (a < b ? -1 : 1));
    const steps = ordered.flatMap(([, own]) => own);
    const checks = this.#standSteps([...standing.values()]);
    await this.session.commit([...inOrder, ...checks, ...steps, ...this.#later, ...last]);
  }

  /** Fails unless the streams stand where they were read, or remembered. */
  #standSteps(heads: readonly StreamVersion[]): readonly Step[] {
    if (heads.length === 0) return [];
    const places = heads.flatMap((head) => [head.subjectId, head.kind, String(head.version)]);
    const statement = statements.standAt(heads.length);
    return [{ statement, values: [this.scope.tenantId, ...places] }];
  }

  #reading(statement: statements.LogReading, refs: readonly StreamRef[]): readonly Step[] {
    const { tenantId } = this.scope;
    return refs.map(({ subjectId, kind }) => ({ statement, values: [tenantId, subjectId, kind] }));
  }

  #checkExpected(request: AppendRequest, read: StreamVersion): void {
    const { expectedVersion } = request;
    if (expectedVersion === undefined || expectedVersion === read.version) return;
    throw refuse(
      'conflict',
      'expectedVersion',
      `The stream stands at version ${read.version}.`,
      'Read it again, decide again, and send the new version.',
    );
  }

  #keepStill(head: StreamVersion): void {
    const key = streamKey(head);
    const before = this.#stillVersions.get(key);
    if (before !== undefined && before.version !== head.version) {
      throw refuse(
        'conflict',
        'versionsRead',
        'One head has two versions.',
        'Read the stream once.',
      );
    }
    const own = this.#heads.get(key);
    if (this.#groups.has(key) && own !== undefined && own.version !== head.version) {
      throw refuse('conflict', 'versionsRead', 'The head is not the one read.', 'Read it again.');
    }
    this.#stillVersions.set(key, head);
  }

  #stillSteps(head: StreamVersion): readonly Step[] {
    const values = [this.scope.tenantId, head.subjectId, head.kind, String(head.version)];
    return [{ statement: statements.stillAt, values }];
  }

  /** Receipts of the ids that are stored with the same content; fault `conflict` for other content. */
  async #alreadyThere(request: AppendRequest): Promise<ReadonlyMap<string, Appended>> {
    const receipts = new Map<string, Appended>();
    const read = this.#reads.get(streamKey(request.stream));
    const seen = new Set(read?.events.map((event) => event.id));
    const ids = request.events.map((event) => event.id);
    const suspects = this.#context.attempt > 1 ? ids : ids.filter((id) => seen.has(id));
    if (suspects.length === 0) return receipts;
    const { tenantId } = this.scope;
    const values = [tenantId, request.stream.subjectId, arrayText(suspects)];
    const [rows = []] = await this.session.run([{ statement: statements.readEventsById, values }]);
    for (const { event, chain } of eventsFrom(rows, tenantId, this.keys)) {
      const given = request.events.find(({ id }) => id === event.id);
      const isHere = streamKey(event.stream) === streamKey(request.stream);
      if (given === undefined || !isHere || !saysTheSame(event, given)) {
        throw refuse(
          'conflict',
          'events.id',
          'An event with this id is stored with other content.',
          'Give a new event a new id; to change a stored one, append a correction.',
        );
      }
      const { id, version, recorded } = event;
      receipts.set(id, { id, version, recorded, chain, wasAlreadyThere: true });
    }
    return receipts;
  }
}
