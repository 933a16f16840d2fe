// `npm test` and, with --deep, `npm run test:deep`: installs, then runs every check there is.
// Never passes over what cannot run: it is named, and under CI=true that is a failure.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { install, root } from './install.mjs';

await install();
const isDeep = process.argv.includes('--deep');
const isCi = process.env.CI === 'true';
let passed = 0;
let failed = 0;

function step(name, check) {
  const started = Date.now();
  console.log(`\n=== ${name}`);
  const isGood = check();
  if (isGood) passed += 1;
  else failed += 1;
  console.log(
    `=== ${name}: ${isGood ? 'passed' : 'FAILED'} (${Math.round((Date.now() - started) / 1000)} s)`,
  );
}

const node = (args) =>
  spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status === 0;

/** Programs that some tests need; absent, they are named. */
const NEEDED = [
  ['browser', ['/usr/bin/chromium'], 'chromium'],
  ['store on PostgreSQL 15', ['/usr/lib/postgresql/15/bin/postgres'], 'postgresql-15'],
];
const NEEDED_DEEP = [
  ['the R export', ['/usr/lib/R/site-library/deSolve'], 'r-base-core and r-cran-desolve'],
];

function tests(config, name) {
  mkdirSync(join(root, 'reports'), { recursive: true });
  const report = join(root, 'reports', `${name}.json`);
  const isGood = node([
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--config',
    config,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  if (existsSync(report)) {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
    passed += numPassedTests;
    failed += numFailedTests;
    if (numPassedTests === 0) failed += 1;
  }
  return isGood;
}

const { checkTypes } = await import('./types.mjs');
const { buildCommandLine, buildPages, buildServer } = await import('./build.mjs');

for (const [name, paths, debian] of isDeep ? [...NEEDED, ...NEEDED_DEEP] : NEEDED)
  if (!paths.some((path) => existsSync(path))) {
    console.log(`NOT RUN: ${name}, needs ${debian}`);
    if (isCi) failed += 1;
  }

if (!isDeep) {
  step('types', checkTypes);
  step('format and lint', () =>
    node([join(root, 'node_modules/@biomejs/biome/bin/biome'), 'ci', '.']),
  );
}
console.log('\n=== build');
await Promise.all([buildServer(), buildCommandLine(), buildPages()]);
step(isDeep ? 'deep tests' : 'tests', () =>
  isDeep ? tests('vitest.deep.config.ts', 'deep') : tests('vitest.config.ts', 'tests'),
);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
