// What a programme must not be, whatever its files look like: uncited, overlapping, contradictory.
// Never loosens: each rule here has a bad programme that proves it.

import {
  ANCHORS,
  addDays,
  asksClinician,
  CompiledProgramme,
  decideGate,
  type Edition,
  foldPatient,
  formatCalendarDay,
  GROUND_FINDINGS,
  type Instant,
  type Overlay,
  type Programme,
  type Requirement,
  requirementKind,
  STAGES,
} from '@aegle/core';
import { zoneClocks } from '../zones/zone-clock.ts';
import { ageRefusals } from './age-refusals.ts';
import { usedParametersOf } from './build.ts';
import type { ProgrammeFiles, Refusal } from './files.ts';
import { readingRefusals } from './reading-refusals.ts';
import { unknownRefusals } from './unknowns.ts';

type Add = (file: string, where: string, rule: string, nextStep: string) => void;

/** Every rule that a built programme breaks. */
export function refusalsOf(programme: Programme, files: ProgrammeFiles): readonly Refusal[] {
  const refusals: Refusal[] = [];
  const add: Add = (file, where, rule, nextStep) => refusals.push({ file, where, rule, nextStep });
  checkSources(files, add);
  checkParameters(files, add);
  checkCompleteness(programme, add);
  checkEditionDays(programme, add);
  for (const edition of programme.editions) {
    checkEdition(edition, files, add);
    if (programme.completeness === 'gate') refusals.push(...ageRefusals(edition));
  }
  refusals.push(...unknownRefusals(programme, files.programme.unknowns));
  for (const overlay of programme.overlays) checkOverlay(programme, overlay, add);
  checkJudged(programme, add);
  refusals.push(...readingRefusals(programme, files));
  if (!isZone(programme.zone))
    add('programme.yaml', 'zone', 'unknown_zone', 'Name a zone of the zone database.');
  else if (refusals.length === 0) checkEmptyFacts(programme, add);
  return refusals;
}

function isZone(zone: string): boolean {
  try {
    zoneClocks()(zone);
    return true;
  } catch {
    return false;
  }
}

function checkSources(files: ProgrammeFiles, add: Add): void {
  const known = new Set(files.sources.map((source) => source.id));
  const used = new Set<string>();
  const visit = (value: unknown, file: string, where: string): void => {
    if (Array.isArray(value))
      for (const [index, item] of value.entries()) visit(item, file, `${where}[${index}]`);
    else if (typeof value === 'object' && value !== null)
      for (const [key, child] of Object.entries(value)) {
        if (key !== 'sources') visit(child, file, where === '' ? key : `${where}.${key}`);
        else
          for (const source of child as string[]) {
            used.add(source);
            if (!known.has(source))
              add(file, `${where}.sources`, 'unknown_source', `Add ${source} to sources.yaml.`);
          }
      }
  };
  visit(files.programme, 'programme.yaml', '');
  for (const [id, file] of files.parameters) visit(file, `parameters/${id}.yaml`, '');
  for (const [id, file] of files.requirements) visit(file, `requirements/${id}.yaml`, '');
  for (const file of files.overlays) visit(file, `overlays/${file.id}.yaml`, '');
  visit(files.contraception, 'contraception.yaml', '');
  visit(files.eligibility, 'eligibility.yaml', '');
  visit(files.questions, 'questions.yaml', '');
  for (const file of files.forms) visit(file, `forms/${file.form}.yaml`, '');
  if (known.size !== files.sources.length)
    add('sources.yaml', 'id', 'duplicate_source', 'Give every source an id of its own.');
}

function checkParameters(files: ProgrammeFiles, add: Add): void {
  const used = usedParametersOf(files);
  for (const id of files.parameters.keys())
    if (!used.has(id))
      add(`parameters/${id}.yaml`, 'id', 'unused_parameter', 'Bind it or delete the file.');
}

function checkCompleteness(programme: Programme, add: Add): void {
  const { completeness } = programme;
  const where = 'programme.yaml';
  if (completeness === 'reference') {
    if (programme.unknowns.length === 0)
      add(where, 'unknowns', 'reference_without_unknowns', 'List what is not known.');
    if (programme.editions.length > 0)
      add(where, 'editions', 'reference_with_editions', 'A reference page decides nothing.');
    return;
  }
  if (programme.editions.length === 0)
    add(where, 'editions', 'no_edition', 'Write an edition, or make it a reference page.');
  for (const edition of programme.editions) {
    const gates = edition.requirements.filter((requirement) => requirement.kind !== 'advisory');
    if (completeness === 'advisory' && gates.length > 0)
      add(where, edition.id, 'advisory_with_gate', 'An advisory programme binds advisories only.');
    if (completeness !== 'gate') continue;
    for (const stage of ['prescribe', 'dispense'] as const)
      if (!gates.some((requirement) => requirement.stages.includes(stage)))
        add(where, edition.id, 'stage_without_requirement', `Bind a requirement to ${stage}.`);
  }
}

/** Confirmed editions follow each other without overlap and without a gap. */
function checkEditionDays(programme: Programme, add: Add): void {
  const seen = new Set<string>();
  let before: Edition | undefined;
  for (const edition of programme.editions) {
    const where = `editions.${edition.id}`;
    if (seen.has(edition.id))
      add('programme.yaml', where, 'duplicate_edition', 'Give every edition an id of its own.');
    seen.add(edition.id);
    if (!edition.isConfirmed && edition.announcement === undefined)
      add('programme.yaml', where, 'announcement_uncited', 'Cite who announced it.');
    if (edition.effectiveTo !== undefined && edition.effectiveTo < edition.effectiveFrom)
      add('programme.yaml', where, 'edition_ends_before_it_begins', 'Check both days.');
    if (before !== undefined && edition.effectiveFrom <= before.effectiveFrom)
      add('programme.yaml', where, 'editions_overlap', 'Order editions by their first day.');
    if (before?.effectiveTo !== undefined && edition.isConfirmed) {
      if (edition.effectiveFrom <= before.effectiveTo)
        add('programme.yaml', where, 'editions_overlap', 'End the edition before, the day before.');
      else if (edition.effectiveFrom > addDays(before.effectiveTo, 1))
        add('programme.yaml', where, 'editions_gapped', 'Say which edition holds in between.');
    }
    before = edition;
  }
}

const LENGTH_KINDS = ['window', 'waiting_period'];

function checkEdition(edition: Edition, files: ProgrammeFiles, add: Add): void {
  const file = `edition ${edition.id}`;
  const ids = new Set<string>();
  const categories = new Set(edition.categories.map((category) => category.id));
  for (const requirement of edition.requirements) {
    if (ids.has(requirement.id))
      add(file, requirement.id, 'duplicate_binding', 'Rename one of them.');
    ids.add(requirement.id);
    for (const category of requirement.categories)
      if (!categories.has(category))
        add(
          file,
          requirement.id,
          'unknown_category',
          `Categories are: ${[...categories].join(', ')}.`,
        );
    for (const key of ['test', 'after']) {
      const named = requirement.options[key];
      if (named === undefined) continue;
      const target = edition.requirements.find((one) => one.id === named);
      if (target?.kind !== 'pregnancy_test')
        add(file, `${requirement.id}.${key}`, 'unknown_test', 'Name a pregnancy_test requirement.');
    }
    if (LENGTH_KINDS.includes(requirement.kind)) checkAnchors(requirement, file, add);
    // A judgement must never stand in for a missing category: the plan would be the wrong one.
    if (requirement.kind === 'risk_category' && asksClinician([requirement.status]))
      add(file, requirement.id, 'category_assumed', 'The category rule must be stated.');
  }
  for (const category of edition.categories)
    for (const ground of category.grounds)
      for (const finding of ground.findings)
        if (!GROUND_FINDINGS.includes(finding))
          add(file, category.id, 'unknown_finding', `Findings are: ${GROUND_FINDINGS.join(', ')}.`);
  const classes = new Set(Object.values(edition.contraception.methods).flat());
  for (const combination of edition.contraception.combinations)
    for (const name of Object.keys(combination.atLeast))
      if (!classes.has(name))
        add('contraception.yaml', name, 'unknown_class', 'Name a class that some method has.');
  if (
    edition.requirements.some((requirement) => requirement.kind === 'contraception') &&
    Object.keys(files.contraception.methods).length === 0
  )
    add('contraception.yaml', 'methods', 'methods_missing', 'List methods and combinations.');
  checkConflicts(edition, file, add);
}

/** What may be judged exists, is not a test, a window, a wait or a supply, and has a portal beside it. */
function checkJudged(programme: Programme, add: Add): void {
  const bound = [
    ...programme.editions.flatMap((edition) => edition.requirements),
    ...programme.overlays.flatMap((overlay) => [...overlay.replaces, ...overlay.adds]),
  ];
  const at = (where: string, rule: string, nextStep: string) =>
    add('programme.yaml', `judgedWherePortalGrants.${where}`, rule, nextStep);
  for (const { requirement } of programme.judgedWherePortalGrants) {
    if (programme.authority !== 'external')
      at(requirement, 'judged_without_portal', 'Without a portal a stated rule is not judged.');
    const kinds = bound.filter((one) => one.id === requirement).map((one) => one.kind);
    if (kinds.length === 0)
      at(requirement, 'unknown_requirement', 'Name a requirement of an edition.');
    if (kinds.some((kind) => requirementKind(kind)?.mayBeJudged !== true))
      at(requirement, 'not_to_be_judged', 'A test, a window, a wait or a supply is never judged.');
  }
  // A stated test with an assumed number would ask where the test itself is missing.
  for (const one of bound)
    if (
      one.kind === 'pregnancy_test' &&
      !asksClinician([one.status]) &&
      asksClinician(Object.values(one.parameters).map(({ status }) => status))
    )
      add('requirements', one.id, 'stated_test_asks', 'Bind the assumed number as its own rule.');
}

function checkAnchors(requirement: Requirement, file: string, add: Add): void {
  const anchors = requirement.options.anchors as readonly string[];
  if (anchors.length === 0)
    add(file, requirement.id, 'no_anchor', `Name one of: ${ANCHORS.join(', ')}.`);
  const usesTest = anchors.some((anchor) => /specimen|certification/.test(anchor));
  if (usesTest && requirement.options.test === undefined)
    add(file, requirement.id, 'anchor_without_test', 'Name the test in options.test.');
}

/** Two rules of one kind that say different numbers about the same people cannot both be stated. */
function checkConflicts(edition: Edition, file: string, add: Add): void {
  const meet = (a: readonly string[], b: readonly string[]) =>
    a.length === 0 || b.length === 0 || a.some((one) => b.includes(one));
  const isSure = (requirement: Requirement) =>
    [requirement.status, ...Object.values(requirement.parameters).map((one) => one.status)].every(
      (status) => status === 'stated' || status === 'secondary',
    );
  const values = (requirement: Requirement) =>
    JSON.stringify(Object.entries(requirement.parameters).map(([key, one]) => [key, one.value]));
  edition.requirements.forEach((a, index) => {
    for (const b of edition.requirements.slice(index + 1)) {
      const isSame = a.kind === b.kind && JSON.stringify(a.options) === JSON.stringify(b.options);
      if (!isSame || a.kind === 'advisory' || a.group !== undefined || b.group !== undefined)
        continue;
      if (!meet(a.stages, b.stages) || !meet(a.phases, b.phases)) continue;
      if (!meet(a.categories, b.categories) || !isSure(a) || !isSure(b)) continue;
      if (values(a) !== values(b))
        add(file, `${a.id}, ${b.id}`, 'bindings_in_conflict', 'Mark the disputed one, or drop it.');
    }
  });
}

function checkOverlay(programme: Programme, overlay: Overlay, add: Add): void {
  const file = `overlays/${overlay.id}.yaml`;
  for (const id of overlay.appliesTo) {
    const edition = programme.editions.find((one) => one.id === id);
    if (edition === undefined) {
      add(file, 'appliesTo', 'unknown_edition', 'Name an edition of this programme.');
      continue;
    }
    for (const name of [...overlay.removes, ...overlay.replaces.map((one) => one.id)])
      if (!edition.requirements.some((requirement) => requirement.id === name))
        add(file, name, 'nothing_to_change', `Name a requirement of ${id}.`);
  }
  if (overlay.scope === 'site' && (overlay.removes.length > 0 || overlay.replaces.length > 0))
    add(file, 'scope', 'site_overlay_loosens', 'A site may only add requirements.');
}

/** Nothing may be granted to nobody: an edition true of no facts at all does not load. */
function checkEmptyFacts(programme: Programme, add: Add): void {
  if (programme.completeness !== 'gate') return;
  const compiled = new CompiledProgramme(programme);
  const clockOf = zoneClocks();
  const facts = {
    patient: foldPatient([], 0 as Instant),
    prescriber: undefined,
    pharmacy: undefined,
    programmes: new Map(),
  };
  for (const edition of programme.editions)
    for (const stage of STAGES) {
      const at = clockOf(programme.zone).lastInstantOf(edition.effectiveFrom);
      const isAsked = edition.requirements.some((requirement) =>
        requirement.stages.includes(stage),
      );
      if (!isAsked) continue;
      const decision = decideGate([compiled], facts, { kind: stage, at }, clockOf);
      if (decision.outcome === 'granted')
        add(
          `edition ${edition.id}`,
          stage,
          'granted_on_empty_facts',
          `On ${formatCalendarDay(edition.effectiveFrom)} it grants ${stage} to nobody: bind what must be known.`,
        );
    }
}
