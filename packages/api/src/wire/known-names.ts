// Closed sets of names in a request, fields and words, refused with what is known and what was meant.
// Never repeats what was written.

import { nearestNames } from '@aegle/core';
import { z } from 'zod';

/** Longer lists are said by what they hold where the name that was meant is found. */
const SAID_WHOLE = 12;

/** The rule of a word that is none of the known ones: they, and the nearest of them. */
export function ruleOfWord(written: unknown, known: readonly string[], what = 'a word'): string {
  const all = `one of ${known.join(', ')}`;
  const nearest = nearestNames(written, known).join(' or ');
  if (nearest === '') return `It is ${all}.`;
  return `It is ${known.length > SAID_WHOLE ? what : all} (${nearest} is nearest).`;
}

/** One word of a closed list. */
export const oneOf = <const T extends readonly [string, ...string[]]>(values: T, what?: string) =>
  z.enum(values, { error: ({ input }) => ruleOfWord(input, values, what) });

/** An object of these fields and no others; a field of another name is told which there are. */
export const fields = <T extends z.core.$ZodLooseShape>(shape: T) =>
  z.strictObject(shape, {
    error: ({ code }) =>
      code === 'unrecognized_keys'
        ? `It is one of the fields ${Object.keys(shape).join(', ')}.`
        : undefined,
  });

/** What to do about a field of an unknown name, from the rule that lists the known ones. */
export function stepOfUnknownField(rule: string, name: string): string {
  const [, known = ''] = /^It is one of the fields (.+?)\.?$/.exec(rule) ?? [];
  const nearest = nearestNames(name, known.split(', ')).join(' or ');
  return nearest === ''
    ? 'Leave it out or correct its name'
    : `Write ${nearest} in its place, or leave it out`;
}
