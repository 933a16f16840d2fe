// Remission and relapse by the ladder of endpoints: a prescription, a systemic drug, a second course.
// Never one number without its endpoint, and never free of relapse beyond the last word heard.

import type { CalendarDay } from '../time/calendar-day.ts';

/** From the lowest rung to the highest; a higher rung is one of every lower one too. */
export const RELAPSE_RUNGS = ['any_prescription', 'systemic', 'second_course'] as const;
export type RelapseRung = (typeof RELAPSE_RUNGS)[number];

export interface RelapseEvent {
  readonly endpoint: RelapseRung;
  readonly on: CalendarDay;
}

export interface RungState {
  readonly rung: RelapseRung;
  readonly state: 'relapsed' | 'free_so_far';
  /** Days from the last capsule to the relapse, or to the last word heard. */
  readonly days: number;
}

/**
 * Where a patient stands on each rung. Events on or before the last capsule belong to the course.
 * `lastHeardOn` is the last day on which anything was heard; nothing is known after it.
 */
export function relapseLadder(
  lastDoseOn: CalendarDay,
  events: readonly RelapseEvent[],
  lastHeardOn: CalendarDay,
): readonly RungState[] {
  return RELAPSE_RUNGS.map((rung, index) => {
    const first = events
      .filter(({ endpoint, on }) => RELAPSE_RUNGS.indexOf(endpoint) >= index && on > lastDoseOn)
      .reduce<number | undefined>(
        (earliest, { on }) => (earliest === undefined ? on : Math.min(earliest, on)),
        undefined,
      );
    return first === undefined
      ? { rung, state: 'free_so_far', days: Math.max(0, lastHeardOn - lastDoseOn) }
      : { rung, state: 'relapsed', days: first - lastDoseOn };
  });
}

/** The rung that a recorded word names; other words are kept and stand on no rung. */
export function rungOf(endpoint: string): RelapseRung | undefined {
  const word = endpoint
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  return RELAPSE_RUNGS.find((rung) => rung === word);
}

/** Clear or almost clear by the global assessment (0 or 1), and on no rung: a remission, so far. */
export function isInRemission(ladder: readonly RungState[], lastIga: number | undefined): boolean {
  return (
    lastIga !== undefined && lastIga <= 1 && ladder.every(({ state }) => state === 'free_so_far')
  );
}
