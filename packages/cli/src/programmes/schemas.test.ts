// The committed JSON schemas are those that Aegle reads with, and the examples fit them.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonSchemaText, SCHEMA_NAMES } from './schemas.ts';

const folder = join(import.meta.dirname, '../../../../programmes/schema');

describe('programmes/schema', () => {
  it.each(SCHEMA_NAMES)('%s.json is current', (name) => {
    const committed = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
    expect(committed).toEqual(JSON.parse(jsonSchemaText(name)!));
  });

  it('holds no schema that nothing reads with', () => {
    expect(readdirSync(folder).sort()).toEqual(SCHEMA_NAMES.map((name) => `${name}.json`).sort());
  });

  it('knows no other name', () => {
    expect(jsonSchemaText('toString')).toBeUndefined();
  });
});
