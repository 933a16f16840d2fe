// Builds the HTTP server: parsing, limits, headers, logs, the route table, errors as problems.
// Never logs a body, a header, an address with ids in it, or an error's message.

import { randomUUID } from 'node:crypto';
import { ENDPOINT_NAMES, ENDPOINTS, type Endpoint, type EndpointName } from '@aegle/api';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { AGENDA_STYLE_SOURCE } from '../documents/agenda-page.ts';
import { refusalOfMany } from './body-members.ts';
import {
  accountLimit,
  type CallsPerMinute,
  CHECKS_PER_MINUTE,
  callLimit,
  SIGN_INS_OF_ACCOUNT,
} from './call-limits.ts';
import type { Dependencies, Handler } from './calls/call.ts';
import { keepsRefused } from './calls/keep-refused.ts';
import { refusal } from './calls/refusals.ts';
import { type CallLimit, runEndpoint } from './door.ts';
import { addHealth, type HealthSource } from './health.ts';
import { plainHost } from './host-name.ts';
import type { Metrics } from './metrics.ts';
import { registerOpenApi } from './openapi.ts';
import { registerPages } from './pages.ts';
import { codeOf, PROBLEM_TYPE, problemOf } from './problems.ts';
import { BODY_LIMIT_BYTES, LOOKED_THROUGH_BYTES, readBodies } from './read-body.ts';
import { ROUTES } from './routes.ts';

export interface ServerOptions {
  readonly dependencies: Dependencies;
  readonly metrics: Metrics;
  readonly logger: FastifyBaseLogger;
  readonly version: string;
  readonly isHttps: boolean;
  /** Sign-in attempts a minute from one address. */
  readonly signInsPerMinute: number;
  /** Sign-in attempts a minute for one account; `SIGN_INS_OF_ACCOUNT` when left out. */
  readonly signInsOfAccountPerMinute?: number;
  /** Pharmacy checks a minute; `CHECKS_PER_MINUTE` when left out. */
  readonly checksPerMinute?: CallsPerMinute;
  readonly consoleFolder?: string;
  readonly diaryFolder?: string;
  /** Host headers that are answered, besides those of this machine; left out: every one. */
  readonly hosts?: readonly string[];
  /** Addresses of proxies whose X-Forwarded-For is believed; left out: nobody's. */
  readonly trustedProxies?: readonly string[];
  /** False: /metrics, /docs and /openapi.json are not served. True when left out. */
  readonly hasOperatorPages?: boolean;
  /** Within so long a request has to be there whole; `WHOLE_REQUEST_MS` when left out. */
  readonly wholeRequestMs?: number;
  /** What /health tells besides that the store answers. */
  readonly health: HealthSource;
}

const WHOLE_REQUEST_MS = 20_000;
const GUARDED: ReadonlySet<EndpointName> = new Set([
  'signIn',
  'verifySecondFactor',
  'setUpSecondFactor',
  'changeOwnPassword',
]);

function logResponses(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method } = request;
    const route = request.routeOptions.url ?? 'unknown';
    const status = reply.statusCode;
    const ms = Math.round(reply.elapsedTime);
    request.log.info({ requestId: request.id, method, route, status, ms }, 'request');
    metrics.requests.observe({ method, route, status }, reply.elapsedTime / 1000);
  });
}

function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: unknown, request, reply) => {
    const problem = problemOf(error, request.id);
    if (problem.status >= 500) {
      // The message may repeat what was sent; where it happened cannot.
      const frames = error instanceof Error ? (error.stack?.match(/^\s+at .*$/gm) ?? []) : [];
      const name = error instanceof Error ? error.name : typeof error;
      const about = { requestId: request.id, name, code: codeOf(error), type: problem.type };
      request.log.error({ ...about, frames: frames.slice(0, 12) }, 'request failed');
    }
    if (problem.status === 503) reply.header('retry-after', '2');
    return reply
      .code(problem.status)
      .header('content-type', PROBLEM_TYPE)
      .serializer(JSON.stringify)
      .send(problem);
  });
}

async function limit(app: FastifyInstance): Promise<void> {
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_request, context) =>
      refusal(
        'too_many_requests',
        'session',
        'Few attempts a minute are allowed.',
        `Wait ${Math.ceil(context.ttl / 1000)} seconds.`,
      ),
  });
}

function headers(app: FastifyInstance, isHttps: boolean) {
  return app.register(helmet, {
    // A number of its own for each answer: what a page itself writes as a style carries it.
    enableCSPNonces: true,
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", AGENDA_STYLE_SOURCE],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        baseUri: ["'self'"],
        upgradeInsecureRequests: isHttps ? [] : null,
      },
    },
    hsts: isHttps,
  });
}

/** What could be used to guess, limited by who asks or by whose account it is. */
type CallLimits = Partial<Record<EndpointName, CallLimit>>;

/** JSON by its schema, or text of the endpoint's own type. */
function answerSchema({ answer, contentType }: Endpoint): object {
  if (contentType === undefined) return answer;
  const [type = contentType] = contentType.split(';');
  return { description: 'Text.', content: { [type]: { schema: answer } } };
}

function addEndpoint(
  app: FastifyInstance,
  options: ServerOptions,
  name: EndpointName,
  limits: CallLimits,
): void {
  const endpoint: Endpoint = ENDPOINTS[name];
  // Each name is paired with its own handler by the table's type.
  const handler = ROUTES[name] as unknown as Handler<EndpointName>;
  const perMinute = { max: options.signInsPerMinute, timeWindow: '1 minute' };
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    schema: {
      operationId: name,
      summary: endpoint.summary,
      tags: [endpoint.tag],
      ...(endpoint.params === undefined ? {} : { params: endpoint.params }),
      ...(endpoint.query === undefined ? {} : { querystring: endpoint.query }),
      ...(endpoint.body === undefined ? {} : { body: endpoint.body }),
      response: {
        200: answerSchema(endpoint),
        ...(endpoint.mayTakeLonger === true ? { 202: endpoint.answer } : {}),
      },
    } as object,
    // What no schema let through goes to the door all the same: it keeps what can only close a gate.
    attachValidation: keepsRefused(name),
    ...(keepsRefused(name) ? { bodyLimit: LOOKED_THROUGH_BYTES } : {}),
    ...(GUARDED.has(name) ? { config: { rateLimit: perMinute } } : {}),
    handler: async (request, reply) => {
      const { dependencies } = options;
      const limit = limits[name];
      const answer = await runEndpoint(
        dependencies,
        name,
        endpoint,
        handler,
        request,
        reply,
        limit,
      );
      if (endpoint.contentType !== undefined) reply.type(endpoint.contentType);
      return answer;
    },
  });
}

function addOperatorPages(app: FastifyInstance, options: ServerOptions): void {
  addHealth(app, options.dependencies, options.version, options.health);
  if (options.hasOperatorPages === false) return;
  app.get('/metrics', { schema: { hide: true } as object }, async (_request, reply) => {
    const { registry } = options.metrics;
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

const OF_THIS_MACHINE = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;

/** A name that is not ours is somebody else's page pointed at us. */
function refuseOtherHosts(app: FastifyInstance, { hosts, isHttps }: ServerOptions): void {
  if (hosts === undefined) return;
  const scheme = isHttps ? 'https:' : 'http:';
  const ours = new Set(hosts.map((host) => plainHost(host, scheme)));
  app.addHook('onRequest', async (request) => {
    const host = plainHost(request.headers.host ?? '', scheme);
    if (host !== undefined && (ours.has(host) || OF_THIS_MACHINE.test(host))) return;
    throw refusal(
      'misdirected',
      'host',
      'It is an address of this server.',
      'Use the address in AEGLE_PUBLIC_ADDRESS, or add this one to AEGLE_ALLOWED_HOSTS.',
    );
  });
}

/** Builds the server; it listens when the caller says so. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const wholeRequestMs = options.wholeRequestMs ?? WHOLE_REQUEST_MS;
  const app: FastifyInstance = fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT_BYTES,
    // A request that dribbles in holds a connection, and nothing of it is read until it is whole.
    requestTimeout: wholeRequestMs,
    // Node looks for slow requests every 30 seconds unless told otherwise, and so closed them long after.
    http: {
      connectionsCheckingInterval: Math.min(1000, wholeRequestMs / 10),
      headersTimeout: wholeRequestMs,
      requestTimeout: wholeRequestMs,
    },
    trustProxy: options.trustedProxies === undefined ? false : [...options.trustedProxies],
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
  });
  app.setValidatorCompiler((route) => {
    const read = validatorCompiler(route as Parameters<typeof validatorCompiler>[0]);
    if (route.httpPart !== 'body') return read;
    return (body: unknown) => {
      const error = refusalOfMany(body);
      return error === undefined ? read(body) : { error };
    };
  });
  app.setSerializerCompiler(serializerCompiler);
  readBodies(app);
  logResponses(app, options.metrics);
  answerErrors(app);
  await headers(app, options.isHttps);
  await limit(app);
  refuseOtherHosts(app, options);
  const hasOperatorPages = options.hasOperatorPages ?? true;
  if (hasOperatorPages) await registerOpenApi(app, options.version);
  const limits: CallLimits = {
    checkAtPharmacy: callLimit(app, options.checksPerMinute ?? CHECKS_PER_MINUTE),
    signIn: accountLimit(app, options.signInsOfAccountPerMinute ?? SIGN_INS_OF_ACCOUNT),
  };
  for (const name of ENDPOINT_NAMES) addEndpoint(app, options, name, limits);
  addOperatorPages(app, options);
  await registerPages(app, options);
  return app;
}
