// `npm run bench [-- name …]`: every bench, or those named. Each prints a table and its machine.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { install, root, run } from './install.mjs';

await install();
const folder = join(root, 'bench');
const names = process.argv.slice(2).filter((name) => !name.startsWith('-'));
const all = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'run.ts')));
for (const name of names.length > 0 ? names : all) {
  if (!all.includes(name)) {
    console.error(`No bench is called ${name}. There are: ${all.join(', ')}.`);
    process.exit(1);
  }
  console.log(`\n=== bench ${name}`);
  run(process.execPath, ['--import', 'tsx', join(folder, name, 'run.ts')]);
}
