// Proves that no withheld count can be computed from what is shown, by trying every table.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shownCount, shownTable, smallestCell } from './disclosure.ts';

describe('a single count', () => {
  test.each([
    [4, 'plain', undefined],
    [5, 'plain', 5],
    [0, 'plain', undefined],
    [9, 'sensitive', undefined],
    [10, 'sensitive', 10],
  ] as const)('of %s, %s, shows %s', (count, sensitivity, shown) => {
    expect(shownCount(count, sensitivity)).toBe(shown);
  });
});

/** Every 2 by 3 table of whole numbers with these totals, and the shown cells as they are. */
function* possible(
  shown: readonly (readonly (number | undefined)[])[],
  rows: readonly number[],
  columns: readonly number[],
): Generator<number[][]> {
  const [first] = rows;
  for (let a = 0; a <= first!; a += 1)
    for (let b = 0; a + b <= first!; b += 1) {
      const top = [a, b, first! - a - b];
      const table = [top, columns.map((column, c) => column - top[c]!)];
      if (table[1]!.some((count) => count < 0)) continue;
      const isRight = table.every((row, r) =>
        row.every((count, c) => shown[r]![c] === undefined || shown[r]![c] === count),
      );
      if (isRight) yield table;
    }
}

describe('a table', () => {
  test('with one small cell withholds others with it', () => {
    const { cells, rowTotals } = shownTable(
      [
        [3, 20, 30],
        [40, 50, 60],
      ],
      'plain',
    );
    expect(cells[0]![0]).toBeUndefined();
    expect(cells.flat().filter((count) => count === undefined).length).toBeGreaterThanOrEqual(4);
    expect(rowTotals).toEqual([53, 150]);
  });

  test('of which a line is small shows nothing but its total', () => {
    expect(
      shownTable(
        [
          [1, 2],
          [30, 40],
        ],
        'plain',
      ),
    ).toEqual({
      cells: [
        [undefined, undefined],
        [undefined, undefined],
      ],
      rowTotals: [undefined, undefined],
      columnTotals: [undefined, undefined],
      total: 73,
    });
    expect(
      shownTable(
        [
          [1, 0],
          [0, 2],
        ],
        'plain',
      ).total,
    ).toBeUndefined();
  });

  test('without a small cell shows everything', () => {
    const table = [
      [5, 6, 7],
      [8, 9, 10],
    ];
    expect(shownTable(table, 'plain').cells).toEqual(table);
  });

  test('leaves every withheld cell at least two values, whatever is tried', () => {
    const count = fc.integer({ min: 0, max: 14 });
    const row = fc.tuple(count, count, count);
    fc.assert(
      fc.property(fc.tuple(row, row), (table) => {
        const shown = shownTable(table, 'plain');
        for (const cell of shown.cells.flat())
          expect(cell === undefined || cell >= smallestCell('plain')).toBe(true);
        if (shown.rowTotals[0] === undefined) return;
        const rows = shown.rowTotals as number[];
        const columns = shown.columnTotals as number[];
        const all = [...possible(shown.cells, rows, columns)];
        shown.cells.forEach((line, r) => {
          line.forEach((cell, c) => {
            if (cell !== undefined) return;
            expect(new Set(all.map((one) => one[r]![c])).size).toBeGreaterThan(1);
          });
        });
      }),
      { seed: 23, numRuns: 500 },
    );
  });
});
