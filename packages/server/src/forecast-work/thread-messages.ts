// What the main thread and a forecast thread say to each other: one question, one reply, in turn.
// Never a patient's record: a request holds covariates alone.

import type { ForecastRequest, ModelRelease } from '@aegle/forecast';

/** `run` takes model chunks `from` to `end` - 1; `add` merges the bytes of another thread's part. */
export type Asked =
  | { readonly kind: 'open'; readonly request: ForecastRequest; readonly release: ModelRelease }
  | { readonly kind: 'run'; readonly from: number; readonly end: number }
  | { readonly kind: 'add'; readonly bytes: Uint8Array; readonly isCompressed: boolean }
  | { readonly kind: 'pack'; readonly isCompressed: boolean }
  | { readonly kind: 'answer' };

/** A number that stopped being one: the parameter or field, and the virtual patient. */
export interface NumberFailure {
  readonly parameter: string;
  readonly patient: number;
}

export interface Replies {
  readonly open: { readonly chunks: number };
  readonly run: null;
  readonly add: null;
  readonly pack: Uint8Array<ArrayBuffer>;
  /** JSON text of a `ForecastAnswer`. */
  readonly answer: string;
}

export type Reply =
  | { readonly ok: true; readonly value: Replies[keyof Replies] }
  | { readonly ok: false; readonly broken: NumberFailure }
  | { readonly ok: false; readonly message: string };
