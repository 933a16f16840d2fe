// Kinetics of 150 daily doses at 200 times: Aegle, NumPy and C on the same patients, in turns.
// Never a different patient or event list per engine: all three read the same two files.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  latticeConcentrations,
  mergeEvents,
  timedConcentrations,
  toLattice,
} from '../../packages/forecast/src/models/carried-state.ts';
import {
  MODES,
  type PkParameters,
  writeModes,
} from '../../packages/forecast/src/models/pharmacokinetics.ts';
import { normalQuantile } from '../../packages/forecast/src/random/normal-quantile.ts';
import { fillWords, openStream, uniformOf } from '../../packages/forecast/src/random/streams.ts';
import { exponential } from '../../packages/forecast/src/solver/exponential.ts';
import { coreSeconds, median } from './measure.ts';

const DOSES = 150;
export const TIMES = 200;
const STEP_HOURS = 6;
const DOSE_MG = 40;

export interface KineticsRow {
  readonly engine: string;
  readonly perSecond: { readonly min: number; readonly median: number; readonly max: number };
  readonly meanParent: number;
  readonly meanMetabolite: number;
}

/** Kinetics of virtual patient `id`: log-normal around the label's adults, lag below a step. */
export function kineticsOf(id: number): PkParameters {
  const words = new Uint32Array(8);
  fillWords(openStream(1, 'effects'), id, words);
  const z = (i: number, sd: number): number =>
    exponential(sd * normalQuantile(uniformOf(words[i]!)));
  return {
    clearanceLph: 8 * z(0, 0.22),
    centralL: 26.6 * z(1, 0.3),
    exchangeLph: 4.92 * z(2, 0.3),
    peripheralL: 84.5 * z(3, 0.3),
    absorptionPerHour: 0.3 * z(4, 0.5),
    lagHours: 0.96 * z(5, 0.3),
    metaboliteClearanceLph: 2.67 * z(6, 0.22),
    metaboliteVolumeL: 92,
  };
}

export function drawModes(patients: number): Float64Array {
  const all = new Float64Array(patients * MODES);
  for (let id = 0; id < patients; id++) {
    writeModes(kineticsOf(id), all.subarray(id * MODES, (id + 1) * MODES));
  }
  return all;
}

/** Dose and observation hours of the bench; `times` moves the observations off the lattice. */
export function scheduleOf(kind: 'lattice' | 'times') {
  const doseHours = Array.from({ length: DOSES }, (_, i) => 24 * i);
  // Off the lattice, and never within anybody's lag of a dose: the modes begin to hold after it.
  const moved = (i: number): number => (kind === 'times' ? 4.1 + 0.17 * ((i * 7) % 11) : 0);
  const observed = Array.from({ length: TIMES }, (_, i) => 18 * (i + 1) + moved(i));
  return { doseHours, doseMg: doseHours.map(() => DOSE_MG), observed };
}

export function benchKinetics(kind: 'lattice' | 'times', patients: number, rounds: number) {
  const { doseHours, doseMg, observed } = scheduleOf(kind);
  const modes = drawModes(patients);
  const lattice = kind === 'lattice' ? toLattice(doseHours, doseMg, observed, STEP_HOURS) : null;
  const timed = mergeEvents(doseHours, doseMg, observed);
  const events = lattice ?? timed;
  const rows = events.doseMg.length;
  const table = new Float64Array(3 * rows);
  for (let i = 0; i < rows; i++) {
    table[3 * i] = lattice ? lattice.gapSteps[lattice.gapAt[i]! / 4]! : timed.gapHours[i]!;
    table[3 * i + 1] = events.doseMg[i]!;
    table[3 * i + 2] = events.observation[i]!;
  }
  const folder = mkdtempSync(join(tmpdir(), 'kinetics-'));
  const [modesPath, eventsPath] = [join(folder, 'modes'), join(folder, 'events')];
  writeFileSync(modesPath, modes);
  writeFileSync(eventsPath, table);
  const binary = join(folder, 'peer');
  const here = fileURLToPath(new URL('.', import.meta.url));
  execFileSync('gcc', ['-O3', '-march=native', '-o', binary, join(here, 'peer.c'), '-lm']);
  const args = [kind, modesPath, eventsPath, String(STEP_HOURS)];
  const parent = new Float64Array(patients * TIMES);
  const metabolite = new Float64Array(patients * TIMES);
  const own = (): string => {
    // Starting a peer leaves this process's pages to be copied at the next write; all fill first.
    parent.fill(0);
    metabolite.fill(0);
    const start = coreSeconds();
    for (let id = 0; id < patients; id++) {
      const [from, at] = [id * MODES, id * TIMES];
      if (lattice) latticeConcentrations(modes, from, lattice, parent, metabolite, at);
      else timedConcentrations(modes, from, timed, parent, metabolite, at);
    }
    const seconds = coreSeconds() - start;
    return `${seconds} ${meanOf(parent)} ${meanOf(metabolite)}`;
  };
  // Three rounds for the compiler; the peers are compiled before they start.
  for (let round = 0; round < 3; round++) own();
  return inTurns(patients, rounds, {
    Aegle: own,
    NumPy: () => execFileSync('python3', [join(here, 'peer.py'), ...args], { encoding: 'utf8' }),
    C: () => execFileSync(binary, args, { encoding: 'utf8' }),
  });
}

function inTurns(
  patients: number,
  rounds: number,
  engines: Readonly<Record<string, () => string>>,
): KineticsRow[] {
  const seen = new Map<string, number[][]>(Object.keys(engines).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, measure] of Object.entries(engines)) {
      seen.get(name)!.push(measure().trim().split(' ').map(Number));
    }
  }
  return [...seen].map(([engine, runs]) => {
    const rates = runs.map(([seconds]) => patients / seconds!).sort((a, b) => a - b);
    return {
      engine,
      perSecond: { min: rates[0]!, median: median(rates), max: rates.at(-1)! },
      meanParent: runs[0]![1]!,
      meanMetabolite: runs[0]![2]!,
    };
  });
}

export function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** Exponentials a second of the platform's exp and of ours, one core, the arguments of the bench. */
export function exponentialRoofline() {
  const from = new Float64Array(4096).map((_, i) => -(i % 97) / 12);
  const to = new Float64Array(4096);
  const rate = (fill: () => void): number => {
    for (let i = 0; i < 500; i++) fill();
    const start = coreSeconds();
    for (let i = 0; i < 2500; i++) fill();
    return (2500 * 4096) / (coreSeconds() - start);
  };
  const platform = (): void => {
    for (let i = 0; i < from.length; i++) to[i] = Math.exp(from[i]!);
  };
  const ours = (): void => {
    for (let i = 0; i < from.length; i++) to[i] = exponential(from[i]!);
  };
  return { platform: rate(platform), own: rate(ours) };
}

/** Exponentials the any-times method needs for one patient. */
export const EXPONENTIALS_PER_PATIENT = 4 * (DOSES + TIMES);
