// Writes programmes/schema anew: npx tsx packages/cli/src/write-schemas.ts
// Never run by a loader or a test: the committed copies are compared, not replaced.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchemaText, SCHEMA_NAMES } from './programmes/schemas.ts';

const folder = join(import.meta.dirname, '../../../programmes/schema');
mkdirSync(folder, { recursive: true });
for (const name of SCHEMA_NAMES)
  writeFileSync(join(folder, `${name}.json`), jsonSchemaText(name) ?? '');
console.log('programmes/schema written; format it: npx biome format --write programmes/schema');
