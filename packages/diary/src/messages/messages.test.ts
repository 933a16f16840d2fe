// The catalogue: the same sentences in every language, with the same places to fill in; days by language.

import { safetyReason } from '@aegle/core';
import { expect, it } from 'vitest';
import { de } from './de.ts';
import { en, type Messages } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it as italian } from './it.ts';
import { bestLanguage, LANGUAGES } from './messages.ts';

const OTHERS: Readonly<Record<string, Messages>> = { de, es, fr, it: italian };

function sentencesOf(part: object, path = ''): readonly (readonly [string, string])[] {
  return Object.entries(part).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'string'
      ? [[`${path}${name}`, value] as const]
      : sentencesOf(value as object, `${path}${name}.`),
  );
}

const placesIn = (sentence: string) =>
  [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map((one) => one[1]).sort();

it.each(Object.keys(OTHERS))(
  '%s fills in what English fills in, and leaves nothing empty',
  (name) => {
    const own = new Map(sentencesOf(OTHERS[name]!));
    for (const [key, sentence] of sentencesOf(en)) {
      const translated = own.get(key) ?? '';
      expect([key, placesIn(translated)]).toEqual([key, placesIn(sentence)]);
      expect(translated.trim(), key).not.toBe('');
    }
  },
);

it('takes the first wished language that it has', () => {
  expect(LANGUAGES).toEqual(['en', ...Object.keys(OTHERS)]);
  expect(bestLanguage(['pt-BR', 'fr-CA', 'en'])).toBe('fr');
  expect(bestLanguage(['pt'])).toBe('en');
});

it('says to stop in the server’s own words, and in each language in its own', () => {
  expect(en.gate.stop).toBe(safetyReason('hold', []).text.patient);
  const said = [en, ...Object.values(OTHERS)].map(({ gate }) => gate.stop);
  expect(new Set(said).size).toBe(said.length);
});
