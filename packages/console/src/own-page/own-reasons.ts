// Which reasons a patient's page shows, and in which order.
// Never lists another reason beside one that the clinic has to tell in person.

import type { Reason, Timeline } from '@aegle/api';

/** The stand-in that is shown alone; the server puts it where a patient must not read the cause. */
export function contactReason(reasons: readonly Reason[]): Reason | undefined {
  return reasons.find((reason) => reason.code === 'contact_clinic');
}

/** Earliest deadline first, then earliest first day; reasons without a day come last. */
export function inOrderOfDeadline(reasons: readonly Reason[]): readonly Reason[] {
  const rank = (day: string | null) => day ?? '9999-99-99';
  return [...reasons].sort(
    (a, b) =>
      rank(a.deadline).localeCompare(rank(b.deadline)) ||
      rank(a.clearableFrom).localeCompare(rank(b.clearableFrom)),
  );
}

/**
 * The reasons that are about this patient. Their question names no pharmacy, so what a pharmacy lacks
 * is not theirs, nor is a portal that differs only in that.
 */
export function ownReasons(reasons: readonly Reason[]): readonly Reason[] {
  const own = reasons.filter((reason) => !reason.code.startsWith('pharmacy_'));
  const isAllPortal = own.every((reason) => reason.code === 'authority_disagrees');
  return own.length < reasons.length && isAllPortal ? [] : own;
}

/**
 * The earliest last day of anything that may hold today; null when nothing that holds ends. A patient
 * is not told how each condition stands (`truth` is null); with no reason left, all of them hold.
 */
export function earliestLastDay(timeline: Pick<Timeline, 'windows' | 'today'>): string | null {
  const days = timeline.windows.flatMap(({ truth, lastDay }) =>
    (truth === null || truth === 'met') && lastDay !== null && lastDay >= timeline.today
      ? [lastDay]
      : [],
  );
  return days.sort()[0] ?? null;
}
