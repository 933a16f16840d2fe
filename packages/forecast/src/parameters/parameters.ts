// A model release as plain data: one row per parameter with interval, source, mark and certainty.
// Never reads a file and never fills a gap: a missing, unknown or unwidened row is refused.

import {
  FIRST_MODEL_NAMES,
  PARAMETER_NAMES,
  PARAMETERS,
  type ParameterDomain,
  type ParameterName,
} from './parameter-names.ts';
import { checkSecond } from './second-release.ts';

/** V read in the source, S secondary source, R recalled and not re-read, D derived or chosen here. */
export type EvidenceMark = 'V' | 'S' | 'R' | 'D';
export type Certainty = 'high' | 'moderate' | 'low' | 'veryLow';
/** How the 95 % interval is read when a parameter is drawn. `fixed` is never drawn. */
export type ParameterDistribution = 'normal' | 'lognormal' | 'logitnormal' | 'fixed';

export interface ParameterRow {
  /** Median of the parameter's distribution. */
  readonly value: number;
  /** 2.5 % point; equal to `value` only when `distribution` is fixed. */
  readonly low: number;
  /** 97.5 % point. */
  readonly high: number;
  readonly distribution: ParameterDistribution;
  /** UCUM, equal to the unit the model expects. */
  readonly unit: string;
  readonly endpoint: string;
  readonly population: string;
  readonly mark: EvidenceMark;
  readonly certainty: Certainty;
  /** Evidence keys such as `L2` or `R1`; at least one. */
  readonly sources: readonly string[];
  /** True where the interval was widened beyond the source's; required for a row marked R. */
  readonly widened: boolean;
  /** True where the calibration moved the value away from the evidence's own figure. */
  readonly fitted: boolean;
}

/** Which curve an endpoint shows: the model, or the dose-blind baseline the model does not beat. */
export type ShownModel = 'model' | 'B1';

/** The model a release was fitted with. */
export function modelOf(release: Pick<ModelRelease, 'model'>): ModelVersion {
  return release.model ?? '1';
}

/** Which equations and draws a release was fitted with. A release without the field is of the first. */
export type ModelVersion = '1' | '2';

/** Correlations of a block's fitted rows: the lower triangle, row by row, the diagonal left out. */
export interface BlockCorrelation {
  readonly names: readonly ParameterName[];
  readonly correlations: readonly number[];
}

/** One reading of how the cumulative dose acts on relapse, with rows fitted under it. */
export interface DoseStructure {
  readonly name: 'none' | 'ceiling' | 'noCeiling';
  /** Share of the parameter draws that read it so; the weights add to 1. */
  readonly weight: number;
  readonly rows: Readonly<Partial<Record<ParameterName, ParameterRow>>>;
  readonly correlation: BlockCorrelation;
}

/** How often an interval held a study that was left out of the fit, and what was done about it. */
export interface BlockCoverage {
  readonly rows: number;
  readonly studies: number;
  readonly inside50: number;
  readonly inside90: number;
  /** Factor on the spread between studies; above 1 where coverage asked for it. */
  readonly widened: number;
}

export interface ModelRelease {
  readonly name: string;
  readonly version: string;
  readonly model?: ModelVersion;
  /** Joint posterior of the second model, block by block; blocks are independent of each other. */
  readonly posterior?: Readonly<Record<string, BlockCorrelation>>;
  readonly doseStructures?: readonly DoseStructure[];
  readonly coverage?: Readonly<Record<string, BlockCoverage>>;
  /** Hex digest of `releaseText(release)`, computed by whoever stores it; the run repeats it. */
  readonly digest: string;
  readonly rows: Readonly<Record<ParameterName, ParameterRow>>;
  /** Result of the cross-validation for the two families that have a baseline. */
  readonly shown: { readonly lesions: ShownModel; readonly relapse: ShownModel };
  /** Dose-blind baseline B1: one exponential rate, one constant hazard per named endpoint. */
  readonly baseline: {
    readonly lesionRatePerWeek: BaselineRow;
    readonly relapseAnyPerYear: BaselineRow;
    readonly relapseSystemicPerYear: BaselineRow;
    readonly relapseSecondCoursePerYear: BaselineRow;
  };
}

export interface BaselineRow {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface ReleaseRefusal {
  readonly field: string;
  readonly rule: string;
  readonly nextStep: string;
}

export type ReleaseReading =
  | { readonly accepted: true; readonly release: ModelRelease }
  | { readonly accepted: false; readonly refusals: readonly ReleaseRefusal[] };

/** Checks a release built from evidence data. Refuses it whole, with every reason. */
export function readRelease(input: unknown): ReleaseReading {
  const refusals: ReleaseRefusal[] = [];
  const record = asRecord(input);
  const rows = asRecord(record?.rows);
  if (!record || !rows) {
    refuse(refusals, 'rows', 'a release holds a row per parameter', 'give name, version and rows');
    return { accepted: false, refusals };
  }
  for (const key of ['name', 'version', 'digest']) {
    if (typeof record[key] !== 'string' || record[key] === '') {
      refuse(refusals, key, 'a release is named, versioned and digested', `give its ${key}`);
    }
  }
  if (record.model !== undefined && record.model !== '1' && record.model !== '2') {
    refuse(refusals, 'model', 'the model is 1 or 2', 'run the release with the Aegle that made it');
  }
  const isSecond = record.model === '2';
  const named = isSecond ? PARAMETER_NAMES : FIRST_MODEL_NAMES;
  for (const name of named) checkRow(`rows.${name}`, name, rows[name], refusals);
  for (const name of Object.keys(rows)) {
    if ((named as readonly string[]).includes(name)) continue;
    refuse(refusals, 'rows', 'every row names a known parameter', 'remove the unknown row');
  }
  if (isSecond) checkSecond(record, checkRow, refusals);
  checkShown(record, refusals);
  if (refusals.length > 0) return { accepted: false, refusals };
  return { accepted: true, release: input as ModelRelease };
}

/**
 * Canonical text of a release without its digest: sorted keys, no blanks, so that the same numbers
 * always give the same bytes. The digest is taken over this text.
 */
export function releaseText(release: Omit<ModelRelease, 'digest'>): string {
  const { digest: _digest, ...content } = release as ModelRelease;
  return canonical(content);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const record = asRecord(value);
  if (!record) return JSON.stringify(value);
  const keys = Object.keys(record).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(record[key])}`).join(',')}}`;
}

const MARKS: readonly string[] = ['V', 'S', 'R', 'D'];
const CERTAINTIES: readonly string[] = ['high', 'moderate', 'low', 'veryLow'];
const DISTRIBUTIONS: readonly string[] = ['normal', 'lognormal', 'logitnormal', 'fixed'];

function checkRow(
  field: string,
  name: ParameterName,
  input: unknown,
  refusals: ReleaseRefusal[],
): void {
  const row = asRecord(input);
  if (!row) {
    refuse(refusals, field, 'every parameter has a row', 'add the row with its source');
    return;
  }
  const { value, low, high } = row as { value: unknown; low: unknown; high: unknown };
  const domain = PARAMETERS[name].domain;
  if (![value, low, high].every((x) => typeof x === 'number' && inDomain(x, domain))) {
    refuse(refusals, field, `value, low and high lie in: ${domain}`, 'correct the numbers');
    return;
  }
  const [v, l, h] = [value, low, high] as [number, number, number];
  const isFixed = row.distribution === 'fixed';
  if (isFixed ? l !== v || h !== v : !(l < v && v < h)) {
    refuse(refusals, field, 'low < value < high (all equal if fixed)', 'correct the interval');
  }
  if (!DISTRIBUTIONS.includes(String(row.distribution))) {
    refuse(refusals, field, `distribution: ${DISTRIBUTIONS.join(', ')}`, 'choose one of these');
  }
  if (row.unit !== PARAMETERS[name].unit) {
    refuse(refusals, field, `the unit is ${PARAMETERS[name].unit}`, 'convert value and interval');
  }
  if (!MARKS.includes(String(row.mark)) || !CERTAINTIES.includes(String(row.certainty))) {
    refuse(
      refusals,
      field,
      'a row has a mark and a certainty',
      'give V, S, R or D and a certainty',
    );
  }
  if (!Array.isArray(row.sources) || row.sources.length === 0) {
    refuse(refusals, field, 'a row names its sources', 'add the evidence keys');
  }
  if (row.mark === 'R' && (row.widened !== true || isFixed)) {
    refuse(refusals, field, 'a recalled row has a widened interval', 'widen it, or re-read it');
  }
}

function checkShown(record: Record<string, unknown>, refusals: ReleaseRefusal[]): void {
  const shown = asRecord(record.shown);
  for (const family of ['lesions', 'relapse']) {
    if (shown?.[family] === 'model' || shown?.[family] === 'B1') continue;
    refuse(refusals, `shown.${family}`, 'model or B1', 'copy the cross-validation result');
  }
  const baseline = asRecord(record.baseline);
  const names = ['lesionRatePerWeek'];
  for (const endpoint of ['Any', 'Systemic', 'SecondCourse']) {
    names.push(`relapse${endpoint}PerYear`);
  }
  for (const name of names) {
    const row = asRecord(baseline?.[name]);
    const [v, l, h] = [Number(row?.value), Number(row?.low), Number(row?.high)];
    if (l > 0 && l < v && v < h) continue;
    refuse(refusals, `baseline.${name}`, '0 < low < value < high', 'run the calibration');
  }
}

function inDomain(x: number, domain: ParameterDomain): boolean {
  if (!Number.isFinite(x)) return false;
  if (domain === 'share') return x > 0 && x < 1;
  if (domain === 'positive') return x > 0;
  return domain === 'spread' ? x >= 0 && x <= 3 : true;
}

function asRecord(value: unknown): Record<string, unknown> | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Record<string, unknown>) : undefined;
}

function refuse(refusals: ReleaseRefusal[], field: string, rule: string, nextStep: string): void {
  refusals.push({ field, rule, nextStep });
}
