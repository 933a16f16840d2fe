// Lifts payloads written under older versions to the current one. One pure step per version.
// Never rewrites stored bytes: lifting happens on every read.

import { liftLabResulted } from './lab-resulted.ts';

/** One step from version `from` to `from + 1` of a type's payload. */
export interface Upcaster {
  /** A type of the catalogue; a test holds that, as nothing here knows the catalogue. */
  readonly type: string;
  readonly from: number;
  readonly lift: (data: unknown) => unknown;
}

/** Every step ever needed, in order; a step is never removed. */
export const UPCASTERS: readonly Upcaster[] = [
  { type: 'LabResulted', from: 1, lift: liftLabResulted },
];

/** The payload in the current version's shape. */
export function upcast(type: string, version: number, data: unknown): unknown {
  let lifted = data;
  let at = version;
  for (const step of UPCASTERS)
    if (step.type === type && step.from === at) {
      lifted = step.lift(lifted);
      at += 1;
    }
  return lifted;
}
