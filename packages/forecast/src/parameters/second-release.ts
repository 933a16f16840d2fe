// Checks what a release of the second model holds beside its rows: correlations and structures.
// Never repairs one: a correlation out of range or a weight that does not add up is refused.

import { PARAMETERS, type ParameterName } from './parameter-names.ts';

/** The shape of a refused field, here so that the reader of releases may call this file. */
interface ReleaseRefusal {
  readonly field: string;
  readonly rule: string;
  readonly nextStep: string;
}

type CheckRow = (
  field: string,
  name: ParameterName,
  input: unknown,
  refusals: ReleaseRefusal[],
) => void;

const STRUCTURES: readonly string[] = ['none', 'ceiling', 'noCeiling'];

/** Adds every reason to refuse the posterior, the dose structures and the coverage of a release. */
export function checkSecond(
  record: Record<string, unknown>,
  checkRow: CheckRow,
  refusals: ReleaseRefusal[],
): void {
  const posterior = asRecord(record.posterior);
  if (!posterior) {
    const rule = 'a release of the second model has a joint posterior';
    refusals.push({ field: 'posterior', rule, nextStep: 'run the calibration' });
  }
  for (const [block, input] of Object.entries(posterior ?? {})) {
    checkCorrelation(`posterior.${block}`, input, refusals);
  }
  checkStructures(record.doseStructures, checkRow, refusals);
  for (const [block, input] of Object.entries(asRecord(record.coverage) ?? {})) {
    const { widened } = (asRecord(input) ?? {}) as { widened?: unknown };
    if (typeof widened === 'number' && widened >= 1) continue;
    const rule = 'an interval is widened by a factor of 1 or more';
    refusals.push({ field: `coverage.${block}`, rule, nextStep: 'run the calibration' });
  }
}

function checkCorrelation(field: string, input: unknown, refusals: ReleaseRefusal[]): void {
  const { names, correlations } = (asRecord(input) ?? {}) as Record<string, unknown>;
  const isNames =
    Array.isArray(names) && names.every((name) => Object.hasOwn(PARAMETERS, String(name)));
  const count = isNames ? names.length : 0;
  const isWhole =
    Array.isArray(correlations) &&
    correlations.length === (count * (count - 1)) / 2 &&
    correlations.every((r) => typeof r === 'number' && r > -1 && r < 1);
  if (isNames && isWhole) return;
  const rule = 'known names, and a correlation between -1 and 1 for every pair';
  refusals.push({ field, rule, nextStep: 'run the calibration' });
}

function checkStructures(input: unknown, checkRow: CheckRow, refusals: ReleaseRefusal[]): void {
  const structures = Array.isArray(input) ? input.map((one) => asRecord(one) ?? {}) : [];
  const names = structures.map(({ name }) => String(name));
  const total = structures.reduce((sum, { weight }) => sum + Number(weight), 0);
  const isWhole = STRUCTURES.every((name) => names.includes(name)) && names.length === 3;
  if (!isWhole || Math.abs(total - 1) > 1e-9) {
    const rule = `the readings ${STRUCTURES.join(', ')}, with weights that add to 1`;
    refusals.push({ field: 'doseStructures', rule, nextStep: 'run the calibration' });
  }
  for (const { name, rows, correlation } of structures) {
    const at = `doseStructures.${String(name)}`;
    for (const [parameter, row] of Object.entries(asRecord(rows) ?? {})) {
      if (Object.hasOwn(PARAMETERS, parameter))
        checkRow(`${at}.${parameter}`, parameter as ParameterName, row, refusals);
    }
    checkCorrelation(`${at}.correlation`, correlation, refusals);
  }
}

function asRecord(value: unknown): Record<string, unknown> | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Record<string, unknown>) : undefined;
}
