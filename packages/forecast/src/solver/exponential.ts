// exp and log built from +, -, x, / and sqrt alone, so that every engine gives the same bits.
// Never calls Math.exp or Math.log, whose last digit the language leaves to the engine.

const STEPS = 64;
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const STEP_HIGH = LN2_HIGH / STEPS;
const STEP_LOW = LN2_LOW / STEPS;
const STEPS_PER_UNIT = STEPS / (LN2_HIGH + LN2_LOW);
const SIXTH = 1 / 6;
const TWENTYFOURTH = 1 / 24;
const HUNDREDTWENTIETH = 1 / 120;
const EXPONENT_MIN = -1074;
const EXPONENT_MAX = 1023;

/** 1/23, 1/21, … 1/3: the series of the logarithm, smallest term first. */
const ODD_INVERSES = Float64Array.from({ length: 11 }, (_, j) => 1 / (23 - 2 * j));

const FRACTIONS = fractionTable();
const POWERS = powerTable();

/** e^x with a relative error below 2e-15; 0 below -744 and Infinity above 709.7; NaN stays NaN. */
export function exponential(x: number): number {
  if (!(x > -744 && x < 709.7)) return x >= 709.7 ? Infinity : x <= -744 ? 0 : Number.NaN;
  const k = ((x * STEPS_PER_UNIT + 131072.5) | 0) - 131072;
  const r = x - k * STEP_HIGH - k * STEP_LOW;
  const square = r * r;
  const series = r + square * (0.5 + r * SIXTH + square * (TWENTYFOURTH + r * HUNDREDTWENTIETH));
  const scale = FRACTIONS[k & 63]! * POWERS[(k >> 6) - EXPONENT_MIN]!;
  return scale + scale * series;
}

/**
 * Replaces the first `count` numbers by their exponentials. Called one at a time from a long function,
 * each result would be boxed; in a loop of its own none is.
 */
export function exponentials(values: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) values[i] = exponential(values[i]!);
}

/** The same for natural logarithms. */
export function logarithms(values: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) values[i] = logarithm(values[i]!);
}

const bits = new DataView(new ArrayBuffer(8));

/** Natural logarithm with a relative error below 2e-15; -Infinity at 0, NaN below 0. */
export function logarithm(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : Number.NaN;
  if (x === Infinity) return Infinity;
  const isSubnormal = x < 2.2250738585072014e-308;
  bits.setFloat64(0, isSubnormal ? x * 18014398509481984 : x);
  const high = bits.getInt32(0);
  let k = ((high >>> 20) & 0x7ff) - 1023 - (isSubnormal ? 54 : 0);
  bits.setInt32(0, (high & 0x000fffff) | 0x3ff00000);
  let m = bits.getFloat64(0);
  if (m > Math.SQRT2) {
    m *= 0.5;
    k += 1;
  }
  const s = (m - 1) / (m + 1);
  const z = s * s;
  let tail = 0;
  for (let j = 0; j < ODD_INVERSES.length; j++) tail = z * (ODD_INVERSES[j]! + tail);
  return k * LN2_HIGH + (2 * s * (1 + tail) + k * LN2_LOW);
}

function fractionTable(): Float64Array {
  const roots: number[] = [];
  for (let root = 2, i = 0; i < 6; i++) {
    root = Math.sqrt(root);
    roots.push(root);
  }
  const table = new Float64Array(STEPS);
  for (let j = 0; j < STEPS; j++) {
    let product = 1;
    for (let bit = 0; bit < 6; bit++) if (j & (32 >> bit)) product *= roots[bit]!;
    table[j] = product;
  }
  return table;
}

function powerTable(): Float64Array {
  const table = new Float64Array(EXPONENT_MAX - EXPONENT_MIN + 1);
  table[-EXPONENT_MIN] = 1;
  for (let k = 1; k <= EXPONENT_MAX; k++)
    table[k - EXPONENT_MIN] = table[k - 1 - EXPONENT_MIN]! * 2;
  for (let k = -1; k >= EXPONENT_MIN; k--) {
    table[k - EXPONENT_MIN] = table[k + 1 - EXPONENT_MIN]! / 2;
  }
  return table;
}
