// Every gating edition that has a slow reference: its rules, its compliant patients, its second opinion.
// It must never hold anything about a real person.

import { join } from 'node:path';
import {
  type AegleEvent,
  addDays,
  type CalendarDay,
  type CompiledProgramme,
  parseCalendarDay,
} from '@aegle/core';
import { loadProgramme } from '../../packages/data/src/programmes/load.ts';
import { additions } from './generated.ts';
import { type Line, line, onlyEdition } from './history.ts';
import { koreanCourse } from './korean-script.ts';
import {
  americanCourse,
  canadianCourse,
  EUROPEAN_METHODS,
  europeanCourse,
  type ScriptedCourse,
  territoryCourse,
} from './scripts.ts';
import { TerritoryLife } from './slow/australia.ts';
import { ClearLife, HealthCanadaLife } from './slow/canada.ts';
import { BritishLife, type EuropeanLife, GermanLife } from './slow/europe.ts';
import { FrenchLife } from './slow/france.ts';
import { ItalianLife } from './slow/italy.ts';
import { KoreanLife } from './slow/korea.ts';
import type { Complaint } from './slow/life.ts';
import { americanStanding, specialtyOn } from './slow/standing.ts';
import { AmericanLife } from './slow/united-states.ts';

export type GateStage = 'prescribe' | 'dispense';

/** What the slow reference is told, and what it is asked. */
export interface SlowQuestion {
  /** Gate events in the order of their days. */
  readonly told: readonly AegleEvent[];
  /** Lines of the other streams among them: who may prescribe and dispense. */
  readonly lines: readonly Line[];
  readonly stage: GateStage;
  readonly today: CalendarDay;
  readonly daysSupply: number;
}

/** One edition of one country, with all programmes that decide there together. */
export interface Country {
  readonly edition: string;
  readonly programmes: readonly string[];
  readonly rules: readonly CompiledProgramme[];
  readonly start: CalendarDay;
  /** The category whose rules are about pregnancy, and the other one. */
  readonly categories: readonly [string, string];
  readonly methods: readonly string[];
  /** What may happen on a day besides. */
  readonly more: readonly ((day: CalendarDay) => Line)[];
  readonly course: (category: string, bornOn: CalendarDay, months: number) => ScriptedCourse;
  /** Everything that the slow reference has against it; `asks` where a clinician may judge. */
  readonly against: (asked: SlowQuestion) => readonly Complaint[];
}

const FIRST_PRESCRIPTION_AFTER_DAYS = 32;
const BARRIERS_AND_MORE = [...EUROPEAN_METHODS, 'iud', 'abstinence', 'rhythm'];

function rulesOf(pairs: readonly (readonly [string, string])[]): readonly CompiledProgramme[] {
  return pairs.map(([id, edition]) => {
    const outcome = loadProgramme(join(import.meta.dirname, '../../programmes', id));
    if (!outcome.ok) throw new Error(`${id} does not load`);
    return onlyEdition(outcome.loaded.programme, edition);
  });
}

interface Answering {
  liveThrough(told: readonly AegleEvent[], today: CalendarDay): Answering;
  alwaysInTheWay(stage: GateStage): readonly Complaint[];
  complaints(
    stage: GateStage,
    today: CalendarDay,
    asked: number,
  ): { readonly inTheWay: readonly Complaint[] };
}

const complaintsOf =
  (livesOf: (lines: readonly Line[], today: CalendarDay) => readonly Answering[]) =>
  ({ told, lines, stage, today, daysSupply }: SlowQuestion): readonly Complaint[] =>
    livesOf(lines, today).flatMap((one) => {
      const life = one.liveThrough(told, today);
      return [...life.alwaysInTheWay(stage), ...life.complaints(stage, today, daysSupply).inTheWay];
    });

function american(edition: string, firstDay: string): Country {
  const start = parseCalendarDay(firstDay)!;
  const slow = complaintsOf(() => [new AmericanLife(edition)]);
  return {
    edition,
    programmes: ['us-ipledge'],
    rules: rulesOf([['us-ipledge', edition]]),
    start,
    categories: ['can', 'cannot'],
    methods: BARRIERS_AND_MORE,
    more: additions('us-ipledge', BARRIERS_AND_MORE),
    course: (category, bornOn, months) => ({
      lines: americanCourse(edition, category, start, bornOn, months),
      lastPrescribedOn: addDays(start, FIRST_PRESCRIPTION_AFTER_DAYS + (months - 1) * 30),
    }),
    against: (asked) => [
      ...slow(asked),
      ...americanStanding(edition, asked.lines, asked.stage, asked.today).faults,
    ],
  };
}

type EuropeanKind = new (
  programme: string,
  edition: string,
  specialty: string | undefined,
) => EuropeanLife;

const EUROPEAN_PAPERS: readonly ((day: CalendarDay) => Line)[] = [
  (day) => line('PatientCardShown', day, { document: 'diary' }),
  (day) => line('PatientCardShown', day, { document: 'carnet_patiente' }),
  (day) => line('PatientCardShown', day, { document: 'non_pregnancy_confirmation' }),
  (day) => line('OriginalPrescriptionShown', day, { prescriberSpecialty: 'dermatologist' }),
];
const EUROPEAN_USES = [
  ...EUROPEAN_METHODS,
  'iud',
  'injection',
  'progestogen_only_pill',
  'female_condom',
  'rhythm',
];

function european(
  id: string,
  edition: string,
  firstDay: string,
  out: string,
  Living: EuropeanKind,
): Country {
  const start = parseCalendarDay(firstDay)!;
  return {
    edition,
    programmes: [id],
    rules: rulesOf([[id, edition]]),
    start,
    categories: ['childbearing', out],
    methods: EUROPEAN_USES,
    more: [...additions(id, EUROPEAN_USES), ...EUROPEAN_PAPERS],
    course: (category, bornOn, months) =>
      id === 'kr'
        ? koreanCourse(category, start, bornOn, months)
        : europeanCourse(id, edition, category, start, bornOn, months),
    against: complaintsOf((lines, today) => [new Living(id, edition, specialtyOn(lines, today))]),
  };
}

function canadian(): Country {
  const start = parseCalendarDay('2026-01-31')!;
  const methods = [...BARRIERS_AND_MORE, 'diaphragm_with_spermicide'];
  return {
    edition: 'clear-2026 with hc-2016',
    programmes: ['ca-clear', 'ca-health-canada'],
    rules: rulesOf([
      ['ca-clear', 'clear-2026'],
      ['ca-health-canada', 'hc-2016'],
    ]),
    start,
    categories: ['childbearing', 'others'],
    methods,
    more: additions('ca-clear', methods),
    course: (category, bornOn, months) => canadianCourse(category, start, bornOn, months),
    // The brand's programme binds those who are in it, the country's binds everybody.
    against: (asked) => {
      const isInBrand = asked.told.some(
        ({ type, data, mergedFrom }) =>
          type === 'PatientEnrolled' && data.programme === 'ca-clear' && mergedFrom === undefined,
      );
      const lives = () => [...(isInBrand ? [new ClearLife()] : []), new HealthCanadaLife()];
      return complaintsOf(lives)(asked);
    },
  };
}

function territory(): Country {
  const start = parseCalendarDay('2026-02-28')!;
  return {
    edition: 'act-2026',
    programmes: ['au-act'],
    rules: rulesOf([['au-act', 'act-2026']]),
    start,
    categories: ['childbearing', 'others'],
    methods: ['iud'],
    more: [
      ...additions('au-act', ['iud']),
      (day) =>
        line('SpecialistApprovalRecorded', day, {
          specialist: 's',
          authority: 'a',
          approved: false,
        }),
    ],
    course: (category, bornOn, months) =>
      territoryCourse(category, start, bornOn, months, 'dermatologist'),
    against: complaintsOf((lines, today) => [new TerritoryLife(specialtyOn(lines, today))]),
  };
}

/** All of them, loaded anew. */
export const countries = (): readonly Country[] => [
  american('us-2007', '2015-03-02'),
  american('us-2021', '2024-01-04'),
  american('us-2026', '2026-12-01'),
  european('gb-ppp', 'gb-2023', '2023-11-06', 'not_childbearing', BritishLife),
  european('gb-ppp', 'gb-2023a', '2024-03-04', 'not_childbearing', BritishLife),
  european('gb-ppp', 'gb-2025', '2025-11-03', 'not_childbearing', BritishLife),
  european('gb-ppp', 'gb-2026', '2026-02-02', 'not_childbearing', BritishLife),
  european('de-amvv', 'de-3b', '2026-01-31', 'others', GermanLife),
  european('fr-ppp', 'fr-2015', '2016-01-30', 'others', FrenchLife),
  european('fr-ppp', 'fr-2023', '2024-01-30', 'others', FrenchLife),
  european('it-aifa', 'it-2026', '2026-03-31', 'others', ItalianLife),
  european('kr', 'kr-2019', '2026-01-31', 'others', KoreanLife),
  canadian(),
  territory(),
];
