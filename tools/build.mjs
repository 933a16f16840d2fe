// Builds what `npm start` and `aegle` run: one server bundle, one command-line bundle, the pages.
// Never rebuilds what is newer than its sources.

import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';

function newestIn(folder) {
  let newest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
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

const SERVER_SOURCES = ['core', 'forecast', 'api', 'server'].map((name) => `packages/${name}/src`);

/** Bundles an entry of the server package into `packages/server/dist`. */
async function bundle(entry, name) {
  const output = join(root, 'packages/server/dist', `${name}.mjs`);
  if (!isStale(output, SERVER_SOURCES)) return output;
  const { build } = await import('esbuild');
  await build({
    entryPoints: [join(root, 'packages/server/src', entry)],
    outfile: output,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    sourcemap: true,
    logLevel: 'warning',
    // Third-party packages stay in node_modules; Aegle's own are bundled.
    plugins: [
      {
        name: 'third-party-stays-outside',
        setup(esbuild) {
          esbuild.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
            kind === 'entry-point' || path.startsWith('@aegle/')
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
async function withThread(entry, name) {
  await bundle('forecast-work/thread.ts', 'forecast-thread');
  return bundle(entry, name);
}

/** The server bundle. */
export const buildServer = () => withThread('main.ts', 'main');

/** The command-line bundle. */
export const buildCommandLine = () => withThread('cli/main.ts', 'aegle');

const PAGE_SOURCES = [
  ...['core', 'forecast', 'api', 'console'].map((name) => `packages/${name}/src`),
  'packages/console/public',
  'evidence',
];

/** The pages, built by Vite. */
export async function buildPages() {
  const output = join(root, 'packages/console/dist/index.html');
  if (!isStale(output, PAGE_SOURCES)) return;
  const { build } = await import('vite');
  await build({ root: join(root, 'packages/console'), logLevel: 'warn' });
}
