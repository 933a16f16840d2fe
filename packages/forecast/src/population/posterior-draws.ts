// The joint posterior of a release of the second model as 256 stratified draws, the same for everyone.
// Never drawn by a question's seed: two forecasts of one release differ through people alone.

import { PARAMETER_NAMES, type ParameterName } from '../parameters/parameter-names.ts';
import type {
  BlockCorrelation,
  DoseStructure,
  ModelRelease,
  ParameterRow,
} from '../parameters/parameters.ts';
import { normalQuantile } from '../random/normal-quantile.ts';
import { fillWords, openStream, uniformOf } from '../random/streams.ts';
import { drawRow, type ParameterSet, parameterIndex } from './parameter-set.ts';
import { STUDY_EFFECTS, shiftByStudy } from './study-effects.ts';

/** Draws of a run. Each dimension takes each of as many strata exactly once. */
export const SECOND_DRAWS = 256;
/** Of the draws alone: no question has a seed below nil, and no other stream reads these words. */
const DRAW_SEED = 20_261_129;
const DIMENSIONS = PARAMETER_NAMES.length + STUDY_EFFECTS + 1;

/** Standard normal values of each dimension and draw: [dimension][draw]. Made once a thread. */
let design: Float64Array | null = null;

/** A Latin hypercube: a shuffled stratum and a place inside it for every dimension and draw. */
function designOf(): Float64Array {
  if (design) return design;
  const stream = openStream(DRAW_SEED, 'parameters');
  const words = new Uint32Array(2 * SECOND_DRAWS);
  const strata = new Uint16Array(SECOND_DRAWS);
  const out = new Float64Array(DIMENSIONS * SECOND_DRAWS);
  for (let dimension = 0; dimension < DIMENSIONS; dimension++) {
    fillWords(stream, dimension, words);
    for (let k = 0; k < SECOND_DRAWS; k++) strata[k] = k;
    for (let k = SECOND_DRAWS - 1; k > 0; k--) {
      const other = Math.floor(uniformOf(words[k]!) * (k + 1));
      const held = strata[k]!;
      strata[k] = strata[other]!;
      strata[other] = held;
    }
    for (let k = 0; k < SECOND_DRAWS; k++) {
      const u = (strata[k]! + uniformOf(words[SECOND_DRAWS + k]!)) / SECOND_DRAWS;
      out[dimension * SECOND_DRAWS + k] = normalQuantile(u);
    }
  }
  design = out;
  return out;
}

/** Lower triangular root of a correlation matrix, rows one after another. Throws where it has none. */
export function choleskyOf({ names, correlations }: BlockCorrelation): Float64Array {
  const n = names.length;
  const root = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = i === j ? 1 : correlations[(i * (i - 1)) / 2 + j]!;
      for (let m = 0; m < j; m++) sum -= root[i * n + m]! * root[j * n + m]!;
      if (i !== j) root[i * n + j] = sum / root[j * n + j]!;
      else if (sum > 0) root[i * n + i] = Math.sqrt(sum);
      else throw new RangeError('posterior: correlations of no joint distribution; fit again');
    }
  }
  return root;
}

const roots = new WeakMap<BlockCorrelation, Float64Array>();

function rootOf(correlation: BlockCorrelation): Float64Array {
  const known = roots.get(correlation);
  if (known) return known;
  const root = choleskyOf(correlation);
  roots.set(correlation, root);
  return root;
}

/** Turns independent values of a block's names into correlated ones, in place. */
function correlate(correlation: BlockCorrelation, z: Float64Array): void {
  const { names } = correlation;
  const root = rootOf(correlation);
  const own = names.map((name) => z[parameterIndex(name)]!);
  names.forEach((name, i) => {
    let sum = 0;
    for (let j = 0; j <= i; j++) sum += root[i * names.length + j]! * own[j]!;
    z[parameterIndex(name)] = sum;
  });
}

/** The reading whose stratum holds `share`, which runs from 0 to 1 over the draws. */
function structureAt(structures: readonly DoseStructure[], share: number): DoseStructure {
  let left = share;
  for (const structure of structures) {
    left -= structure.weight;
    if (left < 0) return structure;
  }
  return structures.at(-1)!;
}

/** Share of the draws below that of draw `k` in the dimension of the structures. */
function structureShare(values: Float64Array, k: number): number {
  const from = (DIMENSIONS - 1) * SECOND_DRAWS;
  let below = 0;
  for (let other = 0; other < SECOND_DRAWS; other++) {
    if (values[from + other]! < values[from + k]!) below++;
  }
  return (below + 0.5) / SECOND_DRAWS;
}

/** Draw `k` of a release, 0 to 255: rows with their correlations, a structure, one study's effects. */
export function drawSecond(release: ModelRelease, k: number): ParameterSet {
  const all = designOf();
  const z = new Float64Array(PARAMETER_NAMES.length);
  for (let i = 0; i < z.length; i++) z[i] = all[i * SECOND_DRAWS + k]!;
  for (const correlation of Object.values(release.posterior ?? {})) correlate(correlation, z);
  const structure = structureAt(release.doseStructures ?? [], structureShare(all, k));
  correlate(structure.correlation, z);
  const study = new Float64Array(STUDY_EFFECTS);
  for (let i = 0; i < STUDY_EFFECTS; i++) {
    study[i] = all[(PARAMETER_NAMES.length + i) * SECOND_DRAWS + k]!;
  }
  const rows = rowsUnder(release, structure);
  const values = Float64Array.from(PARAMETER_NAMES, (name, i) => drawRow(rows[name], z[i]!));
  return shiftByStudy(setUnder(structure.name, values), study);
}

type Rows = Readonly<Record<ParameterName, ParameterRow>>;

/** The structure's own rows, save where the question's baseline holds one fixed. */
function rowsUnder(release: ModelRelease, structure: DoseStructure): Rows {
  return { ...release.rows, ...structure.rows };
}

/** The medians of a release under one of its structures, and no study's effect: for calibration. */
export function mediansUnder(release: ModelRelease, structure: DoseStructure): ParameterSet {
  const rows = rowsUnder(release, structure);
  return setUnder(
    structure.name,
    Float64Array.from(PARAMETER_NAMES, (name) => rows[name].value),
  );
}

/** A set that reads the dose as `structure` says. */
export function setUnder(structure: DoseStructure['name'], values: Float64Array): ParameterSet {
  const ratio = values[parameterIndex('relapse.doseRatioPer100')]!;
  return { values, structure, doseRatioPer100: structure === 'none' ? 1 : Math.min(1, ratio) };
}
