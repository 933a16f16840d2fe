// Invented editions for core's own tests: requirements with only what their kind needs.
// It must never be mistaken for a programme: no number here has a source.

import type { Parameter, ParameterValue, Status } from '../programme/parameter.ts';
import type {
  Category,
  ContraceptionRules,
  Edition,
  Programme,
  Requirement,
} from '../programme/programme.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import { dayOf } from './made-up-history.ts';

export const MADE_UP_PROGRAMME = 'made-up';

const sentence = 'Invented.';
const text = { patient: sentence, prescriber: sentence, pharmacist: sentence, programme: sentence };

export const days = (amount: number): ParameterValue => ({
  kind: 'length',
  length: { unit: 'day', amount },
});
export const count = (amount: number): ParameterValue => ({ kind: 'count', count: amount });
export const onDay = (day: CalendarDay): ParameterValue => ({ kind: 'day', day });

/** A requirement of a kind; parameters by name, options as the kind declares them. */
export function madeUpRequirement(
  id: string,
  kind: string,
  parameters: Readonly<Record<string, ParameterValue>> = {},
  options: Readonly<Record<string, unknown>> = {},
  change: Partial<Requirement> & { status?: Status } = {},
): Requirement {
  const named = (key: string, value: ParameterValue): Parameter => ({
    id: `${id}-${key}`,
    value,
    status: 'stated',
    sources: ['invented'],
  });
  return {
    id,
    kind,
    stages: ['prescribe', 'dispense'],
    categories: [],
    phases: ['initiation', 'continuation'],
    parameters: Object.fromEntries(
      Object.entries(parameters).map(([key, value]) => [key, named(key, value)]),
    ),
    options,
    citation: { sources: ['invented'] },
    status: 'stated',
    clearedBy: 'prescriber',
    deputy: 'safety_officer',
    inFlight: 'query',
    text,
    ...change,
  };
}

export const MADE_UP_CATEGORIES: readonly Category[] = [
  {
    id: 'can',
    label: 'Can become pregnant',
    canBecomePregnant: true,
    grounds: [{ basis: 'reproductive_organs_present', findings: [] }],
    citation: { sources: ['invented'] },
  },
  {
    id: 'cannot',
    label: 'Cannot become pregnant',
    canBecomePregnant: false,
    grounds: [
      { basis: 'hysterectomy', findings: [] },
      { basis: 'post_menopausal', olderThanYears: 54, findings: ['no_menses', 'fsh_elevated'] },
    ],
    citation: { sources: ['invented'] },
  },
];

export const MADE_UP_CONTRACEPTION: ContraceptionRules = {
  methods: {
    pill: ['counted', 'primary'],
    implant: ['counted', 'primary'],
    condom: ['counted'],
    diaphragm: ['counted'],
    abstinence: ['abstinence'],
  },
  combinations: [
    { methods: 2, atLeast: { counted: 2, primary: 1 }, isSole: false },
    { methods: 1, atLeast: { abstinence: 1 }, isSole: true },
  ],
};

/** An edition in force from 2000. */
export function madeUpEdition(
  requirements: readonly Requirement[],
  change: Partial<Edition> = {},
): Edition {
  return {
    id: 'made-up-2000',
    programme: MADE_UP_PROGRAMME,
    title: 'Invented',
    effectiveFrom: dayOf('2000-01-01'),
    isConfirmed: true,
    requirements,
    categories: MADE_UP_CATEGORIES,
    contraception: MADE_UP_CONTRACEPTION,
    digest: 'none',
    overlays: [],
    ...change,
  };
}

/** A programme with these editions on the calendar of UTC. */
export function madeUpProgramme(
  editions: readonly Edition[],
  change: Partial<Programme> = {},
): Programme {
  return {
    id: MADE_UP_PROGRAMME,
    name: 'Invented',
    jurisdiction: 'xx',
    regulator: 'none',
    zone: 'UTC',
    authority: 'local',
    judgedWherePortalGrants: [],
    completeness: 'gate',
    unknowns: [],
    products: [{ system: 'inn', code: 'isotretinoin' }],
    editions,
    overlays: [],
    ...change,
  };
}
