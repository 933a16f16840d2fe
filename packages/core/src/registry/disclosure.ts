// Disclosure control: counts that could point at a person are withheld, and what would give them back.
// Never rounds a withheld count into view, and withholds a whole table rather than let one be computed.

/** Smallest count that may be shown; 10 where the figures are of pregnancy, mood or sexual function. */
export const SMALLEST_CELL = 5;
export const SMALLEST_SENSITIVE_CELL = 10;
export type Sensitivity = 'plain' | 'sensitive';

export function smallestCell(sensitivity: Sensitivity): number {
  return sensitivity === 'sensitive' ? SMALLEST_SENSITIVE_CELL : SMALLEST_CELL;
}

/** A published count; `undefined` is withheld. */
export type ShownCount = number | undefined;

/** A count by itself, without totals beside it from which it could be computed. */
export function shownCount(count: number, sensitivity: Sensitivity): ShownCount {
  return count < smallestCell(sensitivity) ? undefined : count;
}

/** A table of counts with the totals that are published beside it. */
export interface ShownTable {
  readonly cells: readonly (readonly ShownCount[])[];
  readonly rowTotals: readonly ShownCount[];
  readonly columnTotals: readonly ShownCount[];
  readonly total: ShownCount;
}

type Table = readonly (readonly number[])[];
type Mask = boolean[][];

/**
 * Withholds every cell under the smallest count, zero too, and as many others as it takes that no
 * withheld cell follows from the totals. Where that cannot be had, only the total of all is shown, and
 * not even that where it is small.
 */
export function shownTable(table: Table, sensitivity: Sensitivity): ShownTable {
  const smallest = smallestCell(sensitivity);
  const total = sum(table.map(sum));
  const columns = table[0]?.map((_one, c) => sum(table.map((row) => row[c]!))) ?? [];
  const rows = table.map(sum);
  const nothing = (): ShownTable => ({
    cells: table.map((row) => row.map(() => undefined)),
    rowTotals: rows.map(() => undefined),
    columnTotals: columns.map(() => undefined),
    total: total < smallest ? undefined : total,
  });
  if ([...rows, ...columns].some((count) => count < smallest)) return nothing();
  const mask: Mask = table.map((row) => row.map((count) => count < smallest));
  if (!withholdMore(table, mask)) return nothing();
  return {
    cells: table.map((row, r) => row.map((count, c) => (mask[r]![c] ? undefined : count))),
    rowTotals: rows,
    columnTotals: columns,
    total,
  };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}

/** Adds the smallest shown cell of a line until no small cell is fixed by the totals; false: cannot. */
function withholdMore(table: Table, mask: Mask): boolean {
  for (;;) {
    const fixed = firstFixed(table, mask);
    if (fixed === undefined) return true;
    const [r, c] = fixed;
    const inRow = table[r]!.map((count, k) => ({ count, at: [r, k] as const }));
    const inColumn = table.map((row, k) => ({ count: row[c]!, at: [k, c] as const }));
    const shown = [...inRow, ...inColumn]
      .filter(({ at }) => !mask[at[0]]![at[1]])
      .sort((left, right) => left.count - right.count);
    // A line that is withheld whole and still fixed needs a way round through other lines.
    const next = shown[0]?.at ?? firstShown(table, mask);
    if (next === undefined) return false;
    mask[next[0]]![next[1]] = true;
  }
}

function firstShown(table: Table, mask: Mask): readonly [number, number] | undefined {
  for (const [r, row] of table.entries())
    for (const [c] of row.entries()) if (!mask[r]![c]) return [r, c];
  return undefined;
}

/** The first withheld cell that the totals and the shown cells leave only one value. */
function firstFixed(table: Table, mask: Mask): readonly [number, number] | undefined {
  for (const [r, row] of table.entries())
    for (const [c] of row.entries()) if (mask[r]![c] && !canMove(table, mask, r, c)) return [r, c];
  return undefined;
}

/**
 * A withheld cell can hold another value when the withheld cells have a closed walk through it in which
 * what one cell gives up the next one of the line takes; a cell gives up only what it has.
 */
function canMove(table: Table, mask: Mask, r: number, c: number): boolean {
  return walks(table, mask, r, c, true) || (table[r]![c]! > 0 && walks(table, mask, r, c, false));
}

/** From the row of the cell back to its column by other cells, giving and taking by turns. */
function walks(table: Table, mask: Mask, r: number, c: number, isTaking: boolean): boolean {
  const seenRows = new Set<number>([r]);
  const open = [r];
  for (let row = open.pop(); row !== undefined; row = open.pop()) {
    for (const [column, count] of table[row]!.entries()) {
      const isOwn = row === r && column === c;
      if (isOwn || !mask[row]![column] || (isTaking && count === 0)) continue;
      if (column === c) return true;
      for (const [next, line] of table.entries()) {
        if (seenRows.has(next) || !mask[next]![column] || (!isTaking && line[column] === 0))
          continue;
        seenRows.add(next);
        open.push(next);
      }
    }
  }
  return false;
}
