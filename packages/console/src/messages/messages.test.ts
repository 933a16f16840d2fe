// What names become when people read them.

import { expect, it } from 'vitest';
import { inWords, messages } from './messages.ts';

it('writes a name of the catalogue as words', () => {
  expect(inWords('PregnancyTestReported')).toBe('Pregnancy test reported');
  expect(inWords('menstrualDays1To5')).toBe('Menstrual days 1 to 5');
  expect(inWords('speak_with_patient')).toBe('Speak with patient');
  expect(inWords('us-2021')).toBe('Us 2021');
});

it('has English without a page', () => {
  expect(messages.product).toBe('Aegle');
});
