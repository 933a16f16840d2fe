// PostgreSQL's COPY over the driver's connection, in both directions, with back-pressure.
// It must never end a COPY in as done when its source failed.

import type { ClientBase, Connection, Submittable } from 'pg';

type Settle = (error: unknown) => void;

function noMore(): void {
  // Messages of the protocol that carry nothing for a COPY.
}

class CopyOut implements Submittable {
  readonly #text: string;
  readonly #take: (content: Buffer) => Promise<void>;
  readonly #settle: Settle;
  #last: Promise<void> = Promise.resolve();
  #waiting = 0;
  #error: unknown = null;

  constructor(text: string, take: (content: Buffer) => Promise<void>, settle: Settle) {
    this.#text = text;
    this.#take = take;
    this.#settle = settle;
  }

  submit(connection: Connection): void {
    connection.query(this.#text);
  }

  handleCopyData(message: { chunk: Buffer }, connection: Connection): void {
    const content = Buffer.from(message.chunk);
    this.#waiting += 1;
    if (this.#waiting === 64) connection.stream.pause();
    this.#last = this.#last
      .then(() => this.#take(content))
      .catch((error: unknown) => {
        this.#error ??= error;
      })
      .finally(() => {
        this.#waiting -= 1;
        if (this.#waiting === 32) connection.stream.resume();
      });
  }

  handleError(error: unknown): void {
    this.#error ??= error;
    this.#settle(this.#error);
  }

  handleReadyForQuery(): void {
    void this.#last.then(() => this.#settle(this.#error));
  }

  handleRowDescription = noMore;
  handleCommandComplete = noMore;
  handleEmptyQuery = noMore;
}

/** Runs `copy … to stdout` and gives every row to `take`, in order. */
export function copyOut(
  client: ClientBase,
  text: string,
  take: (content: Buffer) => Promise<void>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    client.query(new CopyOut(text, take, (error) => (error === null ? resolve() : reject(error))));
  });
}

function message(code: string, content: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(code, 0, 'latin1');
  head.writeInt32BE(content.length + 4, 1);
  return Buffer.concat([head, content]);
}

class CopyIn implements Submittable {
  readonly #text: string;
  readonly #source: AsyncIterable<Buffer>;
  readonly #settle: Settle;
  #error: unknown = null;

  constructor(text: string, source: AsyncIterable<Buffer>, settle: Settle) {
    this.#text = text;
    this.#source = source;
    this.#settle = settle;
  }

  submit(connection: Connection): void {
    connection.query(this.#text);
  }

  handleCopyInResponse(connection: Connection): void {
    this.#send(connection).catch((error: unknown) => {
      this.#error ??= error;
      connection.stream.write(message('f', Buffer.from('source failed\0', 'utf8')));
    });
  }

  async #send(connection: Connection): Promise<void> {
    for await (const content of this.#source) {
      if (connection.stream.write(message('d', content))) continue;
      await new Promise<void>((resolve) => connection.stream.once('drain', () => resolve()));
    }
    connection.stream.write(message('c', Buffer.alloc(0)));
  }

  handleError(error: unknown): void {
    this.#error ??= error;
    this.#settle(this.#error);
  }

  handleReadyForQuery(): void {
    this.#settle(this.#error);
  }

  handleRowDescription = noMore;
  handleCommandComplete = noMore;
  handleEmptyQuery = noMore;
}

/** Runs `copy … from stdin` with what `source` gives. */
export function copyIn(
  client: ClientBase,
  text: string,
  source: AsyncIterable<Buffer>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    client.query(new CopyIn(text, source, (error) => (error === null ? resolve() : reject(error))));
  });
}
