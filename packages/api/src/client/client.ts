// The typed client: one function for every endpoint, over any `fetch`.
// Never retries by itself and never keeps a session: the browser's cookie or a given key does that.

import type { Endpoint } from '../endpoints/endpoint.ts';
import {
  type AnswerOf,
  ENDPOINTS,
  type EndpointName,
  type ParamsOf,
  type SentBodyOf,
  type SentQueryOf,
} from '../endpoints/endpoints.ts';
import { type Problem, problem } from '../wire/problems.ts';
import { CallRefused } from './call-refused.ts';

/** As much of `fetch` as the client needs, so that it runs wherever one is. */
export type Fetch = (
  url: string,
  init: {
    readonly method: string;
    readonly headers: Record<string, string>;
    readonly credentials: 'same-origin';
    readonly body?: string;
  },
) => Promise<{ readonly ok: boolean; readonly status: number; text(): Promise<string> }>;

export interface ClientOptions {
  readonly fetch: Fetch;
  /** `https://host`, or the empty string for the page's own. */
  readonly base: string;
  /** A system client's key; a browser signs in and sends none. */
  readonly key?: string;
  /** Makes an Idempotency-Key, for instance `() => crypto.randomUUID()`. */
  readonly newKey: () => string;
}

/** Parts of one call; a part is absent where its endpoint has none. */
export interface CallParts<N extends EndpointName> {
  readonly params?: ParamsOf<N>;
  readonly query?: SentQueryOf<N>;
  readonly body?: SentBodyOf<N>;
  /** Given again with the same request, the first answer is given again. */
  readonly idempotencyKey?: string;
}

export type Client = <N extends EndpointName>(name: N, parts: CallParts<N>) => Promise<AnswerOf<N>>;

function pathOf(endpoint: Endpoint, given: object, asked: object): string {
  const params = new Map(Object.entries(given));
  const path = endpoint.path.replaceAll(/:([a-z]+)/g, (_, name: string) =>
    encodeURIComponent(String(params.get(name) ?? '')),
  );
  const query = Object.entries(asked)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return query.length === 0 ? path : `${path}?${query.join('&')}`;
}

function readText(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Reads a refusal; an answer that is not one is described as what it is. */
function problemOf(status: number, body: string): Problem {
  const read = problem.safeParse(readText(body));
  if (read.success) return read.data;
  return {
    type: 'urn:aegle:problem:unreadable',
    title: 'The answer could not be read.',
    status,
    instance: 'unknown',
    problems: [],
  };
}

/** Makes a client. Every call throws `CallRefused` unless the answer has the endpoint's shape. */
export function makeClient(options: ClientOptions): Client {
  return async <N extends EndpointName>(name: N, parts: CallParts<N>): Promise<AnswerOf<N>> => {
    const endpoint: Endpoint = ENDPOINTS[name];
    const { contentType } = endpoint;
    const headers: Record<string, string> = { accept: contentType ?? 'application/json' };
    if (options.key !== undefined) headers.authorization = `Bearer ${options.key}`;
    if (parts.body !== undefined) headers['content-type'] = 'application/json';
    if (endpoint.isRecording) headers['idempotency-key'] = parts.idempotencyKey ?? options.newKey();
    const path = pathOf(endpoint, (parts.params ?? {}) as object, (parts.query ?? {}) as object);
    const response = await options.fetch(options.base + path, {
      method: endpoint.method,
      headers,
      credentials: 'same-origin',
      ...(parts.body === undefined ? {} : { body: JSON.stringify(parts.body) }),
    });
    const body = await response.text();
    if (!response.ok) throw new CallRefused(problemOf(response.status, body));
    const said = contentType === undefined ? readText(body) : body;
    const answer = endpoint.answer.safeParse(said);
    if (!answer.success) throw new CallRefused(problemOf(response.status, ''));
    return answer.data as AnswerOf<N>;
  };
}
