// The JSON schemas of every file that Aegle reads or writes, made from the schemas it reads with.
// The committed copies under programmes/schema never differ from these: a test holds them equal.

import { forecastDocument, forecastQuestion } from '@aegle/api';
import {
  caseFileSchema,
  contraceptionSchema,
  eligibilitySchema,
  fixturesSchema,
  formTextSchema,
  overlaySchema,
  parameterSchema,
  patientFileSchema,
  programmeSchema,
  questionsSchema,
  requirementsSchema,
  sourcesSchema,
} from '@aegle/data';
import { z } from 'zod';
import { answerSchema, refusalSchema } from '../decide/answer-schema.ts';
import { streamLineSchema } from '../log/history-lines.ts';

const INPUTS = {
  patient: patientFileSchema,
  stream: streamLineSchema,
  programme: programmeSchema,
  sources: sourcesSchema,
  parameter: parameterSchema,
  requirements: requirementsSchema,
  overlay: overlaySchema,
  contraception: contraceptionSchema,
  eligibility: eligibilitySchema,
  questions: questionsSchema,
  form: formTextSchema,
  cases: caseFileSchema,
  fixtures: fixturesSchema,
  'forecast-plan': forecastQuestion,
} as const;

const OUTPUTS = {
  answer: answerSchema,
  refusal: refusalSchema,
  forecast: forecastDocument,
} as const;

/** Names that `aegle schema` knows. */
export const SCHEMA_NAMES: readonly string[] = [...Object.keys(INPUTS), ...Object.keys(OUTPUTS)];

/** The JSON Schema of that name as committed text, or `undefined`. */
export function jsonSchemaText(name: string): string | undefined {
  if (!SCHEMA_NAMES.includes(name)) return undefined;
  const input = (INPUTS as Readonly<Record<string, z.ZodType>>)[name];
  const output = (OUTPUTS as Readonly<Record<string, z.ZodType>>)[name];
  const schema = input ?? output;
  if (schema === undefined) return undefined;
  const io = input === undefined ? 'output' : 'input';
  return `${JSON.stringify(z.toJSONSchema(schema, { io }), null, 2)}\n`;
}
