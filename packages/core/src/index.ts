// The face of core: everything another package may use. Never re-export from elsewhere.

export { type Adherence, adherenceOf } from './course/adherence.ts';
export {
  ADVISED_AGAINST,
  type AdvisedAgainst,
  type AfterAdvice,
  afterAdvice,
} from './course/after-advice.ts';
export {
  type CapsuleAnswer,
  type CapsuleDay,
  type CapsuleQuestion,
  type CapsuleReason,
  chooseCapsules,
} from './course/capsules.ts';
export {
  type Course,
  type CourseDoses,
  dosesOf,
  type FoldedCourses,
  foldCourses,
  type Gone,
  type Supply,
} from './course/course-history.ts';
export {
  type CoursePlan,
  coursePlanOf,
  dosePlanProblems,
  type PlanReading,
} from './course/course-plan.ts';
export {
  COURSE_PARAMETERS,
  type CourseParameter,
  type CourseRule,
  type CourseRules,
  type DatedValue,
  numberOn,
  type RuleValue,
  rangeOn,
  ruleOn,
} from './course/course-rules.ts';
export { type CourseContext, type CourseView, deriveCourse } from './course/derive-course.ts';
export {
  type Amount,
  type ClassDose,
  CONVENTIONS,
  type Convention,
  type DoseClass,
  type DoseFigures,
  type ElsewhereDose,
  periodOn,
  plannedMgOn,
} from './course/dose-figures.ts';
export {
  classNow,
  type EndPolicyKind,
  PLAN_NOTES,
  type PlanEnd,
  type PlanNote,
} from './course/plan-end.ts';
export {
  ALLERGENS,
  type Allergen,
  allergensToAvoid,
  type CapsuleProduct,
} from './course/products.ts';
export {
  type DoseSchedule,
  dayIntakes,
  dayTotalMg,
  highestDayMg,
  lastDoseDay,
  MAX_DAILY_DOSE_MG,
  MAX_REGIMEN_DAYS,
  MEALS,
  type Meal,
  MIN_DOSE_MG,
  PRODUCT_CLASSES,
  type ProductClass,
  type Regimen,
  type RegimenPeriod,
  type RegimenReading,
  type RegimenRefusal,
  readRegimen,
} from './course/regimen.ts';
export {
  capsulesInHand,
  type InHand,
  type SupplyDoubt,
  type SupplyLine,
  type SupplyNeed,
  supplyFor,
} from './course/supply.ts';
export { type Weight, weightOn, weightsOf } from './course/weights.ts';
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
export { authorizeDispense } from './dispensing/authorize-dispense.ts';
export {
  assessLabels,
  type EligibilityAnswer,
  type EligibilityFinding,
} from './eligibility/assess-eligibility.ts';
export type { EligibilityCase, EligibilityRule, From } from './eligibility/eligibility-rule.ts';
export { beforeBirthProblem } from './events/before-birth.ts';
export {
  EVENT_CATALOGUE,
  EVENT_TYPES,
  type EventData,
  type EventType,
  isEventType,
  type TypeIn,
} from './events/catalogue.ts';
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
export { orderProblems } from './events/order-of-days.ts';
export {
  formatEvent,
  type ParsedEvent,
  parseEvent,
  type Recording,
  sentProblems,
  type WireEvent,
} from './events/parse.ts';
export { canOnlyClose, isClosingReport, mustKeepUnreadable } from './events/unresolved.ts';
export {
  citationOf,
  type EvidenceCitation,
  type EvidenceRow,
  EvidenceUnfit,
} from './evidence/evidence-row.ts';
export { applyCorrection, couldWiden } from './facts/corrections.ts';
export { doseAfterEnd } from './facts/dose-after-end.ts';
export { foldPatient, treatingPrescriberNow } from './facts/fold.ts';
export { foldRecord } from './facts/fold-record.ts';
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
  type DispenseFact,
  lastDispense,
  PatientFacts,
  placeOfCare,
  reaches,
  type SafetyHold,
} from './facts/patient-facts.ts';
export { type LabResult, RecordFacts, type UnreadCorrection } from './facts/record-facts.ts';
export { type CompiledEdition, compileEdition } from './gate/compile.ts';
export { decideGate, ENGINE_VERSION } from './gate/decide-gate.ts';
export { decideProgramme, type GateFacts } from './gate/decide-programme.ts';
export { liesIn, programmesApplying } from './gate/programmes-applying.ts';
export { CompiledProgramme } from './gate/rules.ts';
export { safetyReason, safetyReasons } from './gate/safety.ts';
export { grantsMore, withoutSafetyHolds } from './gate/widening.ts';
export {
  ACTIONS,
  type Action,
  type ActionCell,
  type ActionTable,
} from './monitoring/action-table.ts';
export {
  type EffectEpisode,
  type EffectReport,
  type EffectState,
  effectEpisodes,
  effectReportsOf,
} from './monitoring/adverse-effects.ts';
export type { AdvicePart, ResultAdvice, ResultContext } from './monitoring/advise.ts';
export { assessRecord, doneTestsOf, trendsByAnalyte } from './monitoring/assess-record.ts';
export {
  assessResult,
  type LaboratoryTables,
  type PatientResults,
  type ResultFinding,
  type ResultReview,
  type ReviewReason,
  readLaboratoryTables,
} from './monitoring/assess-result.ts';
export {
  type DosePlan,
  type DoseStep,
  dosePlanOf,
  dosePlanTaken,
  peakDoseDay,
} from './monitoring/dose-steps.ts';
export { GRADE_VERSIONS, type Grade, type GradeVersion } from './monitoring/grade.ts';
export {
  asksAboutSelfHarm,
  fillSlot,
  type Instrument,
  type InstrumentEntry,
  instrumentOf,
  type Scoring,
  type SlotLicence,
} from './monitoring/instrument.ts';
export {
  type MoodContact,
  type MoodQuestion,
  monthsOfContact,
  moodContacts,
} from './monitoring/mood-contacts.ts';
export { type MonitoringPolicy, type PolicyStep, readPolicies } from './monitoring/policy.ts';
export {
  type Questionnaire,
  type QuestionnaireItem,
  readQuestionnaire,
} from './monitoring/questionnaire.ts';
export {
  isRedFlagSymptom,
  type RedFlag,
  type RedFlagTable,
  readRedFlags,
  redFlagsOn,
} from './monitoring/red-flags.ts';
export {
  type LaboratoryLimits,
  type ReportedValue,
  reportedValueOf,
} from './monitoring/reported-value.ts';
export {
  type DoneTest,
  type ScheduledTest,
  type ScheduleInput,
  type ScheduleReason,
  scheduleOf,
  type TestState,
} from './monitoring/schedule.ts';
export {
  type InstrumentFollowUp,
  type InstrumentReading,
  type ItemAnswers,
  readAnswers,
} from './monitoring/score.ts';
export {
  type CrisisContact,
  type CrisisContacts,
  readCrisisContacts,
  type SelfHarmPlace,
  type SelfHarmResponse,
  selfHarmResponse,
} from './monitoring/self-harm.ts';
export { type SiteCells, withSiteCells } from './monitoring/site-table.ts';
export { type Trend, type TrendPoint, trendsOf } from './monitoring/trend.ts';
export type { UnitDoubt, UnitQuestion } from './monitoring/unit-questions.ts';
export {
  type AfterCourseReport,
  afterCourseReport,
  type DomainReport,
  type LastingEffect,
  type MeasureSeries,
  type ReportInput,
} from './outcomes/after-course-report.ts';
export { type Assessment, assessmentProblems, assessmentsOf } from './outcomes/assessments.ts';
export { type Claim, type ClaimOnPage, claimsPage, readClaims } from './outcomes/claims.ts';
export {
  type CourseFindings,
  type CourseQuestion,
  type CourseTables,
  courseFindings,
} from './outcomes/course-findings.ts';
export {
  FOLLOW_UP_MONTHS,
  type FollowUpPoint,
  followUpOf,
  monthsAfter,
} from './outcomes/follow-up.ts';
export { DOMAINS, type Domain, MEASURES, readMeasurementErrors } from './outcomes/measures.ts';
export {
  isInRemission,
  RELAPSE_RUNGS,
  type RelapseEvent,
  type RungState,
  relapseLadder,
  rungOf,
} from './outcomes/relapse.ts';
export { authorizePrescription } from './prescribing/authorize-prescription.ts';
export { type EditionsInForce, editionsInForce } from './programme/edition.ts';
export { overlaysInForce, withOverlays } from './programme/overlay.ts';
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
export { type ShownTable, shownCount, shownTable } from './registry/disclosure.ts';
export { type CourseHistory, type Episode, episodeOf } from './registry/episode.ts';
export {
  type CurveRelease,
  curveRelease,
  effectRelease,
  type ReleasedEffect,
} from './registry/release.ts';
export {
  cumulativeIncidence,
  kaplanMeier,
  type Observation,
  shareOf,
} from './registry/survival.ts';
export { type AuditedCourse, type ClinicAudit, ukAudit } from './registry/uk-audit.ts';
export { ANCHORS, type Anchor } from './requirements/anchors.ts';
export type { Evaluate, RequirementKind } from './requirements/kind.ts';
export { REQUIREMENT_KINDS, requirementKind } from './requirements/kinds.ts';
export { GROUND_FINDINGS } from './requirements/kinds-patient.ts';
export type { GateView, Question } from './requirements/view.ts';
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
