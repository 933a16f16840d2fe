// Which programmes decide: those of the enrolments, and those that apply together with them.

import { describe, expect, it } from 'vitest';
import { foldPatient } from '../facts/fold.ts';
import { mergedHistory } from '../facts/merges.ts';
import { madeUpEdition, madeUpProgramme } from '../testing/made-up-edition.ts';
import { dayOf, MadeUpHistory, noonOf } from '../testing/made-up-history.ts';
import { addDays } from '../time/calendar-day.ts';
import { programmesApplying } from './programmes-applying.ts';
import { CompiledProgramme } from './rules.ts';

const monday = dayOf('2025-06-16');
const programme = (id: string, appliesWith: readonly string[] = []) =>
  new CompiledProgramme(madeUpProgramme([madeUpEdition([])], { id, appliesWith }));
const brand = programme('brand', ['country']);
const country = programme('country');

function enrolledIn(...programmes: readonly string[]) {
  const history = new MadeUpHistory();
  for (const id of programmes)
    history.add('PatientEnrolled', monday, { programme: id, course: 'c1' });
  return foldPatient(history.events, noonOf(monday));
}

const applying = (facts: ReturnType<typeof enrolledIn>, ...known: readonly CompiledProgramme[]) =>
  programmesApplying(facts, new Map(known.map((one) => [one.programme.id, one]))).map(
    (one) => one.programme.id,
  );

describe('H-01 a programme that applies together with another', () => {
  it('is never decided without it, whoever enrolled the patient in the one alone', () => {
    expect(applying(enrolledIn('brand'), brand, country)).toEqual(['brand', 'country']);
    expect(applying(enrolledIn('country', 'brand'), brand, country)).toEqual(['country', 'brand']);
  });

  it('binds nobody who is enrolled in the other alone', () => {
    expect(applying(enrolledIn('country'), brand, country)).toEqual(['country']);
  });

  it('decides nothing while the other is not loaded', () => {
    expect(applying(enrolledIn('brand'), brand)).toEqual([]);
  });
});

describe('H-01 a programme of a merged record', () => {
  const left = { from: 'xx', to: 'elsewhere', reason: 'moved' };
  const merge = { survivor: 's', merged: 'm', basis: 'letter', standsIn: 'survivor' } as const;
  const later = (days: number) => addDays(monday, days);
  /** Enrolled here; the other record left this country, before or after both were merged. */
  function merged(leftOn: number, mergedOn: number) {
    const own = new MadeUpHistory()
      .add('PatientEnrolled', monday, { programme: 'country', course: 'c1' })
      .add('PatientsMerged', later(mergedOn), merge);
    const other = new MadeUpHistory()
      .add('PatientEnrolled', later(-300), { programme: 'country', course: 'm1' }, { id: 'm1' })
      .add('JurisdictionChanged', later(leftOn), left, { id: 'm2' });
    const history = mergedHistory(own.events, [{ record: 'm', events: other.events }]);
    return foldPatient(history, noonOf(later(60)));
  }

  it('is not left because the other record had left it before they were merged', () => {
    expect(applying(merged(5, 30), country)).toEqual(['country']);
    expect(applying(merged(-5, 30), country)).toEqual(['country']);
  });

  it('is left where this record left it', () => {
    const history = new MadeUpHistory()
      .add('PatientEnrolled', monday, { programme: 'country', course: 'c1' })
      .add('JurisdictionChanged', later(5), left);
    expect(applying(foldPatient(history.events, noonOf(later(60))), country)).toEqual([]);
  });
});
