// The face of core: everything another package may use. Never re-export from elsewhere.

export { type Actor, CLINICIAN_ROLES, ROLES, type Role } from './decision/actor.ts';
export { AUDIENCES, type Audience, type Sentences } from './decision/audience.ts';
export type {
  Advice,
  Citation,
  Decision,
  Denied,
  EditionAnswer,
  Granted,
  Reason,
  TraceLine,
} from './decision/decision.ts';
export { type EditionRef, editionName } from './decision/edition-ref.ts';
export {
  NEVER_OVERRIDDEN,
  precedenceOf,
  REASON_CODES,
  type ReasonCode,
} from './decision/reason-codes.ts';
export { allOf, anyOf, not, type Truth } from './decision/truth.ts';
export { isPharmacists, whenSaid } from './decision/way-forward.ts';
export { authorizeDispense } from './dispensing/authorize-dispense.ts';
export { beforeBirthProblem } from './events/before-birth.ts';
export {
  EVENT_CATALOGUE,
  EVENT_TYPES,
  type EventData,
  type EventType,
  isEventType,
  type TypeIn,
} from './events/catalogue.ts';
export { tooFarAheadProblems } from './events/days-ahead.ts';
export {
  type EventDefinition,
  SENSITIVITY_CLASSES,
  type SensitivityClass,
  STREAM_KINDS,
  type StreamKind,
} from './events/define.ts';
export type { AegleEvent, EventOf } from './events/event.ts';
export {
  type Field,
  type FieldProblem,
  type Fields,
  readFields,
  writeField,
  writeFields,
} from './events/fields.ts';
export { labProblem } from './events/lab-problems.ts';
export { eventTypeMeant } from './events/meant-type.ts';
export { nearestNames } from './events/nearest-name.ts';
export { hourProblems, orderProblems } from './events/order-of-days.ts';
export {
  formatEvent,
  type ParsedEvent,
  parseEvent,
  type Recording,
  sentProblems,
  type WireEvent,
} from './events/parse.ts';
export { canOnlyClose, isClosingReport, mustKeepUnreadable } from './events/unresolved.ts';
export { CONTRACEPTION_TYPES, contraceptionWords } from './facts/contraception-words.ts';
export { applyCorrection, couldWiden } from './facts/corrections.ts';
export { doseAfterEnd } from './facts/dose-after-end.ts';
export { foldPatient, treatingPrescriberNow } from './facts/fold.ts';
export { foldRecord } from './facts/fold-record.ts';
export { latestByDay } from './facts/latest-by-day.ts';
export { type AbsorbedRecord, mergedHistory } from './facts/merges.ts';
export {
  foldOrganisation,
  foldProgramme,
  isStaffed,
  NO_PROGRAMME_FACTS,
  type OrganisationFacts,
  type ProgrammeFacts,
  type Standing,
} from './facts/organisation-facts.ts';
export {
  allDispenses,
  type CourseFact,
  type DispenseFact,
  lastDispense,
  PatientFacts,
  placeOfCare,
  reaches,
  type SafetyHold,
} from './facts/patient-facts.ts';
export { type LabResult, RecordFacts, type UnreadCorrection } from './facts/record-facts.ts';
export { endsNothing } from './facts/stop-in-use.ts';
export { type CompiledEdition, compileEdition } from './gate/compile.ts';
export { decideGate, ENGINE_VERSION } from './gate/decide-gate.ts';
export { decideProgramme, type GateFacts } from './gate/decide-programme.ts';
export { editionNotice } from './gate/edition-notice.ts';
export { liesIn, programmesApplying } from './gate/programmes-applying.ts';
export { CompiledProgramme } from './gate/rules.ts';
export { safetyReason, safetyReasons } from './gate/safety.ts';
export { grantsMore, withoutSafetyHolds } from './gate/widening.ts';
export * from './index-course.ts';
export { authorizePrescription } from './prescribing/authorize-prescription.ts';
export { type EditionsInForce, editionsInForce } from './programme/edition.ts';
export { withOverlays } from './programme/overlay.ts';
export {
  asksClinician,
  type Parameter,
  type ParameterValue,
  STATUSES,
  type Status,
} from './programme/parameter.ts';
export {
  type Category,
  type CategoryGround,
  type ContraceptionCombination,
  type ContraceptionRules,
  type Edition,
  IN_FLIGHT_POLICIES,
  type InFlightPolicy,
  type Overlay,
  PHASES,
  type Phase,
  type Programme,
  type Requirement,
  STAGES,
  type Stage,
} from './programme/programme.ts';
export {
  type CalledTask,
  type Reaction,
  reactionTo,
} from './reactions/reactions.ts';
export { type Younger, youngerThan } from './requirements/age.ts';
export { ANCHORS, type Anchor } from './requirements/anchors.ts';
export { isOfCourse } from './requirements/cycle.ts';
export type { Evaluate, RequirementKind } from './requirements/kind.ts';
export { REQUIREMENT_KINDS, requirementKind } from './requirements/kinds.ts';
export { countsAsSigned, GROUND_FINDINGS } from './requirements/kinds-patient.ts';
export { categoryIn, type GateView, type Question, statusIn } from './requirements/view.ts';
export {
  ANALYTE_CODES,
  ANALYTES,
  type Analyte,
  type AnalyteCode,
  analyteOf,
} from './terminology/analytes.ts';
export { LAB_DOUBTS, type LabDoubt, labDoubt } from './terminology/lab-doubts.ts';
export { isLoincCode } from './terminology/loinc.ts';
export { itemAnswerOf, tellsOfSelfHarm } from './terminology/self-harm-items.ts';
export {
  addDays,
  type CalendarDay,
  calendarDayOf,
  civilDateOf,
  completedYears,
  formatCalendarDay,
  parseCalendarDay,
} from './time/calendar-day.ts';
export type { ClockOf, ZoneClock } from './time/clock.ts';
export { type DayWindow, isInside, windowFrom } from './time/day-window.ts';
export { formatInstant, type Instant, parseInstant } from './time/instant.ts';
export { addLength, describeLength, type Length, MONTH_END_RULES } from './time/length.ts';
export {
  deadlineZone,
  latestDayAnywhere,
  type QuestionDays,
  questionDays,
} from './time/question-days.ts';
export { CITED_LIMITS, type CitedLimit } from './units/cited-limits.ts';
export { inUnit, type Quantity } from './units/quantity.ts';
export {
  isUcumCode,
  type Property,
  UCUM_UNITS,
  type UcumCode,
  type UcumUnit,
  unitsOf,
} from './units/ucum-units.ts';
