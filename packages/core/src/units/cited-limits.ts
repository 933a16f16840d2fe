// The few limits that must be known before any data is read: what a field accepts at all.
// Never a rule of treatment: those are parameters by date. Each is held to its evidence row by a test.

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
} as const satisfies Readonly<Record<string, CitedLimit>>;
