// Reading the access log: of the tenant, or of one patient. Never a way to change it.

import { z } from 'zod';
import { accessLog, accessLogQuery } from '../wire/access-log.ts';
import { uuid } from '../wire/scalars.ts';
import { API_ROOT, type Endpoint } from './endpoint.ts';

export const accessLogEndpoints = {
  readAccessLog: {
    method: 'GET',
    path: `${API_ROOT}/access-log`,
    tag: 'access log',
    summary: 'Who read patients’ data from outside their care, newest first',
    query: accessLogQuery,
    answer: accessLog,
    isRecording: false,
  },
  readPatientAccessLog: {
    method: 'GET',
    path: `${API_ROOT}/patients/:patient/access-log`,
    tag: 'access log',
    summary: 'Who read this patient’s data from outside their care, newest first',
    params: z.strictObject({ patient: uuid }),
    query: accessLogQuery.omit({ patient: true }),
    answer: accessLog,
    isRecording: false,
  },
} as const satisfies Record<string, Endpoint>;
