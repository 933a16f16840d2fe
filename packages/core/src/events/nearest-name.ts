// Which known names somebody may have meant by one that is none of them: two slips away at most.
// Never repeats what was written: what it answers are known names, or nothing.

import { slipsBetween } from './meant-type.ts';

/** Slips (a letter left out, added, changed, or two exchanged) within which a name is the one meant. */
const SLIPS_MAX = 2;
/** Longer texts are no names, and are not compared. */
const LENGTH_MAX = 60;

/** The known names nearest to what was written: of several equally near, all; none where none is near. */
export function nearestNames(written: unknown, known: readonly string[]): readonly string[] {
  if (typeof written !== 'string' || written.length > LENGTH_MAX) return [];
  const folded = foldedName(written);
  let best: string[] = [];
  // Of a short name half the letters would be another name.
  let slips = Math.min(SLIPS_MAX, Math.floor(folded.length / 3));
  for (const name of known) {
    const between = slipsBetween(folded, foldedName(name));
    if (between > slips) continue;
    best = between < slips ? [name] : [...best, name];
    slips = between;
  }
  return best;
}

/** Large and small letters and the signs between words are no slip. */
const foldedName = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
