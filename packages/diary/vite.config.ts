// Builds the diary into dist with hashed names, for the server to serve below /diary/.
// Never a first load above its bound, and never another host.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { defineConfig, type Plugin } from 'vite';

const HOME_FOLDER = join(import.meta.dirname, '../..');
const PLACE = '/diary/';
const FINDINGS = 'virtual:patient-findings';

/** What the first page loads as script, compressed: decision 14. */
const FIRST_LOAD_MAX_BYTES = 250_000;

type FindingTablesModule = typeof import('../data/src/evidence/finding-tables.ts');

/** Runs the very code with which the server reads the evidence; bundled first, as it is TypeScript. */
async function findingTables(): Promise<ReturnType<FindingTablesModule['findingTablesIn']>> {
  const outfile = join(HOME_FOLDER, 'node_modules/.cache/aegle/finding-tables.mjs');
  await build({
    entryPoints: [join(HOME_FOLDER, 'packages/data/src/evidence/finding-tables.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['yaml', 'zod', '@lhncbc/*'],
  });
  const { findingTablesIn } = (await import(outfile)) as FindingTablesModule;
  return findingTablesIn(join(HOME_FOLDER, 'evidence'));
}

/** Red flags and telephone numbers of `evidence/`, read at the build: they are needed without a server. */
function patientFindings(): Plugin {
  return {
    name: 'patient-findings',
    resolveId: (id) => (id === FINDINGS ? `\0${FINDINGS}` : null),
    async load(id) {
      if (id !== `\0${FINDINGS}`) return null;
      const { redFlags, crisisContacts } = (await findingTables())();
      const contacts = Object.fromEntries(crisisContacts);
      return `export default ${JSON.stringify({ redFlags, contacts })}`;
    },
  };
}

/** Everything that the service worker keeps: what was built, and what lies in `public`. */
function keptFiles(): Plugin {
  const digest = (content: string | Uint8Array) =>
    createHash('sha256').update(content).digest('hex').slice(0, 16);
  return {
    name: 'kept-files',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const built = Object.values(bundle).flatMap((file) => {
        if (/^sw\.js$|\.map$/.test(file.fileName)) return [];
        const isNamedByDigest = file.fileName.startsWith('assets/');
        const content = file.type === 'chunk' ? file.code : file.source;
        return { url: PLACE + file.fileName, revision: isNamedByDigest ? null : digest(content) };
      });
      const folder = join(import.meta.dirname, 'public');
      const lying = readdirSync(folder).map((name) => ({
        url: PLACE + name,
        revision: digest(readFileSync(join(folder, name))),
      }));
      const worker = bundle['sw.js'];
      if (worker?.type !== 'chunk') throw new Error('The service worker was not built.');
      const list = JSON.stringify([...built, ...lying]);
      const code = worker.code.replace('self.__WB_MANIFEST', list);
      if (code === worker.code) throw new Error('The service worker has no place for its list.');
      worker.code = code;
    },
  };
}

/** Fails the build when the script that the first page needs has grown above its bound. */
function boundedFirstLoad(): Plugin {
  return {
    name: 'bounded-first-load',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const entry = chunks.find((chunk) => chunk.isEntry && chunk.fileName !== 'sw.js');
      const first = new Set<string>();
      const add = (name: string) => {
        if (first.has(name)) return;
        first.add(name);
        for (const next of chunks.find((one) => one.fileName === name)?.imports ?? []) add(next);
      };
      if (entry === undefined) throw new Error('The diary has no entry.');
      add(entry.fileName);
      const bytes = chunks
        .filter((chunk) => first.has(chunk.fileName))
        .reduce((sum, { code }) => sum + brotliCompressSync(code).byteLength, 0);
      if (bytes > FIRST_LOAD_MAX_BYTES)
        throw new Error(`The first load is ${bytes} bytes; at most ${FIRST_LOAD_MAX_BYTES}.`);
      this.info(`first load: ${bytes} bytes of script, compressed`);
    },
  };
}

export default defineConfig({
  base: PLACE,
  plugins: [patientFindings(), boundedFirstLoad(), keptFiles()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  // The server puts its number there, anew for each answer.
  html: { cspNonce: 'nonce-of-this-answer' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // A data: URL would need a wider content policy than the server sends.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: {
        index: join(import.meta.dirname, 'index.html'),
        sw: join(import.meta.dirname, 'src/service-worker.ts'),
      },
      output: {
        entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: { host: 'localhost', proxy: { '/api': 'http://localhost:8600' } },
});
