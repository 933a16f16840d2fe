// What may wait on a device, and when an entry asks its writer.

import { expect, it } from 'vitest';
import { type Entry, isUrgent, meetsAnother } from './entry.ts';

const DOSE: Entry = {
  id: 'a',
  type: 'DoseTaken',
  data: { doseMg: '40' },
  patient: 'p',
  actor: 'p',
  day: '2026-03-10',
  zone: 'Europe/Paris',
  madeAt: 0,
  knew: ['b'],
  state: 'waiting',
};
const symptom = (word: string, grade: number, isWarningSign = false) =>
  ({ type: 'SymptomReported', data: { symptom: word, grade, isWarningSign } }) as const;

it('lets no red flag wait, whatever it is called', () => {
  expect(isUrgent(symptom('cheilitis', 3))).toBe(false);
  expect(isUrgent(symptom('low-mood', 0))).toBe(false);
  expect(isUrgent(symptom('low-mood', 1))).toBe(true);
  expect(isUrgent(symptom('Hearing loss', 1))).toBe(true);
  expect(isUrgent(symptom('cheilitis', 1, true))).toBe(true);
});

it('asks its writer about a dose of that day which the writer did not know of', () => {
  const at = (id: string, day = '2026-03-10') => ({ id, day });
  expect(meetsAnother(DOSE, [])).toBe(false);
  expect(meetsAnother(DOSE, [at('a'), at('b'), at('c', '2026-03-09')])).toBe(false);
  expect(meetsAnother(DOSE, [at('b'), at('c')])).toBe(true);
  const said = { ...DOSE, ...symptom('cheilitis', 1) } as Entry;
  expect(meetsAnother(said, [at('c')])).toBe(false);
});
