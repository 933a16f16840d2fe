// Builds what `npm start` and `aegle` run: one server bundle, one command-line bundle, the pages.
// Never rebuilds what is newer than its sources.

import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { alone } from './alone.mjs';
import { root } from './install.mjs';

function newestIn(place) {
  let newest = statSync(place).mtimeMs;
  if (!statSync(place).isDirectory()) return newest;
  for (const entry of readdirSync(place, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    newest = Math.max(newest, statSync(path).mtimeMs);
  }
  return newest;
}

function isStale(output, folders) {
  if (!existsSync(output)) return true;
  const made = statSync(output).mtimeMs;
  return folders.some((folder) => newestIn(join(root, folder)) > made);
}

const SOURCES = ['core', 'forecast', 'api', 'store', 'data', 'server', 'figures', 'cli'].map(
  (name) => `packages/${name}/src`,
);

/** False of a package that npm placed beside another of ours: where the bundle runs nobody finds it. */
function isFoundFrom(path, into) {
  const name = path.split('/', path.startsWith('@') ? 2 : 1).join('/');
  const places = [root, join(root, 'packages', into)];
  return isBuiltin(path) || places.some((at) => existsSync(join(at, 'node_modules', name)));
}

/** Bundles an entry, a path below `packages`, into the `dist` of the package that runs it. */
const bundle = (entry, into, name) =>
  alone(`${into}-${name}`, () => bundleStale(entry, into, name));

async function bundleStale(entry, into, name) {
  const output = join(root, 'packages', into, 'dist', `${name}.mjs`);
  if (!isStale(output, SOURCES)) return output;
  const { build } = await import('esbuild');
  await build({
    entryPoints: [join(root, 'packages', entry)],
    outfile: output,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    sourcemap: true,
    logLevel: 'warning',
    // Third-party packages stay in node_modules; Aegle's own are bundled, and what only one of them has.
    plugins: [
      {
        name: 'third-party-stays-outside',
        setup(esbuild) {
          esbuild.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
            kind === 'entry-point' || path.startsWith('@aegle/') || !isFoundFrom(path, into)
              ? undefined
              : { path, external: true },
          );
        },
      },
    ],
  });
  return output;
}

/** A bundle with the thread that runs forecasts, which stands beside it. */
async function withThread(entry, into, name) {
  await bundle('server/src/forecast-work/thread.ts', into, 'forecast-thread');
  return bundle(entry, into, name);
}

/** The server bundle. */
export const buildServer = () => withThread('server/src/main.ts', 'server', 'main');

/** The command-line bundle. */
export const buildCommandLine = () => withThread('cli/src/main.ts', 'cli', 'aegle');

const SHARED_BY_PAGES = ['packages/core/src', 'packages/api/src', 'evidence'];

/** What each app is made of, beside its own `src` and `public`. */
const APPS = {
  console: [...SHARED_BY_PAGES, 'packages/forecast/src', 'packages/figures/src'],
  diary: SHARED_BY_PAGES,
};

/** The pages of one app, built by Vite; whoever else finds them stale waits, and finds them built. */
export const buildApp = (name) => alone(`pages-${name}`, () => buildStale(name));

async function buildStale(name) {
  const folder = `packages/${name}`;
  const output = join(root, folder, 'dist/index.html');
  const own = ['src', 'public', 'index.html', 'vite.config.ts'].map((one) => `${folder}/${one}`);
  if (!isStale(output, [...APPS[name], ...own])) return;
  const { build } = await import('vite');
  // A test runner says `test`, and React would be built for its developers.
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    await build({ root: join(root, folder), logLevel: 'warn' });
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
  compress(join(root, folder, 'dist'));
}

/** The pages: console and diary. */
export async function buildPages() {
  for (const name of Object.keys(APPS)) await buildApp(name);
}

const COMPRESSED = /\.(?:js|css|html|svg|json|txt|webmanifest|map)$/;

/** Beside each text file its brotli and its gzip, so that the server compresses nothing itself. */
export function compress(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    if (!entry.isFile() || !COMPRESSED.test(entry.name) || statSync(path).size < 1_000) continue;
    const bytes = readFileSync(path);
    writeFileSync(`${path}.br`, brotliCompressSync(bytes));
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
  }
}

// As a program: what `npm start` runs.
const [, program] = process.argv;
if (program !== undefined && import.meta.url === pathToFileURL(program).href)
  await Promise.all([buildServer(), buildPages()]);
