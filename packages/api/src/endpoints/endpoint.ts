// What an endpoint is: method, path, schemas. Never who may call it.

import type { z } from 'zod';

/** One endpoint. `:name` in the path stands for a member of `params`. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: `/${string}`;
  readonly tag: string;
  readonly summary: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly answer: z.ZodType;
  /** True when a repeat could record twice: an Idempotency-Key is honoured. */
  readonly isRecording: boolean;
  /** The answer is text of this type, not JSON. */
  readonly contentType?: string;
  /** True when 202 may come with the same shape: the work goes on, and is asked after by its id. */
  readonly mayTakeLonger?: true;
}

export const API_ROOT = '/api/v1';
