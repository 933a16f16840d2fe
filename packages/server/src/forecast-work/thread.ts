// A forecast thread: lays a request out, runs parts of it, merges parts, and answers.
// Never reads a file, an environment or a clock: everything comes by message.

import { parentPort } from 'node:worker_threads';
import { gunzipSync, gzipSync } from 'node:zlib';
import {
  answerForecast,
  ForecastNumberError,
  mergeTallies,
  newTallies,
  type PreparedForecast,
  prepareForecast,
  runChunks,
  type Tally,
} from '@aegle/forecast';
import { bytesOf, readBytes } from './tally-bytes.ts';
import type { Asked, Replies, Reply } from './thread-messages.ts';

interface Open {
  readonly forecast: PreparedForecast;
  readonly tallies: readonly Tally[];
}
let open: Open | null = null;

function opened(): Open {
  if (open === null) throw new Error('thread: open a request first');
  return open;
}

function carryOut(asked: Asked): Replies[keyof Replies] {
  if (asked.kind === 'open') {
    const forecast = prepareForecast(asked.request, asked.release);
    open = { forecast, tallies: newTallies(forecast) };
    return { chunks: forecast.chunks };
  }
  const { forecast, tallies } = opened();
  if (asked.kind === 'run') {
    runChunks(forecast, asked.from, asked.end, 1, tallies);
    return null;
  }
  if (asked.kind === 'add') {
    const part = newTallies(forecast);
    readBytes(asked.isCompressed ? gunzipSync(asked.bytes) : asked.bytes, part);
    mergeTallies(tallies, part);
    return null;
  }
  // What was packed or answered is over: a thread at rest holds no counts.
  open = null;
  if (asked.kind === 'answer') return JSON.stringify(answerForecast(forecast, tallies));
  const bytes = bytesOf(tallies);
  return asked.isCompressed ? compressed(bytes) : bytes;
}

/** In a buffer of its own, so that it can be handed over whole. */
function compressed(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(gzipSync(bytes, { level: 1 }));
}

function replyTo(asked: Asked): Reply {
  try {
    return { ok: true, value: carryOut(asked) };
  } catch (error) {
    if (error instanceof ForecastNumberError)
      return { ok: false, broken: { parameter: error.parameter, patient: error.patient } };
    return { ok: false, message: error instanceof Error ? error.message : 'unknown' };
  }
}

parentPort?.on('message', (asked: Asked) => {
  const reply = replyTo(asked);
  const isBytes = reply.ok && reply.value instanceof Uint8Array;
  parentPort?.postMessage(reply, isBytes ? [(reply.value as Replies['pack']).buffer] : []);
});
