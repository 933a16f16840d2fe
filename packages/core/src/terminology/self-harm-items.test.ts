// Proves that an answer about self-harm is heard whatever its sender calls it.
import { describe, expect, test } from 'vitest';
import { instruments } from '../../../../tests/findings/evidence.ts';
import { isClosingReport } from '../events/unresolved.ts';
import { itemAnswerOf, SELF_HARM_ITEMS, tellsOfSelfHarm } from './self-harm-items.ts';

describe('H-10 an answer about self-harm', () => {
  test.each([
    ['said to be one', { hasPositiveSelfHarmItem: true }, true],
    [
      'an item above 0, said to be none',
      { hasPositiveSelfHarmItem: false, answers: ['44260-8=1'] },
      true,
    ],
    ['an item of 0', { hasPositiveSelfHarmItem: false, answers: ['44260-8=0'] }, false],
    ['another item', { hasPositiveSelfHarmItem: false, answers: ['44250-9=3'] }, false],
    ['what cannot be read', { hasPositiveSelfHarmItem: false, answers: ['44260-8=many'] }, false],
    ['no items', { hasPositiveSelfHarmItem: false }, false],
  ])('H-10 %s', (_what, data, isHeard) => {
    expect(tellsOfSelfHarm(data)).toBe(isHeard);
    expect(isClosingReport('InstrumentAnswered', data)).toBe(isHeard);
  });

  test('is read as linkId and number alone', () => {
    expect(itemAnswerOf('oil=7')).toEqual(['oil', 7]);
    for (const other of ['oil', 'oil=', '=7', 'oil=7 ', 7, null])
      expect(itemAnswerOf(other)).toBeUndefined();
  });

  test('the items are those of the registry', () => {
    const asked = [...instruments.values()].flatMap(({ selfHarmItems }) =>
      typeof selfHarmItems === 'string' ? [] : selfHarmItems,
    );
    expect([...new Set(asked)]).toEqual(SELF_HARM_ITEMS);
  });
});
