// The loaded evidence: rows to read and fit, and reserved rows behind one guarded door.
// Fitting must never reach a reserved row; only a validator of a frozen release does.
import { FrozenRelease } from './frozen-release.ts';
import type { ReservedRow, Row } from './row.ts';
import type { ReservedStudy, Source } from './schema.ts';

/** A row that carries a figure: a value, values, a range or a distribution. */
export type FigureRow = Extract<
  Row,
  { readonly kind: 'value' | 'values' | 'range' | 'distribution' }
>;

export interface TopicWords {
  readonly topic: string;
  readonly title: string;
  readonly about: string;
  /** Present where no model is ever fitted to the topic. */
  readonly fitting?: 'never' | undefined;
}

interface Parts {
  readonly topics: readonly TopicWords[];
  readonly rows: readonly (Row | ReservedRow)[];
  readonly sources: readonly Source[];
  readonly reservedStudies: readonly ReservedStudy[];
}

export class Evidence {
  readonly topics: readonly TopicWords[];
  /** Every row that is not reserved, in file order. */
  readonly rows: readonly Row[];
  readonly sources: ReadonlyMap<string, Source>;
  /** Studies kept for validation, by name: they carry no figure here. */
  readonly reservedStudies: readonly ReservedStudy[];
  readonly #reserved: readonly ReservedRow[];
  readonly #byId: ReadonlyMap<string, Row>;

  constructor(parts: Parts) {
    this.topics = parts.topics;
    this.rows = Object.freeze(parts.rows.filter((row) => !row.reserved));
    this.#reserved = parts.rows.filter((row) => row.reserved);
    this.sources = new Map(parts.sources.map((source) => [source.id, source]));
    this.reservedStudies = parts.reservedStudies;
    this.#byId = new Map(this.rows.map((row) => [row.id, row]));
  }

  /** The row with this full id; undefined when there is none or it is reserved. */
  row(id: string): Row | undefined {
    return this.#byId.get(id);
  }

  /** Rows of a topic whose facets carry every given coordinate; a listed facet by its members. */
  find(topic: string, facets: Readonly<Record<string, string | number>> = {}): readonly Row[] {
    const wanted = Object.entries(facets);
    return this.rows.filter((row) => {
      if (row.topic !== topic) return false;
      return wanted.every(([name, value]) => {
        const stated = row.facets[name];
        if (Array.isArray(stated)) return stated.includes(String(value));
        return stated === value;
      });
    });
  }

  /**
   * The figures that a model may be fitted to: never reserved, never a product default (mark P),
   * never of a topic that says `fitting: never`.
   */
  calibrationRows(): readonly FigureRow[] {
    const closed = new Set(this.topics.flatMap((t) => (t.fitting === 'never' ? [t.topic] : [])));
    return this.rows.filter(isFigure).filter((row) => row.mark !== 'P' && !closed.has(row.topic));
  }

  /**
   * Hands the reserved rows to a validator, together with the release it judges. A release is the
   * key: parameters are frozen before anybody may look. Returns what the validator returns.
   */
  validate<T>(
    release: FrozenRelease,
    validator: (reserved: readonly ReservedRow[], release: FrozenRelease) => T,
  ): T {
    if (!(release instanceof FrozenRelease)) {
      throw new Error('reserved rows open only to a validator of a frozen release');
    }
    return validator(this.#reserved, release);
  }

  /** True for the id or citation key of reserved rows: enough to refuse a citation, and no more. */
  isReserved(idOrKey: string): boolean {
    return this.#reserved.some((row) => row.id === idOrKey || row.key === idOrKey);
  }

  /** How many rows are reserved; their content stays behind `validate`. */
  get reservedCount(): number {
    return this.#reserved.length;
  }
}

function isFigure(row: Row): row is FigureRow {
  return row.kind !== 'code' && row.kind !== 'text';
}
