// What differs between two editions, in sentences made from the data alone.
// Never an opinion: what is added, removed or changed is named with its numbers and sources.

import { type Binding, describeLength, type Edition, formatCalendarDay } from '@aegle/core';
import { describeValue } from '../decide/file-answer.ts';

/** One difference. */
export interface Difference {
  readonly kind: 'edition' | 'category' | 'added' | 'removed' | 'changed' | 'contraception';
  /** Id of the binding or category; of the edition for the edition's own days. */
  readonly subject: string;
  readonly sentence: string;
}

/** Differences from one edition to the other, in the order of the editions' bindings. */
export function editionDifferences(from: Edition, to: Edition): readonly Difference[] {
  const before = new Map(from.bindings.map((binding) => [binding.id, binding]));
  const after = new Map(to.bindings.map((binding) => [binding.id, binding]));
  const differences: Difference[] = [
    { kind: 'edition', subject: to.id, sentence: daysSentence(from, to) },
    ...categoryDifferences(from, to),
  ];
  for (const binding of from.bindings)
    if (!after.has(binding.id))
      differences.push({
        kind: 'removed',
        subject: binding.id,
        sentence: presence(binding, 'no longer asked'),
      });
  for (const binding of to.bindings) {
    const earlier = before.get(binding.id);
    if (earlier === undefined)
      differences.push({
        kind: 'added',
        subject: binding.id,
        sentence: presence(binding, 'newly asked'),
      });
    else
      for (const sentence of changesOf(earlier, binding))
        differences.push({ kind: 'changed', subject: binding.id, sentence });
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

function presence(binding: Binding, word: string): string {
  const numbers = Object.values(binding.parameters)
    .map((parameter) => `${parameter.id} ${describeValue(parameter.value)}`)
    .join(', ');
  const shown = numbers === '' ? '' : ` Numbers: ${numbers}.`;
  return `${word} to ${scope(binding)}: ${binding.text.prescriber}${shown} ${mark(binding)}`;
}

/** "prescribe and dispense, for can, at initiation" */
function scope(binding: Binding): string {
  const stages = binding.stages.map((stage) => stage.replaceAll('_', ' ')).join(' and ');
  const categories =
    binding.categories.length === 0 ? '' : `, for ${binding.categories.join(', ')}`;
  const phases = binding.phases.length === 2 ? '' : `, at ${binding.phases.join(', ')}`;
  return `${stages}${categories}${phases}`;
}

function mark(binding: Binding): string {
  return `(${binding.status}; ${binding.citation.sources.join(', ')})`;
}

function changesOf(before: Binding, after: Binding): readonly string[] {
  const sentences: string[] = [];
  const tell = (what: string, was: string, is: string) => {
    if (was !== is)
      sentences.push(`${what}: ${was || 'none'} becomes ${is || 'none'} ${mark(after)}`);
  };
  for (const key of new Set([
    ...Object.keys(before.parameters),
    ...Object.keys(after.parameters),
  ])) {
    const value = (binding: Binding) => {
      const parameter = binding.parameters[key];
      return parameter === undefined ? '' : describeValue(parameter.value);
    };
    const named = (after.parameters[key] ?? before.parameters[key])!.id;
    tell(`number ${named}`, value(before), value(after));
    const status = (binding: Binding) => binding.parameters[key]?.status ?? '';
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
