// The citations behind the keys that a forecast names, from evidence/sources.yaml.
// Never a guess: a key that is not listed has no citation here.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const file = z.object({
  sources: z.array(
    z.object({
      id: z.string(),
      key: z.string().optional(),
      citation: z.string(),
      pmid: z.string().optional(),
      doi: z.string().optional(),
    }),
  ),
});

/** Citation by key and by id. */
export function readYamlSources(homeFolder: string): ReadonlyMap<string, string> {
  const path = join(homeFolder, 'evidence/sources.yaml');
  const known = new Map<string, string>();
  if (!existsSync(path)) return known;
  for (const { id, key, citation, pmid, doi } of file.parse(parse(readFileSync(path, 'utf8')))
    .sources) {
    const place = [pmid && `PMID ${pmid}`, doi && `doi ${doi}`].filter(Boolean).join(', ');
    const text = place === '' ? citation : `${citation} (${place})`;
    known.set(id, text);
    if (key !== undefined) known.set(key, text);
  }
  return known;
}
