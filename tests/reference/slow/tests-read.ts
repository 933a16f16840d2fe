// Which negative tests count, as the rule texts put it: setting, laboratory, sample, assay, reading.
// Never accepts a detail that nobody recorded.

import type { TestLine } from './life.ts';

export const MEDICAL = ['laboratory', 'clinic', 'office', 'other_medical'];

/** What a country asks of a test; what is left out is not asked. */
export interface Asks {
  readonly settings?: readonly string[];
  readonly isHomeAllowed?: boolean;
  readonly certification?: string;
  readonly sample?: boolean;
  readonly assay?: number;
  readonly cycleDays?: boolean;
}

/** Why a test does not count, or `undefined` when it does. */
export function faultOf(test: TestLine, asks: Asks): string | undefined {
  const unknown = 'test_detail_unknown';
  if (asks.settings !== undefined) {
    if (test.setting === undefined) return unknown;
    if (!asks.settings.includes(test.setting)) return 'test_setting_not_accepted';
  }
  if (asks.certification !== undefined && test.setting !== 'home') {
    if (test.certification === undefined) return unknown;
    if (test.certification !== asks.certification) return 'test_laboratory_not_certified';
  }
  if (asks.sample === true && test.sample === undefined) return unknown;
  if (asks.assay !== undefined) {
    if (test.sensitivityMiuPerMl === undefined) return unknown;
    if (test.sensitivityMiuPerMl > asks.assay) return 'test_not_sensitive';
  }
  if (asks.cycleDays === true) {
    if (test.menstrualDays1To5 === undefined) return unknown;
    if (test.menstrualDays1To5 === 'no') return 'test_not_in_cycle_days';
  }
  if (test.readBy === undefined) return unknown;
  if (test.readBy === 'patient') return 'test_not_read_by_clinician';
  if (test.setting === 'home' && asks.isHomeAllowed === false) return 'test_home_not_permitted';
  return undefined;
}
