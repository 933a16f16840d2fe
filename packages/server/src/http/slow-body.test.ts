// A request that dribbles in is closed after the time that is meant, whatever else the server is doing.

import { type AddressInfo, connect, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeMetrics } from './metrics.ts';
import { buildServer } from './server.ts';
import { startTestServer, type TestServer } from './testing.ts';

const WHOLE_REQUEST_MS = 1500;
let server: TestServer;
let app: Awaited<ReturnType<typeof buildServer>>;
let port: number;

beforeAll(async () => {
  server = await startTestServer();
  app = await buildServer({
    dependencies: server.dependencies,
    metrics: makeMetrics(),
    logger: pino({ level: 'silent' }),
    version: 'test',
    isHttps: false,
    signInsPerMinute: 1000,
    health: { engine: 'embedded' },
    wholeRequestMs: WHOLE_REQUEST_MS,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  // It listens on TCP, where an address has a port.
  port = (app.server.address() as AddressInfo).port;
}, 180_000);
afterAll(async () => {
  await app?.close();
  await server?.stop();
});

/** Sends a sign every tenth of a second; answers when and with what the server closed. */
function trickle(head: string, sign: string): Promise<{ afterMs: number; answer: string }> {
  const socket: Socket = connect(port, '127.0.0.1');
  const begun = performance.now();
  let answer = '';
  socket.on('data', (bytes) => {
    answer += String(bytes);
  });
  socket.on('error', () => undefined);
  socket.write(head);
  const timer = setInterval(() => socket.write(sign), 100);
  return new Promise((resolve) => {
    socket.on('close', () => {
      clearInterval(timer);
      resolve({ afterMs: performance.now() - begun, answer });
    });
  });
}

const POST = 'POST /api/v1/sign-in HTTP/1.1\r\nHost: localhost\r\n';

it.each([
  [
    'a body of a length',
    `${POST}Content-Type: application/json\r\nContent-Length: 9999\r\n\r\n`,
    'x',
  ],
  ['a body in chunks', `${POST}Transfer-Encoding: chunked\r\n\r\n`, '1\r\nx\r\n'],
  ['headers', POST, 'x: y\r\n'],
])(
  '%s that dribble in',
  async (_, head, sign) => {
    const { afterMs, answer } = await trickle(head, sign);
    expect(afterMs).toBeGreaterThan(WHOLE_REQUEST_MS * 0.9);
    expect(afterMs).toBeLessThan(WHOLE_REQUEST_MS * 1.5);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  },
  20_000,
);
