// The face of the forecast: read a release and a request, run chunks, merge, answer.
// Never opens a gate, computes a psychiatric probability, or shortens a wait.

export type {
  CurveAnswer,
  ForecastAnswer,
  GradeAnswer,
  PlanAnswer,
  RelapseAnswer,
} from './endpoints/answer.ts';
export { answerForecast } from './endpoints/answer.ts';
export { CURVES, GRADED } from './endpoints/catalogue.ts';
export type { Icons } from './endpoints/icons.ts';
export type { Warning } from './endpoints/warnings.ts';
export type { Words } from './endpoints/words.ts';
export {
  PARAMETER_NAMES,
  PARAMETERS,
  type ParameterName,
  SIDE_EFFECTS,
  type SideEffect,
} from './models/parameter-names.ts';
export {
  type BaselineRow,
  type Certainty,
  type EvidenceMark,
  type ModelRelease,
  type ParameterDistribution,
  type ParameterRow,
  type ReleaseReading,
  type ReleaseRefusal,
  readRelease,
  releaseText,
} from './models/parameters.ts';
export { RELAPSE_ENDPOINTS, type RelapseEndpoint } from './models/relapse.ts';
export type { PopulationBaseline, Spread } from './population/baseline.ts';
export type { PatientProfile } from './population/individual.ts';
export {
  ENDPOINT_NAMES,
  type ForecastRequest,
  type RequestedPlan,
  type RequestReading,
  readRequest,
  type Subject,
} from './request.ts';
export {
  ForecastNumberError,
  MODEL_VERSION,
  mergeTallies,
  newTallies,
  type PreparedForecast,
  prepareForecast,
  runAll,
  runChunk,
  runChunks,
} from './run.ts';
export { CHUNK_PATIENTS, type Tally } from './summary/tally.ts';
