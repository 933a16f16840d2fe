// The words for symptoms each of which calls a person by itself, and how they are spelt.
// Never waits for a sender to call a sign a warning.

/** One spelling of a symptom: small letters, joined by hyphens. */
export function symptomWord(symptom: string): string {
  return symptom
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
}

/**
 * Symptoms each of which raises a flag by itself. The reaction to a single event needs no table; a test
 * holds this list equal to the evidence.
 */
export const RED_FLAG_SYMPTOMS: readonly string[] = [
  'headache-with-visual-change',
  'abdominal-pain',
  'rash',
  'blisters',
  'mouth-sores',
  'low-mood',
  'aggression',
  'psychosis',
  'suicidal-thoughts',
  'rectal-bleeding',
  'severe-diarrhoea',
  'tinnitus',
  'hearing-loss',
  'jaundice',
  'swelling-of-face',
  'breathing-difficulty',
];

/** True for a symptom that by itself calls a person, whatever the sender called it; grade 0 says that it is gone. */
export function isRedFlagSymptom(symptom: string, grade: number): boolean {
  return grade > 0 && RED_FLAG_SYMPTOMS.includes(symptomWord(symptom));
}

/** Longer texts are none of the words, and are not spelt anew. */
const LONGEST = 100;

/** The same of a report that could not be read: a grade that is not plainly 0 says nothing against it. */
export function tellsOfRedFlag({
  symptom,
  grade,
}: {
  readonly symptom?: unknown;
  readonly grade?: unknown;
}): boolean {
  const said = Array.isArray(symptom) ? symptom : [symptom];
  return grade !== 0 && said.some((one) => isWord(one) && isRedFlagSymptom(one, 1));
}

const isWord = (one: unknown): one is string =>
  typeof one === 'string' && one.trim().length <= LONGEST;
