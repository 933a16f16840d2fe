// Names as people write them, and the words by which they look for them.

import type { PatientLine } from '@aegle/api';
import { expect, it } from 'vitest';
import { categoryInWords, fullName, isSought, listedName } from './person-name.ts';

const name = { givenName: 'Anne-Marie', familyName: 'Müller', label: null };
const line = { name, bornOn: '1998-05-20' } as PatientLine;

it('writes a name for a heading and for a list', () => {
  expect(fullName(name)).toBe('Anne-Marie Müller');
  expect(listedName(name)).toBe('Müller, Anne-Marie');
  expect(fullName({ givenName: null, familyName: null, label: 'H-17' })).toBe('H-17');
  expect(fullName(null)).toBe('Patient without a name');
});

it.each(['mul', 'MÜL', 'marie m', 'anne muller', '1998-05', 'muller 1998-05-20', ' '])(
  'finds by %j',
  (text) => {
    expect(isSought(line, text)).toBe(true);
  },
);

it.each(['uller', 'anne x', '1999', 'rosa'])('does not find by %j', (text) => {
  expect(isSought(line, text)).toBe(false);
});

it('says a category in words', () => {
  expect(categoryInWords('can')).toBe('can get pregnant');
  expect(categoryInWords('some_new_one')).toBe('some new one');
  expect(categoryInWords(null)).toBe('no category yet');
});
