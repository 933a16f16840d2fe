// What the record stream tells of one patient as of an instant: doses, results, answers, findings.
// Never read by a gate, and never a verdict: what is due, graded or changed is asked elsewhere.

import type { EventOf } from '../events/event.ts';
import type { AnalyteCode } from '../terminology/analytes.ts';
import type { LabDoubt } from '../terminology/lab-doubts.ts';
import type { Quantity } from '../units/quantity.ts';
import { NONE } from './patient-facts.ts';

/** One laboratory result, as reported. */
export interface LabResult {
  readonly event: EventOf<'LabResulted'>;
  /** What the code measures; `undefined` for a code with which Aegle does not compute. */
  readonly code: AnalyteCode | undefined;
  /** The value in the unit reported; `undefined` while in doubt or for a unit that core does not know. */
  readonly quantity: Quantity | undefined;
  /** That laboratory's own limits in the same unit; absent: not stated, so nothing is graded by them. */
  readonly referenceLow: number | undefined;
  readonly referenceHigh: number | undefined;
  /** Fasting as stated with the result or by the code itself; `undefined`: not said. */
  readonly isFasting: boolean | undefined;
  /** Why it waits for a person and is never computed with. */
  readonly doubt: LabDoubt | undefined;
}

/** A correction of the record that could not be read: the event stays as it was, a person looks. */
export interface UnreadCorrection {
  readonly correction: EventOf<'Corrected'>;
  readonly rule: string;
}

/** Folded facts of the record stream, each list in the order the log heard it; built by `foldRecord`. */
export class RecordFacts {
  dosesPlanned: readonly EventOf<'DosePlanned'>[] = NONE;
  endPolicies: readonly EventOf<'EndPolicyChosen'>[] = NONE;
  capsuleCounts: readonly EventOf<'CapsulesCounted'>[] = NONE;
  /** Requests to insurers and their answers. */
  priorAuthorizations: readonly (
    | EventOf<'PriorAuthorizationRequested'>
    | EventOf<'PriorAuthorizationDecided'>
  )[] = NONE;
  /** What pharmacies said of their shelves for this patient. */
  stock: readonly (EventOf<'StockRanOut'> | EventOf<'StockArrived'>)[] = NONE;
  dosesTaken: readonly EventOf<'DoseTaken'>[] = NONE;
  dosesMissed: readonly EventOf<'DoseMissed'>[] = NONE;
  labResults: readonly LabResult[] = NONE;
  severities: readonly EventOf<'SeverityAssessed'>[] = NONE;
  answers: readonly EventOf<'InstrumentAnswered'>[] = NONE;
  symptoms: readonly EventOf<'SymptomReported'>[] = NONE;
  adverseEvents: readonly EventOf<'AdverseEventRecorded'>[] = NONE;
  procedures: readonly EventOf<'ProcedureRecorded'>[] = NONE;
  followUps: readonly EventOf<'FollowUpCompleted'>[] = NONE;
  relapses: readonly EventOf<'RelapseRecorded'>[] = NONE;
  retreatments: readonly EventOf<'RetreatmentStarted'>[] = NONE;
  /** How many events a correction changed or withdrew; their uncorrected values stay in the log. */
  correctedCount = 0;
  unreadCorrections: readonly UnreadCorrection[] = NONE;
}
