// What is remembered of a set of methods is what was found of it, in whatever order and however often asked.

import { describe, expect, it } from 'vitest';
import { MADE_UP_CONTRACEPTION } from '../testing/made-up-edition.ts';
import { acceptedMethods, areAccepted } from './contraception-state.ts';

const METHODS = Object.keys(MADE_UP_CONTRACEPTION.methods);
/** One method that no programme lists, and sets of more methods than are remembered. */
const SETS = [...METHODS, 'amulet']
  .flatMap((one) => [...METHODS, 'amulet'].map((other) => [one, other]))
  .concat([METHODS, [...METHODS, 'amulet'], [], ['amulet', 'amulet']]);

describe('accepted methods', () => {
  it('are the same when asked first, again, in another order or twice named', () => {
    const kept = acceptedMethods(MADE_UP_CONTRACEPTION);
    const anew = (methods: readonly string[]) =>
      areAccepted(methods, acceptedMethods(MADE_UP_CONTRACEPTION));
    for (const methods of [...SETS, ...SETS]) {
      const turned = [...methods].reverse();
      expect([methods, areAccepted(methods, kept)]).toEqual([methods, anew(methods)]);
      expect(areAccepted([...turned, ...methods], kept)).toBe(anew(methods));
    }
    expect(new Set(SETS.map((methods) => areAccepted(methods, kept)))).toEqual(
      new Set([true, false]),
    );
  });

  it('are not two methods because one is named beside a stranger', () => {
    const accepted = acceptedMethods({
      methods: { pill: ['primary'], condom: ['barrier'] },
      combinations: [{ methods: 1, isSole: true, atLeast: { primary: 1 } }],
    } as never);
    expect(areAccepted(['pill'], accepted)).toBe(true);
    expect(areAccepted(['pill', 'amulet'], accepted)).toBe(false);
    expect(areAccepted(['pill', 'condom'], accepted)).toBe(false);
  });
});
