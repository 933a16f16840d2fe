// Reads the files of one programme folder and checks their shape.
// Never reads outside the folder, and never accepts an unknown key.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import {
  type FormTextFile,
  formTextSchema,
  type QuestionsFile,
  questionsSchema,
} from './reading-schema.ts';
import {
  type ContraceptionFile,
  contraceptionSchema,
  type EligibilityFile,
  eligibilitySchema,
  type OverlayFile,
  overlaySchema,
  type ParameterFile,
  type ProgrammeFile,
  parameterSchema,
  programmeSchema,
  type RequirementsFile,
  requirementsSchema,
  type SourcesFile,
  sourcesSchema,
} from './schema.ts';

/** Why a programme does not load: which file, where in it, which rule, what to do. */
export interface Refusal {
  readonly file: string;
  readonly where: string;
  readonly rule: string;
  readonly nextStep: string;
}

/** The parsed files of one programme. */
export interface ProgrammeFiles {
  readonly programme: ProgrammeFile;
  readonly sources: SourcesFile;
  readonly parameters: ReadonlyMap<string, ParameterFile>;
  readonly requirements: ReadonlyMap<string, RequirementsFile>;
  readonly overlays: readonly OverlayFile[];
  readonly contraception: ContraceptionFile;
  readonly eligibility: EligibilityFile;
  /** Forms as their signers read them; a form that is not among them is read on paper. */
  readonly forms: readonly FormTextFile[];
  /** What patients answer each month, where the programme asks them. */
  readonly questions?: QuestionsFile;
}

/** Reads a folder; every problem of shape is a refusal. */
export function readProgrammeFiles(folder: string): ProgrammeFiles | readonly Refusal[] {
  const refusals: Refusal[] = [];
  const read = <T>(name: string, schema: z.ZodType<T>): T | undefined => {
    const parsed = readYaml(join(folder, name), name, schema);
    if ('refusals' in parsed) {
      refusals.push(...parsed.refusals);
      return undefined;
    }
    return parsed.value;
  };
  const readAll = <T>(subfolder: string, schema: z.ZodType<T>): Map<string, T> => {
    const found = new Map<string, T>();
    if (!existsSync(join(folder, subfolder))) return found;
    for (const name of readdirSync(join(folder, subfolder)).sort()) {
      if (!name.endsWith('.yaml')) continue;
      const value = read(`${subfolder}/${name}`, schema);
      if (value !== undefined) found.set(name.replace(/\.yaml$/, ''), value);
    }
    return found;
  };
  const programme = read('programme.yaml', programmeSchema);
  const sources = read('sources.yaml', sourcesSchema);
  const parameters = readAll('parameters', parameterSchema);
  const requirements = readAll('requirements', requirementsSchema);
  const overlays = readAll('overlays', overlaySchema);
  const forms = readAll('forms', formTextSchema);
  const has = (name: string) => existsSync(join(folder, name));
  const contraception = has('contraception.yaml')
    ? read('contraception.yaml', contraceptionSchema)
    : { methods: {}, combinations: [] };
  const eligibility = has('eligibility.yaml')
    ? read('eligibility.yaml', eligibilitySchema)
    : { rules: [] };
  const questions = has('questions.yaml') ? read('questions.yaml', questionsSchema) : undefined;
  for (const [stem, parameter] of parameters)
    if (parameter.id !== stem) refusals.push(misnamed(`parameters/${stem}.yaml`, 'id', stem));
  for (const [stem, { form }] of forms)
    if (form !== stem) refusals.push(misnamed(`forms/${stem}.yaml`, 'form', stem));
  if (refusals.length > 0 || !programme || !sources || !contraception || !eligibility)
    return refusals;
  return {
    programme,
    sources,
    parameters,
    requirements,
    overlays: [...overlays.values()],
    contraception,
    eligibility,
    forms: [...forms.values()],
    ...(questions === undefined ? {} : { questions }),
  };
}

const misnamed = (file: string, where: string, stem: string): Refusal => ({
  file,
  where,
  rule: 'id_is_not_file_name',
  nextStep: `Call it ${stem}, or rename the file.`,
});

/** Reads one YAML file of a stated shape. */
export function readYaml<T>(
  path: string,
  name: string,
  schema: z.ZodType<T>,
): { value: T } | { refusals: readonly Refusal[] } {
  const refuse = (where: string, rule: string, nextStep: string) => ({
    refusals: [{ file: name, where, rule, nextStep }],
  });
  if (!existsSync(path)) return refuse('file', 'file_missing', `Write ${name}.`);
  let content: unknown;
  try {
    content = parse(readFileSync(path, 'utf8'), { strict: true, uniqueKeys: true });
  } catch (error) {
    const line = error instanceof Error ? error.message.split('\n')[0] : 'not YAML';
    return refuse('file', 'not_yaml', `Mend the file: ${line}`);
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return { value: parsed.data };
  return {
    refusals: flattened(parsed.error.issues).map((issue) => ({
      file: name,
      where: issue.path.map(String).join('.') || 'file',
      rule: issue.code,
      nextStep: issue.message,
    })),
  };
}

function flattened(issues: readonly z.core.$ZodIssue[]): readonly z.core.$ZodIssue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union') return [issue];
    const branches = issue.errors.filter((branch) => branch.length > 0);
    const nearest = branches.sort((a, b) => a.length - b.length)[0];
    return nearest === undefined ? [issue] : flattened(nearest);
  });
}
