// Relapse after the stop as assignments, under each reading of the dose; `course-json.ts` says it in words.
// Never one reading for all: a forecast weighs them, and none of them is the right one.

import { type Assignment, chosen, operand, power, set } from './assignment.ts';
import type { RelapseExport, RelapseReadingExport } from './whole-course.ts';

interface RelapseProgram {
  readonly assignments: readonly Assignment[];
  readonly columns: readonly string[];
  readonly constants: Readonly<Record<string, number>>;
}

/** By endpoint, in the order of the release; short, for a name of NM-TRAN has 20 letters. */
const ENDPOINTS = ['Any', 'Systemic', 'Second'] as const;

/** Of a release of the first model there is none: its relapse is in its own words. */
export function relapseAssignments(relapse: RelapseExport | null): RelapseProgram {
  if (relapse === null) return { assignments: [], columns: [], constants: {} };
  const { female, gapDays, residual, ...rest } = relapse.parameters;
  const { burden, ...inputs } = relapse.inputs;
  const constants = {
    ...(rest as Readonly<Record<string, number>>),
    ...inputs,
    residual: residual as number,
    burdenBefore: burden!,
  };
  const byEndpoint = { female: female as readonly number[], gapDays: gapDays as readonly number[] };
  const assignments = [
    ...COMMON,
    ...relapse.readings.flatMap((reading) => ofReading(reading, byEndpoint)),
  ];
  return { assignments, columns: relapse.readings.flatMap(relapseColumnsOf), constants };
}

/** What a reading's shares are called, by endpoint. */
export function relapseColumnsOf({ reading }: Pick<RelapseReadingExport, 'reading'>): string[] {
  return ENDPOINTS.map((endpoint) => `${reading}${endpoint}`);
}

const COMMON: readonly Assignment[] = [
  chosen('sites', { left: 'isTruncal', right: '0', above: 'truncal' }, '1'),
  set('sites', 'sites / (1 + truncalShare * (truncal - 1))'),
  chosen('ageRatio', { left: '16', right: 'ageYears', above: 'young' }, '1'),
  chosen('load', { left: 'severeFrom', right: 'burdenBefore', above: '1' }, 'severe'),
  set('leftover', power('max(1, residual)', 'min(1, max(0, inflammatoryLeft - 0.1))')),
  set('topical', `max(maintenanceFloor, ${power('maintenancePerMonth', 'maintenanceMonths')})`),
  set('common', 'sites * ageRatio * load * leftover * topical'),
];

function ofReading(
  one: RelapseReadingExport,
  { female, gapDays }: Readonly<Record<'female' | 'gapDays', readonly number[]>>,
): Assignment[] {
  const counted = `(min(cumulativeMgPerKg, ${one.doseTop}) - doseReference) / 100`;
  const columns = relapseColumnsOf(one);
  return [
    set('ratio', `common * ${power(operand(one.doseRatioPer100), counted)}`),
    set('ratio', `ratio * ${power(`${one.clearance}`, 'min(1, daysClear / (7 * clearWeeks))')}`),
    set('ever', '1'),
    ...columns.flatMap((column, e) => [
      chosen('sex', { left: 'isFemale', right: '0', above: `${female[e]}` }, '1'),
      set('sex', `sex / (1 + femaleShare * (${female[e]} - 1))`),
      set('ever', `min(ever, 1 - ${power(operand(1 - one.susceptible[e]!), 'ratio * sex')})`),
      set('waited', `max(0, since - ${gapDays[e]})`),
      set(column, `ever * (1 - exp(-${one.latencyPerYear[e]} * waited / 365.25))`),
    ]),
  ];
}
