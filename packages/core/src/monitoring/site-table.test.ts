// Proves that a site may make the action table stricter and never milder.
import { describe, expect, test } from 'vitest';
import { laboratoryTables } from '../../../../tests/findings/evidence.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import type { UcumCode } from '../units/ucum-units.ts';
import { cellOf } from './action-table.ts';
import { type SiteCells, withSiteCells } from './site-table.ts';

const table = laboratoryTables.actions;

function triglycerides(stopFrom: number, actFrom = 400): SiteCells {
  const range = (low?: number, high?: number) => ({
    unit: 'mg/dL',
    ...(low === undefined ? {} : { low: { at: low, isIncluded: true } }),
    ...(high === undefined ? {} : { high: { at: high, isIncluded: false } }),
  });
  return {
    site: 'clinic-1',
    analyte: 'triglycerides',
    unit: 'mg/dL',
    cells: [
      { range: range(undefined, actFrom), action: 'continue', advice: 'Continue.' },
      { range: range(actFrom, 499), action: 'act', advice: 'Repeat in 2 weeks.' },
      { range: range(499, stopFrom), action: 'hold', advice: 'Hold.' },
      { range: range(stopFrom), action: 'stop', advice: 'Stop.' },
    ],
  };
}

describe('a site table', () => {
  test('that is stricter replaces the cells of its analyte and unit alone', () => {
    const reading = withSiteCells(table, triglycerides(800));
    if (!reading.accepted) throw new Error(JSON.stringify(reading.problems));
    const at = (value: number, unit: UcumCode) => {
      const day = 0 as CalendarDay;
      const limits = {};
      return cellOf(
        reading.table,
        { id: 'r', analyte: 'triglycerides', quantity: { value, unit }, day, limits },
        [],
      );
    };
    expect(at(850, 'mg/dL')).toMatchObject({ cell: { action: 'stop', site: 'clinic-1' } });
    expect(at(9.5, 'mmol/L')).toMatchObject({ cell: { action: 'hold' } });
  });

  test.each([
    ['stops later', triglycerides(1001), 'less_cautious'],
    ['acts later', triglycerides(1000, 401), 'less_cautious'],
    [
      'leaves a hole',
      { ...triglycerides(1000), cells: triglycerides(1000).cells.slice(1) },
      'not_exactly_one_cell',
    ],
    [
      'says a value twice',
      {
        ...triglycerides(1000),
        cells: [...triglycerides(1000).cells, triglycerides(900).cells[3]!],
      },
      'not_exactly_one_cell',
    ],
    ['names a unit without a table', { ...triglycerides(1000), unit: 'g/L' }, 'not_in_table'],
    [
      'writes a range in another unit',
      {
        ...triglycerides(1000),
        cells: [{ range: { unit: 'mmol/L' }, action: 'stop' as const, advice: 'Stop.' }],
      },
      'another_unit',
    ],
  ])('that %s is refused with the rule', (_what, change, rule) => {
    expect(withSiteCells(table, change)).toMatchObject({ accepted: false, problems: [{ rule }] });
  });

  test('in multiples of the limit is compared with and without symptoms', () => {
    const milder: SiteCells = {
      site: 'clinic-1',
      analyte: 'ck',
      unit: '{ULN}',
      cells: [
        {
          range: { unit: '{ULN}', high: { at: 5, isIncluded: true } },
          action: 'continue',
          advice: 'Continue.',
        },
        {
          range: { unit: '{ULN}', low: { at: 5, isIncluded: false } },
          action: 'stop',
          advice: 'Stop.',
        },
      ],
    };
    // Published: symptoms alone already act below five times.
    expect(withSiteCells(table, milder)).toMatchObject({
      accepted: false,
      problems: [{ rule: 'less_cautious' }],
    });
  });
});
