// Patients: enrolling, finding, recording, declaring, reading. Never a name in an address.

import { z } from 'zod';
import { ownReports } from '../wire/after-course.ts';
import { course } from '../wire/course.ts';
import { patientList, patientListQuery, patientSummary } from '../wire/patient-list.ts';
import * as patients from '../wire/patients.ts';
import { erased, erasure, patientExport } from '../wire/person-data.ts';
import { ownForms } from '../wire/reading.ts';
import { uuid } from '../wire/scalars.ts';
import { API_ROOT, type Endpoint } from './endpoint.ts';

const ofPatient = z.strictObject({ patient: uuid });
const PATIENT = `${API_ROOT}/patients/:patient` as const;

export const patientEndpoints = {
  enrolPatient: {
    method: 'POST',
    path: `${API_ROOT}/patients`,
    tag: 'patients',
    summary: 'Make a patient and enrol them in a programme',
    body: patients.enrolment,
    answer: patients.enrolled,
    isRecording: true,
  },
  enrolAgain: {
    method: 'POST',
    path: `${PATIENT}/enrolments`,
    tag: 'patients',
    summary: 'Enrol a known patient: in another programme, or in a new course',
    params: ofPatient,
    body: patients.furtherEnrolment,
    answer: patients.enrolled,
    isRecording: true,
  },
  tieLaboratory: {
    method: 'POST',
    path: `${PATIENT}/laboratories`,
    tag: 'patients',
    summary: 'Let a laboratory’s system report results of a patient, or end it',
    params: ofPatient,
    body: patients.laboratoryTie,
    answer: patients.laboratoryTied,
    isRecording: true,
  },
  readLaboratories: {
    method: 'GET',
    path: `${PATIENT}/laboratories`,
    tag: 'patients',
    summary: 'The laboratories of this installation, and which may report results of a patient',
    params: ofPatient,
    answer: patients.laboratories,
    isRecording: false,
  },
  findPatient: {
    method: 'POST',
    path: `${API_ROOT}/patient-searches`,
    tag: 'patients',
    summary: 'Find a patient by an issued identifier',
    body: patients.identifier,
    answer: patients.found,
    isRecording: false,
  },
  listPatients: {
    method: 'POST',
    path: `${API_ROOT}/patient-lists`,
    tag: 'patients',
    summary: 'The patients in the caller’s care, by name, birth date or number',
    body: patientListQuery,
    answer: patientList,
    isRecording: false,
  },
  readPatientSummary: {
    method: 'GET',
    path: `${PATIENT}/summary`,
    tag: 'patients',
    summary: 'Who it is, the course, both verdicts now, the gravest reason, what holds',
    params: ofPatient,
    answer: patientSummary,
    isRecording: false,
  },
  readPatient: {
    method: 'GET',
    path: PATIENT,
    tag: 'patients',
    summary: 'Name and contact details',
    params: ofPatient,
    answer: patients.patientPage,
    isRecording: false,
  },
  appendEvents: {
    method: 'POST',
    path: `${PATIENT}/events`,
    tag: 'patients',
    summary: 'Record what happened',
    params: ofPatient,
    body: patients.appendEvents,
    answer: patients.receipts,
    isRecording: true,
  },
  declare: {
    method: 'POST',
    path: `${PATIENT}/declarations`,
    tag: 'patients',
    summary: 'A patient or guardian declares something; the server dates it',
    params: ofPatient,
    body: patients.declaration,
    answer: patients.receipts,
    isRecording: true,
  },
  readOwnForms: {
    method: 'GET',
    path: `${PATIENT}/own-forms`,
    tag: 'patients',
    summary:
      'The forms that a patient or guardian is asked to sign, to read, with their signatures',
    params: ofPatient,
    answer: ownForms,
    isRecording: false,
  },
  readTimeline: {
    method: 'GET',
    path: `${PATIENT}/timeline`,
    tag: 'patients',
    summary: 'What happened, as this role may read it, with its windows',
    params: ofPatient,
    answer: patients.timeline,
    isRecording: false,
  },
  readCourse: {
    method: 'GET',
    path: `${PATIENT}/course`,
    tag: 'patients',
    summary: 'The course: plan beside what happened, doses, checks, findings, the report after it',
    params: ofPatient,
    answer: course,
    isRecording: false,
  },
  readOwnReports: {
    method: 'GET',
    path: `${PATIENT}/own-reports`,
    tag: 'patients',
    summary: 'A patient’s own after-course reports: what changed, and what is still there',
    params: ofPatient,
    answer: ownReports,
    isRecording: false,
  },
  exportPatient: {
    method: 'GET',
    path: `${PATIENT}/export`,
    tag: 'patients',
    summary: 'Everything of one person that this role may read, in one document',
    params: ofPatient,
    answer: patientExport,
    isRecording: false,
  },
  erasePatient: {
    method: 'POST',
    path: `${PATIENT}/erasures`,
    tag: 'patients',
    summary: 'Destroy a person’s data for ever, with ties and accounts; the chain still verifies',
    params: ofPatient,
    body: erasure,
    answer: erased,
    isRecording: false,
  },
} as const satisfies Record<string, Endpoint>;
