// The warning signs that a patient can name, each with the words in which the record has them.
// Never a sign of its own: a test holds them equal to the red flags of the evidence.

import { type CalendarDay, type RedFlag, type RedFlagTable, redFlagsOn } from '@aegle/core';

/** Each sign as the symptoms that are reported for it. */
export const SIGNS = {
  headacheSight: ['headache-with-visual-change'],
  headacheVomiting: ['headache', 'vomiting'],
  belly: ['abdominal-pain'],
  rash: ['rash'],
  blisters: ['blisters'],
  mouth: ['mouth-sores'],
  mood: ['low-mood'],
  suicidal: ['suicidal-thoughts'],
  aggression: ['aggression'],
  psychosis: ['psychosis'],
  stool: ['rectal-bleeding'],
  diarrhoea: ['severe-diarrhoea'],
  tinnitus: ['tinnitus'],
  hearing: ['hearing-loss'],
  jaundice: ['jaundice'],
  weakness: ['muscle-pain', 'weakness'],
  urine: ['muscle-pain', 'dark-urine'],
  face: ['swelling-of-face'],
  breath: ['breathing-difficulty'],
} as const;

export type Sign = keyof typeof SIGNS;
export const SIGN_NAMES = Object.keys(SIGNS) as readonly Sign[];

/** The symptoms of some signs, each once. */
export function symptomsOf(signs: readonly Sign[]): readonly string[] {
  return [...new Set(signs.flatMap((sign): readonly string[] => SIGNS[sign]))];
}

/** The red flags that these signs raise together. */
export function flagsOf(table: RedFlagTable, signs: readonly Sign[]): readonly RedFlag[] {
  const day = 0 as CalendarDay;
  const reports = symptomsOf(signs).map((symptom) => ({ symptom, grade: 1, day }));
  return redFlagsOn(table, reports, day);
}
