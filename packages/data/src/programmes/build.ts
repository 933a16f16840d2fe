// Builds a core Programme from its parsed files: parameters resolved, editions completed, digests.
// Never supplies a number: an edition without a value for a parameter it uses is refused.

import { createHash } from 'node:crypto';
import {
  type CalendarDay,
  type Category,
  type Edition,
  type FieldProblem,
  type Fields,
  type Overlay,
  type Parameter,
  type Programme,
  parseCalendarDay,
  type Requirement,
  readFields,
  requirementKind,
} from '@aegle/core';
import canonicalize from 'canonicalize';
import { eligibilityRulesOf, parameterOfRule } from './eligibility-rules.ts';
import type { ProgrammeFiles, Refusal } from './files.ts';
import { parameterValueOf } from './parameter-value.ts';
import type { RequirementFile, RequirementsFile, SentencesFile } from './schema.ts';
import { saidOf } from './unknowns.ts';

/** Collects refusals while building; `undefined` values never escape when there are none. */
interface Build {
  readonly files: ProgrammeFiles;
  readonly refusals: Refusal[];
  readonly usedParameters: Set<string>;
  readonly majorityAgeYears: number | undefined;
}

/** Builds the programme, or says everything that is wrong. */
export function buildProgramme(
  files: ProgrammeFiles,
  majorityAgeYears?: number,
): Programme | readonly Refusal[] {
  const build: Build = { files, refusals: [], usedParameters: new Set(), majorityAgeYears };
  const editions = files.programme.editions.map((file) => {
    const content = requirementsOf(build, file.requirements, []);
    const effectiveFrom = dayOf(file.effectiveFrom);
    const requirements = (content?.requirements ?? []).map((requirement) =>
      requirementOf(build, requirement, `requirements/${file.requirements}.yaml`, effectiveFrom),
    );
    return editionOf(build, file, effectiveFrom, content?.categories ?? [], requirements);
  });
  const overlays = files.overlays.map((overlay) => overlayOf(build, overlay));
  for (const rule of files.eligibility.rules) {
    const id = parameterOfRule(rule);
    if (id === undefined) continue;
    build.usedParameters.add(id);
    if (!files.parameters.has(id))
      refuse(
        build,
        'eligibility.yaml',
        rule.id,
        'parameter_missing',
        `Write parameters/${id}.yaml.`,
      );
  }
  if (build.refusals.length > 0) return build.refusals;
  const { programme } = files;
  return {
    id: programme.id,
    name: programme.name,
    jurisdiction: programme.jurisdiction,
    regulator: programme.regulator,
    zone: programme.zone,
    authority: programme.authority,
    judgedWherePortalGrants: judgedIn(files),
    ...appliesWithOf(files),
    completeness: programme.completeness,
    unknowns: programme.unknowns.map(saidOf),
    products: programme.products.map(({ system, code }) => ({ system, code })),
    editions,
    overlays,
  };
}

/** Parameters that some requirement or eligibility rule uses. */
export function usedParametersOf(files: ProgrammeFiles): ReadonlySet<string> {
  const used = new Set<string>();
  const note = (requirements: readonly RequirementFile[]) => {
    for (const requirement of requirements)
      for (const parameter of Object.values(requirement.parameters)) used.add(parameter);
  };
  for (const file of files.requirements.values())
    'requirements' in file ? note(file.requirements) : note([...file.replaces, ...file.adds]);
  for (const overlay of files.overlays) note([...overlay.replaces, ...overlay.adds]);
  for (const rule of files.eligibility.rules) {
    const id = parameterOfRule(rule);
    if (id !== undefined) used.add(id);
  }
  return used;
}

function dayOf(text: string): CalendarDay {
  const day = parseCalendarDay(text);
  if (day === undefined) throw new RangeError(`${text} is not a calendar day`);
  return day;
}

function refuse(build: Build, file: string, where: string, rule: string, nextStep: string): void {
  build.refusals.push({ file, where, rule, nextStep });
}

interface Requirements {
  readonly categories: readonly Category[];
  readonly requirements: readonly RequirementFile[];
}

/** A requirements file with everything it is based on. */
function requirementsOf(
  build: Build,
  stem: string,
  seen: readonly string[],
): Requirements | undefined {
  const name = `requirements/${stem}.yaml`;
  const file = build.files.requirements.get(stem);
  if (file === undefined || seen.includes(stem)) {
    const rule = file === undefined ? 'file_missing' : 'based_on_itself';
    refuse(build, name, 'file', rule, `Write ${name}, not based on itself.`);
    return undefined;
  }
  if ('requirements' in file)
    return { categories: file.categories as readonly Category[], requirements: file.requirements };
  const base = requirementsOf(build, file.basedOn, [...seen, stem]);
  if (base === undefined) return undefined;
  return changed(build, name, base, file);
}

function changed(
  build: Build,
  name: string,
  base: Requirements,
  file: Exclude<RequirementsFile, { requirements: unknown }>,
): Requirements {
  const has = (id: string) => base.requirements.some((requirement) => requirement.id === id);
  for (const id of [...file.removes, ...file.replaces.map((one) => one.id)])
    if (!has(id))
      refuse(build, name, id, 'nothing_to_change', 'Name a requirement of the base edition.');
  for (const { id } of file.adds)
    if (has(id)) refuse(build, name, id, 'already_bound', 'Put it under replaces.');
  const kept = base.requirements
    .filter((requirement) => !file.removes.includes(requirement.id))
    .map((requirement) => file.replaces.find((one) => one.id === requirement.id) ?? requirement);
  return {
    categories: (file.categories as readonly Category[] | undefined) ?? base.categories,
    requirements: [...kept, ...file.adds],
  };
}

function requirementOf(
  build: Build,
  file: RequirementFile,
  name: string,
  on: CalendarDay,
): Requirement {
  const kind = requirementKind(file.kind);
  const at = (where: string, rule: string, nextStep: string) =>
    refuse(build, name, `${file.id}.${where}`, rule, nextStep);
  if (kind === undefined) at('kind', 'unknown_kind', 'Name a kind of requirement that exists.');
  const parameters: Record<string, Parameter> = {};
  for (const [key, parameterId] of Object.entries(file.parameters)) {
    const declared = kind?.parameters[key];
    if (kind !== undefined && declared === undefined)
      at(
        `parameters.${key}`,
        'unknown_parameter',
        `${file.kind} takes: ${Object.keys(kind.parameters).join(', ') || 'none'}.`,
      );
    const parameter = parameterOf(build, parameterId, on, name, file.id);
    if (parameter === undefined) continue;
    if (declared !== undefined && declared.is !== parameter.value.kind)
      at(`parameters.${key}`, 'wrong_unit', `This parameter is a ${declared.is}.`);
    parameters[key] = parameter;
  }
  for (const [key, declared] of Object.entries(kind?.parameters ?? {}))
    if (declared.optional !== true && file.parameters[key] === undefined)
      at(`parameters.${key}`, 'missing_parameter', 'Name a parameter file for it.');
  const problems: FieldProblem[] = [];
  const options = readFields(kind?.options ?? ({} as Fields), file.options, 'options', problems);
  for (const problem of problems) at(problem.field, problem.rule, problem.nextStep);
  const { group, text, ...rest } = file;
  return {
    ...rest,
    ...(group === undefined ? {} : { group }),
    citation: file.citation as Requirement['citation'],
    parameters,
    options: options ?? {},
    text: sentencesOf(text),
  };
}

function sentencesOf(text: SentencesFile): Requirement['text'] {
  return { ...text, programme: text.programme ?? text.prescriber };
}

function parameterOf(
  build: Build,
  id: string,
  on: CalendarDay,
  name: string,
  where: string,
): Parameter | undefined {
  const file = build.files.parameters.get(id);
  if (file === undefined) {
    refuse(build, name, where, 'parameter_missing', `Write parameters/${id}.yaml.`);
    return undefined;
  }
  build.usedParameters.add(id);
  const current = file.values
    .filter((value) => dayOf(value.from) <= on)
    .sort((a, b) => dayOf(a.from) - dayOf(b.from))
    .at(-1);
  if (current === undefined) {
    refuse(
      build,
      `parameters/${id}.yaml`,
      'values',
      'no_value_yet',
      'State the value in force on the first day of the edition that uses it.',
    );
    return undefined;
  }
  return {
    id,
    value: parameterValueOf(file, current.value),
    status: current.status,
    sources: current.sources,
  };
}

function editionOf(
  build: Build,
  file: ProgrammeFiles['programme']['editions'][number],
  effectiveFrom: CalendarDay,
  categories: readonly Category[],
  requirements: readonly Requirement[],
): Edition {
  const optionalDay = (key: 'adoptedOn' | 'announcedOn' | 'effectiveTo') =>
    file[key] === undefined ? {} : { [key]: dayOf(file[key]) };
  const { methods, combinations } = build.files.contraception;
  const content = {
    id: file.id,
    programme: build.files.programme.id,
    title: file.title,
    ...optionalDay('adoptedOn'),
    ...optionalDay('announcedOn'),
    effectiveFrom,
    ...optionalDay('effectiveTo'),
    isConfirmed: file.confirmed !== undefined,
    ...(file.announcement === undefined
      ? {}
      : { announcement: file.announcement as NonNullable<Edition['announcement']> }),
    requirements,
    categories,
    contraception: {
      methods: Object.fromEntries(Object.entries(methods).map(([key, one]) => [key, one.classes])),
      combinations,
    },
  };
  return {
    ...content,
    digest: digestOf({ ...content, ...decidingBeside(build) }),
    overlays: [],
  };
}

function digestOf(content: object): string {
  return createHash('sha256').update(canonicalize(content)!).digest('hex');
}

/** What decides beside an edition's own requirements: clock, authority, eligibility and its numbers. */
function decidingBeside({ files, majorityAgeYears }: Build): object {
  const { jurisdiction, zone, authority, completeness } = files.programme;
  const eligibility = eligibilityRulesOf(files);
  const judged = judgedIn(files);
  const beside = {
    ...appliesWithOf(files),
    jurisdiction,
    zone,
    authority,
    completeness,
    majorityAgeYears,
    eligibility,
  };
  return judged.length === 0 ? beside : { ...beside, judged };
}

function appliesWithOf({ programme }: ProgrammeFiles): Pick<Programme, 'appliesWith'> {
  const others = programme.appliesWith.map((one) => one.programme);
  return others.length === 0 ? {} : { appliesWith: others };
}

/** One entry for each requirement that may be judged although it is stated. */
function judgedIn({ programme }: ProgrammeFiles): Programme['judgedWherePortalGrants'] {
  return programme.judgedWherePortalGrants.flatMap((one) =>
    one.requirements.map((requirement) => ({
      requirement,
      citation: one.citation as Requirement['citation'],
    })),
  );
}

function overlayOf(build: Build, file: ProgrammeFiles['overlays'][number]): Overlay {
  const name = `overlays/${file.id}.yaml`;
  const from = dayOf(file.from);
  const bind = (requirement: RequirementFile) => requirementOf(build, requirement, name, from);
  const content = {
    id: file.id,
    scope: file.scope,
    appliesTo: file.appliesTo,
    from,
    ...(file.to === undefined ? {} : { to: dayOf(file.to) }),
    replaces: file.replaces.map(bind),
    removes: file.removes,
    adds: file.adds.map(bind),
    citation: file.citation as Overlay['citation'],
  };
  return { ...content, digest: digestOf(content) };
}
