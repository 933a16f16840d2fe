// Sends several prepared statements to PostgreSQL in one flush with one Sync: one round trip.
// It must never leave a promise unsettled, nor trust a statement name after an error.

import type { ClientBase, Connection, Submittable } from 'pg';

/** What a hand-prepared statement takes: text, bytes or null. Callers encode numbers themselves. */
export type WireValue = string | Buffer | null;
export type WireRow = readonly (string | null)[];

/** A statement known by name to every connection that has run it once. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

export interface Step {
  readonly statement: Statement;
  readonly values: readonly WireValue[];
}

/** The rows of each step, in the order of the steps; columns in PostgreSQL's text format. */
export type StepRows = readonly (readonly WireRow[])[];

const knownNames = new WeakMap<object, Set<string>>();

function namesKnownTo(connection: object): Set<string> {
  const known = knownNames.get(connection) ?? new Set<string>();
  knownNames.set(connection, known);
  return known;
}

/** Speaks the driver's Submittable protocol: the driver calls each handle… as messages arrive. */
class Pipeline implements Submittable {
  readonly #steps: readonly Step[];
  readonly #isNamed: boolean;
  readonly #settle: (error: unknown, rows: StepRows) => void;
  readonly #rows: WireRow[][] = [[]];
  #newNames: string[] = [];
  #error: unknown = null;

  constructor(
    steps: readonly Step[],
    isNamed: boolean,
    settle: (error: unknown, rows: StepRows) => void,
  ) {
    this.#steps = steps;
    this.#isNamed = isNamed;
    this.#settle = settle;
  }

  submit(connection: Connection): void {
    const known = namesKnownTo(connection);
    connection.stream.cork();
    for (const { statement, values } of this.#steps) {
      const name = this.#isNamed ? statement.name : '';
      if (name === '' || !known.has(name)) {
        // Closing a name that is not there is no error; parsing one that is would be.
        connection.close({ type: 'S', name }, true);
        connection.parse({ name, text: statement.text, types: [] }, true);
        if (name !== '') {
          known.add(name);
          this.#newNames.push(name);
        }
      }
      connection.bind({ statement: name, values: [...values] }, true);
      connection.execute(null, true);
    }
    connection.sync();
    connection.stream.uncork();
  }

  handleRowDescription(): void {}

  handleDataRow(message: { fields: WireRow }): void {
    this.#rows.at(-1)?.push(message.fields);
  }

  handleCommandComplete(): void {
    this.#rows.push([]);
  }

  handleEmptyQuery(): void {
    this.#rows.push([]);
  }

  handlePortalSuspended(): void {}
  handleCopyInResponse(): void {}
  handleCopyData(): void {}

  handleError(error: unknown, connection: Connection): void {
    const known = namesKnownTo(connection);
    for (const name of this.#newNames) known.delete(name);
    this.#newNames = [];
    this.#error = error;
    this.#settle(error, []);
  }

  handleReadyForQuery(): void {
    if (this.#error === null) this.#settle(null, this.#rows.slice(0, this.#steps.length));
  }
}

/**
 * Runs the steps in one flush. Outside `begin … commit` they are one implicit transaction: all of
 * them or none. `isNamed` false sends unnamed statements, for a pooler that cannot keep names.
 * Rejects with the driver's error of the first step that failed; the later ones did not run.
 */
export function runSteps(
  client: ClientBase,
  steps: readonly Step[],
  isNamed: boolean,
): Promise<StepRows> {
  return new Promise((resolve, reject) => {
    client.query(
      new Pipeline(steps, isNamed, (error, rows) => {
        if (error === null) resolve(rows);
        else reject(error);
      }),
    );
  });
}

/** Text of a PostgreSQL array whose members are known to need no quoting (ids, codes, numbers). */
export function arrayText(members: readonly (string | number)[]): string {
  return `{${members.join(',')}}`;
}

/** Bytes from PostgreSQL's hex text (`\x…`). */
export function bytesFrom(text: string | null | undefined): Buffer {
  return Buffer.from((text ?? '\\x').slice(2), 'hex');
}
