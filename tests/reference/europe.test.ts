// The European programmes: core beside the slow reference on generated histories, the same answers.

import { join } from 'node:path';
import { addDays, type CalendarDay, parseCalendarDay } from '@aegle/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadProgramme } from '../../packages/data/src/programmes/load.ts';
import { additions, twisted, twists } from './generated.ts';
import { type Asked, askCore, line, named, onlyEdition, shortly } from './history.ts';
import { EUROPEAN_METHODS, europeanCourse } from './scripts.ts';
import { askSlow } from './slow/answer.ts';
import { BritishLife, type EuropeanLife, GermanLife } from './slow/europe.ts';
import { FrenchLife } from './slow/france.ts';
import { ItalianLife } from './slow/italy.ts';
import { specialtyOn } from './slow/standing.ts';

type Living = new (
  programme: string,
  edition: string,
  specialty: string | undefined,
) => EuropeanLife;

const COUNTRIES: readonly (readonly [string, string, string, string, Living])[] = [
  ['gb-ppp', 'gb-2023', '2023-11-06', 'not_childbearing', BritishLife],
  ['gb-ppp', 'gb-2023a', '2024-03-04', 'not_childbearing', BritishLife],
  ['gb-ppp', 'gb-2025', '2025-11-03', 'not_childbearing', BritishLife],
  ['gb-ppp', 'gb-2026', '2026-02-02', 'not_childbearing', BritishLife],
  ['de-amvv', 'de-3b', '2026-01-31', 'others', GermanLife],
  ['fr-ppp', 'fr-2015', '2016-01-30', 'others', FrenchLife],
  ['fr-ppp', 'fr-2023', '2024-01-30', 'others', FrenchLife],
  ['it-aifa', 'it-2026', '2026-03-31', 'others', ItalianLife],
];
const METHODS = [
  ...EUROPEAN_METHODS,
  'iud',
  'injection',
  'progestogen_only_pill',
  'female_condom',
  'rhythm',
];
const SPECIALTIES = [
  'consultant_dermatologist',
  'dermatologist',
  'general_practitioner',
  undefined,
];

const more = (programme: string) => [
  ...additions(programme, METHODS),
  (day: CalendarDay) => line('PatientCardShown', day, { document: 'diary' }),
  (day: CalendarDay) => line('PatientCardShown', day, { document: 'carnet_patiente' }),
  (day: CalendarDay) =>
    line('OriginalPrescriptionShown', day, { prescriberSpecialty: 'dermatologist' }),
  (day: CalendarDay) =>
    line(
      'IndependentAgreementRecorded',
      day,
      {
        firstPrescriber: 'a',
        secondPrescriber: 'a',
        agrees: true,
      },
      { actor: 'a' },
    ),
  (day: CalendarDay) =>
    line('IndependentAgreementRecorded', day, {
      firstPrescriber: 'a',
      secondPrescriber: 'b',
      agrees: true,
    }),
  (day: CalendarDay) =>
    line(
      'IndependentAgreementRecorded',
      day,
      {
        firstPrescriber: 'a',
        secondPrescriber: 'b',
        agrees: true,
      },
      { actor: 'b' },
    ),
];

describe.each(COUNTRIES)('%s %s', (id, edition, firstDay, outCategory, Living) => {
  const outcome = loadProgramme(join(import.meta.dirname, '../../programmes', id));
  if (!outcome.ok) throw new Error(`${id} does not load`);
  const rules = [onlyEdition(outcome.loaded.programme, edition)];
  const start = parseCalendarDay(firstDay)!;

  it.each(['childbearing', outCategory])(
    'H-01 answers as the slow reference does, category %s',
    (category) => {
      let granted = 0;
      fc.assert(
        fc.property(
          fc.integer({ min: 1, max: 3 }),
          twists(100),
          fc.constantFrom('prescribe' as const, 'dispense' as const),
          fc.integer({ min: -1, max: 9 }),
          fc.constantFrom(30, 15, 17),
          fc.oneof(
            { weight: 4, arbitrary: fc.constant(undefined) },
            { weight: 1, arbitrary: fc.constantFrom(...SPECIALTIES) },
          ),
          (months, done, stage, lateBy, ageYears, specialty) => {
            const course = europeanCourse(
              id,
              edition,
              category,
              start,
              addDays(start, -ageYears * 365),
              months,
              specialty,
            );
            const lines = twisted(course.lines, done, start, more(id));
            const asked: Asked = {
              stage,
              day: addDays(course.lastPrescribedOn, lateBy),
              daysSupply: 30,
            };
            const core = shortly(askCore(rules, lines, asked));
            if (core.outcome === 'granted') granted += 1;
            const life = new Living(id, edition, specialtyOn(lines, asked.day));
            expect(named(core)).toEqual(named(askSlow([life], lines, asked)));
          },
        ),
        { seed: 12, numRuns: 800 },
      );
      // A comparison of denials alone would prove little.
      expect(granted).toBeGreaterThan(60);
    },
  );
});
