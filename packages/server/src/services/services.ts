// The face of the services: what HTTP, the command line and jobs may call.
// Never reached around: nothing outside this folder appends to a patient's streams.

export {
  type PatientAgenda,
  type PlannedAgenda,
  readAgenda,
  readPlannedAgenda,
} from './agenda.ts';
export type { AgendaViewer } from './agenda-case.ts';
export { agendasOf, rebuildAgendas, refreshAgendas } from './agenda-keeping.ts';
export { type Answer, type AnswerReason, answerFor, canonicalAnswer } from './answer.ts';
export {
  ask,
  authorizeDispense,
  authorizePrescription,
  type DispenseRequest,
  type GateAnswer,
  type PrescriptionRequest,
} from './authorize.ts';
export { type CalendarEntry, calendarOf } from './calendar.ts';
export { type ClinicContact, clinicContact, openingHoursOf, phoneIn } from './clinic-contact.ts';
export { type DamageFound, programmeSubject, type ServiceContext } from './context.ts';
export {
  type Dispense,
  type Dispensing,
  dispense,
  reverseAuthorization,
  reverseDispense,
} from './dispense.ts';
export type { Eligibility } from './eligibility.ts';
export { type Enrolled, type Enrolment, enrol, enrolAgain } from './enrol.ts';
export { classesOf, type Erasure, erasePatient } from './erase-patient.ts';
export { expireAuthorizations, expireDueAuthorizations } from './expire-authorizations.ts';
export {
  type Explanation,
  explainDecision,
  type Replay,
  replayDecision,
} from './explain.ts';
export type { GateQuestion } from './gate-question.ts';
export { guardianMayAct } from './guardian-access.ts';
export { keepClosingReports } from './keep-closing.ts';
export { keepStandingReports, STOP_TYPES, type StandingRef } from './keep-standing.ts';
export { type LaboratoryTie, laboratoriesOf, tieLaboratory } from './laboratory-ties.ts';
export { DamageWatch, openDamageIncident } from './log-damage.ts';
export { type Merge, type Merged, mergePatients } from './merge.ts';
export {
  isStoppedPrescriber,
  type OrganisationRef,
  recordOrganisationEvents,
} from './organisations.ts';
export { type FormSigner, type OwnForm, ownForms } from './own-forms.ts';
export { type OwnReportsRead, ownReports } from './own-reports.ts';
export { type PatientExport, patientExport, type ReadEntry } from './patient-export.ts';
export { type PatientSummary, patientSummary } from './patient-summary.ts';
export { foldSubject, GATE_PROJECTION } from './projection.ts';
export { readCourse } from './read-course.ts';
export { readCoursePlan } from './read-course-plan.ts';
export { EVENTS_MAX, recordEvents } from './record-events.ts';
export type { Recorded } from './record-inside.ts';
export {
  type AskedForecast,
  type ForecastDependencies,
  readForecast,
  readOwnForecast,
  requestForecast,
} from './request-forecast.ts';
export { type ChunkDependencies, mergeForecast, runForecastChunk } from './run-forecast.ts';
export { TASK_KINDS, type TaskKindName } from './task-kinds.ts';
export { assignTask, closeTask, escalateTask, listTasks } from './tasks.ts';
export { type Timeline, type TimelineWindow, timeline } from './timeline.ts';
export { readWorklist, type Worklist, type WorklistAsked } from './worklist.ts';
