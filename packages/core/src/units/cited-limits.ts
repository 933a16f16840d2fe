// The few limits that hold in every programme: what a field accepts at all, when a course goes on.
// Never a rule of one programme: those are parameters by date. Each is held to its evidence row by a test.

/** A limit and the full name of the evidence row that gives it. */
export interface CitedLimit {
  readonly value: number;
  readonly row: string;
}

export const CITED_LIMITS = {
  /** Highest day's total that any label table reaches, mg. */
  maxDailyDoseMg: { value: 200, row: 'dosing.label-dose-table.lidose-100-kg-2' },
  /** Lowest daily dose in any study read, mg. */
  minDoseMg: { value: 2.5, row: 'dosing.guards.least-daily-dose' },
  /** The smallest capsule marketed, mg; a dose below it was likely written in grams. */
  smallestCapsuleMg: { value: 5, row: 'products.strengths.smallest' },
  /** Longest plan accepted, days. */
  maxRegimenDays: { value: 1095, row: 'dosing.guards.longest-plan' },
  /** Days of supply elsewhere from which a course is taken over as going on; assumed. */
  historyDaysMin: { value: 28, row: 'dosing.guards.history-days-least' },
  /** Longest gap between that supply and the enrolment here, days; assumed. */
  historyGapDaysMax: { value: 30, row: 'dosing.guards.history-gap-longest' },
} as const satisfies Readonly<Record<string, CitedLimit>>;
