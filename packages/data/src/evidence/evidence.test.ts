// Proves that reserved rows reach a validator of a frozen release and nobody else.
// It must never show a reserved figure to a fit, by any public way of the loaded evidence.
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { FrozenRelease } from './frozen-release.ts';
import { readEvidence } from './read.ts';

const evidence = readEvidence(fileURLToPath(new URL('./good', import.meta.url)));
const reservedId = 'relapse.kept-back.second-course';

describe('reserved rows', () => {
  test('are in no list, look-up or search', () => {
    expect(evidence.reservedCount).toBe(1);
    expect(evidence.rows.map((row) => row.id)).not.toContain(reservedId);
    expect(evidence.calibrationRows().map((row) => row.id)).not.toContain(reservedId);
    expect(evidence.row(reservedId)).toBeUndefined();
    expect(evidence.find('relapse', {}).map((row) => row.id)).not.toContain(reservedId);
  });

  test('do not show when the evidence is printed or serialised', () => {
    expect(JSON.stringify(evidence)).not.toContain(reservedId);
    expect(JSON.stringify(evidence)).not.toContain('"reserved":true,"id"');
    expect(inspect(evidence, { depth: 9, showHidden: true })).not.toContain(reservedId);
  });

  test('are typed out of calibration', () => {
    const [row] = evidence.calibrationRows();
    const isReserved: false = row!.reserved;
    expect(isReserved).toBe(false);
  });

  test('open to nobody who forges a release', () => {
    const forge = () => new FrozenRelease({} as never, Symbol('verified release'));
    expect(forge).toThrow('made by readRelease alone');
    expect(() => evidence.validate({} as never, (rows) => rows)).toThrow('frozen release');
  });
});

describe('calibration rows', () => {
  test('carry figures and never a product default', () => {
    const rows = evidence.calibrationRows();
    expect(rows.map((row) => row.id)).toEqual([
      'relapse.trial-one.second-course',
      'relapse.trial-one.recalled',
      'relapse.from-memory.systemic',
    ]);
  });
});
