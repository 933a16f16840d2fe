// Which names of a product a programme knows: listed codes, with or without the system's name.

import { describe, expect, it } from 'vitest';
import { isListed } from './products.ts';

const products = [
  { system: 'rxnorm', code: '6064' },
  { system: 'atc', code: 'D10BA01' },
  { system: 'inn', code: 'isotretinoin' },
];

describe('H-01 the products of a programme', () => {
  it.each(['6064', 'D10BA01', 'd10ba01', 'isotretinoin', ' Isotretinoin ', 'rxnorm:6064'])(
    'knows %s',
    (product) => {
      expect(isListed(products, product)).toBe(true);
    },
  );

  it.each(['D10AD04', 'metformin', '1658318', 'atc:6064', 'isotretinoin gel', '', '60640'])(
    'does not know "%s"',
    (product) => {
      expect(isListed(products, product)).toBe(false);
    },
  );
});
