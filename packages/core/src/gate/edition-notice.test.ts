// The notice of an announced edition: not before its day, and until somebody has confirmed it.

import { describe, expect, it } from 'vitest';
import { madeUpEdition, madeUpProgramme } from '../testing/made-up-edition.ts';
import { dayOf } from '../testing/made-up-history.ts';
import { editionNotice } from './edition-notice.ts';

const citation = { sources: ['gazette'], section: 'announced' };
const announced = madeUpEdition([], {
  id: 'announced',
  title: 'A change',
  effectiveFrom: dayOf('2026-11-15'),
  isConfirmed: false,
  announcement: citation,
});
const programme = madeUpProgramme([madeUpEdition([]), announced], { name: 'The programme' });
const on = (day: string, ...confirmed: string[]) =>
  editionNotice(programme, dayOf(day), new Set(confirmed));

describe('the notice of an announced edition', () => {
  it('begins on its day, from data', () => {
    expect(on('2026-11-14')).toBeUndefined();
    for (const day of ['2026-11-15', '2026-11-16', '2027-11-15']) {
      const notice = on(day)!;
      expect(notice).toMatchObject({ citation, isNotice: true, requirement: 'edition-announced' });
      for (const text of Object.values(notice.text))
        expect(text).toContain('The rules of The programme may have changed on 15 November 2026.');
    }
  });

  it('ends once the office has confirmed the edition', () => {
    expect(on('2026-11-16', 'announced')).toBeUndefined();
  });
});
