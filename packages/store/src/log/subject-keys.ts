// The keys of the subjects that one transaction touches: read with the log, made on first use.
// It must never give out a destroyed key, nor let two writers keep different keys as the same one.

import { StoreFault } from '../faults/faults.ts';
import { type Keyring, type SubjectKey, subjectKeyPlace } from '../keys/keyring.ts';
import type { Step } from '../wire/pipeline.ts';
import { keepSubjectKey } from './statements.ts';
import type { PayloadClass } from './types.ts';

/** `erasure` seals `Erased` events alone, so that no erasure takes away an earlier one's basis. */
export type KeyClass = PayloadClass | 'erasure';

interface KnownKey {
  /** Null: destroyed by an erasure. */
  readonly key: Buffer | null;
}

export class SubjectKeys {
  readonly #tenantId: string;
  readonly #keyring: Keyring;
  readonly #known = new Map<string, Map<string, Map<number, KnownKey>>>();

  constructor(tenantId: string, keyring: Keyring) {
    this.#tenantId = tenantId;
    this.#keyring = keyring;
  }

  /** True once the subject's rows were read, even if there were none. */
  knows(subjectId: string): boolean {
    return this.#known.has(subjectId);
  }

  /** Says that all rows of the subject are about to be given. */
  expect(subjectId: string): void {
    if (!this.#known.has(subjectId)) this.#known.set(subjectId, new Map());
  }

  /** `wrapped` null: the key was destroyed. */
  add(subjectId: string, keyClass: string, generation: number, wrapped: Buffer | null): void {
    this.expect(subjectId);
    const generations = this.#generations(subjectId, keyClass);
    if (generations.has(generation)) return;
    const place = subjectKeyPlace(this.#tenantId, subjectId, keyClass, generation);
    generations.set(generation, { key: wrapped === null ? null : this.#unwrapped(wrapped, place) });
  }

  /**
   * A wrapped key that was changed opens nothing: what it sealed is then missing without an erasure,
   * which the walk of its stream calls damage. That the master key is the right one was asked before.
   */
  #unwrapped(wrapped: Buffer, place: string): Buffer | null {
    try {
      return this.#keyring.unwrap(wrapped, place);
    } catch (error) {
      if (error instanceof StoreFault) return null;
      throw error;
    }
  }

  /** Null when destroyed or never there: what it sealed is gone. */
  toOpen(subjectId: string, keyClass: string, generation: number): Buffer | null {
    return this.#generations(subjectId, keyClass).get(generation)?.key ?? null;
  }

  /** The newest key that was not destroyed; a new one, with the step that keeps it, if none. */
  toSeal(subjectId: string, keyClass: KeyClass): { key: SubjectKey; steps: readonly Step[] } {
    const generations = this.#generations(subjectId, keyClass);
    let newest = 0;
    for (const generation of generations.keys()) newest = Math.max(newest, generation);
    const key = generations.get(newest)?.key ?? null;
    if (key !== null) return { key: { generation: newest, key }, steps: [] };
    const generation = newest + 1;
    const place = subjectKeyPlace(this.#tenantId, subjectId, keyClass, generation);
    const made = this.#keyring.freshKey(place);
    generations.set(generation, { key: made.key });
    const values = [this.#tenantId, subjectId, keyClass, String(generation), made.wrapped];
    return {
      key: { generation, key: made.key },
      steps: [{ statement: keepSubjectKey, values }],
    };
  }

  /** Forgets the keys of a class, as the erasure in this transaction does. */
  destroy(subjectId: string, keyClass: KeyClass): void {
    const generations = this.#generations(subjectId, keyClass);
    for (const generation of generations.keys()) generations.set(generation, { key: null });
  }

  #generations(subjectId: string, keyClass: string): Map<number, KnownKey> {
    const classes = this.#known.get(subjectId) ?? new Map<string, Map<number, KnownKey>>();
    this.#known.set(subjectId, classes);
    const generations = classes.get(keyClass) ?? new Map<number, KnownKey>();
    classes.set(keyClass, generations);
    return generations;
  }
}
