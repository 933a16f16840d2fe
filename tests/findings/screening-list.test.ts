// Proves that the list of instruments that ask nothing about self-harm is that of the registry.
import { describe, expect, test } from 'vitest';
import { asksAboutSelfHarm } from '../../packages/core/src/monitoring/instrument.ts';
import { WITHOUT_SELF_HARM_ITEM } from '../../packages/server/src/services/screening.ts';
import { instruments } from './evidence.ts';

describe('H-10 screening', () => {
  test('every instrument of the registry is on the side that the registry says', () => {
    for (const instrument of instruments.values())
      expect(WITHOUT_SELF_HARM_ITEM.includes(instrument.id), instrument.id).toBe(
        !asksAboutSelfHarm(instrument),
      );
  });
});
