// Proves which units the evidence may use.
// It must never accept a word of everyday language as a unit.
import { describe, expect, test } from 'vitest';
import { isUcumUnit } from './unit.ts';

describe('a UCUM unit', () => {
  const good = ['1', '%', 'mg/kg/d', '10*9/L', '{score}', '/wk', 'm[IU]/mL', 'ng.h/mL/mg'];
  test.each([...good, 'mg/{capsule}', '{hairs}/cm2', '/{100-person-years}'])('is %s', (unit) => {
    expect(isUcumUnit(unit)).toBe(true);
  });

  const bad = ['', 'percent', 'mg per kg', 'mcg', 'IU', 'mg/', 'mg//kg', '{two words}', 'y', 'mg{'];
  test.each(bad)('is not "%s"', (unit) => {
    expect(isUcumUnit(unit)).toBe(false);
  });
});
