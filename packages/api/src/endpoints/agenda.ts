// The agenda: of one patient, and of everybody whom the caller reaches. Never stored, only read.

import { z } from 'zod';
import * as agenda from '../wire/agenda.ts';
import { uuid } from '../wire/scalars.ts';
import { API_ROOT, type Endpoint } from './endpoint.ts';

const ofPatient = z.strictObject({ patient: uuid });

export const agendaEndpoints = {
  readAgenda: {
    method: 'GET',
    path: `${API_ROOT}/patients/:patient/agenda`,
    tag: 'agenda',
    summary: 'What has to happen for one patient: who, from when, until when, why',
    params: ofPatient,
    query: agenda.agendaQuery,
    answer: agenda.agenda,
    isRecording: false,
  },
  readAgendaCalendar: {
    method: 'GET',
    path: `${API_ROOT}/patients/:patient/agenda.ics`,
    tag: 'agenda',
    summary: 'The days of one patient as iCalendar text, without a word about health',
    params: ofPatient,
    query: agenda.agendaQuery,
    answer: z.string(),
    contentType: 'text/calendar; charset=utf-8',
    isRecording: false,
  },
  readAgendaPage: {
    method: 'GET',
    path: `${API_ROOT}/patients/:patient/agenda.html`,
    tag: 'agenda',
    summary: 'The same as a page to print',
    params: ofPatient,
    query: agenda.agendaQuery,
    answer: z.string(),
    contentType: 'text/html; charset=utf-8',
    isRecording: false,
  },
  listAgendaPage: {
    method: 'GET',
    path: `${API_ROOT}/agenda.html`,
    tag: 'agenda',
    summary: 'What has to happen for everybody within reach, as a page to print',
    query: agenda.worklistQuery,
    answer: z.string(),
    contentType: 'text/html; charset=utf-8',
    isRecording: false,
  },
  listAgenda: {
    method: 'GET',
    path: `${API_ROOT}/agenda`,
    tag: 'agenda',
    summary: 'What has to happen for everybody within reach, what closes first first',
    query: agenda.worklistQuery,
    answer: agenda.worklist,
    isRecording: false,
  },
} as const satisfies Record<string, Endpoint>;
