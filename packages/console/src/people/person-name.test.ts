// Names as people write them.

import { expect, it } from 'vitest';
import { categoryInWords, fullName, listedName } from './person-name.ts';

const name = { givenName: 'Anne-Marie', familyName: 'Müller', label: null };

it('writes a name for a heading and for a list', () => {
  expect(fullName(name)).toBe('Anne-Marie Müller');
  expect(listedName(name)).toBe('Müller, Anne-Marie');
  expect(fullName({ givenName: null, familyName: null, label: 'H-17' })).toBe('H-17');
  expect(fullName(null)).toBe('Patient without a name');
});

it('says a category in words', () => {
  expect(categoryInWords('can')).toBe('can get pregnant');
  expect(categoryInWords('some_new_one')).toBe('some new one');
  expect(categoryInWords(null)).toBe('no category yet');
});
