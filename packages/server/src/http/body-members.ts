// How much a body may hold before it is compared with its schema, which takes long for each member that does
// not fit. Never counted past the limit, and never of what stands in it.

import { countOf } from './calls/looking.ts';
import { type Refusal, refusal } from './calls/refusals.ts';

/** No list of the interface takes as many entries. */
const ENTRIES_MAX = 1000;
/** Fields and entries in all: two hundred events, each with a hundred. */
const MEMBERS_MAX = 20_000;

const isContainer = (value: unknown): value is object =>
  typeof value === 'object' && value !== null;

/** Refusal `invalid` of a body with more in it than any request has. */
export function refusalOfMany(body: unknown): Refusal | undefined {
  let left = MEMBERS_MAX;
  let level: readonly object[] = isContainer(body) ? [body] : [];
  while (level.length > 0) {
    const next: object[] = [];
    for (const one of level) {
      if (Array.isArray(one) && one.length > ENTRIES_MAX) return tooMany();
      const members = Object.keys(one);
      left -= members.length;
      if (left < 0) return tooMany();
      for (const name of members) {
        const value = (one as Readonly<Record<string, unknown>>)[name];
        if (isContainer(value)) next.push(value);
      }
    }
    level = next;
  }
  return undefined;
}

/** Signs between members; so many stand in no body of so few members, in its texts neither. */
const SIGNS_MAX = 5 * MEMBERS_MAX;

/** The same of a body that is not parsed yet: to parse what is refused anyway takes longest. */
export const refusalOfSigns = (text: string): Refusal | undefined =>
  countOf('{[,:', text) > SIGNS_MAX ? tooMany() : undefined;

const tooMany = () =>
  refusal(
    'invalid',
    'body',
    `No list has more than ${ENTRIES_MAX} entries, and a request no more than ${MEMBERS_MAX} fields.`,
    'Split it into several requests.',
  );
