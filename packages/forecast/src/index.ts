// The face of the forecast: read a release and a request, run chunks, merge, answer.
// Never opens a gate, computes a psychiatric probability, or shortens a wait.

export { answerForecast } from './answer/answer.ts';
export type {
  CurveAnswer,
  FlareAnswer,
  ForecastAnswer,
  GradeAnswer,
  Line,
  Marks,
  PlanAnswer,
  RelapseAnswer,
} from './answer/answer-types.ts';
export type { Warning } from './answer/warnings.ts';
export { CURVES, GRADED } from './catalogue/catalogue.ts';
export type { Icons } from './endpoints/icons.ts';
export { ENDPOINT_NAMES } from './endpoints/names.ts';
export type { Badge, Block, BlockValidation } from './endpoints/validation.ts';
export type { Words } from './endpoints/words.ts';
export { courseJson } from './export/course-json.ts';
export { recordsText } from './export/dosing-records.ts';
export { mrgsolveText } from './export/mrgsolve-text.ts';
export { nonmemText } from './export/nonmem-text.ts';
export { rText } from './export/r-text.ts';
export { type TypicalCourse, typicalCourse } from './export/typical-course.ts';
export { RELAPSE_ENDPOINTS, type RelapseEndpoint } from './models/relapse.ts';
export {
  PARAMETER_NAMES,
  PARAMETERS,
  type ParameterName,
  SIDE_EFFECTS,
  type SideEffect,
} from './parameters/parameter-names.ts';
export {
  type BaselineRow,
  type Certainty,
  type EvidenceMark,
  type ModelRelease,
  type ModelVersion,
  modelOf,
  type ParameterDistribution,
  type ParameterRow,
  type ReleaseReading,
  type ReleaseRefusal,
  readRelease,
  releaseText,
} from './parameters/parameters.ts';
export type { PopulationBaseline, Spread } from './population/baseline.ts';
export type { PatientProfile } from './population/individual.ts';
export { refusalsOf } from './run/known-to-release.ts';
export {
  type CoursePlanReading,
  type PlanFromCourse,
  planFromCourse,
} from './run/plan-from-course.ts';
export {
  type ForecastRequest,
  type RequestedPlan,
  type RequestReading,
  readRequest,
  type Subject,
} from './run/request.ts';
export {
  ForecastNumberError,
  mergeTallies,
  newTallies,
  type PreparedForecast,
  prepareForecast,
  runAll,
  runChunk,
  runChunks,
} from './run/run.ts';
export type { StructureShare } from './summary/summarise.ts';
export { CHUNK_PATIENTS, type Tally } from './summary/tally.ts';
