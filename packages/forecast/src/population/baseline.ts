// A population other than the release's own: baseline quantities as a paper states them.
// Never moves anything else: every row it does not name stays as the release has it.

import type { RegimenRefusal } from '@aegle/core';
import type { ParameterName } from '../parameters/parameter-names.ts';
import type { ModelRelease, ParameterRow } from '../parameters/parameters.ts';
import { logarithm } from '../solver/exponential.ts';

/** Log-normal. A standard deviation of 0 gives everyone the mean. */
export type Spread =
  | { readonly mean: number; readonly sd: number }
  | { readonly median: number; readonly low25: number; readonly high75: number };

/** Baseline of a population. What is left out is drawn as the release says. Counts are of the face. */
export interface PopulationBaseline {
  readonly femaleShare?: number | undefined;
  readonly truncalShare?: number | undefined;
  readonly lesionCorrelation?: number | undefined;
  readonly ageYears?: Spread | undefined;
  /** Of both sexes alike. */
  readonly weightKg?: Spread | undefined;
  readonly inflammatoryLesions?: Spread | undefined;
  readonly nonInflammatoryLesions?: Spread | undefined;
  readonly nodules?: Spread | undefined;
  readonly triglyceridesMgPerDl?: Spread | undefined;
  readonly altUnitsPerL?: Spread | undefined;
  /** Lasting scars of the face; a release of the first model does not count them. */
  readonly scars?: Spread | undefined;
}

interface Quantity {
  readonly min: number;
  readonly max: number;
  readonly middle: readonly ParameterName[];
  readonly spread: ParameterName;
}

/** Ages are drawn above 12, the label's lower bound, so that their spread is that of age - 12. */
const AGE_FROM = 12;
/** The ranges are those of one person's profile; see `request.ts`. */
const QUANTITIES = {
  ageYears: {
    ...{ min: 12, max: 80 },
    ...{ middle: ['population.age'], spread: 'population.ageSpread' },
  },
  weightKg: {
    ...{ min: 30, max: 250 },
    middle: ['population.weightFemale', 'population.weightMale'],
    spread: 'population.weightSpread',
  },
  inflammatoryLesions: {
    ...{ min: 0, max: 500 },
    ...{ middle: ['population.inflammatory'], spread: 'population.inflammatorySpread' },
  },
  nonInflammatoryLesions: {
    ...{ min: 0, max: 800 },
    ...{ middle: ['population.nonInflammatory'], spread: 'population.nonInflammatorySpread' },
  },
  nodules: {
    ...{ min: 0, max: 200 },
    ...{ middle: ['population.nodules'], spread: 'population.nodulesSpread' },
  },
  triglyceridesMgPerDl: {
    ...{ min: 20, max: 1000 },
    ...{ middle: ['lab.triglyceridesBaseline'], spread: 'lab.triglyceridesSpread' },
  },
  altUnitsPerL: {
    ...{ min: 3, max: 500 },
    ...{ middle: ['lab.altBaseline'], spread: 'lab.altSpread' },
  },
  scars: {
    ...{ min: 0, max: 1000 },
    ...{ middle: ['population.scars'], spread: 'population.scarsSpread' },
  },
} as const satisfies Record<string, Quantity>;

type QuantityName = keyof typeof QUANTITIES;
const QUANTITY_NAMES = Object.keys(QUANTITIES) as readonly QuantityName[];

const SHARES = {
  femaleShare: 'population.femaleShare',
  truncalShare: 'population.truncalShare',
  lesionCorrelation: 'population.lesionCorrelation',
} as const satisfies Record<string, ParameterName>;

type ShareName = keyof typeof SHARES;
const SHARE_NAMES = Object.keys(SHARES) as readonly ShareName[];

/** Half the distance between the quartiles of a normal distribution is this many deviations. */
const QUARTILE = 0.6744897501960817;

/** Median and standard deviation of the logarithm, of what is drawn. */
function logNormal(
  spread: Spread,
  from: number,
): { readonly median: number; readonly log: number } {
  if ('sd' in spread) {
    const mean = spread.mean - from;
    if (spread.sd === 0) return { median: mean, log: 0 };
    const ratio = 1 + (spread.sd / mean) ** 2;
    return { median: mean / Math.sqrt(ratio), log: Math.sqrt(logarithm(ratio)) };
  }
  const median = spread.median - from;
  if (spread.low25 === spread.high75) return { median, log: 0 };
  const ratio = (spread.high75 - from) / (spread.low25 - from);
  return { median, log: logarithm(ratio) / (2 * QUARTILE) };
}

/** The release with the rows that a baseline names held at what it says. */
export function withBaseline(release: ModelRelease, baseline: PopulationBaseline): ModelRelease {
  const rows: Record<ParameterName, ParameterRow> = { ...release.rows };
  const hold = (name: ParameterName, value: number): void => {
    rows[name] = { ...rows[name], value, low: value, high: value, distribution: 'fixed' };
  };
  for (const name of SHARE_NAMES) {
    const share = baseline[name];
    if (share !== undefined) hold(SHARES[name], share);
  }
  for (const name of QUANTITY_NAMES) {
    const spread = baseline[name];
    if (spread === undefined) continue;
    const from = name === 'ageYears' ? AGE_FROM : 0;
    const { median, log } = logNormal(spread, from);
    for (const row of QUANTITIES[name].middle) hold(row, from + median);
    hold(QUANTITIES[name].spread, log);
  }
  return { ...release, rows };
}

/** The middle that a baseline states for a quantity, or null where it leaves it to the release. */
export function statedMiddle(
  baseline: PopulationBaseline | undefined,
  name: QuantityName,
): number | null {
  const spread = baseline?.[name];
  if (spread === undefined) return null;
  return 'median' in spread ? spread.median : spread.mean;
}

/** Adds every reason to refuse an untrusted baseline. */
export function checkBaseline(input: unknown, at: string, refusals: RegimenRefusal[]): void {
  const refuse = (field: string, rule: string, nextStep: string): void => {
    refusals.push({ field: field === '' ? at : `${at}.${field}`, rule, nextStep });
  };
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    refuse('', 'a baseline is an object', 'name the quantities that differ, or leave it out');
    return;
  }
  for (const [name, value] of Object.entries(input)) {
    if (value === undefined) continue;
    if (Object.hasOwn(SHARES, name)) {
      const isShare = typeof value === 'number' && value >= 0 && value <= 1;
      if (!isShare) refuse(name, 'a share from 0 to 1', 'write 0.5 for half');
    } else if (Object.hasOwn(QUANTITIES, name)) {
      const broken = brokenSpread(value, name as QuantityName);
      if (broken !== null) refuse(name, broken, `write ${broken}, as the paper states it`);
    } else {
      // The name itself is untrusted text, so it is not echoed.
      const known = [...SHARE_NAMES, ...QUANTITY_NAMES].join(', ');
      refuse('*', `only these are known here: ${known}`, 'remove the unknown field');
    }
  }
}

/** The rule that a spread breaks, or null. */
function brokenSpread(input: unknown, name: QuantityName): string | null {
  const { min, max } = QUANTITIES[name];
  const from = name === 'ageYears' ? AGE_FROM : 0;
  const record = new Map(Object.entries(typeof input === 'object' && input !== null ? input : {}));
  const keys = [...record.keys()].sort().join(' ');
  const numbers = [...record.values()];
  const isNumbers = numbers.every((one) => typeof one === 'number' && Number.isFinite(one));
  if (!isNumbers || (keys !== 'mean sd' && keys !== 'high75 low25 median'))
    return 'mean and sd, or median, low25 and high75, as numbers';
  const value = (key: string) => Number(record.get(key));
  const middle = value(record.has('mean') ? 'mean' : 'median');
  if (middle < min || middle > max) return `a middle from ${min} to ${max}`;
  if (record.has('mean')) {
    if (value('sd') < 0 || value('sd') > max) return `a standard deviation from 0 to ${max}`;
    return middle <= from && value('sd') > 0 ? `a mean above ${from} where it has a spread` : null;
  }
  if (value('low25') > middle || middle > value('high75')) return 'quartiles around the median';
  const isSpread = value('low25') < value('high75');
  return isSpread && value('low25') <= from ? `a lower quartile above ${from}` : null;
}
