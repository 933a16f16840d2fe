// Words of programmes: a copy says the same, and what is sent never becomes a word.

import { describe, expect, it } from 'vitest';
import { inOwnWords, knownWord } from './words.ts';

describe('own words', () => {
  it('copy a part of a programme without changing what it says', () => {
    const part = {
      method: 'pill',
      classes: ['counted', 'primary'],
      atLeast: { counted: 2 },
      isSole: false,
      group: undefined,
      text: 'x'.repeat(200),
    };
    expect(inOwnWords(part)).toStrictEqual(part);
  });

  it('leave every text that is sent as it is', () => {
    inOwnWords(['implant']);
    expect(knownWord('implant')).toBe('implant');
    for (const sent of ['', 'Implant', 'implant ', '__proto__', 'constructor', '7'])
      expect(knownWord(sent)).toBe(sent);
    expect(inOwnWords({ ['__proto__']: '7' })).toStrictEqual(
      Object.fromEntries([['__proto__', '7']]),
    );
  });
});
