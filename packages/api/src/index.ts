// The face of the wire: schemas, the endpoint table, the typed client. Never server code.

export { CallRefused } from './client/call-refused.ts';
export {
  type CallParts,
  type Client,
  type ClientOptions,
  type Fetch,
  makeClient,
} from './client/client.ts';
export { API_ROOT, type Endpoint } from './endpoints/endpoint.ts';
export {
  type AnswerOf,
  type BodyOf,
  ENDPOINT_NAMES,
  ENDPOINTS,
  type EndpointName,
  type ParamsOf,
  type QueryOf,
} from './endpoints/endpoints.ts';
export { KEY_KINDS, type KeyKind, STAFF_ROLES, type StaffRole } from './wire/administration.ts';
export type { OwnReports } from './wire/after-course.ts';
export type { Agenda, AgendaItem, Worklist } from './wire/agenda.ts';
export type { Claims } from './wire/claims.ts';
export type { CourseRead } from './wire/course.ts';
export type { CoursePlanRead } from './wire/course-plan.ts';
export {
  type Decision,
  type Eligibility,
  type Explanation,
  type Reason,
  type Replay,
  STAND_IN_CODES,
} from './wire/decisions.ts';
export { schemaOfFields, type WireDataOf, type WireValueOf } from './wire/event-fields.ts';
export {
  type EventReceipt,
  PATIENT_EVENT_TYPES,
  PHARMACY_EVENT_TYPES,
  PRESCRIBER_EVENT_TYPES,
  PROGRAMME_EVENT_TYPES,
  patientEvent,
  type RecordedEvent,
  type UnreadableReport,
  type WireEvent,
  type WireEventOf,
} from './wire/events.ts';
export {
  type CompleteQuestion,
  FORECAST_DEFAULTS,
  type Forecast,
  type ForecastQuestion,
  type ForecastRequestBody,
  forecast,
  forecastDocument,
  forecastQuestion,
  forecastRequest,
  withHorizon,
} from './wire/forecast.ts';
export { type ForecastAnswerBody, forecastAnswer } from './wire/forecast-answer.ts';
export type {
  Dispense,
  DispenseRequest,
  PharmacyVerdict,
  PrescribingRequest,
  Question,
} from './wire/gates.ts';
export { isSought } from './wire/is-sought.ts';
export { stepOfUnknownField } from './wire/known-names.ts';
export type { Organisation } from './wire/organisations.ts';
export type { PatientLine, PatientList, PatientSummary, PersonName } from './wire/patient-list.ts';
export {
  DECLARATION_TYPES,
  type Declaration,
  type DeclarationType,
  DIARY_TYPES,
  type Enrolment,
  OPENING_DECLARATIONS,
  PATIENT_CARD_SYSTEM,
  type PersonDetails,
  type Receipts,
  type Timeline,
} from './wire/patients.ts';
export { type Problem, type ProblemDetail, problem } from './wire/problems.ts';
export type { ProgrammeDetail, ProgrammeLine } from './wire/programmes.ts';
export type { MonthlyQuestions, OwnForm, OwnForms } from './wire/reading.ts';
export type { Account, SignedIn } from './wire/session.ts';
export type { Task } from './wire/tasks.ts';
