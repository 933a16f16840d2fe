// H-06 Whoever is suspended in a programme opens no gate in it, in every country, until a certificate follows.
// The same histories without the suspension are granted: nothing else stands in the way.

import { join } from 'node:path';
import { addDays, type CalendarDay, parseCalendarDay } from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { loadProgramme } from '../../packages/data/src/programmes/load.ts';
import { COUNTRIES, type Country } from '../exhaustive/countries.ts';
import { askCore, type Line, line, onlyEdition } from '../reference/history.ts';
import { dispensed } from '../reference/scripts.ts';

function programmeOf(id: string) {
  const outcome = loadProgramme(join(import.meta.dirname, '../../programmes', id));
  if (!outcome.ok) throw new Error(id);
  return outcome.loaded.programme;
}

/** A compliant patient on the day on which both gates are asked, of the first month or of the second. */
function compliant(
  country: Country,
  edition: string,
  category: string,
  first: string,
  month: number,
) {
  const start = parseCalendarDay(first)!;
  const lines: Line[] = [
    ...country.opening(edition, category, start, addDays(start, -30 * 366) as CalendarDay),
  ];
  let day = addDays(start, 32);
  lines.push(...country.month(category, day, 1));
  if (month === 2) {
    lines.push(dispensed(day, 1));
    day = addDays(day, 30);
    lines.push(...country.month(category, day, 2));
  }
  return { lines, day };
}

const cases = COUNTRIES.flatMap((country) =>
  country.editions.flatMap(([editions, first]) =>
    country.categories.flatMap((category) =>
      [1, 2].map(
        (month) => [editions.join(' and '), category, month, country, editions, first] as const,
      ),
    ),
  ),
);

describe('H-06 a suspension closes where it was recorded', () => {
  it.each(cases)('%s, %s, month %i', (_, category, month, country, editions, first) => {
    const rules = country.programmes.map((id, i) => onlyEdition(programmeOf(id), editions[i]!));
    const { lines, day } = compliant(country, editions[0]!, category, first, month);
    const [suspendedOn, askedOn, certifiedOn] = [day, addDays(day, 1), addDays(day, 1)];
    const ask = (stage: 'prescribe' | 'dispense', more: readonly Line[] = []) => {
      const answer = askCore(rules, [...lines, ...more], { stage, day: askedOn, daysSupply: 30 });
      return answer.outcome === 'granted' ? [] : answer.reasons.map(({ code }) => code);
    };
    const inEach = (type: 'PrescriberSuspended' | 'PrescriberDeactivated' | 'PharmacySuspended') =>
      country.programmes.map((programme) =>
        line(type, suspendedOn, { programme }, { by: 'programme_officer' }),
      );
    const before = lines.find(({ type }) => type === 'PrescriberCertified')?.data ?? {};
    const { specialty = 'dermatologist' } = before as { readonly specialty?: string };
    const certified = country.programmes.flatMap((programme) => [
      line('PrescriberCertified', certifiedOn, { programme, specialty }),
      line('PharmacyCertified', certifiedOn, { programme }),
    ]);
    for (const stage of ['prescribe', 'dispense'] as const) {
      expect(ask(stage)).toEqual([]);
      expect(ask(stage, inEach('PrescriberSuspended'))).toContain('prescriber_suspended');
      expect(ask(stage, inEach('PrescriberDeactivated'))).toContain('prescriber_deactivated');
      expect(ask(stage, [...inEach('PrescriberSuspended'), ...certified])).toEqual([]);
    }
    expect(ask('prescribe', inEach('PharmacySuspended'))).toEqual([]);
    expect(ask('dispense', inEach('PharmacySuspended'))).toContain('pharmacy_suspended');
    expect(ask('dispense', [...inEach('PharmacySuspended'), ...certified])).toEqual([]);
  });
});
