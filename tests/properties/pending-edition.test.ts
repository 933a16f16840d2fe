// H-01 While an announced edition is unconfirmed and the two disagree, the portal settles it, in its own word or as the
// pharmacy entered it. A grant that the clinic typed settles nothing.

import { join } from 'node:path';
import { addDays, CompiledProgramme, parseCalendarDay, type Role } from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { loadProgramme } from '../../packages/data/src/programmes/load.ts';
import { askCore, type Line, line } from '../reference/history.ts';
import { americanMonth, americanStart, dispensed } from '../reference/scripts.ts';

const outcome = loadProgramme(join(import.meta.dirname, '../../programmes/us-ipledge'));
if (!outcome.ok) throw new Error('us-ipledge');
const rules = [new CompiledProgramme(outcome.loaded.programme)];

const start = parseCalendarDay('2026-10-01')!;
const first = addDays(start, 32);
const second = addDays(first, 28);

/** A test at home, which the announced edition alone would accept. */
const atHome = (one: Line): Line =>
  one.type !== 'PregnancyTestReported' || one.day < second - 2
    ? one
    : {
        ...one,
        data: {
          ...{ result: 'negative', setting: 'home', sample: 'urine', sensitivityMiuPerMl: 20 },
          ...{ readBy: 'clinician', menstrualDays1To5: 'yes' },
        },
      };

const lines: readonly Line[] = [
  ...americanStart('us-2021', 'can', start, addDays(start, -9000)),
  ...americanMonth('can', first, 1),
  dispensed(first, 1),
  line('HomeTestingPermitted', first, { permittedBy: 'p' }),
  ...americanMonth('can', second, 2).map(atHome),
];

function answer(by: Role | undefined): string {
  const isPortals = (one: Line) => one.type === 'ExternalAuthorizationRecorded' && one.day > first;
  const told = lines.flatMap((one) => {
    if (!isPortals(one)) return [one];
    return by === undefined ? [] : [{ ...one, by }];
  });
  return askCore(rules, told, { stage: 'dispense', day: second, daysSupply: 30 }).outcome;
}

describe('H-01 a pending edition', () => {
  it.each(['system_client', 'pharmacist'] as const)('is settled by a grant of the %s', (by) => {
    expect(answer(by)).toBe('granted');
  });

  it.each(['prescriber', 'delegate', undefined] as const)('is not by one of the %s', (by) => {
    expect(answer(by)).toBe('denied');
  });
});
