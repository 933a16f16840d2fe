// Cases from the field about supplies: how far the capsules in hand reach.
// It must never hold anything about a real person.

import { describe, expect, it } from 'vitest';
import { askedOf } from './asked.ts';

describe('a refill collected six days early', () => {
  const file = '07-early-refill-and-the-last-possible-dose/refilled-six-days-early.yaml';

  it.each([
    ['2024-05-22', 'denied'],
    ['2024-05-23', 'denied'],
    ['2024-05-28', 'denied'],
    ['2024-05-29', 'granted'],
  ])('H-09 on %s a donation of blood is %s', async (day, outcome) => {
    const answer = await askedOf(file, `${day}T12:00:00-04:00`, 'donate_blood');
    expect(answer.outcome).toBe(outcome);
    if (outcome === 'denied')
      expect(answer.reasons.map((one) => [one.code, one.clearableFrom])).toEqual([
        ['after_treatment_wait', '2024-05-29'],
      ]);
  });
});
