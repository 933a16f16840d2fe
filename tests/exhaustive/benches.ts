// All editions and categories that are put on the bench, in the order in which they are printed.

import { type Bench, benchOf, type From, loaded } from './bench.ts';

const PUT_ON: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['us-ipledge', ['us-2007', 'us-2021', 'us-2026'], ['can', 'cannot']],
  ['gb-ppp', ['gb-2023', 'gb-2023a', 'gb-2025', 'gb-2026'], ['childbearing', 'not_childbearing']],
  ['de-amvv', ['de-3b'], ['childbearing', 'others']],
  ['fr-ppp', ['fr-2023'], ['childbearing', 'others']],
  ['it-aifa', ['it-2026'], ['childbearing', 'others']],
];
const FROM: readonly From[] = ['start', 'second month'];

/** Every bench. */
export function allBenches(): Bench[] {
  return PUT_ON.flatMap(([id, editions, categories]) => {
    const programme = loaded(id);
    return editions.flatMap((edition) =>
      categories.flatMap((category) =>
        FROM.map((from) => benchOf(programme, edition, category, from)),
      ),
    );
  });
}
