// Which programmes decide: those of the enrolments, and those that apply together with them.

import { describe, expect, it } from 'vitest';
import { foldPatient } from '../facts/fold.ts';
import { madeUpEdition, madeUpProgramme } from '../testing/made-up-edition.ts';
import { dayOf, MadeUpHistory, noonOf } from '../testing/made-up-history.ts';
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
