// All editions and categories that are put on the bench, in the order in which they are printed.

import { type Bench, benchOf, type From } from './bench.ts';
import { COUNTRIES, type Country } from './countries.ts';

const FROM: readonly From[] = ['start', 'second month'];

/** The country of a programme. */
export const countryOf = (programme: string): Country =>
  COUNTRIES.find((one) => one.programmes.includes(programme))!;

/** The benches of these editions (of the first programme of a country); of all when none is named. */
export function benches(...editionIds: readonly string[]): Bench[] {
  return COUNTRIES.flatMap((country) =>
    country.editions
      .filter(([ids]) => editionIds.length === 0 || editionIds.includes(ids[0]!))
      .flatMap(([ids]) =>
        country.categories.flatMap((category) =>
          FROM.map((from) => benchOf(country, ids, category, from)),
        ),
      ),
  );
}
