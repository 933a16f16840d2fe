// Everything that is not the API: the console's files, and clear answers for unknown places.
// Never serves a file outside the console's build.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ENDPOINT_NAMES, ENDPOINTS } from '@aegle/api';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refusal } from './calls/refusals.ts';

const PLACES = ENDPOINT_NAMES.map((name) => {
  const { method, path } = ENDPOINTS[name];
  const pattern = path.replaceAll(/:[a-z]+/g, '[^/]+');
  return { method, pattern: new RegExp(`^${pattern}$`) };
});

function methodsAt(url: string): readonly string[] {
  const path = url.split('?')[0] ?? '';
  return PLACES.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
}

function isPageRequest(request: FastifyRequest): boolean {
  const wantsHtml = request.headers.accept?.includes('text/html') === true;
  return request.method === 'GET' && wantsHtml && !request.url.startsWith('/api/');
}

/** A file whose name holds the digest of its content never changes; all others are asked after. */
export function keptFor(path: string): string {
  const isHashed = /[/\\]assets[/\\].*-[\w-]{8,}\.\w+(?:\.(?:br|gz))?$/.test(path);
  return isHashed ? 'public, max-age=31536000, immutable' : 'no-cache';
}

/** Serves the console below `/` when its build is there; answers 404 and 405 as problems. */
export async function registerPages(
  app: FastifyInstance,
  consoleFolder: string | undefined,
): Promise<void> {
  const hasConsole = consoleFolder !== undefined && existsSync(join(consoleFolder, 'index.html'));
  if (hasConsole)
    await app.register(fastifyStatic, {
      root: consoleFolder,
      wildcard: false,
      // Compressed when they were built; what has none is sent as it is.
      preCompressed: true,
      cacheControl: false,
      setHeaders: (response, path) => response.header('cache-control', keptFor(path)),
    });
  app.setNotFoundHandler(async (request: FastifyRequest, reply: FastifyReply) => {
    // The console finds its own way from any address that a browser opens.
    if (hasConsole && isPageRequest(request)) return reply.sendFile('index.html');
    const methods = methodsAt(request.url);
    if (methods.length === 0)
      throw refusal('not_found', 'path', 'It is in /openapi.json.', 'Check method and path.');
    reply.header('allow', methods.join(', '));
    throw refusal(
      'method_not_allowed',
      'method',
      `Here it is ${methods.join(' or ')}.`,
      'Send the request with that method.',
    );
  });
}
