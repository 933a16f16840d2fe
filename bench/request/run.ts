// What runs for one granted authorisation: every file of ours with a named function that was executed
// between the request and its answer, by V8's own coverage of that one request. Counts code, not time.

import { readFileSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { demonstrationId } from '../../packages/server/src/demonstration/load-network.ts';
import { startTestServer } from '../../packages/server/src/http/testing.ts';

const ROOT = join(import.meta.dirname, '../..');
const MARK = '<!-- table -->';

const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
const server = await startTestServer();

/** Taking the coverage also begins it anew. */
async function filesSinceLast(): Promise<readonly string[]> {
  const { result } = await session.post('Profiler.takePreciseCoverage');
  return result
    .filter(({ url }) => url.startsWith('file://') && !url.includes('node_modules'))
    .filter(({ functions }) =>
      functions.some((one) => !isOfLoader(one.functionName) && (one.ranges[0]?.count ?? 0) > 0),
    )
    .map(({ url }) => relative(ROOT, fileURLToPath(url)))
    .filter((file) => file.startsWith('packages/'))
    .sort();
}

/** Without a name, or added by the tool that reads TypeScript. */
function isOfLoader(name: string): boolean {
  return name === '' || name === '__name';
}

const patient = demonstrationId('patient-ready');
const prescription = demonstrationId('patient-ready/rx-1');
await filesSinceLast();
const answer = await server.app.inject({
  method: 'POST',
  url: `/api/v1/patients/${patient}/dispense-authorizations`,
  headers: { ...server.as.pharmacist, 'idempotency-key': 'one-granted-authorisation' },
  payload: { prescription, daysSupply: 30 },
});
const files = await filesSinceLast();
const { outcome } = answer.json() as { readonly outcome?: string };
await server.stop();
if (outcome !== 'granted') throw new Error(`Not granted: ${answer.body}`);

const folders = new Map<string, string[]>();
for (const file of files) {
  const [, name = '', , ...path] = file.split('/');
  const folder = path.length > 1 ? `${name}/${path[0]}` : name;
  folders.set(folder, [...(folders.get(folder) ?? []), path.at(-1)!.replace(/\.ts$/, '')]);
}
const rows = [...folders].map(
  ([folder, names]) => `| ${folder} | ${names.length} | ${names.join(', ')} |`,
);
const table = [
  '| Folder | Files | Which |',
  '|---|---|---|',
  ...rows,
  `| **all** | **${files.length}** | |`,
].join('\n');
console.log(table);
if (process.argv.includes('--record')) {
  const page = join(import.meta.dirname, 'RESULTS.md');
  const text = readFileSync(page, 'utf8');
  writeFileSync(page, `${text.slice(0, text.indexOf(MARK) + MARK.length)}\n\n${table}\n`);
}
// The throwaway cluster goes with the process.
process.exit(0);
