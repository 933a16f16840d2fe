// Which tests meet the mutants: core's own, and every case of every programme.
// Packages are read from the copy that holds the mutants, never from where npm linked them.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = join(import.meta.dirname, '../..');
const packages = readdirSync(join(root, 'packages'));

export default defineConfig({
  root,
  resolve: {
    alias: packages.map((name) => ({
      find: new RegExp(`^@aegle/${name}$`),
      replacement: join(root, 'packages', name, 'src/index.ts'),
    })),
  },
  test: {
    include: ['packages/core/src/**/*.test.ts', 'packages/data/src/programmes/cases.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/*.deep.test.ts'],
    testTimeout: 60_000,
    isolate: false,
  },
});
