// Reads the registry of instruments and its FHIR Questionnaires from evidence/questionnaires.
// Never puts text into a slot: a licensed instrument that is not the site's own stays empty.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EvidenceRow, type Instrument, instrumentOf, readQuestionnaire } from '@aegle/core';
import { parse } from 'yaml';
import { z } from 'zod';

const row = z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+){2}$/);
const links = z.array(z.string().min(1));
const entrySchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/),
    title: z.string().optional(),
    questionnaire: z
      .string()
      .regex(/^[a-z0-9-]+\.json$/)
      .optional(),
    slot: z.literal(true).optional(),
    licence: row,
    scoring: z
      .discriminatedUnion('method', [
        z.strictObject({ method: z.literal('sum'), items: links.min(1) }),
        z.strictObject({ method: z.literal('weighted-sum'), weights: z.record(z.string(), row) }),
        z.strictObject({ method: z.literal('each') }),
      ])
      .optional(),
    range: row.optional(),
    bands: z.array(z.strictObject({ name: z.string(), row })).optional(),
    cuts: z.strictObject({ row, names: links }).optional(),
    worse: z.enum(['up', 'down', 'by-item']),
    selfHarmItems: z.union([links, z.literal('unknown')]),
    reviewFrom: row.optional(),
    reviewRise: row.optional(),
    expandFrom: z.strictObject({ row, to: z.string() }).optional(),
  })
  .refine((one) => (one.slot === true) === (one.questionnaire === undefined), {
    message: 'an instrument has a questionnaire, or is a slot',
  })
  .refine((one) => one.slot !== true || (one.scoring === undefined && one.bands === undefined), {
    message: 'a slot carries nothing of the instrument',
  });
const registrySchema = z.strictObject({ instruments: z.array(entrySchema).min(1) });

export const questionnairesFolder = 'questionnaires';

/** The instruments of an evidence folder; throws on the first fault, naming the file. */
export function readInstruments(
  evidenceFolder: string,
  rows: readonly EvidenceRow[],
): ReadonlyMap<string, Instrument> {
  const folder = join(evidenceFolder, questionnairesFolder);
  const text = readFileSync(join(folder, 'registry.yaml'), 'utf8');
  const { instruments } = registrySchema.parse(parse(text));
  const read = instruments.map((entry) => {
    if (entry.questionnaire === undefined) return instrumentOf(entry, undefined, rows);
    const resource: unknown = JSON.parse(readFileSync(join(folder, entry.questionnaire), 'utf8'));
    const reading = readQuestionnaire(resource);
    if (!reading.accepted)
      throw new Error(`${entry.questionnaire}: ${JSON.stringify(reading.problems)}`);
    return instrumentOf(entry, reading.questionnaire, rows);
  });
  return new Map(read.map((instrument) => [instrument.id, instrument]));
}
