// What names become when people read them.

import { expect, it } from 'vitest';
import { en } from './en.ts';
import { inWords, messages } from './messages.ts';
import { pseudoOf } from './pseudo.ts';

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

it('has a language for tests in which every sentence is marked', () => {
  const leaves: string[] = [];
  const walk = (one: unknown): void => {
    if (typeof one === 'string') leaves.push(one);
    else if (typeof one === 'function') leaves.push(String(one('a', 'b', 'c')));
    else if (typeof one === 'object' && one !== null) Object.values(one).forEach(walk);
  };
  walk(pseudoOf(en));
  expect(leaves.length).toBeGreaterThan(900);
  expect(leaves.filter((leaf) => !leaf.startsWith('⟦') || !leaf.endsWith('⟧'))).toEqual([]);
  expect(messages).toBe(en);
});
