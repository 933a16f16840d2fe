// A programme in words: editions, requirements with their numbers, statuses and sources.
// Never a number without its source: from each number to the title are two steps.

import {
  type Edition,
  formatCalendarDay,
  type Overlay,
  type Requirement,
  requirementKind,
} from '@aegle/core';
import type { LoadedProgramme } from '@aegle/data';
import { describeValue } from '../decide/file-answer.ts';

/** One line a programme. */
export function programmeLine({ programme }: LoadedProgramme): string {
  const editions = programme.editions.map((one) => one.id).join(', ');
  const head = `${programme.id.padEnd(20)} ${programme.completeness.padEnd(10)}`;
  const shown = editions === '' ? '' : ` [${editions}]`;
  return `${head} ${programme.jurisdiction.padEnd(8)} ${programme.name}${shown}`;
}

/** The whole programme. */
export function programmeText({ programme, files }: LoadedProgramme): string {
  const lines = [
    `${programme.name} (${programme.id})`,
    files.programme.summary,
    `Jurisdiction ${programme.jurisdiction}; ${programme.regulator}; clock ${programme.zone};`,
    `authority ${programme.authority}; ${programme.completeness}.`,
  ];
  if (programme.unknowns.length > 0) lines.push('', 'Not known:');
  for (const unknown of programme.unknowns) lines.push(`  - ${unknown}`);
  for (const edition of programme.editions) lines.push('', ...editionLines(edition));
  for (const overlay of programme.overlays) lines.push('', ...overlayLines(overlay));
  lines.push('', 'Sources:');
  for (const { id, title, url, kind, retrieved } of files.sources) {
    const place = url === undefined ? '' : `, ${url}`;
    lines.push(`  [${id}] ${title}${place} (${kind}, read ${retrieved})`);
  }
  return `${lines.join('\n')}\n`;
}

function editionLines(edition: Edition): string[] {
  const { effectiveFrom, effectiveTo, digest } = edition;
  const to = effectiveTo === undefined ? '' : ` to ${formatCalendarDay(effectiveTo)}`;
  const state = edition.isConfirmed
    ? 'confirmed'
    : 'announced, not confirmed: the rules may have changed on that day';
  return [
    `Edition ${edition.id}: ${edition.title}`,
    `  From ${formatCalendarDay(effectiveFrom)}${to}; ${state}; digest ${digest.slice(0, 12)}.`,
    ...edition.categories.map((category) => `  Category ${category.id}: ${category.label}`),
    ...edition.requirements.flatMap(requirementLines),
  ];
}

function requirementLines(requirement: Requirement): string[] {
  const who = requirement.categories.length === 0 ? 'everybody' : requirement.categories.join(', ');
  const group = requirement.group === undefined ? '' : `; any of ${requirement.group}`;
  const when = `${requirement.stages.join(', ')}; ${who}; ${requirement.phases.join(', ')}${group}`;
  const sources = requirement.citation.sources.join(', ');
  return [
    `  * ${requirement.id} (${requirement.kind}; ${when}; ${requirement.status}) [${sources}]`,
    `      ${requirement.text.prescriber}`,
    ...Object.values(requirement.parameters).map((parameter) => {
      const value = describeValue(parameter.value);
      return `      ${parameter.id} = ${value}, ${parameter.status} [${parameter.sources.join(', ')}]`;
    }),
  ];
}

function overlayLines(overlay: Overlay): string[] {
  const on = `${overlay.appliesTo.join(', ')} from ${formatCalendarDay(overlay.from)}`;
  const { replaces, removes, adds } = overlay;
  return [
    `Overlay ${overlay.id} (${overlay.scope}) on ${on}: replaces ${replaces.length},`,
    `  removes ${removes.length}, adds ${adds.length}. [${overlay.citation.sources.join(', ')}]`,
  ];
}

/** The programme for scripts: the loaded data with its sources and the meaning of each kind. */
export function programmeJson({ programme, files }: LoadedProgramme): unknown {
  const day = (value: number | undefined) =>
    value === undefined
      ? null
      : formatCalendarDay(value as Parameters<typeof formatCalendarDay>[0]);
  return {
    version: 1,
    ...files.programme,
    unknowns: programme.unknowns,
    editions: programme.editions.map((edition) => ({
      id: edition.id,
      title: edition.title,
      effectiveFrom: day(edition.effectiveFrom),
      effectiveTo: day(edition.effectiveTo),
      isConfirmed: edition.isConfirmed,
      digest: edition.digest,
      categories: edition.categories,
      requirements: edition.requirements.map((requirement) => ({
        ...requirement,
        meaning: requirementKind(requirement.kind)?.meaning,
        parameters: Object.values(requirement.parameters).map((parameter) => ({
          id: parameter.id,
          value: describeValue(parameter.value),
          status: parameter.status,
          sources: parameter.sources,
        })),
      })),
    })),
    sources: files.sources,
  };
}
