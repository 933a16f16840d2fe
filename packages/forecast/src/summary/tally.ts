// What is kept of a run: counts and exact sums that add up in any order.
// Never keeps a patient: a tally has the same size for a thousand patients and for ten million.

import { CURVES, GRADE_ROOM, GRADED } from '../catalogue/catalogue.ts';
import { BINS } from '../catalogue/histogram.ts';
import { RELAPSE_ENDPOINTS } from '../models/relapse.ts';
import { SET_GROUPS } from '../population/draw-set.ts';

/** Patients of one chunk: the unit of work, of float summation and of parameter draws. */
export const CHUNK_PATIENTS = 64;

/**
 * Sums are rounded once per chunk to a whole number of these, so that adding chunks is exact up to
 * 2^53 and does not depend on who added what first.
 */
export const SUM_QUANTUM = 1 / 1024;
export const SHARE_QUANTUM = 2 ** -24;

export interface Tally {
  readonly times: number;
  patients: number;
  /** [time][curve][bin] */
  readonly histogram: Uint32Array;
  /** [group of sets][time][curve], in quanta */
  readonly sums: Float64Array;
  /** [group of sets][graded][time][grade] */
  readonly grades: Uint32Array;
  /** [set][relapse endpoint][time], in share quanta */
  readonly relapse: Float64Array;
  readonly patientsPerSet: Uint32Array;
}

/** `sets` is the number of parameter draws of the run: a whole number of groups. */
export function newTally(times: number, sets: number): Tally {
  return {
    times,
    patients: 0,
    histogram: new Uint32Array(CURVES.length * times * BINS),
    sums: new Float64Array(SET_GROUPS * CURVES.length * times),
    grades: new Uint32Array(SET_GROUPS * GRADED.length * times * GRADE_ROOM),
    relapse: new Float64Array(sets * RELAPSE_ENDPOINTS.length * times),
    patientsPerSet: new Uint32Array(sets),
  };
}

/** Patients of each group of sets, and how many sets of it anybody met. */
export function groupsOf({ patientsPerSet }: Tally): {
  readonly patients: Float64Array;
  readonly sets: Float64Array;
} {
  const patients = new Float64Array(SET_GROUPS);
  const sets = new Float64Array(SET_GROUPS);
  for (let k = 0; k < patientsPerSet.length; k++) {
    if (patientsPerSet[k] === 0) continue;
    patients[k % SET_GROUPS]! += patientsPerSet[k]!;
    sets[k % SET_GROUPS]!++;
  }
  return { patients, sets };
}

/** Adds `from` to `into`. Both must have the same output times; else a RangeError. */
export function mergeTally(into: Tally, from: Tally): void {
  if (into.times !== from.times) {
    throw new RangeError('tally: output times differ; merge parts of one forecast only');
  }
  into.patients += from.patients;
  addAll(into.histogram, from.histogram);
  addAll(into.sums, from.sums);
  addAll(into.grades, from.grades);
  addAll(into.relapse, from.relapse);
  addAll(into.patientsPerSet, from.patientsPerSet);
}

function addAll(into: Uint32Array | Float64Array, from: Uint32Array | Float64Array): void {
  for (let i = 0; i < into.length; i++) into[i]! += from[i]!;
}
