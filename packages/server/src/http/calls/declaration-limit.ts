// How much one person may declare of one patient in a time: a device gone wrong does not bury the work of others.
// Never refuses what can only close a gate, and does not count it. Nobody's limit tells what another declared.

import { canOnlyClose, isClosingReport } from '@aegle/core';
import { refusal } from './refusals.ts';

interface Limit {
  readonly withinMs: number;
  readonly most: number;
}

const HOUR_MS = 3_600_000;
/** A fortnight's diary sent at once fits the hour. Counted in this process: each server allows as many. */
const LIMITS: readonly Limit[] = [
  { withinMs: HOUR_MS, most: 120 },
  { withinMs: 24 * HOUR_MS, most: 400 },
];
const MOST_KEPT = 20_000;

/** Instants (ms) of what each person declared of each patient, by store. */
const declared = new WeakMap<object, Map<string, readonly number[]>>();

/** Counts one declaration at `now` (ISO); refusal `too_many_requests` when there were too many. */
export function limitDeclarations(
  store: object,
  place: { readonly tenantId: string; readonly patient: string; readonly by: string },
  { type, data }: { readonly type: string; readonly data?: unknown },
  now: string,
): void {
  if (isClosingReport(type, data) || canOnlyClose(type, data)) return;
  const known = declared.get(store) ?? new Map<string, readonly number[]>();
  declared.set(store, known);
  const at = Date.parse(now);
  const key = `${place.tenantId}/${place.patient}/${place.by}`;
  const before = (known.get(key) ?? []).filter((one) => at - one < 24 * HOUR_MS);
  for (const { withinMs, most } of LIMITS) {
    const [first, ...rest] = before.filter((one) => at - one < withinMs);
    if (first === undefined || rest.length + 1 < most) continue;
    const seconds = Math.ceil((first + withinMs - at) / 1000);
    throw refusal(
      'too_many_requests',
      'declarations',
      `At most ${most} are taken from one person of one patient in ${withinMs / HOUR_MS} hours.`,
      `Wait ${seconds} seconds. What stops treatment is always taken: send that at once.`,
    );
  }
  if (known.size >= MOST_KEPT) known.clear();
  known.set(key, [...before, at]);
}
