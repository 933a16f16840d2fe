// The age of majority of each jurisdiction, read from `programmes/majority.yaml`.
// Never a default: a jurisdiction that is not there has no known age, and no guardian's access.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const majoritySchema = z.array(
  z.strictObject({
    jurisdiction: z.string().regex(/^[a-z]{2}(\/[a-z]+)*$/),
    ageYears: z.int().min(14).max(21),
    status: z.enum(['stated', 'assumed']),
    source: z.string().min(1).max(300),
  }),
);

export type Majorities = ReadonlyMap<string, number>;

/** Ages in completed years by jurisdiction; empty where the folder holds no such file. */
export function readMajorities(root: string): Majorities {
  const file = join(root, 'majority.yaml');
  if (!existsSync(file)) return new Map();
  const rows = majoritySchema.parse(parse(readFileSync(file, 'utf8')));
  return new Map(rows.map((row) => [row.jurisdiction, row.ageYears]));
}

/** The age of a jurisdiction, or of the nearest one that it is part of; undefined: not known. */
export function majorityAge(majorities: Majorities, jurisdiction: string): number | undefined {
  const known = majorities.get(jurisdiction);
  if (known !== undefined || !jurisdiction.includes('/')) return known;
  return majorityAge(majorities, jurisdiction.slice(0, jurisdiction.lastIndexOf('/')));
}
