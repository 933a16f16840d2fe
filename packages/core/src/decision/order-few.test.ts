// A few things in order: as the built-in sort would put them, equals as they stood.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { orderFew } from './order-few.ts';

it('orders as the built-in stable sort does', () => {
  const item = fc.record({ rank: fc.integer({ min: 0, max: 5 }), name: fc.nat() });
  fc.assert(
    fc.property(fc.array(item, { maxLength: 12 }), (items) => {
      const expected = [...items].sort((a, b) => a.rank - b.rank);
      orderFew(items, (a, b) => a.rank > b.rank);
      expect(items).toEqual(expected);
    }),
    { seed: 5, numRuns: 500 },
  );
});
