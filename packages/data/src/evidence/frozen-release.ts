// A release that passed every check, as an object that cannot be forged or altered by accident.
// It must never be made but by the reader and the writer of releases.
import type { ReleaseFile } from './release-schema.ts';

/** Known to the reader and the writer of releases alone. */
export const verified = Symbol('verified release');

/** A release that passed every check; only the functions of this file make one. */
export class FrozenRelease {
  readonly #content: ReleaseFile;

  /** Refuses anything but a checked release, so that no unverified one can open reserved rows. */
  constructor(content: ReleaseFile, key: symbol) {
    if (key !== verified) throw new Error('a frozen release is made by readRelease alone');
    this.#content = content;
    Object.freeze(this);
  }

  get name(): string {
    return this.#content.name;
  }

  /** Hex sha256 over the RFC 8785 text of the release without its digest. */
  get digest(): string {
    return this.#content.digest;
  }

  /** The release as data: a deep copy, so that no reader can alter what was verified. */
  get release(): ReleaseFile {
    return structuredClone(this.#content);
  }

  /** Parameters whose figure is recalled, not re-read (mark R): always shown as such. */
  get recalledParameters(): readonly string[] {
    return Object.entries(this.#content.rows)
      .filter(([, row]) => row.mark === 'R')
      .map(([parameter]) => parameter);
  }
}
