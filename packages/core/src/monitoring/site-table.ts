// A site's own action table: stricter cells over the published ones, never milder.
// Never lets a change through that is less cautious for even one value.

import type { FieldProblem } from '../events/fields.ts';
import { isUcumCode } from '../units/ucum-units.ts';
import { type ActionCell, type ActionTable, caution, cellsAt } from './action-table.ts';
import type { ReportedValue } from './reported-value.ts';

/** What a site replaces: all cells of one analyte in one unit. */
export interface SiteCells {
  readonly site: string;
  readonly analyte: string;
  /** The unit of the cells' ranges: UCUM, or `{ULN}`. */
  readonly unit: string;
  readonly cells: readonly Pick<ActionCell, 'range' | 'symptoms' | 'action' | 'advice'>[];
}

export type SiteTableReading =
  | { readonly accepted: true; readonly table: ActionTable }
  | { readonly accepted: false; readonly problems: readonly FieldProblem[] };

/** The table with a site's cells in place of the published ones, or every reason to refuse them. */
export function withSiteCells(table: ActionTable, change: SiteCells): SiteTableReading {
  const isOurs = (cell: ActionCell) =>
    cell.analytes.includes(change.analyte) && cell.range.unit === change.unit;
  const published = table.cells.filter(isOurs);
  const refuse = (field: string, rule: string, nextStep: string): SiteTableReading => ({
    accepted: false,
    problems: [{ field, rule, nextStep }],
  });
  if (published.length === 0)
    return refuse('unit', 'not_in_table', 'Choose an analyte and a unit of the published table.');
  if (change.cells.some(({ range }) => range.unit !== change.unit))
    return refuse('cells.range', 'another_unit', 'Write every range in the unit that you change.');
  const own = change.cells.map((cell, index): ActionCell => {
    const { citation } = published[0]!;
    const id = `site.${change.site}.${change.analyte}.${index}`;
    const analytes = [change.analyte];
    return { ...cell, id, analytes, isFilled: false, citation, site: change.site };
  });
  const kept = table.cells.map((cell) =>
    isOurs(cell)
      ? { ...cell, analytes: cell.analytes.filter((one) => one !== change.analyte) }
      : cell,
  );
  const changed = { ...table, cells: [...kept, ...own] };
  const problem = firstProblem(table, changed, change, [...published, ...own]);
  return problem === undefined
    ? { accepted: true, table: changed }
    : { accepted: false, problems: [problem] };
}

/**
 * Both tables are constant between the ends of their ranges, so that the ends and one value between
 * each two of them, with and without symptoms, say everything.
 */
function firstProblem(
  published: ActionTable,
  changed: ActionTable,
  change: SiteCells,
  cells: readonly ActionCell[],
): FieldProblem | undefined {
  const symptom = published.symptomsOf.get(change.analyte) ?? [];
  for (const at of probes(cells)) {
    for (const symptoms of [[], symptom]) {
      const value = probe(change, at);
      const [before] = cellsAt(published, value, symptoms);
      const after = cellsAt(changed, value, symptoms);
      if (typeof after === 'string' || after.length !== 1)
        return problemAt(at, 'not_exactly_one_cell', 'Let the ranges meet without overlap.');
      if (typeof before === 'object' && caution(after[0]!.action, before.action) < 0)
        return problemAt(at, 'less_cautious', 'A site may only be stricter than the table.');
    }
  }
  return undefined;
}

function problemAt(value: number, rule: string, nextStep: string): FieldProblem {
  return { field: `cells at ${value}`, rule, nextStep };
}

/** A value that is the multiple itself: the laboratory's limits are 1. */
function probe({ analyte, unit }: SiteCells, value: number): ReportedValue {
  const isAbsolute = isUcumCode(unit);
  return {
    id: 'probe',
    analyte,
    quantity: { value, unit: isAbsolute ? unit : 'U/L' },
    day: 0 as ReportedValue['day'],
    limits: isAbsolute ? {} : { low: 1, high: 1 },
  };
}

function probes(cells: readonly ActionCell[]): readonly number[] {
  const ends = cells
    .flatMap(({ range }) => [range.low?.at, range.high?.at])
    .filter((at): at is number => typeof at === 'number')
    .sort((left, right) => left - right);
  const between = ends.slice(1).map((end, index) => (end + ends[index]!) / 2);
  return [0, ...ends, ...between, (ends.at(-1) ?? 0) * 2 + 1];
}
