// The sentences in use. Components read `messages`, never a language's file.
// Never decides a language from where somebody lives: the page's own `lang` says it.

import { en, type Messages } from './en.ts';
import { PSEUDO, pseudoOf } from './pseudo.ts';

const LOCALES: Readonly<Record<string, () => Messages>> = {
  en: () => en,
  [PSEUDO]: () => pseudoOf(en),
};
const LANGUAGE = globalThis.document?.documentElement.lang || 'en';

/** The sentences of the page's language; English where no other is written. */
export const messages: Messages = (LOCALES[LANGUAGE] ?? (() => en))();

const NUMBER = new Intl.NumberFormat(LANGUAGE, {
  maximumFractionDigits: 1,
});

/** A number with at most one decimal, as the page's language writes it. */
export const numberInWords = (value: number): string => NUMBER.format(value);

/** `PregnancyTestReported` or `resulted_on` as words: "Pregnancy test reported". */
export function inWords(name: string): string {
  if (Object.hasOwn(messages.names, name)) return messages.names[name]!;
  const spaced = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Za-z])(\d)/g, '$1 $2')
    .replaceAll(/[_-]+/g, ' ')
    .toLowerCase()
    .trim();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
