// Every endpoint once: the server's table, OpenAPI and the client follow it.
// Never holds who may call what: that is the server's access policy.

import type { z } from 'zod';
import { accessLogEndpoints } from './access-log.ts';
import { administrationEndpoints } from './administration.ts';
import { agendaEndpoints } from './agenda.ts';
import { claimEndpoints } from './claims.ts';
import type { Endpoint } from './endpoint.ts';
import { forecastEndpoints } from './forecasts.ts';
import { gateEndpoints } from './gates.ts';
import { organisationEndpoints } from './organisations.ts';
import { patientEndpoints } from './patients.ts';
import { programmeEndpoints } from './programmes.ts';
import { sessionEndpoints } from './session.ts';
import { taskEndpoints } from './tasks.ts';

export const ENDPOINTS = {
  ...sessionEndpoints,
  ...patientEndpoints,
  ...gateEndpoints,
  ...taskEndpoints,
  ...agendaEndpoints,
  ...programmeEndpoints,
  ...organisationEndpoints,
  ...claimEndpoints,
  ...accessLogEndpoints,
  ...administrationEndpoints,
  ...forecastEndpoints,
} as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof ENDPOINTS;
export const ENDPOINT_NAMES = Object.keys(ENDPOINTS) as readonly EndpointName[];

type Read<S, Absent> = S extends z.ZodType ? z.infer<S> : Absent;
type Sent<S, Absent> = S extends z.ZodType ? z.input<S> : Absent;
type Of<N extends EndpointName, K extends keyof Endpoint> = (typeof ENDPOINTS)[N] extends {
  readonly [P in K]: infer S;
}
  ? S
  : undefined;

/** What a handler reads. */
export type ParamsOf<N extends EndpointName> = Read<Of<N, 'params'>, Record<never, never>>;
export type QueryOf<N extends EndpointName> = Read<Of<N, 'query'>, Record<never, never>>;
export type BodyOf<N extends EndpointName> = Read<Of<N, 'body'>, undefined>;
export type AnswerOf<N extends EndpointName> = z.infer<(typeof ENDPOINTS)[N]['answer']>;
/** What a client sends. */
export type SentBodyOf<N extends EndpointName> = Sent<Of<N, 'body'>, undefined>;
export type SentQueryOf<N extends EndpointName> = Sent<Of<N, 'query'>, undefined>;
