// One copy of each word that programmes and events share: forms, methods, topics, portals.
// Never changes what a text says; two equal words are then one string, compared without reading it.

const WORDS = new Map<string, string>();

/** The one copy of a programme's word. Only programmes add words: what is sent never does. */
export function ownWord(text: string): string {
  const known = WORDS.get(text);
  if (known !== undefined) return known;
  // The name of a property is held flat and once, unlike a piece cut out of a file's text.
  const word = Object.keys({ [text]: text })[0]!;
  WORDS.set(word, word);
  return word;
}

/** The programmes' copy of a text that was sent; a text that is no word of theirs is left as it is. */
export function knownWord(text: string): string {
  return WORDS.get(text) ?? text;
}
