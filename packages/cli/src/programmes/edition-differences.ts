// What differs between two editions, in sentences made from the data alone.
// Never an opinion: what is added, removed or changed is named with its numbers and sources.

import { describeLength, type Edition, formatCalendarDay, type Requirement } from '@aegle/core';
import { describeValue } from '../decide/file-answer.ts';

/** One difference. */
export interface Difference {
  readonly kind: 'edition' | 'category' | 'added' | 'removed' | 'changed' | 'contraception';
  /** Id of the requirement or category; of the edition for the edition's own days. */
  readonly subject: string;
  readonly sentence: string;
}

/** Differences from one edition to the other, in the order of the editions' requirements. */
export function editionDifferences(from: Edition, to: Edition): readonly Difference[] {
  const before = new Map(from.requirements.map((requirement) => [requirement.id, requirement]));
  const after = new Map(to.requirements.map((requirement) => [requirement.id, requirement]));
  const differences: Difference[] = [
    { kind: 'edition', subject: to.id, sentence: daysSentence(from, to) },
    ...categoryDifferences(from, to),
  ];
  for (const requirement of from.requirements)
    if (!after.has(requirement.id))
      differences.push({
        kind: 'removed',
        subject: requirement.id,
        sentence: presence(requirement, 'no longer asked'),
      });
  for (const requirement of to.requirements) {
    const earlier = before.get(requirement.id);
    if (earlier === undefined)
      differences.push({
        kind: 'added',
        subject: requirement.id,
        sentence: presence(requirement, 'newly asked'),
      });
    else
      for (const sentence of changesOf(earlier, requirement))
        differences.push({ kind: 'changed', subject: requirement.id, sentence });
  }
  if (JSON.stringify(from.contraception) !== JSON.stringify(to.contraception))
    differences.push({
      kind: 'contraception',
      subject: to.id,
      sentence: 'The accepted contraceptive methods or combinations differ.',
    });
  return differences;
}

function daysSentence(from: Edition, to: Edition): string {
  const state = to.isConfirmed ? 'confirmed in force' : 'announced, not confirmed in force';
  const first = formatCalendarDay(to.effectiveFrom);
  return `${to.id} holds from ${first} (${state}); ${from.id} held from ${formatCalendarDay(from.effectiveFrom)}.`;
}

function categoryDifferences(from: Edition, to: Edition): readonly Difference[] {
  const ids = (edition: Edition) => edition.categories.map((category) => category.id);
  const differences: Difference[] = [];
  const tell = (subject: string, sentence: string) =>
    differences.push({ kind: 'category', subject, sentence });
  for (const category of from.categories)
    if (!ids(to).includes(category.id))
      tell(category.id, `The category "${category.label}" (${category.id}) is gone.`);
  for (const category of to.categories) {
    const earlier = from.categories.find((one) => one.id === category.id);
    if (earlier === undefined)
      tell(category.id, `The category "${category.label}" (${category.id}) is new.`);
    else if (JSON.stringify(earlier.grounds) !== JSON.stringify(category.grounds))
      tell(category.id, `The grounds of the category ${category.id} differ.`);
  }
  return differences;
}

function presence(requirement: Requirement, word: string): string {
  const numbers = Object.values(requirement.parameters)
    .map((parameter) => `${parameter.id} ${describeValue(parameter.value)}`)
    .join(', ');
  const shown = numbers === '' ? '' : ` Numbers: ${numbers}.`;
  return `${word} to ${scope(requirement)}: ${requirement.text.prescriber}${shown} ${mark(requirement)}`;
}

/** "prescribe and dispense, for can, at initiation" */
function scope(requirement: Requirement): string {
  const stages = requirement.stages.map((stage) => stage.replaceAll('_', ' ')).join(' and ');
  const categories =
    requirement.categories.length === 0 ? '' : `, for ${requirement.categories.join(', ')}`;
  const phases = requirement.phases.length === 2 ? '' : `, at ${requirement.phases.join(', ')}`;
  return `${stages}${categories}${phases}`;
}

function mark(requirement: Requirement): string {
  return `(${requirement.status}; ${requirement.citation.sources.join(', ')})`;
}

function changesOf(before: Requirement, after: Requirement): readonly string[] {
  const sentences: string[] = [];
  const tell = (what: string, was: string, is: string) => {
    if (was !== is)
      sentences.push(`${what}: ${was || 'none'} becomes ${is || 'none'} ${mark(after)}`);
  };
  for (const key of new Set([
    ...Object.keys(before.parameters),
    ...Object.keys(after.parameters),
  ])) {
    const value = (requirement: Requirement) => {
      const parameter = requirement.parameters[key];
      return parameter === undefined ? '' : describeValue(parameter.value);
    };
    const named = (after.parameters[key] ?? before.parameters[key])!.id;
    tell(`number ${named}`, value(before), value(after));
    const status = (requirement: Requirement) => requirement.parameters[key]?.status ?? '';
    if (value(before) === value(after)) tell(`status of ${named}`, status(before), status(after));
  }
  for (const key of new Set([...Object.keys(before.options), ...Object.keys(after.options)]))
    tell(`option ${key}`, optionText(before.options[key]), optionText(after.options[key]));
  tell('asked to', scope(before), scope(after));
  tell('kind', before.kind, after.kind);
  tell('joined by any-of with', before.group ?? '', after.group ?? '');
  tell('status', before.status, after.status);
  tell('cleared by', before.clearedBy, after.clearedBy);
  tell('windows in flight', before.inFlight, after.inFlight);
  return sentences;
}

function optionText(value: unknown): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map(optionText).join(', ');
  if (typeof value === 'object' && value !== null)
    return 'amount' in value ? describeLength(value as never) : JSON.stringify(value);
  return String(value);
}

/** The differences as text for a terminal. */
export function differencesText(from: Edition, to: Edition): string {
  const differences = editionDifferences(from, to);
  const lines = [`From ${from.id} (${from.title})`, `to   ${to.id} (${to.title})`];
  const titles = {
    edition: 'Days',
    category: 'Categories',
    removed: 'Removed',
    added: 'Added',
    changed: 'Changed',
    contraception: 'Contraception',
  } as const;
  for (const [kind, title] of Object.entries(titles)) {
    const own = differences.filter((one) => one.kind === kind);
    if (own.length === 0) continue;
    lines.push('', `${title}:`);
    for (const one of own) lines.push(`  - ${one.subject}: ${one.sentence}`);
  }
  return `${lines.join('\n')}\n`;
}
