// The face of the course: plan, monitoring, outcomes, agenda, registry, and the rows they cite.
// Imported only by the index, which is what other packages use.

export * from './agenda/agenda.ts';
export * from './agenda/agenda-item.ts';
export type { AgendaQuestion } from './agenda/agenda-question.ts';
export type { CourseAgenda } from './agenda/course-items.ts';
export { type CourseNow, courseNow } from './agenda/course-now.ts';
export * from './agenda/dated-agenda.ts';
export * from './agenda/gate-spans.ts';
export { type GateAsked, turnsBetween } from './agenda/gate-turns.ts';
export {
  type Delay,
  type PickupPlan,
  type Pickups,
  type PickupsQuestion,
  pickupsOf,
} from './agenda/pickups.ts';
export { workPlaceOf } from './agenda/work-place.ts';
export {
  type IsWorkingDay,
  isWeekday,
  type LastHour,
  WEEKDAYS_ONLY,
  type WorkingCalendar,
  warningDays,
  withWorkingDays,
  workingDaysIn,
} from './agenda/working-days.ts';
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
export { type Pause, pausesOf } from './course/pauses.ts';
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
export {
  assessLabels,
  type EligibilityAnswer,
  type EligibilityFinding,
} from './eligibility/assess-eligibility.ts';
export type { EligibilityCase, EligibilityRule, From } from './eligibility/eligibility-rule.ts';
export {
  citationOf,
  type EvidenceCitation,
  type EvidenceRow,
  EvidenceUnfit,
} from './evidence/evidence-row.ts';
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
export {
  CLAIM_OF_DOMAIN,
  type Claim,
  type ClaimOnPage,
  claimsPage,
  readClaims,
} from './outcomes/claims.ts';
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
export {
  DOMAINS,
  type Domain,
  MEASURES,
  measureOf,
  readMeasurementErrors,
} from './outcomes/measures.ts';
export {
  isInRemission,
  RELAPSE_RUNGS,
  type RelapseEvent,
  type RungState,
  relapseLadder,
  rungOf,
} from './outcomes/relapse.ts';
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
export { isRedFlagSymptom, RED_FLAG_SYMPTOMS } from './terminology/red-flag-symptoms.ts';
