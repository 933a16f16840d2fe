// The forecast's two endpoints. Never a gate's: what they answer opens and closes nothing.

import { z } from 'zod';
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
