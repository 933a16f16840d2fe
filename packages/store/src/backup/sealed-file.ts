// An encrypted file in chunks, each authenticated, the last one marked: nothing can be cut off,
// swapped or repeated unnoticed. It must never give out a byte whose chunk was not authenticated.

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { refuse } from '../faults/faults.ts';

const magic = Buffer.from('AEGLEBK1', 'ascii');
const prefixBytes = 7;
const tagBytes = 16;
const chunkBytes = 65_536;

function nonceOf(prefix: Buffer, chunk: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  prefix.copy(nonce, 0);
  nonce.writeUInt32BE(chunk, prefixBytes);
  nonce.writeUInt8(isLast ? 1 : 0, 11);
  return nonce;
}

function requireKey(key: Uint8Array): void {
  if (key.length === 32) return;
  throw refuse(
    'invalid',
    'backup key',
    'It has 32 bytes.',
    'Give the key the backup was made with.',
  );
}

function damaged(cause?: unknown): Error {
  return refuse(
    'damaged',
    'backup file',
    'It is cut, changed, or was made with another key.',
    'Nothing was restored. Use another copy of the file, or the right key.',
    cause,
  );
}

/** Writes beside the name and takes the name only when the last chunk is synced. */
export class SealedWriter {
  readonly #file: string;
  readonly #key: Uint8Array;
  readonly #handle: FileHandle;
  readonly #prefix = randomBytes(prefixBytes);
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #chunk = 0;

  private constructor(file: string, key: Uint8Array, handle: FileHandle) {
    this.#file = file;
    this.#key = key;
    this.#handle = handle;
  }

  static async create(file: string, key: Uint8Array): Promise<SealedWriter> {
    requireKey(key);
    const handle = await open(`${file}.part`, 'w', 0o600);
    const writer = new SealedWriter(file, key, handle);
    await handle.write(Buffer.concat([magic, writer.#prefix]));
    return writer;
  }

  async write(content: Buffer): Promise<void> {
    this.#waiting.push(content);
    this.#waitingBytes += content.length;
    while (this.#waitingBytes > chunkBytes) {
      const all = Buffer.concat(this.#waiting);
      await this.#seal(all.subarray(0, chunkBytes), false);
      this.#waiting = [all.subarray(chunkBytes)];
      this.#waitingBytes = all.length - chunkBytes;
    }
  }

  async finish(): Promise<void> {
    await this.#seal(Buffer.concat(this.#waiting), true);
    await this.#handle.sync();
    await this.#handle.close();
    await rename(`${this.#file}.part`, this.#file);
  }

  async abandon(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
    await rm(`${this.#file}.part`, { force: true });
  }

  async #seal(content: Buffer, isLast: boolean): Promise<void> {
    const nonce = nonceOf(this.#prefix, this.#chunk, isLast);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce);
    const sealed = cipher.update(content);
    cipher.final();
    await this.#handle.write(Buffer.concat([sealed, cipher.getAuthTag()]));
    this.#chunk += 1;
  }
}

function unseal(key: Uint8Array, nonce: Buffer, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  const content = decipher.update(sealed.subarray(0, sealed.length - tagBytes));
  decipher.final();
  return content;
}

/** The content, chunk by chunk, each authenticated. Fault `damaged` as soon as one does not hold. */
export async function* readSealed(file: string, key: Uint8Array): AsyncGenerator<Buffer> {
  requireKey(key);
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw refuse('not_found', 'backup file', 'It cannot be opened.', 'Check the path.', error);
  });
  try {
    const { size } = await handle.stat();
    const head = Buffer.alloc(magic.length + prefixBytes);
    await handle.read(head, 0, head.length, 0);
    if (!head.subarray(0, magic.length).equals(magic)) throw damaged();
    const prefix = head.subarray(magic.length);
    let at = head.length;
    for (let chunk = 0; ; chunk += 1) {
      const length = Math.min(chunkBytes + tagBytes, size - at);
      if (length < tagBytes) throw damaged();
      const sealed = Buffer.alloc(length);
      await handle.read(sealed, 0, length, at);
      at += length;
      const isLast = at >= size;
      try {
        yield unseal(key, nonceOf(prefix, chunk, isLast), sealed);
      } catch (error) {
        throw damaged(error);
      }
      if (isLast) return;
    }
  } finally {
    await handle.close();
  }
}

/** Authenticates the whole file before anything of it is used. */
export async function requireWhole(contents: AsyncIterable<Buffer>): Promise<void> {
  let bytes = 0;
  for await (const content of contents) bytes += content.length;
  if (bytes === 0) throw damaged();
}
