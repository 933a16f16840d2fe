// The face of data: everything another package may use. Never re-export from elsewhere.

export { type CourseData, courseDataIn, readCourseData } from './course-rules/course-rules.ts';
export { readYamlSources } from './evidence/citations.ts';
export type { Evidence } from './evidence/evidence.ts';
export { type FindingTables, findingTablesIn } from './evidence/finding-tables.ts';
export { readInstruments } from './evidence/instruments.ts';
export { readEvidence } from './evidence/read.ts';
export { openCalendarOf, openingHoursIn } from './holidays/opening-hours.ts';
export { workingCalendarOf } from './holidays/working-calendar.ts';
export { dayProblems } from './patient-file/day-bounds.ts';
export { doorProblems } from './patient-file/door-problems.ts';
export { eventLineSchema, eventsFrom } from './patient-file/event-lines.ts';
export { type FileProblem, parseText, problemsOfShape } from './patient-file/file-text.ts';
export { readPatientFile } from './patient-file/patient-file.ts';
export {
  type PatientFile,
  type PatientHistory,
  patientFileSchema,
} from './patient-file/patient-file-schema.ts';
export { isZone, placeOf } from './patient-file/recording-times.ts';
export { caseFileSchema, fixturesSchema } from './programmes/case-schema.ts';
export { checkProgrammes } from './programmes/check.ts';
export { eligibilityRulesOf } from './programmes/eligibility-rules.ts';
export { keepingBeside, loadKept } from './programmes/kept.ts';
export {
  describeRefusal,
  type LoadedProgramme,
  loadProgramme,
  loadProgrammes,
  programmeFolders,
} from './programmes/load.ts';
export { formTextSchema, questionsSchema } from './programmes/reading-schema.ts';
export {
  contraceptionSchema,
  type EligibilityFile,
  eligibilitySchema,
  overlaySchema,
  parameterSchema,
  programmeSchema,
  requirementsSchema,
  sourcesSchema,
} from './programmes/schema.ts';
export { isUcumUnit } from './units/ucum.ts';
export { instantsAround, zoneClocks } from './zones/zone-clock.ts';
export { wallTimeAt, zoneComponent } from './zones/zone-rules.ts';
