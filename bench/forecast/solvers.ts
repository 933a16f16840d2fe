// General solvers on the same kinetics, for context: SciPy, SUNDIALS CVODE, R deSolve, where installed.
// Never the same algorithm: they integrate, patient by patient, what the others superpose.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  mergeEvents,
  timedConcentrations,
} from '../../packages/forecast/src/models/carried-state.ts';
import { MODES } from '../../packages/forecast/src/models/pharmacokinetics.ts';
import { drawModes, kineticsOf, meanOf, scheduleOf, TIMES } from './kinetics.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

export interface SolverRow {
  readonly name: string;
  /** Null where the solver is not installed. */
  readonly result: {
    readonly perSecond: number;
    readonly meanParent: number;
    readonly meanMetabolite: number;
    /** Largest relative difference of its means from ours on the same people. */
    readonly difference: number;
  } | null;
}

interface Solver {
  readonly name: string;
  /** Enough for a second or two of work. */
  readonly patients: number;
  readonly isPresent: () => boolean;
  /** Prints seconds, mean parent and mean metabolite. */
  readonly run: (people: string, events: string, folder: string) => string;
}

const HEADERS = '/usr/include/cvode/cvode.h';
const LIBRARIES = ['cvode', 'nvecserial', 'sunmatrixdense', 'sunlinsoldense'];

const SOLVERS: readonly Solver[] = [
  {
    name: 'SciPy LSODA',
    patients: 12,
    isPresent: () => spawnSync('python3', ['-c', 'import scipy']).status === 0,
    run: (people, events) => text('python3', [join(here, 'peer-solver.py'), people, events]),
  },
  {
    name: 'SUNDIALS CVODE',
    patients: 40,
    isPresent: () => existsSync(HEADERS),
    run: (people, events, folder) => {
      const binary = join(folder, 'cvode');
      const libraries = LIBRARIES.map((library) => `-lsundials_${library}`);
      const source = join(here, 'peer-cvode.c');
      text('gcc', ['-O3', '-march=native', '-o', binary, source, ...libraries, '-lm']);
      return text(binary, [people, events]);
    },
  },
  {
    name: 'R deSolve, compiled model',
    patients: 40,
    isPresent: () => spawnSync('Rscript', ['-e', 'library(deSolve)']).status === 0,
    run: (people, events, folder) => {
      const model = join(folder, 'model.so');
      const source = join(here, 'peer-desolve.c');
      text('gcc', ['-O3', '-march=native', '-shared', '-fPIC', '-o', model, source]);
      return text('Rscript', [join(here, 'peer-desolve.R'), people, events, model]);
    },
  },
];

/** Every solver on its first patients at arbitrary times. A solver that is absent is named. */
export function benchSolvers(share: number): SolverRow[] {
  return SOLVERS.map((solver) => {
    if (!solver.isPresent()) return { name: solver.name, result: null };
    return { name: solver.name, result: runSolver(solver, Math.ceil(share * solver.patients)) };
  });
}

function runSolver(solver: Solver, patients: number) {
  const { doseHours, doseMg, observed } = scheduleOf('times');
  const events = mergeEvents(doseHours, doseMg, observed);
  const rows = new Float64Array(3 * events.gapHours.length);
  for (let i = 0; i < events.gapHours.length; i++) {
    rows.set([events.gapHours[i]!, events.doseMg[i]!, events.observation[i]!], 3 * i);
  }
  const people = Array.from({ length: patients }, (_, id) => Object.values(kineticsOf(id)));
  const folder = mkdtempSync(join(tmpdir(), 'solver-'));
  const [peoplePath, eventsPath] = [join(folder, 'people'), join(folder, 'events')];
  writeFileSync(peoplePath, Float64Array.from(people.flat()));
  writeFileSync(eventsPath, rows);
  const printed = solver.run(peoplePath, eventsPath, folder).trim().split(' ').map(Number);
  const [seconds, meanParent, meanMetabolite] = printed as [number, number, number];
  const modes = drawModes(patients);
  const parent = new Float64Array(patients * TIMES);
  const metabolite = new Float64Array(patients * TIMES);
  for (let id = 0; id < patients; id++) {
    timedConcentrations(modes, id * MODES, events, parent, metabolite, id * TIMES);
  }
  const difference = Math.max(
    Math.abs(meanParent / meanOf(parent) - 1),
    Math.abs(meanMetabolite / meanOf(metabolite) - 1),
  );
  return { perSecond: patients / seconds, meanParent, meanMetabolite, difference };
}

function text(command: string, args: readonly string[]): string {
  return execFileSync(command, args, { encoding: 'utf8' });
}
