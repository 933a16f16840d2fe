// Adds up the expected share relapsed by each output day, rather than a drawn yes or no.
// Never adds floats across chunks: each row of patients leaves as whole quanta.

import type { PatientRun } from '../models/patient-run.ts';
import { RELAPSE_ENDPOINTS, reachedBy } from '../models/relapse.ts';
import { SHARE_QUANTUM, type Tally } from './tally.ts';

const ENDPOINTS = RELAPSE_ENDPOINTS.length;

/** Sums over the patients that meet one parameter set. */
export interface Relapsing {
  /** Shares who ever relapse, per endpoint, of those who stop on the plan's own day. */
  readonly ever: Float64Array;
  /** [endpoint][time] shares of those who stop on days of their own. */
  readonly byDay: Float64Array;
  stopDay: number;
}

export function newRelapsing(times: number): Relapsing {
  const byDay = new Float64Array(ENDPOINTS * times);
  return { ever: new Float64Array(ENDPOINTS), byDay, stopDay: 0 };
}

export function resetRelapsing(sums: Relapsing): void {
  sums.ever.fill(0);
  sums.byDay.fill(0);
  sums.stopDay = 0;
}

/** Adds the person whom `run` has just taken through a plan. */
export function addRelapse(sums: Relapsing, run: PatientRun, hasOwnStop: boolean): void {
  const { relapse, stopDay, outputDays, set } = run;
  if (!hasOwnStop) {
    sums.stopDay = stopDay;
    for (let e = 0; e < ENDPOINTS; e++) sums.ever[e]! += relapse[e]!;
    return;
  }
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
  const from = k * ENDPOINTS * times;
  const isOver = sums.stopDay > 0 && sums.stopDay <= run.days;
  for (let t = 0; t < times; t++) {
    const since = isOver ? outputDays[t]! - sums.stopDay : 0;
    let least = Number.POSITIVE_INFINITY;
    for (let e = 0; e < ENDPOINTS; e++) {
      const reached = since > 0 ? sums.ever[e]! * reachedBy(set, e, since) : 0;
      least = Math.min(least, reached);
      const share = least + sums.byDay[e * times + t]!;
      tally.relapse[from + e * times + t]! += Math.round(share / SHARE_QUANTUM);
    }
  }
}
