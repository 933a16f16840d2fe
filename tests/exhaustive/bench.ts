// One country, edition and category on the bench: the base history, its edge days, what its rules read.
// It must never hold anything about a real person.

import { join } from 'node:path';
import {
  type AegleEvent,
  addDays,
  addLength,
  type CalendarDay,
  type CompiledProgramme,
  type Edition,
  foldOrganisation,
  type OrganisationFacts,
  parseCalendarDay,
  type Requirement,
} from '@aegle/core';
import { loadProgramme } from '../../packages/data/src/programmes/load.ts';
import { askedAt, eventsOf, type Line, onlyEdition } from '../reference/history.ts';
import { dispensed } from '../reference/scripts.ts';
import type { Country } from './countries.ts';
import type { Reads } from './known.ts';

/** Where the patient stands when the sequences begin. */
export type From = 'start' | 'second month';

export interface Bench {
  readonly name: string;
  readonly country: Country;
  readonly editions: readonly Edition[];
  readonly category: string;
  readonly from: From;
  readonly base: readonly Line[];
  /** The base history as the log heard it. */
  readonly told: readonly AegleEvent[];
  readonly prescriber: OrganisationFacts;
  readonly pharmacy: OrganisationFacts;
  readonly days: readonly CalendarDay[];
  readonly reads: Reads;
  readonly rules: readonly CompiledProgramme[];
}

const WAITS = ['waiting_period', 'test_spacing', 'contraception'];
const WINDOWS = ['window', 'missed_window_wait', 'evidence_age'];
/** A month dispensed before the bench begins has just been used up. */
const MONTH_DAYS = 30;

const boundTo = (editions: readonly Edition[], category: string): Requirement[] =>
  editions
    .flatMap((edition) => edition.requirements)
    .filter((one) => one.categories.length === 0 || one.categories.includes(category));

/**
 * The day before, the day and the day after the edge of every length of the editions: waits run from
 * the start, windows and the wait after a missed one from the first day on which all waits are over.
 */
function edgeDays(
  bound: readonly Requirement[],
  start: CalendarDay,
  ready: CalendarDay,
  from: From,
): CalendarDay[] {
  const found = new Set<number>([ready - 1, ready, ready + 1]);
  for (const requirement of bound) {
    const isWait = WAITS.includes(requirement.kind);
    if (!isWait && !WINDOWS.includes(requirement.kind)) continue;
    for (const [name, { value }] of Object.entries(requirement.parameters)) {
      if (value.kind !== 'length') continue;
      const counts = requirement.options.anchorDayCounts === true && name !== 'wait' ? 1 : 0;
      const edge = addLength(isWait ? start : ready, value.length) - counts;
      for (const offset of [-1, 0, 1]) found.add(edge + offset);
    }
  }
  const least = from === 'start' ? start : ready - 1;
  return [...found]
    .filter((day) => day > least && day <= ready + 32)
    .sort((a, b) => a - b) as CalendarDay[];
}

/** The eighteenth birthday is the day on which everything is ready. */
function bornOn(ready: CalendarDay): CalendarDay {
  const birthday = new Date(ready * 86_400_000);
  const year = birthday.getUTCFullYear() - 18;
  return (Date.UTC(year, birthday.getUTCMonth(), birthday.getUTCDate()) /
    86_400_000) as CalendarDay;
}

/** Everything on which the bench does not turn is there from the start. */
function baseOf(
  country: Country,
  edition: string,
  category: string,
  start: CalendarDay,
  ready: CalendarDay,
  from: From,
): Line[] {
  const opening = country.opening(edition, category, start, bornOn(ready));
  const isGuardians = (one: Line) =>
    one.type === 'IndependentAgreementRecorded' ||
    ('signer' in one.data && one.data.signer === 'guardian');
  const portalOpen = (lines: Line[]) =>
    lines.map((one) =>
      one.type === 'ExternalAuthorizationRecorded'
        ? { ...one, data: { ...one.data, lastDay: addDays(ready, 200) } }
        : one,
    );
  const untested = (lines: Line[]) =>
    portalOpen(lines).filter((one) => one.type !== 'PregnancyTestReported');
  if (from === 'start')
    return [
      ...opening.filter((one) => !isGuardians(one)),
      ...untested(country.month(category, start, 1)),
    ];
  const dayBefore = addDays(ready, -1);
  const monthBefore = addDays(dayBefore, -MONTH_DAYS);
  return [
    ...opening,
    ...portalOpen(country.month(category, monthBefore, 1)),
    dispensed(monthBefore, 1),
    ...untested(country.month(category, dayBefore, 2)),
  ];
}

const compiled = new Map<string, { edition: Edition; rules: CompiledProgramme }>();

/** One edition of a programme as its files say it, compiled once. */
function editionOf(id: string, editionId: string): { edition: Edition; rules: CompiledProgramme } {
  const known = compiled.get(editionId);
  if (known !== undefined) return known;
  const outcome = loadProgramme(join(import.meta.dirname, '../../programmes', id));
  if (!outcome.ok) throw new Error(`${id} does not load`);
  const { programme } = outcome.loaded;
  const edition = programme.editions.find((one) => one.id === editionId)!;
  const found = { edition, rules: onlyEdition(programme, editionId) };
  compiled.set(editionId, found);
  return found;
}

/** Puts one edition (of each programme that applies) and category of a country on the bench. */
export function benchOf(
  country: Country,
  editionIds: readonly string[],
  category: string,
  from: From,
): Bench {
  const firstDay = country.editions.find(([ids]) => ids[0] === editionIds[0])![1];
  const parts = country.programmes.map((id, index) => editionOf(id, editionIds[index]!));
  const editions = parts.map((one) => one.edition);
  const start = parseCalendarDay(firstDay)!;
  const isMidCourse = from === 'second month';
  const ready = addDays(start, country.readyAfterDays + (isMidCourse ? MONTH_DAYS : 0));
  const bound = boundTo(editions, category);
  const days = edgeDays(bound, start, ready, from);
  const base = baseOf(country, editionIds[0]!, category, start, ready, from);
  const standing = (stream: 'prescriber' | 'pharmacy') =>
    foldOrganisation(eventsOf(base, stream), askedAt(days[0]!));
  return {
    name: `${editionIds.join(' with ')} ${category}, from the ${from}`,
    country,
    editions,
    category,
    from,
    base,
    told: eventsOf(base, 'gate'),
    prescriber: standing('prescriber'),
    pharmacy: standing('pharmacy'),
    days,
    reads: readsOf(bound, from, days, start, country),
    rules: parts.map((one) => one.rules),
  };
}

function readsOf(
  bound: readonly Requirement[],
  from: From,
  days: readonly CalendarDay[],
  start: CalendarDay,
  country: Country,
): Reads {
  const anchored = (name: string) =>
    bound.some(
      (one) =>
        (one.options.anchors as readonly string[] | undefined)?.includes(name) ||
        (name === 'prescription' &&
          (one.options.measuredOn === name ||
            one.options.of === name ||
            one.options.atPrescription === true)),
    );
  return {
    visitDay: anchored('visit'),
    prescriptionDay: anchored('prescription'),
    homeTests: homeTestsOf(bound),
    tests: testsRead(bound, from),
    oneWindow: bound.some((one) => one.options.oneAtATime === true),
    talks: !bound.some((one) => one.options.inWindow === true)
      ? 'any'
      : anchored('specimen')
        ? 'after the result'
        : 'from the visit',
    certificate: anchored('certification'),
    days,
    start,
    contraception: bound.some((one) => one.kind === 'contraception'),
    gaps: gapsOf(bound, country),
  };
}

/** Of each programme a stated rule closes and an assumed one asks; where nothing is stated the first closes. */
function gapsOf(bound: readonly Requirement[], { words }: Country): Reads['gaps'] {
  const rules = bound.filter((one) => one.kind === 'contraception');
  const stated = rules.find((one) => one.status === 'stated') ?? rules[0];
  const isBroken = (one: Requirement) => one.options.anyMethod !== true;
  if (stated !== undefined && isBroken(stated) && !words.isOneMethodEnough) return 'close';
  return rules.some(isBroken) ? 'ask' : 'none';
}

function homeTestsOf(bound: readonly Requirement[]): Reads['homeTests'] {
  const tests = bound.filter((one) => one.kind === 'pregnancy_test');
  if (tests.some((one) => one.options.homePermission === true)) return 'permitted';
  const counts = (one: Requirement) => {
    const settings = one.options.settings as readonly string[] | undefined;
    return settings === undefined || settings.includes('home');
  };
  const isAsked = bound.some((one) => one.kind === 'test_detail' && !counts(one));
  if (tests.every(counts)) return isAsked ? 'asked' : 'always';
  return 'never';
}

function testsRead(bound: readonly Requirement[], from: From): Reads['tests'] {
  if (!bound.some((one) => one.kind === 'pregnancy_test')) return 'none';
  if (from === 'start' && bound.some((one) => one.kind === 'missed_window_wait'))
    return 'first window';
  return bound.some(
    (one) => one.options.measuredOn === 'prescription' || one.options.atPrescription === true,
  )
    ? 'before prescription'
    : 'latest';
}
