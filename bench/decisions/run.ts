// Bundles the decision bench, as the server is bundled, and runs it on plain Node.
// Never through a loader: a loader's wrappers would be timed too.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const outfile = join(root, 'node_modules/.cache/aegle-bench/decisions.mjs');

await build({
  entryPoints: [join(root, 'bench/decisions/main.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  alias: { '@aegle/core': join(root, 'packages/core/src/index.ts') },
});
const { status } = spawnSync(
  process.execPath,
  ['--expose-gc', outfile, root, ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
);
process.exit(status ?? 1);
