// A gate whose evidence nothing makes too old does not load; every committed gate passes.

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ageRefusals } from './age-refusals.ts';
import { loadProgramme, programmeFolders } from './load.ts';

const root = join(import.meta.dirname, '../../../../programmes');
const editions = programmeFolders(root).flatMap((folder) => {
  const outcome = loadProgramme(folder);
  if (!outcome.ok) throw new Error(`${folder} does not load`);
  const { programme } = outcome.loaded;
  return programme.completeness === 'gate' ? programme.editions : [];
});

describe('H-01 evidence without an age', () => {
  it.each(editions.map((edition) => [edition.id, edition] as const))(
    'is not in %s',
    (_, edition) => {
      expect(ageRefusals(edition)).toEqual([]);
    },
  );

  it.each([
    [
      'it-2026',
      ['test-age', 'certification-window', 'certification-window-safe'],
      'pregnancy-test',
    ],
    ['hc-2016', ['test-age'], 'pregnancy-test'],
    ['hc-2016', ['prescription-age'], 'prescription'],
    [
      'gb-2026',
      ['prescription-age-others'],
      'prescription (dispense, initiation, not_childbearing)',
    ],
  ])('is refused in %s without %j', (id, removed, where) => {
    const edition = editions.find((one) => one.id === id)!;
    const requirements = edition.requirements.filter((one) => !removed.includes(one.id));
    const refusals = ageRefusals({ ...edition, requirements });
    expect(refusals[0]?.rule).toBe('evidence_without_age');
    expect(refusals.map((one) => one.where).join()).toContain(where);
  });

  it('nor is treatment that goes on however long ago the last capsules ran out', () => {
    for (const edition of editions) {
      const requirements = edition.requirements.filter((one) => one.id !== 'supply-lapse');
      const rules = ageRefusals({ ...edition, requirements }).map((one) => one.rule);
      expect([edition.id, rules.includes('continuation_without_age')]).toEqual([edition.id, true]);
    }
  });
});
