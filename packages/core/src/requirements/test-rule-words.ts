// The words of test selection: what a test must be, and what was found for one rule.
// Never behaviour: the choosing stands in test-selection.ts.

import type { ReasonCode } from '../decision/reason-codes.ts';
import type { Truth } from '../decision/truth.ts';
import type { EventOf } from '../events/event.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import type { Length } from '../time/length.ts';

export type PregnancyTest = EventOf<'PregnancyTestReported'>;

/** What a negative test must be to count; lists that are empty accept anything. */
export interface TestCriteria {
  readonly settings: readonly string[];
  readonly certifications: readonly string[];
  readonly samples: readonly string[];
  readonly leastSensitiveMiuPerMl: number | undefined;
  /** Whether the specimen is of the first five days of the menses; `recorded`: whatever it says. */
  readonly menstrualDays: 'first five' | 'recorded' | undefined;
  readonly needsHomePermission: boolean;
}

/** A test requirement together with the spacing and lock-out that other requirements put on it. */
export interface TestRule {
  /** Slot of the memo in the view. */
  readonly slot: number;
  readonly criteria: TestCriteria;
  /** By what a test is chosen where none meets the criteria; another requirement then asks about it. */
  readonly otherwise: TestCriteria | undefined;
  /** `first`: the screening test; `latest`: the test that opens the window. */
  readonly pick: 'first' | 'latest';
  readonly screening: TestRule | undefined;
  readonly spacing: Length | undefined;
  /** The window that a specimen opens; while it is open, a newer specimen opens no other. */
  readonly ownWindow: { readonly window: Length; readonly anchorDayCounts: boolean } | undefined;
  readonly missedWindow:
    | { readonly window: Length; readonly anchorDayCounts: boolean; readonly wait: Length }
    | undefined;
}

/** What was found for one rule. */
export interface TestSelection {
  /** Whether any unused negative test meets the criteria. */
  readonly criteria: Truth;
  readonly code: ReasonCode;
  readonly judged: PregnancyTest | undefined;
  /** A newer test that does not count, and why, beside the older one that does. */
  readonly newerFault: { readonly test: PregnancyTest; readonly code: ReasonCode } | undefined;
  /** Every unused test that meets the criteria, by specimen day. */
  readonly accepted: readonly PregnancyTest[];
  /** The test that meets everything: criteria, spacing, no lock-out. */
  readonly qualifying: PregnancyTest | undefined;
  readonly screening: PregnancyTest | undefined;
  readonly spacing: Truth;
  readonly earliestBySpacing: CalendarDay | undefined;
  readonly lockout: Truth;
  /** The test whose window was missed. */
  readonly missed: PregnancyTest | undefined;
  readonly earliestByLockout: CalendarDay | undefined;
}
