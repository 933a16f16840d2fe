// The joint posterior of a release of the second model as 256 stratified draws, the same for everyone.
// Never drawn by a question's seed: two forecasts of one release differ through people alone.

import { PARAMETER_NAMES } from '../parameters/parameter-names.ts';
import type {
  BlockCorrelation,
  DoseStructure,
  ModelRelease,
  ParameterRow,
} from '../parameters/parameters.ts';
import { normalQuantile } from '../random/normal-quantile.ts';
import { fillWords, openStream, uniformOf } from '../random/streams.ts';
import { exponential, logarithm } from '../solver/exponential.ts';
import { type ParameterSet, parameterIndex } from './parameter-set.ts';
import { asForecast, STUDY_EFFECTS, shiftByStudy } from './study-effects.ts';

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

/** A block's root and the places of its names: what turns independent values into correlated ones. */
interface Joint {
  readonly places: readonly number[];
  readonly root: Float64Array;
}

function jointOf(correlation: BlockCorrelation): Joint {
  return { places: correlation.names.map(parameterIndex), root: choleskyOf(correlation) };
}

const own = new Float64Array(PARAMETER_NAMES.length);

function correlate({ places, root }: Joint, z: Float64Array): void {
  const n = places.length;
  for (let i = 0; i < n; i++) own[i] = z[places[i]!]!;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j <= i; j++) sum += root[i * n + j]! * own[j]!;
    z[places[i]!] = sum;
  }
}

/** Rows with their logarithms taken once: what `drawRow` works out for every draw. */
interface RowTable {
  /** 0 fixed, 1 normal, 2 log-normal, 3 logit-normal. */
  readonly kind: Uint8Array;
  /** The median, on the row's own scale and on the one it is drawn on. */
  readonly value: Float64Array;
  readonly middle: Float64Array;
  /** Width of a standard deviation on either side, on the scale it is drawn on. */
  readonly below: Float64Array;
  readonly above: Float64Array;
}

const KINDS = ['fixed', 'normal', 'lognormal', 'logitnormal'] as const;
const HALF_WIDTH = 1.959963984540054;

function tableOf(rows: readonly ParameterRow[]): RowTable {
  const line = () => new Float64Array(rows.length);
  const kind = Uint8Array.from(rows, ({ distribution }) => KINDS.indexOf(distribution));
  const out = { kind, value: line(), middle: line(), below: line(), above: line() };
  rows.forEach(({ value, low, high }, i) => {
    const on = (x: number): number => {
      if (kind[i] === 3) return logarithm(x / (1 - x));
      return kind[i] === 2 ? logarithm(x) : x;
    };
    out.value[i] = value;
    if (kind[i] === 0) return;
    out.middle[i] = on(value);
    out.below[i] = (out.middle[i]! - on(low)) / HALF_WIDTH;
    out.above[i] = (on(high) - out.middle[i]!) / HALF_WIDTH;
  });
  return out;
}

function drawFrom({ kind, value, middle, below, above }: RowTable, i: number, z: number): number {
  const reach = z * (z < 0 ? below[i]! : above[i]!);
  if (kind[i] === 2) return value[i]! * exponential(reach);
  if (kind[i] === 3) return 1 / (1 + exponential(-(middle[i]! + reach)));
  return value[i]! + (kind[i] === 1 ? reach : 0);
}

/** A release made ready to draw from: rows and roots under each reading, and whose draw reads which. */
interface Prepared {
  readonly joints: readonly Joint[];
  readonly structures: readonly {
    readonly name: DoseStructure['name'];
    readonly joint: Joint;
    readonly rows: RowTable;
  }[];
  /** Index of the structure of each draw. */
  readonly structureOf: Uint8Array;
  /** Draws made so far: every question shares them. */
  readonly sets: (ParameterSet | undefined)[];
}

const prepared = new WeakMap<ModelRelease, Prepared>();

function prepare(release: ModelRelease): Prepared {
  const known = prepared.get(release);
  if (known) return known;
  const structures = release.doseStructures ?? [];
  const ready: Prepared = {
    joints: Object.values(release.posterior ?? {}).map(jointOf),
    structures: structures.map(({ name, rows, correlation }) => ({
      name,
      joint: jointOf(correlation),
      rows: tableOf(PARAMETER_NAMES.map((one) => rows[one] ?? release.rows[one])),
    })),
    structureOf: structuresOf(structures),
    sets: Array.from({ length: SECOND_DRAWS }),
  };
  prepared.set(release, ready);
  return ready;
}

/** Deals the structures to the draws by their weights, along a dimension of the design. */
function structuresOf(structures: readonly DoseStructure[]): Uint8Array {
  const from = (DIMENSIONS - 1) * SECOND_DRAWS;
  const along = Array.from(designOf().subarray(from, from + SECOND_DRAWS), (value, k) => {
    return { value, k };
  }).sort((a, b) => a.value - b.value);
  const out = new Uint8Array(SECOND_DRAWS);
  along.forEach(({ k }, rank) => {
    let left = (rank + 0.5) / SECOND_DRAWS;
    const at = structures.findIndex(({ weight }) => {
      left -= weight;
      return left < 0;
    });
    out[k] = at < 0 ? structures.length - 1 : at;
  });
  return out;
}

/** Draw `k` of a release, 0 to 255: rows with their correlations, a structure, one study's effects. */
export function drawSecond(release: ModelRelease, k: number): ParameterSet {
  const ready = prepare(release);
  ready.sets[k] ??= drawnFrom(ready, k);
  return ready.sets[k];
}

function drawnFrom({ joints, structures, structureOf }: Prepared, k: number): ParameterSet {
  const all = designOf();
  const z = new Float64Array(PARAMETER_NAMES.length);
  for (let i = 0; i < z.length; i++) z[i] = all[i * SECOND_DRAWS + k]!;
  for (const joint of joints) correlate(joint, z);
  const { name, joint, rows } = structures[structureOf[k]!]!;
  correlate(joint, z);
  const study = new Float64Array(STUDY_EFFECTS);
  for (let i = 0; i < STUDY_EFFECTS; i++) study[i] = all[(z.length + i) * SECOND_DRAWS + k]!;
  const values = new Float64Array(z.length);
  for (let i = 0; i < z.length; i++) values[i] = drawFrom(rows, i, z[i]!);
  return asForecast(shiftByStudy(setUnder(name, values), study));
}

/** A set that reads the dose as `structure` says. */
export function setUnder(structure: DoseStructure['name'], values: Float64Array): ParameterSet {
  const ratio = values[parameterIndex('relapse.doseRatioPer100')]!;
  return { values, structure, doseRatioPer100: structure === 'none' ? 1 : Math.min(1, ratio) };
}
