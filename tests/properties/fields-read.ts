// Which rule reads each field of each event of the gate, or why it is kept as a record only.
// It must never say that a file reads a field which does not stand in it.

/** Paths under packages/, or `record only: ` and why. */
export type Reading = string;

const core = (path: string) => `core/src/${path}.ts`;
const server = (path: string) => `server/src/${path}.ts`;
const only = (why: string) => `record only: ${why}`;

const STEPS = core('facts/fold-steps');
const PATIENT = core('requirements/kinds-patient');
const TALKS = core('requirements/kinds-counselling');
const SUPPLY = core('requirements/kinds-supply');
const HELD = core('requirements/supply-held');
const VIEW = core('requirements/view');
const TEST = core('requirements/test-selection');
const METHODS = core('requirements/contraception-state');
const PORTAL = core('gate/decide-programme');
const WHO = only('who answers for the entry; the actor of the event is what rules read');
const WHY = only('words for the people who read the timeline');
const HOW = only('how a report came; it counts the same on paper, by telephone and signed in');
const NUMBER = only('a number to be found again by');
const WORK = only('a task or an incident is work for people, never evidence of a gate');
const ELIGIBILITY = core('eligibility/assess-eligibility');
const medium = HOW;
const reportedFor = WHO;
const capsules = { count: STEPS, medium };

/** Every field of every event type of the gate stream. */
export const FIELDS_READ: Readonly<Record<string, Readonly<Record<string, Reading>>>> = {
  PatientEnrolled: {
    reportedFor,
    programme: VIEW,
    course: STEPS,
    bornOn: core('requirements/age'),
    zone: core('gate/decide-gate'),
    prescriber: server('services/hand-over'),
  },
  ExternalHistoryAccepted: {
    origin: NUMBER,
    document: NUMBER,
    acceptedBy: WHO,
    coversFrom: only('the last day and the number of days say how far it reaches'),
    coversTo: core('requirements/kinds-time'),
    dispensedDays: VIEW,
    takenMg: only('the course counts it; the gate counts days'),
    productClass: only('the course counts it; the gate counts days'),
  },
  ReproductiveStatusRecorded: {
    basis: PATIENT,
    ageYears: PATIENT,
    hasNoMenses: PATIENT,
    isFshElevated: PATIENT,
    isEstradiolLow: PATIENT,
    isProgesteroneAbsent: PATIENT,
    isHcgNegative: PATIENT,
    confirmedByClinician: PATIENT,
  },
  RiskCategoryAssigned: { programme: VIEW, category: PATIENT, assignedBy: WHO },
  FormSigned: {
    form: PATIENT,
    edition: PATIENT,
    signer: PATIENT,
    agrees: PATIENT,
    capacity: PATIENT,
    language: only('in which language it was understood; no programme accepts or refuses one'),
    interpreter: only('that somebody interpreted; no programme asks'),
    medium,
  },
  TreatmentConsentWithdrawn: { reason: WHY, medium },
  RegistryConsentGiven: {
    edition: only('consent to research opens and closes no gate'),
    medium,
  },
  RegistryConsentWithdrawn: { medium },
  CareTransferred: { toPrescriber: core('facts/treating'), toClinic: server('services/hand-over') },
  JurisdictionChanged: {
    from: core('gate/programmes-applying'),
    to: only('what is left is read; where to, a new enrolment says'),
    reason: WHY,
  },
  PatientsMerged: { survivor: STEPS, merged: STEPS, basis: WHY, standsIn: STEPS },
  PatientDied: { reportedFor },
  Erased: {
    basis: WHY,
    classes: STEPS,
    versions: only('the log reads it, to tell what was erased from what is damaged'),
  },
  ContraceptionStarted: {
    method: METHODS,
    declaredBy: only('who declares a method is what counselling and answers are compared by'),
    verified: only('no programme asks that a method be verified'),
    medium,
  },
  ContraceptionStopped: { method: METHODS, medium },
  ContraceptionExemptionAgreed: {
    ground: only('there is one ground'),
    agreedBy: WHO,
    patientAgrees: core('requirements/exemption'),
  },
  UnprotectedContactReported: { medium },
  EmergencyContraceptionUsed: { medium },
  PeriodMissed: { medium },
  PregnancyTestReported: {
    reportedFor,
    result: STEPS,
    resultedOn: core('events/order-of-days'),
    sample: TEST,
    setting: TEST,
    certification: TEST,
    sensitivityMiuPerMl: TEST,
    menstrualDays1To5: TEST,
    readBy: TEST,
    enteredBy: only('who typed it; who read it is what counts'),
    certifiedOn: core('requirements/anchors'),
    source: NUMBER,
    medium,
  },
  HomeTestingPermitted: { permittedBy: WHO },
  HomeTestingRevoked: {},
  VisitHeld: {
    reportedFor,
    mode: TALKS,
    ordinal: only(
      'clinics number on over courses; which visit is the first follows from course and mode',
    ),
    remoteAgreed: TALKS,
  },
  CounsellingGiven: {
    reportedFor,
    givenBy: WHO,
    topics: TALKS,
    contraceptiveMethods: core('requirements/kinds-contraception'),
  },
  ComprehensionAnswered: {
    passed: TALKS,
    contraceptiveMethods: core('requirements/kinds-contraception'),
    medium,
  },
  IndependentAgreementRecorded: { firstPrescriber: TALKS, secondPrescriber: TALKS, agrees: TALKS },
  SpecialistApprovalRecorded: {
    specialist: core('requirements/approvals'),
    authority: NUMBER,
    approved: TALKS,
  },
  OriginalPrescriptionShown: { reportedFor, prescriberSpecialty: TALKS },
  PatientCardShown: { reportedFor, document: TALKS },
  MedicationGuideGiven: {
    reportedFor,
    edition: only('no source names an edition that must be given'),
  },
  ConditionRecorded: { reportedFor, code: ELIGIBILITY, state: ELIGIBILITY },
  AllergyRecorded: { reportedFor, substance: ELIGIBILITY, state: ELIGIBILITY },
  MedicationRecorded: { reportedFor, code: ELIGIBILITY },
  MedicationStopped: { reportedFor, code: ELIGIBILITY },
  BreastfeedingRecorded: { reportedFor, isBreastfeeding: ELIGIBILITY },
  WeightMeasured: { reportedFor, weightKg: only('no gate asks for a weight; the course does') },
  PrescriptionWritten: {
    prescription: VIEW,
    prescriber: PORTAL,
    product: PORTAL,
    doseMgPerDay: core('course/dose-figures'),
    daysSupply: SUPPLY,
    refills: SUPPLY,
    medium: SUPPLY,
    isFirstBySpecialist: only('the specialty of who wrote it, or the original shown, is read'),
  },
  PrescriptionCancelled: { prescription: STEPS, cause: WHY },
  ExternalAuthorizationRecorded: {
    reportedFor,
    portal: SUPPLY,
    number: NUMBER,
    prescription: SUPPLY,
    granted: SUPPLY,
    lastDay: SUPPLY,
    denialCode: WHY,
  },
  DispenseAuthorized: {
    reportedFor,
    authorization: SUPPLY,
    prescription: SUPPLY,
    pharmacy: server('services/dispense'),
    daysSupply: SUPPLY,
    lastDay: SUPPLY,
    decision: NUMBER,
  },
  AuthorizationReversed: { reportedFor, authorization: STEPS, cause: WHY, isPatientCaused: WHY },
  Dispensed: {
    reportedFor,
    dispense: STEPS,
    authorization: SUPPLY,
    prescription: SUPPLY,
    pharmacy: server('http/handlers/gates'),
    daysSupply: STEPS,
    capsules: HELD,
  },
  DispensedPartially: {
    reportedFor,
    dispense: STEPS,
    authorization: SUPPLY,
    prescription: SUPPLY,
    pharmacy: server('http/handlers/gates'),
    daysSupply: STEPS,
    capsules: HELD,
    remainingDays: only('what is left is counted from the parts, never taken from here'),
  },
  DispenseReversed: { reportedFor, dispense: STEPS, cause: WHY },
  UnauthorizedDispenseFound: { reportedFor, pharmacy: NUMBER, daysSupply: HELD },
  DispenseConflictFound: {
    reportedFor,
    authorization: only('it closes both gates whichever it was'),
    pharmacy: NUMBER,
  },
  CapsulesLost: capsules,
  CapsulesReturned: capsules,
  CapsulesDestroyed: capsules,
  CapsulesShared: { count: only('one capsule shared closes both gates as thirty do'), medium },
  CourseStarted: { course: only('a course begins with its enrolment') },
  CoursePaused: {
    reason: WHY,
    resumesOn: only('a plan: the gate counts a pause until the course went on'),
  },
  CourseResumed: {},
  CourseEnded: {
    course: only('every reported last dose counts, of whichever course'),
    lastDoseOn: core('requirements/kinds-time'),
    reason: WHY,
  },
  DoseAfterEndFound: { dose: NUMBER },
  PregnancyReported: { reportedFor, reportedBy: only('whoever says it, both gates close'), medium },
  PregnancyOutcomeRecorded: { isConcluded: only('only a new course opens after a pregnancy') },
  SafetyHoldPlaced: {
    reportedFor,
    hold: STEPS,
    cause: only('every cause closes both gates'),
    note: WHY,
  },
  SafetyHoldCleared: { hold: STEPS, clinician: WHO, reason: WHY, evidence: WHY },
  ReportUnresolved: {
    reportedType: STEPS,
    problems: WHY,
    rawDigest: server('services/record-inside'),
    raw: WHY,
  },
  ReportResolved: { report: STEPS, clinician: WHO, reason: WHY },
  DiscretionExercised: {
    requirement: PORTAL,
    programme: PORTAL,
    clinician: WHO,
    judgement: WHY,
    lastDay: PORTAL,
  },
  IncidentOpened: { incident: WORK, kind: WORK },
  IncidentClosed: { incident: WORK, finding: WORK },
  TaskOpened: { task: WORK, kind: WORK, owner: WORK, deadline: WORK },
  TaskClosed: { task: WORK, outcome: WORK },
  BloodDonationReported: { medium },
  Corrected: {
    event: core('facts/corrections'),
    field: core('facts/corrections'),
    value: core('facts/corrections'),
    isWithdrawn: core('facts/corrections'),
    reason: WHY,
    confirmedBy: only('who confirms it records that with a clearing of their own'),
  },
};
