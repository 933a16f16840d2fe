// A guardian's access ends on the day of the ward's majority, and never began without a known birth.

import { foldPatient, type Instant, parseCalendarDay } from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { loadProgrammes } from '../../../data/src/programmes/load.ts';
import type { Store } from '../../../store/src/contract/store.ts';
import { isMinor } from './guardian-access.ts';
import { contextOver, PROGRAMMES_FOLDER } from './testing.ts';

const context = contextOver({} as Store, []);
/** A programme and a day of birth. */
type Enrolment = readonly [string, string | undefined];

const factsOf = (enrolments: readonly Enrolment[]) =>
  foldPatient(
    enrolments.map(([programme, born], index) => ({
      id: `e${index}`,
      type: 'PatientEnrolled' as const,
      sequence: index + 1,
      occurredOn: parseCalendarDay('2025-01-01')!,
      recordedAt: 0 as Instant,
      actor: { id: 'p', role: 'prescriber' as const },
      data: {
        programme,
        course: 'c',
        ...(born === undefined ? {} : { bornOn: parseCalendarDay(born)! }),
      },
    })),
    Number.MAX_SAFE_INTEGER as Instant,
  );
const on = (day: string, ...enrolments: readonly Enrolment[]) =>
  isMinor(context, factsOf(enrolments), day);

describe('H-07 majority ends guardian access', () => {
  it.each([
    ['us-ipledge', '2007-06-18', '2025-06-17', '2025-06-18', '2025-06-19'],
    ['kr', '2007-06-18', '2026-06-17', '2026-06-18', '2026-06-19'],
    ['nz-special-authority', '2007-06-18', '2027-06-17', '2027-06-18', '2027-06-19'],
    ['us-ipledge', '2008-02-29', '2026-02-28', '2026-03-01', '2026-03-02'],
  ])('H-07 %s, born %s: a minor on %s, and not on %s nor %s', (programme, born, ...days) => {
    expect(days.map((day) => on(day, [programme, born]))).toEqual([true, false, false]);
  });

  it('H-07 without a known birth, or in no known programme, there is none', () => {
    expect(on('2025-06-18', ['us-ipledge', undefined])).toBe(false);
    expect(on('2025-06-18', ['elsewhere', '2015-01-01'])).toBe(false);
    expect(on('2025-06-18')).toBe(false);
  });

  it('H-07 the earliest birth and the youngest age count', () => {
    const wrong = [
      ['us-ipledge', '2012-01-01'],
      ['us-ipledge', '2000-01-01'],
    ] as const;
    expect(on('2025-06-18', ...wrong)).toBe(false);
    const both = [
      ['us-ipledge', '2007-06-18'],
      ['kr', '2007-06-18'],
    ] as const;
    expect(on('2025-06-18', ...both)).toBe(false);
  });

  it('every programme has an age', () => {
    const ages = loadProgrammes(PROGRAMMES_FOLDER).map((one) => one.majorityAgeYears);
    expect(ages).not.toContain(undefined);
  });
});
