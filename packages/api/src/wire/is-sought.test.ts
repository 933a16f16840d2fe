// The words by which people look for somebody.

import { expect, it } from 'vitest';
import { isSought } from './is-sought.ts';

const line = {
  name: { givenName: 'Anne-Marie', familyName: 'Müller', label: null },
  bornOn: '1998-05-20',
};

it.each([
  'mul',
  'MÜL',
  'marie m',
  'anne muller',
  'Müller, Anne',
  '1998-05',
  'muller 1998-05-20',
  ' ',
])('finds by %j', (text) => {
  expect(isSought(line, text)).toBe(true);
});

it.each(['uller', 'anne x', '1999', 'rosa'])('does not find by %j', (text) => {
  expect(isSought(line, text)).toBe(false);
});
