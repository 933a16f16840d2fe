// Event types of the course, findings, safety and what comes after (design: Catalogue).
// Never lets a diary entry open a gate: the record stream is not read by any gate.

import { LAB_DOUBTS } from '../terminology/lab-doubts.ts';
import { byMachine, gate, record, reported } from './define.ts';
import { boolean, day, decimal, instant, integer, list, oneOf, optional, text } from './fields.ts';

const closing = { closesOnly: true } as const;
const mentalHealth = { sensitivity: 'mental_health' } as const;

export const courseEvents = {
  CourseStarted: gate({ course: text() }),
  /** `resumesOn`: when it is meant to go on; a gate counts the pause until `CourseResumed`. */
  CoursePaused: gate({ reason: optional(text()), resumesOn: optional(day) }),
  CourseResumed: gate({}),
  // The day of the event is the day of the decision; the last dose may lie before it.
  CourseEnded: gate({ course: text(), lastDoseOn: optional(day), reason: optional(text()) }),
  // A diary's dose later than the reported last one: `dose` is its id, the day is its day.
  DoseAfterEndFound: gate({ dose: text() }, closing),
  /**
   * What is planned from a day on; it replaces what was planned for that course from that day. What
   * `dosesMg` lists depends on the schedule (course/course-plan.ts).
   */
  DosePlanned: record({
    course: text(),
    startsOn: day,
    lengthDays: integer(1, 1095),
    schedule: oneOf(
      'constant',
      'ramp',
      'split',
      'alternateDay',
      'repeating',
      'weekly',
      'pulse',
      'break',
    ),
    dosesMg: list(decimal(0, 400), 56),
    stepMg: optional(decimal(0, 400)),
    stepDays: optional(integer(1, 365)),
    onDays: optional(integer(1, 365)),
    offDays: optional(integer(1, 365)),
    productClass: oneOf('conventional', 'lidose', 'micronised'),
    meal: oneOf('fasted', 'light', 'full'),
  }),
  // What ends the course. The target is in mg of the planned product's own class.
  EndPolicyChosen: record({
    course: text(),
    policy: oneOf('label_duration', 'cumulative_target', 'clear_plus_weeks', 'low_dose'),
    targetMgPerKg: optional(decimal(1, 400)),
    convention: optional(oneOf('baseline_weight', 'current_weight', 'per_period')),
    weeks: optional(integer(1, 156)),
  }),
  // Leftovers counted at the counter: what the patient has in hand at the end of that day.
  CapsulesCounted: record({ count: integer(0, 2000), ...reported }),
  DoseTaken: record({ doseMg: decimal(0.5, 400), product: optional(text()), ...reported }),
  DoseMissed: record({ ...reported }),
} as const;

export const findingEvents = {
  // The day of the event is the specimen day. Limits are that laboratory's own, in the same unit.
  LabResulted: record(
    {
      /** LOINC code; which ones Aegle computes with stands in terminology/analytes.ts. */
      loinc: text(20),
      value: decimal(0, 1_000_000),
      /** UCUM code, case-sensitive. */
      unit: text(20),
      /** Where the laboratory gave only a bound: the true value lies below, or above. */
      comparator: optional(oneOf('<', '<=', '>=', '>')),
      referenceLow: optional(decimal(0, 1_000_000)),
      referenceHigh: optional(decimal(0, 1_000_000)),
      isFasting: optional(boolean),
      laboratory: optional(text()),
      /** Set: kept for a person as it came, never computed with. */
      heldFor: optional(oneOf(...LAB_DOUBTS)),
      ...byMachine,
    },
    { version: 2 },
  ),
  /** The scales and their ends stand in outcomes/measures.ts; ECCA reaches 540. */
  SeverityAssessed: record({ scale: text(40), score: integer(0, 1000), ...byMachine }),
  InstrumentAnswered: record(
    {
      instrument: text(60),
      score: optional(integer(0, 1000)),
      hasPositiveSelfHarmItem: boolean,
      /** Each item as `linkId=number`; absent: only the score was sent. */
      answers: optional(list(text(60), 100)),
      ...reported,
    },
    mentalHealth,
  ),
  SymptomReported: record({
    symptom: text(60),
    grade: integer(0, 5),
    isWarningSign: boolean,
    ...reported,
  }),
  /** Grade 0: it is gone, as a clinician found. */
  AdverseEventRecorded: record({
    term: text(),
    grade: integer(0, 5),
    treatment: optional(text(200)),
    ...byMachine,
  }),
  PregnancyReported: gate(
    {
      reportedBy: oneOf('patient', 'prescriber', 'laboratory', 'pharmacist', 'other'),
      ...reported,
      ...byMachine,
    },
    { sensitivity: 'reproductive', closesOnly: true },
  ),
  PregnancyOutcomeRecorded: gate({ isConcluded: boolean }, { sensitivity: 'reproductive' }),
  ProcedureRecorded: record({ code: text(), ...byMachine }),
} as const;

export const safetyEvents = {
  SafetyHoldPlaced: gate(
    {
      hold: text(),
      cause: oneOf(
        'red_flag',
        'positive_test',
        'pregnancy',
        'laboratory',
        'mood',
        'correction_unconfirmed',
        'category_change',
        'clinician',
        'programme',
        'other',
      ),
      note: optional(text(500)),
      ...byMachine,
    },
    closing,
  ),
  // `hold` is the hold's id or the id of the closing event (test, missed period) that is resolved.
  SafetyHoldCleared: gate({
    hold: text(),
    clinician: text(),
    reason: text(500),
    evidence: list(text()),
  }),
  ReportUnresolved: gate(
    {
      reportedType: text(60),
      problems: list(text(200)),
      rawDigest: text(80),
      /** What was sent, as JSON text, so that a person can read and enter it again. */
      raw: optional(text(65_536)),
    },
    { closesOnly: true, sensitivity: 'reproductive' },
  ),
  ReportResolved: gate({ report: text(), clinician: text(), reason: text(500) }),
  DiscretionExercised: gate({
    requirement: text(),
    programme: text(),
    clinician: text(),
    judgement: text(500),
    lastDay: day,
  }),
  IncidentOpened: gate({ incident: text(), kind: text(60) }),
  IncidentClosed: gate({ incident: text(), finding: text(500) }),
  TaskOpened: gate({ task: text(), kind: text(60), owner: text(), deadline: optional(instant) }),
  TaskClosed: gate({ task: text(), outcome: text() }),
} as const;

export const afterEvents = {
  FollowUpCompleted: record({ month: integer(0, 600), ...byMachine }),
  RelapseRecorded: record({ endpoint: text(60), ...byMachine }),
  RetreatmentStarted: record({ course: text() }),
  BloodDonationReported: gate({ ...reported }),
  // Of a patient; it may also stand in a prescriber's, pharmacy's or programme's stream.
  Corrected: gate({
    event: text(),
    field: text(60),
    value: optional(text(200)),
    isWithdrawn: boolean,
    reason: text(500),
    confirmedBy: optional(text()),
  }),
} as const;
