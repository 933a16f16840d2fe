// What the bounded check knows of each country: base histories, words, and how its slow reference lives.
// It must never hold anything about a real person.

import type { CalendarDay, Stage } from '@aegle/core';
import type { Line } from '../reference/history.ts';
import { koreanMonth, koreanStart } from '../reference/korean-script.ts';
import {
  americanMonth,
  americanStart,
  canadianMonth,
  canadianStart,
  EUROPEAN_METHODS,
  europeanMonth,
  europeanStart,
  GOOD_TEST,
  territoryMonth,
  territoryStart,
} from '../reference/scripts.ts';
import { TerritoryLife } from '../reference/slow/australia.ts';
import { ClearLife, HealthCanadaLife } from '../reference/slow/canada.ts';
import { BritishLife, type EuropeanLife, GermanLife } from '../reference/slow/europe.ts';
import { FrenchLife } from '../reference/slow/france.ts';
import { ItalianLife } from '../reference/slow/italy.ts';
import { KoreanLife } from '../reference/slow/korea.ts';
import type { Complaint, Life } from '../reference/slow/life.ts';
import { americanStanding } from '../reference/slow/standing.ts';
import { AmericanLife } from '../reference/slow/united-states.ts';
import type { Words } from './letters.ts';

/** A life that can be asked what stands in the way on an evening. */
export interface AskedLife extends Life {
  complaints(
    stage: 'prescribe' | 'dispense',
    today: CalendarDay,
    asked: number | undefined,
  ): { readonly inTheWay: Complaint[]; readonly lastDay?: number | undefined };
  /** True when a portal's own authorisation stands that day; left out where no portal has a say. */
  isAuthorisedByPortal?(today: CalendarDay): boolean;
}

export interface Country {
  /** Programmes that apply together; all must grant. */
  readonly programmes: readonly string[];
  /** One edition of each programme, and the day on which its base histories begin. */
  readonly editions: readonly (readonly [editions: readonly string[], firstDay: string])[];
  /** Who can become pregnant, and who cannot. */
  readonly categories: readonly [string, string];
  readonly words: Words;
  /** Signed forms, by name and edition, that a new course asks for under any edition. */
  readonly forms: (edition: string) => readonly (readonly [form: string, edition: string])[];
  readonly opening: (
    edition: string,
    category: string,
    start: CalendarDay,
    bornOn: CalendarDay,
  ) => Line[];
  readonly month: (category: string, day: CalendarDay, count: number) => Line[];
  readonly lives: (edition: string) => readonly AskedLife[];
  /** Who may act, where the country asks for more than a specialty. */
  readonly standing?: (
    edition: string,
    lines: readonly Line[],
    stage: Stage,
    day: CalendarDay,
  ) => { readonly faults: readonly Complaint[]; readonly lastDay: number };
  /** Days after the start when the longest wait is over. */
  readonly readyAfterDays: number;
}

const US_FORMS: Readonly<Record<string, string>> = {
  'us-2007': '2016-07-08',
  'us-2021': '2021-10-08',
  'us-2026': '2026-02-09',
};
const TALKS = ['mental_health_assessment', 'sexual_function_assessment'];

const unitedStates: Country = {
  programmes: ['us-ipledge'],
  editions: [
    [['us-2007'], '2015-03-02'],
    [['us-2021'], '2024-01-04'],
    [['us-2026'], '2026-12-01'],
  ],
  categories: ['can', 'cannot'],
  words: {
    programmes: ['us-ipledge'],
    methods: ['combination_pill', 'male_latex_condom'],
    topics: ['contraception'],
    test: GOOD_TEST,
  },
  forms: (edition) => [
    ['ipledge-consent-general', US_FORMS[edition]!],
    ['ipledge-consent-birth-defects', US_FORMS[edition]!],
  ],
  opening: americanStart,
  month: americanMonth,
  lives: (edition) => [new AmericanLife(edition)],
  standing: americanStanding,
  readyAfterDays: 31,
};

function european(
  programme: string,
  editions: Country['editions'],
  out: string,
  Living: new (programme: string, edition: string, specialty: string) => EuropeanLife,
  given: Partial<Country> = {},
): Country {
  const specialty = programme === 'gb-ppp' ? 'consultant_dermatologist' : 'dermatologist';
  return {
    programmes: [programme],
    editions,
    categories: ['childbearing', out],
    words: {
      programmes: [programme],
      methods: EUROPEAN_METHODS as [string, string],
      topics: TALKS,
      test: GOOD_TEST,
      ...(programme === 'fr-ppp' ? { refills: 1 } : {}),
      isOneMethodEnough: programme === 'gb-ppp',
    },
    forms: (edition) => [
      ['acknowledgement_of_risk', edition === 'gb-2026' ? 'arf-2026' : 'arf-2023'],
      ['care_and_contraception_agreement', 'fr-agreement'],
    ],
    opening: (edition, category, start, bornOn) =>
      europeanStart(programme, edition, category, start, bornOn, undefined),
    month: europeanMonth,
    lives: (edition) => [new Living(programme, edition, specialty)],
    readyAfterDays: 31,
    ...given,
  };
}

const canada: Country = {
  programmes: ['ca-clear', 'ca-health-canada'],
  editions: [[['clear-2026', 'hc-2016'], '2026-01-31']],
  categories: ['childbearing', 'others'],
  words: {
    programmes: ['ca-clear', 'ca-health-canada'],
    methods: EUROPEAN_METHODS as [string, string],
    topics: TALKS,
    test: { ...GOOD_TEST, certification: 'licensed' },
    judged: [{ programme: 'ca-clear', requirement: 'first-test-in-laboratory' }],
  },
  forms: () => [
    ['clear_consent', 'clear-consent'],
    ['psychiatric_checklist', 'clear-checklist'],
    ['pregnancy_prevention_consent', 'hc-consent'],
  ],
  opening: (_edition, category, start, bornOn) => canadianStart(category, start, bornOn),
  month: canadianMonth,
  lives: () => [new ClearLife(), new HealthCanadaLife()],
  readyAfterDays: 31,
};

const territory: Country = {
  programmes: ['au-act'],
  editions: [[['act-2026'], '2026-02-28']],
  categories: ['childbearing', 'others'],
  words: {
    programmes: ['au-act'],
    methods: EUROPEAN_METHODS as [string, string],
    topics: ['avoid_pregnancy'],
    test: GOOD_TEST,
  },
  // The Territory asks for no form; after a withdrawal the patient signs that she agrees again.
  forms: () => [['treatment_consent', 'territory']],
  opening: (_edition, category, start, bornOn) =>
    territoryStart(category, start, bornOn, 'dermatologist'),
  month: territoryMonth,
  lives: () => [new TerritoryLife('dermatologist')],
  readyAfterDays: 31,
};

const korea: Country = {
  programmes: ['kr'],
  editions: [[['kr-2019'], '2026-01-31']],
  categories: ['childbearing', 'others'],
  words: {
    programmes: ['kr'],
    methods: EUROPEAN_METHODS as [string, string],
    topics: TALKS,
    test: GOOD_TEST,
  },
  forms: () => [['kr_consent', 'kr-consent']],
  opening: (_edition, category, start, bornOn) => koreanStart(category, start, bornOn),
  month: koreanMonth,
  lives: () => [new KoreanLife('kr', 'kr-2019', undefined)],
  readyAfterDays: 31,
};

/** Every country whose gate is decided, in the order in which they are printed. */
export const COUNTRIES: readonly Country[] = [
  unitedStates,
  european(
    'gb-ppp',
    [
      [['gb-2023'], '2023-11-06'],
      [['gb-2023a'], '2024-03-04'],
      [['gb-2025'], '2025-11-03'],
      [['gb-2026'], '2026-02-02'],
    ],
    'not_childbearing',
    BritishLife,
    // Four weeks of contraception, not a month.
    { readyAfterDays: 28 },
  ),
  european('de-amvv', [[['de-3b'], '2026-01-31']], 'others', GermanLife),
  european('fr-ppp', [[['fr-2023'], '2024-01-30']], 'others', FrenchLife),
  european('it-aifa', [[['it-2026'], '2026-03-31']], 'others', ItalianLife),
  canada,
  territory,
  korea,
];
