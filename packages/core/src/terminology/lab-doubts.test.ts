// A laboratory result's code and unit: what is taken, what is refused with its field, what is held.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEvent, sentProblems } from '../events/parse.ts';
import { parseInstant } from '../time/instant.ts';
import { inUnit } from '../units/quantity.ts';
import { UCUM_UNITS, type UcumCode, unitsOf } from '../units/ucum-units.ts';
import { ANALYTE_CODES } from './analytes.ts';
import { standingDoubt } from './lab-doubts.ts';
import { isLoincCode, loincCheckDigit } from './loinc.ts';

const recording = {
  sequence: 1,
  recordedAt: parseInstant('2024-03-05T12:00:00Z')!,
  actor: { id: 'delegate-1', role: 'delegate' },
} as const;

function refusals(data: object, v = 2): string[] {
  const wire = { id: 'e1', type: 'LabResulted', v, occurredOn: '2024-03-04', data };
  const parsed = parseEvent(wire, recording);
  const problems = parsed.ok ? sentProblems(wire, parsed.event) : parsed.problems;
  return problems.map((problem) => `${problem.field}: ${problem.rule}`);
}

const cases: readonly (readonly [string, string, string, readonly string[]])[] = [
  ['2571-8', '372', 'mg/dL', []],
  ['14927-8', '4.2', 'mmol/L', []],
  ['2571-8', '4.2', 'mmol/L', ['data.unit: unit_does_not_fit_code']],
  ['14927-8', '372', 'mg/dL', ['data.unit: unit_does_not_fit_code']],
  ['2571-8', '4.2', 'furlong', ['data.unit: unit_unknown']],
  ['1742-6', '45', 'K/uL', ['data.unit: unit_unknown']],
  ['1742-6', '45', 'u/l', ['data.unit: unit_unknown']],
  ['9999-9', '4.2', 'mmol/L', ['data.loinc: not_a_loinc_code']],
  ['2571', '4.2', 'mg/dL', ['data.loinc: not_a_loinc_code']],
  ['02571-8', '4.2', 'mg/dL', ['data.loinc: not_a_loinc_code']],
];

describe('H-12 a laboratory result that is sent', () => {
  it.each([1, 2])('under version %i is refused where its unit does not fit its code', (v) => {
    for (const [loinc, value, unit, expected] of cases)
      expect([loinc, unit, refusals({ loinc, value, unit }, v)]).toEqual([loinc, unit, expected]);
  });

  it('is taken as it is when it says what it is held for, and is in doubt until it fits', () => {
    const held = { loinc: '2571-8', value: '4.2', unit: 'mmol/L' };
    expect(refusals({ ...held, heldFor: 'unit_does_not_fit_code' })).toEqual([]);
    expect(standingDoubt(held)).toBe('unit_does_not_fit_code');
    expect(standingDoubt({ ...held, unit: 'mg/dL', heldFor: 'unit_does_not_fit_code' })).toBe(
      undefined,
    );
  });

  it('of a code that Aegle does not know is kept, and stays held for a unit nobody knows', () => {
    expect(refusals({ loinc: '2028-9', value: '24', unit: 'meq/L' })).toEqual([]);
    const held = { loinc: '2028-9', unit: 'furlong', heldFor: 'unit_unknown' } as const;
    expect(standingDoubt(held)).toBe('unit_unknown');
    expect(standingDoubt({ ...held, unit: 'mmol/L' })).toBe(undefined);
  });

  it('is refused when its limits are turned', () => {
    const data = { loinc: '1742-6', value: '45', unit: 'U/L', referenceLow: '40' };
    expect(refusals({ ...data, referenceHigh: '7' })).toEqual([
      'data.referenceHigh: limits_turned',
    ]);
    expect(refusals({ ...data, referenceHigh: '40' })).toEqual([]);
  });

  it('names the units that would be right and repeats no value', () => {
    const wire = {
      id: 'e1',
      type: 'LabResulted',
      v: 2,
      occurredOn: '2024-03-04',
      data: { loinc: '1742-6', value: '45', unit: 'K/uL' },
    };
    const parsed = parseEvent(wire, recording);
    if (parsed.ok) throw new Error('it was taken');
    expect(parsed.problems[0]!.nextStep).toContain('U/L, U/mL, ukat/L, nkat/L');
    expect(JSON.stringify(parsed.problems)).not.toContain('45');
  });
});

describe('LOINC check digits', () => {
  it('are right for every code of the table', () => {
    for (const code of Object.keys(ANALYTE_CODES))
      expect([code, isLoincCode(code)]).toEqual([code, true]);
  });

  it('find every single wrong digit and every swap of unlike neighbours but 0 and 9', () => {
    const number = fc.integer({ min: 10, max: 9_999_999 }).map(String);
    fc.assert(
      fc.property(number, fc.nat(), fc.integer({ min: 1, max: 9 }), (digits, at, change) => {
        const right = loincCheckDigit(digits);
        const index = at % digits.length;
        const wrong = (Number(digits[index]) + change) % 10;
        const changed = digits.slice(0, index) + wrong + digits.slice(index + 1);
        expect(loincCheckDigit(changed)).not.toBe(right);
        const next = (index + 1) % digits.length;
        if (next < index || digits[index] === digits[next]) return;
        const pair = [digits[index], digits[next]].sort().join('');
        if (pair === '09') return;
        const swapped =
          digits.slice(0, index) + digits[next] + digits[index] + digits.slice(next + 1);
        expect(loincCheckDigit(swapped)).not.toBe(right);
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});

describe('a quantity', () => {
  it.each<[number, UcumCode, number, UcumCode]>([
    [3.72, 'g/L', 372, 'mg/dL'],
    [4200, 'umol/L', 4.2, 'mmol/L'],
    [0.75, 'ukat/L', 45, 'U/L'],
    [45, 'U/L', 750, 'nkat/L'],
    [250, '10*3/uL', 250, '10*9/L'],
    [5500, '/uL', 5.5, '10*9/L'],
    [150, '[lb_av]', 68.0388555, 'kg'],
    [70, '[in_i]', 177.8, 'cm'],
  ])('of %d %s is %d %s', (value, unit, expected, target) => {
    expect(inUnit({ value, unit }, target)).toEqual({ value: expected, unit: target });
  });

  it('never crosses to another property', () => {
    for (const from of Object.keys(UCUM_UNITS) as UcumCode[])
      for (const to of Object.keys(UCUM_UNITS) as UcumCode[]) {
        const isLike = UCUM_UNITS[from].property === UCUM_UNITS[to].property;
        expect([from, to, inUnit({ value: 1, unit: from }, to) !== undefined]).toEqual([
          from,
          to,
          isLike,
        ]);
      }
    expect(unitsOf('substance_concentration')).toEqual(['mmol/L', 'umol/L', 'nmol/L']);
  });
});
