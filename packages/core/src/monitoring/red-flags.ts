// Signs that a person has to hear of at once, and what the patient is told in the same moment.
// Never waits for a sender to call a sign a warning: the words themselves decide, and more is heard.

import {
  citationOf,
  type EvidenceCitation,
  type EvidenceRow,
  facetWord,
  facetWords,
  requiredValue,
} from '../evidence/evidence-row.ts';
import { symptomWord } from '../terminology/red-flag-symptoms.ts';
import type { CalendarDay } from '../time/calendar-day.ts';

/** One report of a symptom; grade 0 says that it is gone or was not there. */
export interface SymptomReport {
  readonly symptom: string;
  readonly grade: number;
  readonly day: CalendarDay;
}

export interface RedFlag {
  readonly flag: string;
  /** Every one of these. */
  readonly all: readonly string[];
  /** And at least one of these, where any are named. */
  readonly any: readonly string[];
  readonly adviceToPatient: string;
  readonly citation: EvidenceCitation;
}

export interface RedFlagTable {
  readonly flags: readonly RedFlag[];
  /** Days within which two reports belong together. */
  readonly togetherDays: number;
}

/** Reads the red flags from the evidence topic `warnings`. */
export function readRedFlags(rows: readonly EvidenceRow[]): RedFlagTable {
  return {
    flags: rows.flatMap((row) => {
      const flag = facetWord(row, 'flag');
      if (row.topic !== 'warnings' || flag === undefined || row.text === undefined) return [];
      return {
        flag,
        all: facetWords(row, 'all'),
        any: facetWords(row, 'any'),
        adviceToPatient: row.text,
        citation: citationOf(row),
      };
    }),
    togetherDays: requiredValue(rows, 'warnings.red-flags.days'),
  };
}

/** The flags that the reports around a day raise; the same flag once. */
export function redFlagsOn(
  table: RedFlagTable,
  reports: readonly SymptomReport[],
  day: CalendarDay,
): readonly RedFlag[] {
  const near = new Set(
    reports
      .filter((report) => report.grade > 0 && Math.abs(report.day - day) <= table.togetherDays)
      .map(({ symptom }) => symptomWord(symptom)),
  );
  return table.flags.filter(
    ({ all, any }) =>
      all.every((one) => near.has(one)) && (any.length === 0 || any.some((one) => near.has(one))),
  );
}
