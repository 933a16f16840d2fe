// Whatever changes what is decided changes the digest that an approval names: of the edition, of its
// overlays, of its numbers, methods, eligibility and majority. Never compares texts or citations.

import { join } from 'node:path';
import type { Programme } from '@aegle/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildProgramme } from '../../packages/data/src/programmes/build.ts';
import { eligibilityRulesOf } from '../../packages/data/src/programmes/eligibility-rules.ts';
import {
  type ProgrammeFiles,
  readProgrammeFiles,
} from '../../packages/data/src/programmes/files.ts';
import { editionDigest } from '../../packages/server/src/services/edition-digest.ts';

const read = (id: string): ProgrammeFiles => {
  const files = readProgrammeFiles(join(import.meta.dirname, '../../programmes', id));
  if (!('programme' in files)) throw new Error(JSON.stringify(files));
  return files;
};

/** Keys under which nothing decides: words, places in sources, what is merely told. */
const TOLD = ['text', 'citation', 'sources', 'section', 'title', 'label', 'followed', 'name'];
const ALSO_TOLD = ['summary', 'unknowns', 'products', 'regulator', 'description', 'status'];
const FOLDERS = [
  'programme',
  'parameters',
  'requirements',
  'overlays',
  'contraception',
  'eligibility',
];

type Path = readonly (string | number)[];

function leaves(value: unknown, path: Path = []): readonly Path[] {
  if (value instanceof Map)
    return [...value].flatMap(([key, one]) => leaves(one, [...path, String(key)]));
  if (Array.isArray(value)) return value.flatMap((one, index) => leaves(one, [...path, index]));
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, one]) =>
    TOLD.includes(key) || ALSO_TOLD.includes(key) ? [] : leaves(one, [...path, key]),
  );
}

/** A copy with one leaf changed: a number by one, a day by a day, a flag turned, a word lengthened. */
function changed(value: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined) {
    if (typeof value === 'number') return value + 1;
    if (typeof value === 'boolean') return !value;
    const day = /^(\d{4}-\d{2})-(\d{2})$/.exec(String(value));
    if (day !== null) return `${day[1]}-${day[2] === '01' ? '02' : '01'}`;
    return `${value}-changed`;
  }
  if (value instanceof Map)
    return new Map(
      [...value].map(([name, one]) => [name, name === key ? changed(one, rest) : one]),
    );
  if (Array.isArray(value)) return value.map((one, at) => (at === key ? changed(one, rest) : one));
  const object = value as Readonly<Record<string, unknown>>;
  return { ...object, [key]: changed(object[key], rest) };
}

function built(files: ProgrammeFiles, majority = 18): Programme | undefined {
  const programme = buildProgramme(files, majority);
  return 'id' in programme ? programme : undefined;
}

/** Everything that decides, without the digests: what two programmes are compared by. */
function deciding(files: ProgrammeFiles, programme: Programme): string {
  const { jurisdiction, zone, authority, completeness, editions, overlays } = programme;
  const used = eligibilityRulesOf(files);
  const told = [...TOLD, ...ALSO_TOLD, 'digest'];
  return JSON.stringify(
    { jurisdiction, zone, authority, completeness, editions, overlays, used },
    (key, value: unknown) => (told.includes(key) ? undefined : value),
  );
}

const digests = (programme: Programme) =>
  programme.editions.flatMap((edition) => [
    edition.digest,
    ...programme.overlays.map((one) =>
      editionDigest(programme, { edition: edition.id, overlays: [one.id] }),
    ),
  ]);

describe.each(['gb-ppp', 'us-ipledge', 'de-amvv'])('H-02 the digest of %s', (id) => {
  const files = read(id);
  const before = built(files)!;
  const places = FOLDERS.flatMap((folder) =>
    leaves(files[folder as keyof ProgrammeFiles], [folder]),
  );

  it('changes with any change of any file that changes what decides', () => {
    let reached = 0;
    let runs = 0;
    fc.assert(
      fc.property(fc.constantFrom(...places), (path) => {
        runs += 1;
        const other = changed(files, path) as ProgrammeFiles;
        const after = built(other);
        if (after === undefined || deciding(other, after) === deciding(files, before)) return;
        reached += 1;
        expect([path.join('.'), digests(after)]).not.toEqual([path.join('.'), digests(before)]);
      }),
      { seed: 31, numRuns: 400 },
    );
    expect(reached / runs).toBeGreaterThan(0.3);
  });

  it('changes with the age of majority, and not with a sentence', () => {
    expect(digests(built(files, 19)!)).not.toEqual(digests(before));
    const told = { ...files, programme: { ...files.programme, summary: 'Other words.' } };
    expect(digests(built(told)!)).toEqual(digests(before));
  });
});

describe('H-02 an overlay', () => {
  const files = read('gb-ppp');
  const before = built(files)!;
  const of = (programme: Programme, edition: string, overlays: readonly string[]) =>
    editionDigest(programme, { edition, overlays });

  it('is part of what is approved: another number in it is another digest', () => {
    const [overlay] = files.overlays;
    const adds = overlay!.adds.map((one) => ({ ...one, id: `${one.id}-other` }));
    const after = built({ ...files, overlays: [{ ...overlay!, adds }] })!;
    const { id } = overlay!;
    expect(of(after, 'gb-2026', [])).toBe(of(before, 'gb-2026', []));
    expect(of(after, 'gb-2026', [id])).not.toBe(of(before, 'gb-2026', [id]));
  });

  it('is never approved by the name of another, nor where it does not apply', () => {
    expect(of(before, 'gb-2026', ['no-such-overlay'])).toBeUndefined();
    expect(of(before, 'no-such-edition', [])).toBeUndefined();
  });
});
