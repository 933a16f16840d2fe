// Everything that is not the API: the files of console and diary, and clear answers for unknown places.
// Never serves a file outside the two builds.

import { existsSync, readFileSync } from 'node:fs';
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

/** The builds of the two apps; one that is not there is not served. */
export interface PageFolders {
  readonly consoleFolder?: string;
  readonly diaryFolder?: string;
}

/** Where the diary lives: its service worker reaches this and nothing else. */
const DIARY = '/diary/';

const isBuilt = (folder: string | undefined): folder is string =>
  folder !== undefined && existsSync(join(folder, 'index.html'));

function serve(app: FastifyInstance, root: string, prefix: string, isFirst: boolean) {
  return app.register(fastifyStatic, {
    root,
    prefix,
    decorateReply: isFirst,
    wildcard: false,
    // The first page is answered below, each time with a number of its own.
    index: false,
    globIgnore: ['index.html*'],
    // Compressed when they were built; what has none is sent as it is.
    preCompressed: true,
    cacheControl: false,
    setHeaders: (response, path) => response.header('cache-control', keptFor(path)),
  });
}

/** Where the build leaves room for the number that the content policy of the same answer names. */
const NONCE_PLACE = 'nonce-of-this-answer';

/** The first page of an app. Never kept: its number is good for one answer. */
function firstPage(folder: string) {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  return (reply: FastifyReply) =>
    reply
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(html.replaceAll(NONCE_PLACE, reply.cspNonce.style));
}

/** Serves the diary below `/diary/` and the console below `/`, where built; answers 404 and 405 as problems. */
export async function registerPages(app: FastifyInstance, folders: PageFolders): Promise<void> {
  const diary = isBuilt(folders.diaryFolder) ? folders.diaryFolder : undefined;
  const console = isBuilt(folders.consoleFolder) ? folders.consoleFolder : undefined;
  const diaryPage = diary === undefined ? undefined : firstPage(diary);
  const consolePage = console === undefined ? undefined : firstPage(console);
  const hidden = { schema: { hide: true } as object };
  if (diary !== undefined && diaryPage !== undefined) {
    await serve(app, diary, DIARY, true);
    app.get('/diary', hidden, (_request, reply) => reply.redirect(DIARY, 308));
    for (const place of [DIARY, `${DIARY}index.html`])
      app.get(place, hidden, (_request, reply) => diaryPage(reply));
  }
  if (console !== undefined && consolePage !== undefined) {
    await serve(app, console, '/', diary === undefined);
    for (const place of ['/', '/index.html'])
      app.get(place, hidden, (_request, reply) => consolePage(reply));
  }
  app.setNotFoundHandler(async (request: FastifyRequest, reply: FastifyReply) => {
    // Each app finds its own way from any address that a browser opens.
    const page = request.url.startsWith(DIARY) ? diaryPage : consolePage;
    if (page !== undefined && isPageRequest(request)) return page(reply);
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
