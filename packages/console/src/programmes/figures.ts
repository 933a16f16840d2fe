// A programme's figures as read: values with units, sources that can be opened.
// Never rounds, never converts: a figure is shown as its source gives it.

import type { ProgrammeDetail } from '@aegle/api';
import { dayInWords } from '../client/days.ts';

export type Requirement = ProgrammeDetail['requirements'][number];
export type Parameter = ProgrammeDetail['parameters'][number];
export type Source = ProgrammeDetail['sources'][number];

/** A figure as a requirement uses it: its name there, and where its values stand. */
export interface Figure {
  readonly name: string;
  readonly parameter: Parameter;
}

/** The figures of a requirement; a name that leads nowhere is an error of the data. */
export function figuresOf(
  requirement: Requirement,
  parameters: readonly Parameter[],
): readonly Figure[] {
  return requirement.parameters.map(({ name, parameter: id }) => {
    const parameter = parameters.find((one) => one.id === id);
    if (parameter === undefined) throw new Error(`the programme has no parameter ${id}`);
    return { name, parameter };
  });
}

/** "7 days", "1 calendar month", "13 December 2021". */
export function figureInWords(value: number | string, unit: string): string {
  if (typeof value === 'string') return dayInWords(value);
  const word = unit.replaceAll('_', ' ');
  return `${value} ${word}${value !== 1 && COUNTED.test(word) ? 's' : ''}`;
}

const COUNTED = /(^|\s)(day|week|month|year|dose|refill|method|hour)$/;

/** The address of a source; only an http(s) one becomes a link. */
export function addressOf(source: Source): string | null {
  return /https?:\/\/[^\s)]+/.exec(source.url ?? '')?.[0] ?? null;
}

/** Categories named by any requirement, in the order they first appear. */
export function categoriesOf(requirements: readonly Requirement[]): readonly string[] {
  return [...new Set(requirements.flatMap((one) => one.categories))];
}

/** Requirements of an edition and stage that bind a category; `null` is every category. */
export function requirementsFor(
  requirements: readonly Requirement[],
  stage: string,
  category: string | null,
): readonly Requirement[] {
  return requirements.filter(
    (one) =>
      one.stages.includes(stage) &&
      (category === null || one.categories.length === 0 || one.categories.includes(category)),
  );
}
