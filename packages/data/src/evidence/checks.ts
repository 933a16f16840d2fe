// The rules that one row of evidence must keep beyond its shape.
// A check must never repair a row: it says what is wrong and what to do.
import type { Refusal, RefusalRule } from './refusal.ts';
import type { CompletedRow } from './row.ts';
import { statedContent } from './row.ts';
import type { Mark, Source, Status } from './schema.ts';
import { isUcumUnit } from './unit.ts';

/** Reports a fault of the row: the key at fault, the rule, the message and the next step. */
export type RowReport = (
  key: string,
  rule: RefusalRule,
  message: string,
  nextStep: string,
) => Refusal;

/** Which status each mark may carry. A recalled figure or a product default is never `stated`. */
const statusesOfMark: Readonly<Record<Mark, readonly Status[]>> = {
  V: ['stated', 'disputed'],
  S: ['secondary', 'disputed'],
  R: ['assumed', 'disputed'],
  D: ['secondary', 'assumed', 'disputed'],
  P: ['assumed'],
};

/** Every fault of one completed row. Sources are those of sources.yaml. */
export function rowRefusals(
  row: CompletedRow,
  sources: ReadonlyMap<string, Source>,
  report: RowReport,
): Refusal[] {
  return [
    ...contentRefusals(row, report),
    ...wordRefusals(row, report),
    ...sourceRefusals(row, sources, report),
    ...endRefusals(row, report),
    ...intervalRefusals(row, report),
  ];
}

function contentRefusals(row: CompletedRow, report: RowReport): Refusal[] {
  const stated = statedContent(row);
  if (stated.length === 1) return [];
  const found = stated.length === 0 ? 'none' : stated.join(' and ');
  return [
    report(
      'id',
      'one-content',
      `${row.fullId} carries ${found} of value, values, range, distribution, code, text.`,
      'Give exactly one of them; split the row when it says two things.',
    ),
  ];
}

function wordRefusals(row: CompletedRow, report: RowReport): Refusal[] {
  const isFigure = row.code === undefined && row.text === undefined;
  const needed: (keyof CompletedRow)[] = ['mark', 'certainty', 'status', 'interval'];
  if (isFigure) needed.push('unit', 'endpoint', 'population');
  const refusals = needed
    .filter((key) => row[key] === undefined)
    .map((key) =>
      report(
        key,
        'incomplete-row',
        `${row.fullId} has no ${key}, nor has its group.`,
        `State ${key} on the row or on its group.`,
      ),
    );
  if (row.unit !== undefined && !isUcumUnit(row.unit)) {
    refusals.push(
      report(
        'unit',
        'unknown-unit',
        `"${row.unit}" is not a UCUM unit known here.`,
        'Write it in UCUM (mg/kg/d, 10*9/L, {score}), or add the atom to the list of units.',
      ),
    );
  }
  if (row.mark && row.status && !statusesOfMark[row.mark].includes(row.status)) {
    refusals.push(
      report(
        'status',
        'mark-status',
        `A row marked ${row.mark} cannot be ${row.status}.`,
        `Use ${statusesOfMark[row.mark].join(' or ')}, or re-read the source and mark the row V.`,
      ),
    );
  }
  if (row.status === 'disputed' && row.followed === undefined) {
    refusals.push(
      report(
        'followed',
        'disputed-unfollowed',
        `${row.fullId} is disputed but does not say which source is followed.`,
        'Add one sentence `followed`: which source, and why.',
      ),
    );
  }
  return refusals;
}

function sourceRefusals(
  row: CompletedRow,
  sources: ReadonlyMap<string, Source>,
  report: RowReport,
): Refusal[] {
  if (row.sources === undefined) {
    return [
      report(
        'sources',
        'uncited-value',
        `${row.fullId} names no source, nor does its group.`,
        'Name at least one id of sources.yaml.',
      ),
    ];
  }
  return row.sources.flatMap((id) => {
    const source = sources.get(id);
    if (source === undefined) {
      return report(
        'sources',
        'unknown-source',
        `The source "${id}" is not in sources.yaml.`,
        'Add the source there, or correct the id.',
      );
    }
    if (source.reserved && !row.reserved) {
      return report(
        'sources',
        'reserved-source',
        `The source "${id}" is reserved for validation but ${row.fullId} is not.`,
        'Mark the row `reserved: true`, or cite another source.',
      );
    }
    return [];
  });
}

function endRefusals(row: CompletedRow, report: RowReport): Refusal[] {
  const ends: [string, unknown, unknown][] = [
    ['range', row.range?.min, row.range?.max],
    ['interval', intervalEnds(row)?.low, intervalEnds(row)?.high],
    ['distribution', uniformEnds(row)?.low, uniformEnds(row)?.high],
  ];
  if (row.spread && 'low' in row.spread) ends.push(['spread', row.spread.low, row.spread.high]);
  const refusals = ends
    .filter(([, low, high]) => typeof low === 'number' && typeof high === 'number' && low > high)
    .map(([key, low, high]) =>
      report(
        key,
        'ends-reversed',
        `The lower end ${low} lies above the upper end ${high}.`,
        'Correct the ends against the source.',
      ),
    );
  if (row.range && row.range.min === undefined && row.range.max === undefined) {
    refusals.push(
      report(
        'range',
        'incomplete-row',
        `${row.fullId} has a range without ends.`,
        'Give min, max or both.',
      ),
    );
  }
  return refusals;
}

function intervalRefusals(row: CompletedRow, report: RowReport): Refusal[] {
  const ends = intervalEnds(row);
  const middle = centre(row);
  if (row.distribution?.family === 'lognormal' && !row.distribution.sigmaLog && !ends) {
    return [
      report(
        'distribution',
        'incomplete-row',
        'A log-normal needs sigmaLog or an interval.',
        'Give sigmaLog, or the interval that the source states.',
      ),
    ];
  }
  if (!ends || middle === undefined || (middle >= ends.low && middle <= ends.high)) return [];
  return [
    report(
      'interval',
      'outside-interval',
      `The value ${middle} lies outside its own interval ${ends.low} to ${ends.high}.`,
      'Check value, ends and unit against the source.',
    ),
  ];
}

function intervalEnds(row: CompletedRow): { low: number; high: number } | undefined {
  return typeof row.interval === 'object' ? row.interval : undefined;
}

function uniformEnds(row: CompletedRow): { low: number; high: number } | undefined {
  return row.distribution?.family === 'uniform' ? row.distribution : undefined;
}

/** The single number that must lie inside the row's interval; none for ranges, codes and texts. */
function centre(row: CompletedRow): number | undefined {
  if (row.value !== undefined) return row.value;
  if (row.distribution?.family === 'lognormal') return row.distribution.median;
  if (row.distribution?.family === 'normal') return row.distribution.mean;
  return undefined;
}
