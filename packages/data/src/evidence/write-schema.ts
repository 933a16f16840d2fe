// Writes evidence/schema.json anew: npx tsx packages/data/src/evidence/write-schema.ts
// It must never be run by a loader or a test: the committed copy is compared, not replaced.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { evidenceFolder } from './folders.ts';
import { evidenceJsonSchemaText } from './json-schema.ts';

writeFileSync(join(evidenceFolder, 'schema.json'), evidenceJsonSchemaText());
console.log(
  'evidence/schema.json written; format it: npx biome format --write evidence/schema.json',
);
