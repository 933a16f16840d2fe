// What a walk over the chains found. It must never carry a payload.

import type { StreamRef } from './types.ts';

/** One broken place: which stream, which version, which rule did not hold. */
export interface ChainFinding {
  readonly stream: StreamRef;
  readonly version: number;
  readonly rule:
    | 'link_differs'
    | 'version_missing'
    | 'header_differs'
    | 'payload_differs'
    | 'payload_missing'
    | 'head_differs'
    | 'recorded_goes_back';
}

export interface VerifyReport {
  readonly streams: number;
  readonly events: number;
  /** Events whose key was destroyed by an erasure; their links still hold. */
  readonly erased: number;
  /** At most 100 findings; `isWhole` is false when there is any. */
  readonly findings: readonly ChainFinding[];
  readonly isWhole: boolean;
}
