// Which events an erasure took away, as its `Erased` event says: "1-3,7". A payload that is missing
// without being named is damage. It must never name an event that was not there to be erased.

import type { Json } from './types.ts';

/** What an erasure that took nothing says: an event's text is never empty. */
const NONE = 'none';

/** The text of versions in ascending order: ranges of those that follow each other, or `none`. */
export function versionsText(versions: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const version of versions) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === version - 1) last[1] = version;
    else ranges.push([version, version]);
  }
  if (ranges.length === 0) return NONE;
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(',');
}

/**
 * True where an `Erased` event at `at` names `version`. One written before erasures named what they
 * took speaks for everything before it.
 */
export function namesErased(payload: { readonly [key: string]: Json }, at: number): Naming {
  const { versions } = payload;
  if (typeof versions !== 'string') return (version) => version < at;
  if (versions === NONE || versions === '') return () => false;
  const ranges = versions.split(',').map((part) => {
    const [from = '', to = from] = part.split('-');
    return [Number(from), Number(to)] as const;
  });
  return (version) => version < at && ranges.some(([from, to]) => from <= version && version <= to);
}

export type Naming = (version: number) => boolean;
