// What names become when people read them.

import { expect, it } from 'vitest';
import { inWords, messages } from './messages.ts';

it('writes a name of the catalogue as words', () => {
  expect(inWords('PregnancyTestReported')).toBe('Pregnancy test reported');
  expect(inWords('cycleDays1To5')).toBe('Cycle days 1 to 5');
  // One whose spelling is no English has its own words.
  expect(inWords('menstrualDays1To5')).toBe('In days 1 to 5 of the period');
  expect(inWords('speak_with_patient')).toBe('Speak with patient');
  expect(inWords('us-2021')).toBe('Us 2021');
});

it('has English without a page', () => {
  expect(messages.product).toBe('Aegle');
});
