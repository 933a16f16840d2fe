// The sentences in use, and days as people read them in that language.
// Never decides a language from where somebody lives: they choose it, or their browser says it.

import i18next from 'i18next';
import { en, type Messages } from './en.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    readonly resources: { readonly translation: typeof en };
  }
}

/** Loaded when chosen; English is always there. */
const OTHERS: Readonly<Record<string, () => Promise<Messages>>> = {
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
  it: async () => (await import('./it.ts')).it,
};

/** The languages of the catalogue; all but English are unreviewed. */
export const LANGUAGES: readonly string[] = ['en', ...Object.keys(OTHERS)];

/** The first of the wished languages that the catalogue has. */
export function bestLanguage(wished: readonly string[]): string {
  const known = wished.map((one) => one.slice(0, 2).toLowerCase());
  return known.find((one) => LANGUAGES.includes(one)) ?? 'en';
}

/** Puts a language in use, for the sentences and for whoever reads the page aloud. */
export async function putInUse(language: string): Promise<void> {
  if (!i18next.isInitialized)
    await i18next.init({
      lng: 'en',
      fallbackLng: 'en',
      resources: { en: { translation: en } },
      // What is inserted is shown as text, never as markup.
      interpolation: { escapeValue: false },
    });
  const load = OTHERS[language];
  if (load !== undefined && !i18next.hasResourceBundle(language, 'translation'))
    i18next.addResourceBundle(language, 'translation', await load());
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

export const t = i18next.t.bind(i18next);

/** The language of the sentences now. */
export const inUse = (): string => i18next.language;

/** `2026-03-10` as the language writes a day: "10 March 2026". */
export function dayInWords(day: string): string {
  const at = Date.parse(`${day}T12:00:00Z`);
  if (Number.isNaN(at)) return day;
  return new Intl.DateTimeFormat(dates(), { dateStyle: 'long', timeZone: 'UTC' }).format(at);
}

/** A moment on this device's clock: "10 March 2026 at 09:12". */
export function momentInWords(at: number): string {
  return new Intl.DateTimeFormat(dates(), { dateStyle: 'long', timeStyle: 'short' }).format(at);
}

/** Days of English are written day first, as in the programmes' sentences. */
function dates(): string {
  return i18next.language === 'en' ? 'en-GB' : i18next.language;
}

/** How a language calls itself: `de` as "Deutsch". */
export function languageName(language: string): string {
  return new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
}
