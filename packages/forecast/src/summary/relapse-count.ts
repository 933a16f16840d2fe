// Adds up the expected share relapsed by each output day, rather than a drawn yes or no.
// Never adds floats across chunks: each row of patients leaves as whole quanta.

import type { PatientRun } from '../models/patient-run.ts';
import { RELAPSE_ENDPOINTS, reachedBy, reachedByAll } from '../models/relapse.ts';
import { SHARE_QUANTUM, type Tally } from './tally.ts';

const ENDPOINTS = RELAPSE_ENDPOINTS.length;

/** Sums over the patients that meet one parameter set. */
export interface Relapsing {
  /** Shares who ever relapse, per endpoint, of those who stop on the plan's own day. */
  readonly ever: Float64Array;
  /** [endpoint][time] shares of those who stop on days of their own. */
  readonly byDay: Float64Array;
  stopDay: number;
  /** Whether people stop on days of their own. */
  hasOwn: boolean;
  /** Days since the plan's own stop, and what of each endpoint is reached by them: written anew. */
  readonly since: Float64Array;
  readonly reached: Float64Array;
}

export function newRelapsing(times: number): Relapsing {
  const line = (lines: number): Float64Array => new Float64Array(lines * times);
  const scratch = { since: line(1), reached: line(ENDPOINTS) };
  return {
    ever: new Float64Array(ENDPOINTS),
    byDay: line(ENDPOINTS),
    stopDay: 0,
    hasOwn: false,
    ...scratch,
  };
}

export function resetRelapsing(sums: Relapsing): void {
  sums.ever.fill(0);
  sums.byDay.fill(0);
  sums.stopDay = 0;
  sums.hasOwn = false;
}

/** Adds the person whom `run` has just taken through a plan. */
export function addRelapse(sums: Relapsing, run: PatientRun, hasOwnStop: boolean): void {
  const { relapse, stopDay, outputDays, set } = run;
  if (!hasOwnStop) {
    sums.stopDay = stopDay;
    for (let e = 0; e < ENDPOINTS; e++) sums.ever[e]! += relapse[e]!;
    return;
  }
  sums.hasOwn = true;
  if (stopDay === 0 || stopDay > run.days) return;
  const times = outputDays.length;
  for (let t = 0; t < times; t++) {
    const since = outputDays[t]! - stopDay;
    if (since <= 0) continue;
    let least = 1;
    for (let e = 0; e < ENDPOINTS; e++) {
      least = Math.min(least, relapse[e]! * reachedBy(set, e, since));
      sums.byDay[e * times + t]! += least;
    }
  }
}

/** Moves the sums into set `k` of the tally. An endpoint never runs ahead of the one it lies in. */
export function countRelapse(sums: Relapsing, run: PatientRun, k: number, tally: Tally): void {
  const { outputDays, set } = run;
  const { times } = tally;
  const { since, reached, ever, byDay } = sums;
  const from = k * ENDPOINTS * times;
  for (let i = 0; sums.hasOwn && i < byDay.length; i++)
    tally.relapse[from + i]! += Math.round(byDay[i]! / SHARE_QUANTUM);
  if (sums.stopDay === 0 || sums.stopDay > run.days) return;
  let before = 0;
  while (before < times && outputDays[before]! <= sums.stopDay) before++;
  const count = times - before;
  for (let i = 0; i < count; i++) since[i] = outputDays[before + i]! - sums.stopDay;
  reachedByAll(set, since, count, reached);
  for (let i = 0; i < count; i++) {
    let least = Number.POSITIVE_INFINITY;
    for (let e = 0; e < ENDPOINTS; e++) {
      least = Math.min(least, ever[e]! * reached[e * count + i]!);
      tally.relapse[from + e * times + before + i]! += Math.round(least / SHARE_QUANTUM);
    }
  }
}
