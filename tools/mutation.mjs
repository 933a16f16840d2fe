// `npm run mutation -- FILE …`: changes each named file of core a little at a time, and counts the changes that
// core's tests and the programmes' cases notice. Prints the score and what was not noticed. Slow: minutes a file.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { install, root, run, runHearing } from './install.mjs';

const files = process.argv.slice(2).filter((name) => !name.startsWith('-'));
const least = Number(
  /^--least=(\d+)$/.exec(process.argv.find((one) => one.startsWith('--least=')) ?? '')?.[1] ?? 0,
);
if (files.length === 0) {
  console.error(
    'Name files below packages/core/src: npm run mutation -- packages/core/src/gate/widening.ts',
  );
  process.exit(1);
}
for (const file of files) {
  if (
    /^packages\/core\/src\/.+\.ts$/.test(file) &&
    !/\.test\.ts$/.test(file) &&
    existsSync(join(root, file))
  )
    continue;
  console.error(
    `${file} is no file of packages/core/src that could be changed. Name one from the repository's root.`,
  );
  process.exit(1);
}

await install();
const folder = join(root, 'tests/mutation');
if (!existsSync(join(folder, 'node_modules/@stryker-mutator/core'))) {
  console.log('Installing Stryker (about a minute the first time) …');
  run('npm', ['ci', '--silent'], { cwd: folder });
}
const scratch = mkdtempSync(join(tmpdir(), 'aegle-mutation-'));
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
await runHearing(process.execPath, [
  join(folder, 'node_modules/@stryker-mutator/core/bin/stryker.js'),
  'run',
  join(folder, 'stryker.config.json'),
  '--tempDirName',
  scratch,
  '--mutate',
  files.join(','),
]);
const report = JSON.parse(readFileSync(join(root, 'reports/mutation.json'), 'utf8'));
let [killed, met] = [0, 0];
for (const [file, { mutants }] of Object.entries(report.files)) {
  const of = (...states) => mutants.filter(({ status }) => states.includes(status)).length;
  const dead = of('Killed', 'Timeout');
  const alive = of('Survived', 'NoCoverage');
  console.log(
    `${file}: ${dead} of ${dead + alive} noticed, ${of('Ignored')} met only while loading`,
  );
  killed += dead;
  met += dead + alive;
}
const score = met === 0 ? 0 : (100 * killed) / met;
console.log(`${score.toFixed(1)} % of ${met} changes noticed`);
process.exit(score >= least ? 0 : 1);
