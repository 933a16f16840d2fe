// Text in a page that is written by hand: escaped, and codes as words.
// Never markup from a text.

/** A code as words. */
export const spoken = (word: string): string => {
  const text = word.replaceAll('_', ' ').replaceAll('-', ' ');
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
};

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML. */
export const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (one) => ENTITIES[one]!);
