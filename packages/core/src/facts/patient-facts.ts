// What is known of one patient as of an instant: the gate stream folded into lists by meaning.
// Never a verdict: facts are read afresh by every question.

import type { EventType } from '../events/catalogue.ts';
import type { EventOf } from '../events/event.ts';
import type { CalendarDay } from '../time/calendar-day.ts';

type Events<T extends EventType> = EventOf<T>[];

/** Evidence that keeps both gates closed until a clinician has cleared it. */
export interface Closure {
  /** The id that a clearing event names: a hold's id, or the closing event's id. */
  readonly id: string;
  readonly cause:
    | 'hold'
    | 'positive_test'
    | 'unclear_test'
    | 'pregnancy'
    | 'missed_period'
    | 'unprotected_contact'
    | 'emergency_contraception'
    | 'unresolved_report'
    | 'unconfirmed_correction'
    | 'irregular_supply';
  readonly event: EventOf<EventType>;
  /** The actor who may not be the one to confirm (a correction's author), where that matters. */
  readonly notClearableBy?: string;
}

/** One handing-out that was not reversed. */
export interface DispenseFact {
  readonly event: EventOf<'Dispensed'> | EventOf<'DispensedPartially'>;
  readonly daysSupply: number;
}

/** The current course: everything since the latest enrolment under a new course id. */
export interface CourseFact {
  readonly id: string;
  readonly enrolment: EventOf<'PatientEnrolled'>;
  /** The last day of use in an earlier course, below which no evidence belongs to this one. */
  readonly earlierUseEndedOn: CalendarDay | undefined;
}

/** Folded facts of one patient; built by `foldPatient`, read by everything else. */
export class PatientFacts {
  enrolments: Events<'PatientEnrolled'> = [];
  course: CourseFact | undefined = undefined;
  reproductiveStatuses: Events<'ReproductiveStatusRecorded'> = [];
  categories: Events<'RiskCategoryAssigned'> = [];
  forms: Events<'FormSigned'> = [];
  contraceptionStarts: Events<'ContraceptionStarted'> = [];
  contraceptionStops: Events<'ContraceptionStopped'> = [];
  contraceptionExemptions: Events<'ContraceptionExemptionAgreed'> = [];
  tests: Events<'PregnancyTestReported'> = [];
  homeTestPermissions: (EventOf<'HomeTestingPermitted'> | EventOf<'HomeTestingRevoked'>)[] = [];
  visits: Events<'VisitHeld'> = [];
  counselling: Events<'CounsellingGiven'> = [];
  comprehension: Events<'ComprehensionAnswered'> = [];
  agreements: Events<'IndependentAgreementRecorded'> = [];
  approvals: Events<'SpecialistApprovalRecorded'> = [];
  documents: (
    | EventOf<'OriginalPrescriptionShown'>
    | EventOf<'PatientCardShown'>
    | EventOf<'MedicationGuideGiven'>
  )[] = [];
  conditions: Events<'ConditionRecorded'> = [];
  allergies: Events<'AllergyRecorded'> = [];
  medications: (EventOf<'MedicationRecorded'> | EventOf<'MedicationStopped'>)[] = [];
  breastfeeding: Events<'BreastfeedingRecorded'> = [];
  weights: Events<'WeightMeasured'> = [];
  histories: Events<'ExternalHistoryAccepted'> = [];
  prescriptions: Events<'PrescriptionWritten'> = [];
  externalAuthorizations: Events<'ExternalAuthorizationRecorded'> = [];
  authorizations: Events<'DispenseAuthorized'> = [];
  dispenses: DispenseFact[] = [];
  earlierDispenses: DispenseFact[] = [];
  discretions: Events<'DiscretionExercised'> = [];
  closures: Closure[] = [];
  capsulesUnaccounted = 0;
  courseEnds: Events<'CourseEnded'> = [];
  /** Events after which an earlier negative test no longer says anything. */
  pregnancyDoubts: EventOf<EventType>[] = [];
  pregnancyReport: EventOf<'PregnancyReported'> | undefined = undefined;
  death: EventOf<'PatientDied'> | undefined = undefined;
  consentWithdrawal: EventOf<'TreatmentConsentWithdrawn'> | undefined = undefined;
  erasure: EventOf<'Erased'> | undefined = undefined;
  mergedInto: EventOf<'PatientsMerged'> | undefined = undefined;
}

/**
 * The latest handing-out of the current course, by day. Parts handed out under `exceptAuthorization`
 * are left out: the rest of a fill belongs to the cycle in which it was authorised.
 */
export function lastDispense(
  facts: PatientFacts,
  exceptAuthorization?: string,
): DispenseFact | undefined {
  let latest: DispenseFact | undefined;
  for (const dispense of facts.dispenses) {
    if (
      exceptAuthorization !== undefined &&
      dispense.event.data.authorization === exceptAuthorization
    )
      continue;
    if (latest === undefined || dispense.event.occurredOn >= latest.event.occurredOn)
      latest = dispense;
  }
  return latest;
}
