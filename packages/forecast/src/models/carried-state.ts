// Exact concentrations after many doses by carrying one running sum per exponential mode.
// Never interpolates: each value is the superposition of all doses given so far.

import { exponential } from '../solver/exponential.ts';
import { MODES } from './pharmacokinetics.ts';

/** Doses and observations merged in time, made once per plan and used for every patient of a thread. */
interface CarriedEvents {
  /** For each event, where the factors of the gap before it begin. */
  readonly gapAt: Int32Array;
  readonly doseMg: Float64Array;
  /** Index of the observation written at this event, or -1. */
  readonly observation: Int32Array;
  readonly observations: number;
  /** What four modes keep over each gap: written anew for every patient. */
  readonly factors: Float64Array;
}

/** Events at any times: every gap has its own factors. */
export interface TimedEvents extends CarriedEvents {
  readonly gapHours: Float64Array;
}

/** Events on a lattice: gaps are small whole numbers of steps, and few are distinct. */
export interface LatticeEvents extends CarriedEvents {
  readonly stepHours: number;
  /** Distinct gaps in steps, ascending. */
  readonly gapSteps: Int32Array;
}

/**
 * Merges doses and observations for any times. A dose acts from its time plus the lag on, so the
 * caller passes dose times that already include it. At equal times the observation comes first.
 */
export function mergeEvents(
  doseHours: ArrayLike<number>,
  doseMg: ArrayLike<number>,
  observationHours: ArrayLike<number>,
): TimedEvents {
  const total = doseHours.length + observationHours.length;
  const gapHours = new Float64Array(total);
  const amount = new Float64Array(total);
  const observation = new Int32Array(total).fill(-1);
  let d = 0;
  let o = 0;
  let n = 0;
  let at = 0;
  while (d < doseHours.length || o < observationHours.length) {
    const nextDose = d < doseHours.length ? doseHours[d]! : Infinity;
    const nextObservation = o < observationHours.length ? observationHours[o]! : Infinity;
    const time = Math.min(nextDose, nextObservation);
    gapHours[n] = time - at;
    at = time;
    if (nextObservation === time) observation[n] = o++;
    if (nextDose === time) amount[n] = doseMg[d++]!;
    n++;
  }
  return {
    gapHours: gapHours.slice(0, n),
    gapAt: Int32Array.from({ length: n }, (_, i) => 4 * i),
    factors: new Float64Array(4 * n),
    doseMg: amount.slice(0, n),
    observation: observation.slice(0, n),
    observations: observationHours.length,
  };
}

/**
 * Puts events on a lattice of `stepHours`. Throws a RangeError when a time is off the lattice.
 * `delaySteps` moves the doses on, for a lag longer than a step (the rest is inside the modes).
 */
export function toLattice(
  doseHours: readonly number[],
  doseMg: readonly number[],
  observationHours: readonly number[],
  stepHours: number,
  delaySteps = 0,
): LatticeEvents {
  const node = (hours: number): number => {
    const steps = Math.round(hours / stepHours);
    if (Math.abs(steps * stepHours - hours) < 1e-9) return steps;
    throw new RangeError('doseHours: every time is a whole number of lattice steps; use any-times');
  };
  const doses = doseHours.map((hours) => node(hours) + delaySteps);
  const { gapHours, ...merged } = mergeEvents(doses, doseMg, observationHours.map(node));
  const gapSteps = Int32Array.from([...new Set(gapHours)].sort((a, b) => a - b));
  const gapAt = Int32Array.from(gapHours, (gap) => 4 * gapSteps.indexOf(gap));
  const factors = new Float64Array(4 * gapSteps.length);
  return { ...merged, stepHours, gapSteps, gapAt, factors };
}

/**
 * Parent and metabolite (mg/L) at the observations of a lattice, for the modes of one patient, which
 * begin at `modesAt`. An offset, not a view: a view per patient would cost more than the lattice.
 */
export function latticeConcentrations(
  modes: Float64Array,
  modesAt: number,
  events: LatticeEvents,
  parent: Float64Array,
  metabolite: Float64Array,
  at: number,
): void {
  checkModes(modes, modesAt);
  writePowers(modes, modesAt, events);
  carry(modes, modesAt, events, parent, metabolite, at);
}

/** The same at any times: four exponentials an event. */
export function timedConcentrations(
  modes: Float64Array,
  modesAt: number,
  events: TimedEvents,
  parent: Float64Array,
  metabolite: Float64Array,
  at: number,
): void {
  checkModes(modes, modesAt);
  writeExponentials(modes, modesAt, events);
  carry(modes, modesAt, events, parent, metabolite, at);
}

function checkModes(modes: Float64Array, modesAt: number): void {
  if (modes.length >= modesAt + MODES) return;
  throw new RangeError('modes: eleven numbers a patient; use writeModes');
}

/** Factors of each distinct gap of a lattice as powers: four exponentials in all. */
function writePowers(modes: Float64Array, modesAt: number, events: LatticeEvents): void {
  const { factors, gapSteps } = events;
  for (let m = 0; m < 4; m++) {
    const rate = -modes[modesAt + m]! * events.stepHours;
    const step = exponential(rate);
    let power = 1;
    let steps = 0;
    for (let g = 0; g < gapSteps.length; g++) {
      const wanted = gapSteps[g]!;
      if (wanted - steps > 64) power = exponential(rate * wanted);
      else for (let k = steps; k < wanted; k++) power *= step;
      steps = wanted;
      factors[4 * g + m] = power;
    }
  }
}

/** Factors of every gap. In a loop of their own, exponentials need not wait for the sums. */
function writeExponentials(modes: Float64Array, modesAt: number, events: TimedEvents): void {
  const { factors, gapHours } = events;
  const r0 = -modes[modesAt]!;
  const r1 = -modes[modesAt + 1]!;
  const r2 = -modes[modesAt + 2]!;
  const r3 = -modes[modesAt + 3]!;
  for (let i = 0; i < gapHours.length; i++) {
    const gap = gapHours[i]!;
    factors[4 * i] = exponential(r0 * gap);
    factors[4 * i + 1] = exponential(r1 * gap);
    factors[4 * i + 2] = exponential(r2 * gap);
    factors[4 * i + 3] = exponential(r3 * gap);
  }
}

/** Carries one sum per mode through the events, by the factors written before. */
function carry(
  modes: Float64Array,
  modesAt: number,
  events: CarriedEvents,
  parent: Float64Array,
  metabolite: Float64Array,
  at: number,
): void {
  const { gapAt, doseMg, observation, factors } = events;
  const [p0, p1, p2] = [modes[modesAt + 4]!, modes[modesAt + 5]!, modes[modesAt + 6]!];
  const [m0, m1, m2, m3] = [
    modes[modesAt + 7]!,
    modes[modesAt + 8]!,
    modes[modesAt + 9]!,
    modes[modesAt + 10]!,
  ];
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let i = 0; i < gapAt.length; i++) {
    const gap = gapAt[i]!;
    s0 *= factors[gap]!;
    s1 *= factors[gap + 1]!;
    s2 *= factors[gap + 2]!;
    s3 *= factors[gap + 3]!;
    const o = observation[i]!;
    if (o >= 0) {
      parent[at + o] = p0 * s0 + p1 * s1 + p2 * s2;
      metabolite[at + o] = m0 * s0 + m1 * s1 + m2 * s2 + m3 * s3;
    }
    const dose = doseMg[i]!;
    s0 += dose;
    s1 += dose;
    s2 += dose;
    s3 += dose;
  }
}
