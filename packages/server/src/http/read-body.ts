// Takes a body in: JSON whole; what is none is refused, for reports after the door has looked through it.
// Never logs a body, and never reads one further before its sender is known.

import { ENDPOINT_NAMES, ENDPOINTS } from '@aegle/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { errorCodes } from 'fastify';
import { refusalOfSigns } from './body-members.ts';
import { type Found, readAnyhow } from './calls/broken-json.ts';
import { keepsRefused } from './calls/keep-refused.ts';
import { Looking } from './calls/looking.ts';
import { refusal } from './calls/refusals.ts';
import { unpacked } from './calls/unpacked.ts';
import { markRepeats, whole } from './calls/whole-json.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The body as it was received, for the digest of an Idempotency-Key. */
    rawJson: string;
    /** Why the body was not read, and its bytes: only of endpoints whose refused bodies are looked through. */
    unread: { readonly error: Error; readonly bytes: Buffer } | null;
  }
}

export const BODY_LIMIT_BYTES = 1_048_576;
/** Of a report that is too large, so much is still looked through; more is refused unread. */
export const LOOKED_THROUGH_BYTES = 4 * BODY_LIMIT_BYTES;

type Done = (error: Error | null, body?: unknown) => void;

const isCompressed = () =>
  refusal(
    'not_readable',
    'content-encoding',
    'A body is sent as it is.',
    'Send it again, not compressed.',
  );

const CONTENT_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+\s*(?:;|$)/;

/** Reads bodies as JSON, and nothing else; sets `rawJson` and `unread` of each request. */
export function readBodies(app: FastifyInstance): void {
  const reports = new Set(
    ENDPOINT_NAMES.filter(keepsRefused).map(
      (name) => `${ENDPOINTS[name].method} ${ENDPOINTS[name].path}`,
    ),
  );
  const isReport = ({ method, routeOptions: { url } }: FastifyRequest) =>
    reports.has(`${method} ${url}`);
  // The names by which a prototype could be reached are made others before the text is parsed.
  const parse = app.getDefaultJsonParser('ignore', 'ignore');
  // A content type that is none would be refused before anybody looks at the body.
  app.addHook('onRequest', async (request) => {
    const said = request.headers['content-type'];
    if (said !== undefined && !CONTENT_TYPE.test(said) && isReport(request))
      request.headers['content-type'] = 'application/octet-stream';
  });
  app.decorateRequest('rawJson', '');
  app.decorateRequest('unread', null);
  app.removeAllContentTypeParsers();
  const refuse = (request: FastifyRequest, fault: Error, bytes: Buffer, done: Done) => {
    const error = request.headers['content-encoding'] === undefined ? fault : isCompressed();
    if (!isReport(request)) return done(error);
    request.unread = { error, bytes };
    return done(null, undefined);
  };
  app.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    (request, bytes, done) => {
      if (bytes.length > BODY_LIMIT_BYTES)
        return refuse(request, new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE(), bytes, done);
      request.rawJson = bytes.toString('utf8');
      const tooMany = refusalOfSigns(request.rawJson);
      if (tooMany !== undefined) return refuse(request, tooMany, bytes, done);
      return parse(request, markRepeats(request.rawJson), (error, parsed) =>
        error === null ? done(null, whole(parsed)) : refuse(request, error, bytes, done),
      );
    },
  );
  app.addContentTypeParser<Buffer>('*', { parseAs: 'buffer' }, (request, bytes, done) =>
    refuse(request, new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(), bytes, done),
  );
}

/** What was sent, as far as anything in it can be read; more than is looked through is not whole. */
export function sentBody({ unread, rawJson, headers }: FastifyRequest): Found {
  if (unread === null) return readAnyhow(Buffer.from(rawJson));
  const encoding = headers['content-encoding'];
  const bytes = unpacked(unread.bytes, encoding, LOOKED_THROUGH_BYTES);
  return bytes === undefined
    ? { value: undefined, isWhole: false, text: 'compressed', looking: new Looking() }
    : readAnyhow(bytes);
}
