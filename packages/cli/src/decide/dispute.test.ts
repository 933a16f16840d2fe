// The portal grants and Aegle does not: asked where a judgement settles it, refused where none does.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { example } from '../testing/run-aegle.ts';
import { runHere } from '../testing/run-here.ts';

const history = parse(readFileSync(example('us-can-get-pregnant'), 'utf8'));
const suspended = {
  id: 'suspended',
  type: 'PharmacySuspended',
  day: '2024-03-01',
  by: 'programme_officer',
  data: { programme: 'us-ipledge' },
};
const without = (...types: readonly string[]) => ({
  ...history,
  events: history.events.filter(({ type }: { type: string }) => !types.includes(type)),
});
const refused = (of: typeof history) => ({
  ...of,
  pharmacy: { ...of.pharmacy, events: [...of.pharmacy.events, suspended] },
});

async function asked(of: object, audience = 'prescriber', ...more: readonly string[]) {
  const args = ['decide', '--programme', 'us-ipledge', '--question', 'dispense', '-', ...more];
  const at = ['--at', '2024-03-10T23:00:00-04:00', '--audience', audience];
  return runHere([...args, ...at], { input: JSON.stringify(of) });
}

describe('H-01 a portal’s grant against Aegle’s refusal', () => {
  it('is a question where a named clinician may judge all that stands in the way', async () => {
    const ran = await asked(without('ComprehensionAnswered'));
    expect(ran.code).toBe(3);
    expect(ran.out).toContain('a named clinician has to decide');
  });

  it.each([
    ['a suspended pharmacy', refused(history), 'pharmacy_suspended'],
    [
      'a suspended pharmacy beside what may be judged',
      refused(without('ComprehensionAnswered')),
      'pharmacy_suspended',
    ],
  ])('is none with %s: that is the headline, and nobody is asked to judge', async (_, of, code) => {
    const ran = await asked(of, 'prescriber', '--json');
    const { disposition, reasons, advice } = JSON.parse(ran.out);
    const codes = reasons.map((one: { code: string }) => one.code);
    expect([ran.code, disposition, codes[0]]).toEqual([2, 'blocked', code]);
    expect(codes).not.toContain('authority_disagrees');
    expect(JSON.stringify(advice)).toContain('The portal authorises this supply all the same.');
    for (const audience of ['patient', 'pharmacist', 'programme'])
      expect((await asked(of, audience)).out).not.toContain('authorises this supply all the same');
  });
});
