// One copy of each word that programmes and events share: forms, methods, topics, portals.
// Never changes what a text says; two equal words are then one string, compared without reading it.

const WORDS = new Map<string, string>();

/** Longer texts are sentences, which nothing compares. */
const WORD_LENGTH_MAX = 80;

function ownWord(text: string): string {
  const known = WORDS.get(text);
  if (known !== undefined) return known;
  // The name of a property is held flat and once, unlike a piece cut out of a file's text.
  const word = Object.keys({ [text]: text })[0]!;
  WORDS.set(word, word);
  return word;
}

/** A copy of a part of a programme in the one copy of each word. What is sent never adds a word. */
export function inOwnWords<T>(value: T): T {
  if (typeof value === 'string')
    return (value.length > WORD_LENGTH_MAX ? value : ownWord(value)) as T;
  if (Array.isArray(value)) return value.map(inOwnWords) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inOwnWords(one)])) as T;
}

/** The programmes' copy of a text that was sent; a text that is no word of theirs is left as it is. */
export function knownWord(text: string): string {
  return WORDS.get(text) ?? text;
}
