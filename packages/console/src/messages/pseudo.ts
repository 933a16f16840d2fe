// A language for tests: every sentence of the catalogue marked, so that one written in a page stands out.
// Never offered to a person: the page's own `lang` has to name it.

import type { Messages } from './en.ts';

export const PSEUDO = 'en-XA';

/** The catalogue with each sentence between marks; what makes a sentence marks what it makes. */
export function pseudoOf(messages: Messages): Messages {
  // The same shape, leaf by leaf; the type of a walk over it cannot say so.
  return marked(messages) as Messages;
}

function marked(one: unknown): unknown {
  if (typeof one === 'string') return `⟦${one}⟧`;
  if (typeof one === 'function') return (...given: readonly unknown[]) => `⟦${one(...given)}⟧`;
  if (typeof one !== 'object' || one === null) return one;
  return Object.fromEntries(Object.entries(one).map(([name, inner]) => [name, marked(inner)]));
}
