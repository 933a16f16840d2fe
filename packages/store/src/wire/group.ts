// Sends the short transactions of several callers in one flush and one commit, when they come at once.
// A caller must never see another's failure: a group that fails is run again one by one.

import { runSteps, type Step, type StepRows } from './pipeline.ts';
import { connect, type Wire } from './session.ts';

interface Waiting {
  /** Groups take locks in this order, so that no two groups wait for each other. */
  readonly key: string;
  readonly steps: readonly Step[];
  readonly resolve: (rows: StepRows) => void;
  readonly reject: (error: unknown) => void;
}

const groupLengthMax = 16;
const groupsAtOnceMax = 4;

export class GroupedSteps {
  readonly #wire: Wire;
  #waiting: Waiting[] = [];
  #running = 0;

  constructor(wire: Wire) {
    this.#wire = wire;
  }

  /**
   * Runs the steps as one implicit transaction, perhaps together with those of others. `steps`
   * begin with the tenant's step. Two with the same key never share a group.
   */
  run(key: string, steps: readonly Step[]): Promise<StepRows> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ key, steps, resolve, reject });
      if (this.#running < groupsAtOnceMax) queueMicrotask(() => this.#pump());
    });
  }

  #pump(): void {
    while (this.#running < groupsAtOnceMax && this.#waiting.length > 0) {
      this.#running += 1;
      void this.#runGroup(this.#takeGroup()).finally(() => {
        this.#running -= 1;
        this.#pump();
      });
    }
  }

  #takeGroup(): readonly Waiting[] {
    const group = new Map<string, Waiting>();
    const left: Waiting[] = [];
    for (const each of this.#waiting) {
      if (group.size < groupLengthMax && !group.has(each.key)) group.set(each.key, each);
      else left.push(each);
    }
    this.#waiting = left;
    return [...group.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  async #runGroup(group: readonly Waiting[]): Promise<void> {
    try {
      const rows = await this.#send(group.flatMap((each) => each.steps));
      let at = 0;
      for (const { steps, resolve } of group) {
        resolve(rows.slice(at, at + steps.length));
        at += steps.length;
      }
    } catch (error) {
      const [only] = group;
      if (group.length === 1 && only !== undefined) only.reject(error);
      else for (const each of group) await this.#runGroup([each]);
    }
  }

  async #send(steps: readonly Step[]): Promise<StepRows> {
    const client = await connect(this.#wire.pool);
    try {
      return await runSteps(client, steps, this.#wire.isNamed);
    } finally {
      client.release();
    }
  }
}
