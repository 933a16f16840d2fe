// The JSON Schema of the evidence files, made from the loader's own schemas.
// The committed copy must never differ from what this makes: a test holds them equal.
import { z } from 'zod';
import { releaseFileSchema } from './release-schema.ts';
import { reservedStudiesFileSchema, sourcesFileSchema, topicFileSchema } from './schema.ts';

const files = {
  'a topic file, evidence/<topic>.yaml': topicFileSchema,
  'evidence/sources.yaml': sourcesFileSchema,
  'evidence/reserved-studies.yaml': reservedStudiesFileSchema,
  'a release, evidence/releases/<name>.json': releaseFileSchema,
};

/**
 * One schema that accepts each kind of file. It describes a file alone: rules that look across
 * files (sources, ids, marks, intervals) are the loader's.
 */
export function evidenceJsonSchema(): Record<string, unknown> {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Aegle evidence files',
    oneOf: Object.entries(files).map(([title, schema]) => {
      const { $schema: _dialect, ...described } = z.toJSONSchema(schema, { io: 'input' });
      return { title, ...described };
    }),
  };
}

/** The text of evidence/schema.json. */
export function evidenceJsonSchemaText(): string {
  return `${JSON.stringify(evidenceJsonSchema(), null, 2)}\n`;
}
