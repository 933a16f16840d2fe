// The citations behind the keys that a forecast names, from evidence/.
// Never a guess: a key that is not listed, or that means two things, has no citation here.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const sourcesFile = z.object({
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
/** As much of a topic's file as leads from a key to its sources. */
const topicFile = z.object({
  groups: z.array(
    z.object({ key: z.string().optional(), sources: z.array(z.string()).optional() }),
  ),
});

/** Citation by the id of a source, its key and PMID, and by the key of a group of figures. */
export function readYamlSources(homeFolder: string): ReadonlyMap<string, string> {
  const folder = join(homeFolder, 'evidence');
  const known = new Map<string, string>();
  if (!existsSync(join(folder, 'sources.yaml'))) return known;
  const read = (name: string): unknown => parse(readFileSync(join(folder, name), 'utf8'));
  for (const { id, key, citation, pmid, doi } of sourcesFile.parse(read('sources.yaml')).sources) {
    const place = [pmid && `PMID ${pmid}`, doi && `doi ${doi}`].filter(Boolean).join(', ');
    const text = place === '' ? citation : `${citation} (${place})`;
    known.set(id, text);
    if (key !== undefined) known.set(key, text);
    if (pmid !== undefined) known.set(`PMID ${pmid}`, text);
  }
  const doubtful = new Set<string>();
  for (const name of readdirSync(folder)
    .filter((one) => one.endsWith('.yaml'))
    .sort()) {
    const topic = topicFile.safeParse(read(name));
    for (const { key, sources } of topic.data?.groups ?? []) {
      if (key === undefined || sources === undefined) continue;
      const text = sources.flatMap((id) => known.get(id) ?? []).join('; ');
      if ((known.get(key) ?? text) !== text) doubtful.add(key);
      known.set(key, text);
    }
  }
  for (const key of doubtful) known.delete(key);
  return known;
}
