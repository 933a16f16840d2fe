// The digits against the table of RFC 6238, appendix B (its last six digits).

import { expect, it } from 'vitest';
import { sixDigits } from './six-digits.ts';

it.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [2_000_000_000, '279037'],
])('at second %i', (second, digits) => {
  expect(sixDigits('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', second * 1000)).toBe(digits);
});
