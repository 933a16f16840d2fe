// Lifts payloads written under older versions to the current one. One pure step per version.
// Never rewrites stored bytes: lifting happens on every read.

import type { EventType } from '../catalogue.ts';
import { liftLabResulted } from './lab-resulted.ts';

/** One step from version `from` to `from + 1` of a type's payload. */
export interface Upcaster {
  readonly type: EventType;
  readonly from: number;
  readonly lift: (data: unknown) => unknown;
}

/** Every step ever needed, in order; a step is never removed. */
export const UPCASTERS: readonly Upcaster[] = [
  { type: 'LabResulted', from: 1, lift: liftLabResulted },
];

/** The payload in the current version's shape. */
export function upcast(type: EventType, version: number, data: unknown): unknown {
  let lifted = data;
  let at = version;
  for (const step of UPCASTERS)
    if (step.type === type && step.from === at) {
      lifted = step.lift(lifted);
      at += 1;
    }
  return lifted;
}
