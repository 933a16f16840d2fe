// Core's table of units against the UCUM library, and the door's check of units outside it.

import { inUnit, type Property, UCUM_UNITS, type UcumCode, unitsOf } from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { isUcumUnit, ucum } from './ucum.ts';

const codes = Object.keys(UCUM_UNITS) as UcumCode[];
const properties = [...new Set(codes.map((code) => UCUM_UNITS[code].property))] as Property[];

describe("core's units", () => {
  it.each(codes)('%s is a UCUM unit', (code) => {
    expect(ucum().validateUnitString(code, false)).toMatchObject({
      status: 'valid',
      unit: { code },
    });
  });

  it.each(properties)('of %s convert as UCUM says', (property) => {
    for (const from of unitsOf(property))
      for (const to of unitsOf(property)) {
        const ours = inUnit({ value: 7, unit: from }, to)!.value;
        const theirs = ucum().convertUnitTo(from, 7, to).toVal;
        // International units have no size of their own, which the library refuses to convert.
        if (property === 'arbitrary_concentration')
          expect(theirs === null || theirs > 0).toBe(true);
        else expect(Math.abs(ours / theirs! - 1)).toBeLessThan(1e-9);
      }
  });
});

describe('a unit outside the table', () => {
  it.each(['meq/L', 'mmol/mol', 'K/uL', 'mg/(24.h)'])('%s is UCUM', (unit) => {
    expect(isUcumUnit(unit)).toBe(true);
  });

  it.each(['furlong', 'MG/DL', 'mg per dL', 'milligram per deciliter', ''])('%j is not', (unit) => {
    expect(isUcumUnit(unit)).toBe(false);
  });
});
