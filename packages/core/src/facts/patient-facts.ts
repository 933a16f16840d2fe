// What is known of one patient as of an instant: the gate stream folded into lists by meaning.
// Never a verdict: facts are read afresh by every question.

import type { EventType } from '../events/catalogue.ts';
import type { EventOf } from '../events/event.ts';
import type { CalendarDay } from '../time/calendar-day.ts';

type Events<T extends EventType> = readonly EventOf<T>[];

/**
 * The one empty list that all facts begin with: a million patients share it. Cut from a list of
 * objects, so that the engine holds it as it holds the lists that follow, and loops stay quick.
 */
export const NONE: readonly never[] = [{} as never].slice(1);

const NOWHERE: Readonly<Record<string, number>> = Object.freeze({});

/** A list with one more item. Only the fold calls it: the list it made is still its own. */
export function added<T>(list: readonly T[], item: T): readonly T[] {
  if (list.length === 0) return [item];
  (list as T[]).push(item);
  return list;
}

/** Evidence that keeps both gates closed until a clinician has cleared it. */
export interface SafetyHold {
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

/** One dispense that was not reversed. */
export interface DispenseFact {
  readonly event: EventOf<'Dispensed'> | EventOf<'DispensedPartially'>;
  readonly daysSupply: number;
  /** What it was dispensed on, as it was then; a later course no longer lists it. */
  readonly prescription: EventOf<'PrescriptionWritten'> | undefined;
}

/** Capsules that staff recorded as no longer with the patient: lost, or given back. */
export interface CapsulesGone {
  readonly on: CalendarDay;
  /** When the log heard of it: of a supply that it heard of later, they were not. */
  readonly sequence: number;
  readonly count: number;
  readonly isLost: boolean;
}

/** The current course: everything since the latest enrolment under a new course id. */
export interface CourseFact {
  readonly id: string;
  readonly enrolment: EventOf<'PatientEnrolled'>;
  /** Another course, or a supply, came before: evidence of before the enrolment is of that one. */
  readonly beganAnew: boolean;
  /** The last day of use in an earlier course, below which no evidence belongs to this one. */
  readonly earlierUseEndedOn: CalendarDay | undefined;
}

/** Another record of the same person, whose events count here from the merge on. */
export interface AbsorptionFact {
  readonly record: string;
  /** The record that took it in; undefined: this patient's own. */
  readonly by: string | undefined;
  /** The merge's place in the history. */
  readonly sequence: number;
}

/** Folded facts of one patient; built by `foldPatient`, read by everything else. */
export class PatientFacts {
  enrolments: Events<'PatientEnrolled'> = NONE;
  course: CourseFact | undefined = undefined;
  careTransfers: Events<'CareTransferred'> = NONE;
  reproductiveStatuses: Events<'ReproductiveStatusRecorded'> = NONE;
  categories: Events<'RiskCategoryAssigned'> = NONE;
  forms: Events<'FormSigned'> = NONE;
  contraceptionStarts: Events<'ContraceptionStarted'> = NONE;
  contraceptionStops: Events<'ContraceptionStopped'> = NONE;
  contraceptionExemptions: Events<'ContraceptionExemptionAgreed'> = NONE;
  /** Days of which something was said of contraception and corrected, and when the log heard that. */
  contraceptionAmended: readonly { readonly on: CalendarDay; readonly sequence: number }[] = NONE;
  tests: Events<'PregnancyTestReported'> = NONE;
  homeTestPermissions: readonly (
    | EventOf<'HomeTestingPermitted'>
    | EventOf<'HomeTestingRevoked'>
  )[] = NONE;
  visits: Events<'VisitHeld'> = NONE;
  counselling: Events<'CounsellingGiven'> = NONE;
  comprehension: Events<'ComprehensionAnswered'> = NONE;
  agreements: Events<'IndependentAgreementRecorded'> = NONE;
  approvals: Events<'SpecialistApprovalRecorded'> = NONE;
  documents: readonly (
    | EventOf<'OriginalPrescriptionShown'>
    | EventOf<'PatientCardShown'>
    | EventOf<'MedicationGuideGiven'>
  )[] = NONE;
  conditions: Events<'ConditionRecorded'> = NONE;
  allergies: Events<'AllergyRecorded'> = NONE;
  medications: readonly (EventOf<'MedicationRecorded'> | EventOf<'MedicationStopped'>)[] = NONE;
  breastfeeding: Events<'BreastfeedingRecorded'> = NONE;
  weights: Events<'WeightMeasured'> = NONE;
  histories: Events<'ExternalHistoryAccepted'> = NONE;
  prescriptions: Events<'PrescriptionWritten'> = NONE;
  externalAuthorizations: Events<'ExternalAuthorizationRecorded'> = NONE;
  authorizations: Events<'DispenseAuthorized'> = NONE;
  dispenses: readonly DispenseFact[] = NONE;
  earlierDispenses: readonly DispenseFact[] = NONE;
  /** Capsules handed out without an authorisation: they are in the patient's hands all the same. */
  suppliesFound: Events<'UnauthorizedDispenseFound'> = NONE;
  clinicalOverrides: Events<'DiscretionExercised'> = NONE;
  safetyHolds: readonly SafetyHold[] = NONE;
  /** Every clearing by a clinician: what is found only by a programme's rules is cleared so too. */
  clearings: Events<'SafetyHoldCleared'> = NONE;
  capsulesUnaccounted = 0;
  capsulesGone: readonly CapsulesGone[] = NONE;
  /** How many of those were lost in another record that is not merged yet at this place. */
  capsulesElsewhere: Readonly<Record<string, number>> = NOWHERE;
  /** Where treatment was left and where it goes on. */
  departures: Events<'JurisdictionChanged'> = NONE;
  courseEnds: Events<'CourseEnded'> = NONE;
  /** From a pause to the day on which the course goes on, no dose is counted as taken. */
  coursePauses: readonly (EventOf<'CoursePaused'> | EventOf<'CourseResumed'>)[] = NONE;
  dosesAfterEnd: Events<'DoseAfterEndFound'> = NONE;
  /** Events after which an earlier negative test no longer says anything. */
  pregnancyQuestions: readonly EventOf<EventType>[] = NONE;
  pregnancyReports: Events<'PregnancyReported'> = NONE;
  death: EventOf<'PatientDied'> | undefined = undefined;
  /** Every withdrawal; which of them stand, `standingWithdrawals` says. */
  consentWithdrawals: Events<'TreatmentConsentWithdrawn'> = NONE;
  erasure: EventOf<'Erased'> | undefined = undefined;
  mergedInto: EventOf<'PatientsMerged'> | undefined = undefined;
  absorptions: readonly AbsorptionFact[] = NONE;
}

/** IANA zone of the place of care, as enrolled for the current course; `undefined` where none is stated. */
export function placeOfCare({ course }: PatientFacts): string | undefined {
  return course?.enrolment.data.zone;
}

/** The last move that this record itself told of: where a merged record went, nobody of here went. */
export function lastDeparture({
  departures,
}: PatientFacts): EventOf<'JurisdictionChanged'> | undefined {
  return departures.findLast((one) => one.mergedFrom === undefined);
}

/** True when the end of a course was heard, and no enrolment in another one since. */
export function isCourseOver({ course, courseEnds }: PatientFacts): boolean {
  const ended = courseEnds.at(-1)?.sequence ?? 0;
  return ended > (course?.enrolment.sequence ?? 0);
}

/**
 * True when `event` may undo or outlast `target`: both are of one record, or the target's record had
 * been merged when the event was heard. What one record said never lifts what another one closed.
 */
export function reaches(
  facts: PatientFacts,
  event: EventOf<EventType>,
  target: EventOf<EventType>,
): boolean {
  return reachesRecord(facts, event, target.mergedFrom);
}

function reachesRecord(
  facts: PatientFacts,
  event: EventOf<EventType>,
  record: string | undefined,
): boolean {
  if (record === event.mergedFrom) return true;
  return facts.absorptions.some(
    (one) =>
      one.record === record &&
      one.sequence < event.sequence &&
      one.record !== one.by &&
      reachesRecord(facts, event, one.by),
  );
}

/** Everything that was dispensed and not reversed, in this course and in every one before it. */
export function allDispenses(facts: PatientFacts): readonly DispenseFact[] {
  return [...facts.earlierDispenses, ...facts.dispenses];
}

/**
 * The latest dispense of the current course, by day. Parts dispensed under `exceptAuthorization`
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
