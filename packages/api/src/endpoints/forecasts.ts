// The forecast's endpoints, and the plan of a course to ask one of.
// Never a gate's: what they answer opens and closes nothing.

import { z } from 'zod';
import { coursePlan } from '../wire/course-plan.ts';
import * as forecasts from '../wire/forecast.ts';
import { uuid } from '../wire/scalars.ts';
import { API_ROOT, type Endpoint } from './endpoint.ts';

export const forecastEndpoints = {
  requestForecast: {
    method: 'POST',
    path: `${API_ROOT}/forecasts`,
    tag: 'forecasts',
    summary: 'What a plan will probably do: answered at once, or 202 and an id while it runs',
    body: forecasts.forecastRequest,
    answer: forecasts.forecast,
    isRecording: true,
    mayTakeLonger: true,
  },
  readCoursePlan: {
    method: 'GET',
    path: `${API_ROOT}/patients/:patient/course-plan`,
    tag: 'forecasts',
    summary: 'The plan of a patient’s course as a forecast asks for it; what is not known is null',
    params: z.strictObject({ patient: uuid }),
    answer: coursePlan,
    isRecording: false,
  },
  readOwnForecast: {
    method: 'GET',
    path: `${API_ROOT}/patients/:patient/forecast`,
    tag: 'forecasts',
    summary: 'The latest forecast that the clinic kept with a patient, for the patient; null: none',
    params: z.strictObject({ patient: uuid }),
    answer: z.object({ forecast: forecasts.forecast.nullable() }),
    isRecording: false,
  },
  readForecast: {
    method: 'GET',
    path: `${API_ROOT}/forecasts/:forecast`,
    tag: 'forecasts',
    summary: 'How far a forecast is, and its answer once it is done',
    params: z.strictObject({ forecast: uuid }),
    answer: forecasts.forecast,
    isRecording: false,
  },
} as const satisfies Record<string, Endpoint>;
