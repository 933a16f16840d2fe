// Cases from the field about what stands on a prescription: renewals, the product, who wrote it.
// It must never hold anything about a real person.

import { describe, expect, it } from 'vitest';
import { askedOf, codesOf } from './asked.ts';

describe('renewals of one prescription in France', () => {
  const folder = '04-france-renewals-on-one-prescription';

  it('H-11 a man collects his second month on it', async () => {
    const answer = await askedOf(`${folder}/man-second-month.yaml`, '2026-02-05T10:00:00+01:00');
    // Never blocked: how old a prescription may be for him no source says, so a clinician is asked.
    expect([answer.outcome, answer.disposition]).toEqual(['denied', 'query']);
    expect(answer.reasons.map((one) => one.requirement)).toEqual(['prescription-age-others']);
  });

  it('H-03 after the first supply and five renewals it is used up', async () => {
    const answer = await askedOf(`${folder}/man-seventh-month.yaml`, '2026-07-05T10:00:00+02:00');
    expect(answer.disposition).toBe('blocked');
    expect(codesOf(answer)).toContain('supply_exceeds_prescription');
  });

  it('H-01 a woman who can become pregnant needs a new test and a new prescription', async () => {
    const file = `${folder}/woman-asks-for-the-renewal.yaml`;
    const answer = await askedOf(file, '2026-07-02T11:00:00+02:00');
    expect(answer.disposition).toBe('blocked');
  });

  it('says beside her first month that nothing is renewed', async () => {
    const file = `${folder}/woman-with-a-renewal.yaml`;
    const answer = await askedOf(file, '2026-06-03T10:00:00+02:00');
    expect(answer.outcome).toBe('granted');
    expect(answer.advice.map((one) => one.requirement)).toContain('no-renewal');
  });
});

describe("a product that is not the programme's", () => {
  const folder = '05-a-product-the-programme-does-not-know';

  it.each([
    ['isotretinoin-gel.yaml', '2026-03-03T10:00:00+01:00'],
    ['isotretinoin-gel.yaml', '2026-03-12T10:00:00+01:00'],
    ['another-medicine.yaml', '2026-03-03T10:00:00+01:00'],
    ['us-drug-without-a-programme.yaml', '2024-03-11T12:00:00-04:00'],
  ])('H-01 %s at %s is not granted, and nothing else is said of it', async (file, at) => {
    const answer = await askedOf(`${folder}/${file}`, at);
    expect(answer.outcome).toBe('denied');
    expect(codesOf(answer)).toEqual(['product_not_in_programme']);
    expect(answer.disposition).toBe('query');
  });
});

describe('after a change of prescriber', () => {
  const folder = '06-new-prescription-from-the-former-prescriber';
  const at = '2024-03-10T12:00:00-04:00';

  it('H-01 what the former prescriber writes afterwards is not dispensed', async () => {
    const answer = await askedOf(`${folder}/former-prescriber-writes.yaml`, at);
    expect(answer.outcome).toBe('denied');
    expect(codesOf(answer)).toEqual(['prescriber_not_treating']);
  });

  it.each(['new-prescriber-writes.yaml', 'written-before-the-transfer.yaml'])(
    'H-11 %s is granted',
    async (file) => {
      expect((await askedOf(`${folder}/${file}`, at)).outcome).toBe('granted');
    },
  );
});
