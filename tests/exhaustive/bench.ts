// One country, edition and category on the bench: base history, edge days, core and the slow reference.
// It must never hold anything about a real person.

import { join } from 'node:path';
import {
  addDays,
  addLength,
  type Binding,
  type CalendarDay,
  type CompiledProgramme,
  decideGate,
  type Edition,
  foldOrganisation,
  foldPatient,
  type Programme,
  parseCalendarDay,
  type Stage,
} from '@aegle/core';
import { loadProgramme } from '../../packages/server/src/programmes/load.ts';
import { zoneClocks } from '../../packages/server/src/zones/zone-clock.ts';
import {
  type Answer,
  askedAt,
  eventsOf,
  type Line,
  onlyEdition,
  shortly,
} from '../reference/history.ts';
import {
  americanMonth,
  americanStart,
  EUROPEAN_METHODS,
  europeanMonth,
  europeanStart,
  handedOut,
} from '../reference/scripts.ts';
import { answerOf } from '../reference/slow/answer.ts';
import {
  BritishLife,
  type EuropeanLife,
  FrenchLife,
  GermanLife,
  ItalianLife,
} from '../reference/slow/europe.ts';
import { americanStanding } from '../reference/slow/standing.ts';
import { AmericanLife } from '../reference/slow/united-states.ts';
import type { Reads } from './known.ts';
import type { Words } from './letters.ts';

/** Where the patient stands when the sequences begin. */
export type From = 'start' | 'second month';

export interface Bench {
  readonly name: string;
  readonly programme: Programme;
  readonly edition: Edition;
  readonly category: string;
  readonly from: From;
  readonly base: readonly Line[];
  readonly days: readonly CalendarDay[];
  readonly reads: Reads;
  readonly words: Words;
  readonly rules: readonly CompiledProgramme[];
  readonly slow: (lines: readonly Line[], stage: Stage, days: readonly CalendarDay[]) => Answer[];
}

const FIRST_DAYS: Readonly<Record<string, string>> = {
  'us-2007': '2015-03-02',
  'us-2021': '2024-01-04',
  'us-2026': '2026-12-01',
  'gb-2023': '2023-11-06',
  'gb-2023a': '2024-03-04',
  'gb-2025': '2025-11-03',
  'gb-2026': '2026-02-02',
  'de-3b': '2026-01-31',
  'fr-2023': '2024-01-30',
  'it-2026': '2026-03-31',
};

/** Days after the start when the longest wait is over: four weeks in Britain, 30 days or a month. */
const readyAfter = (id: string) => (id === 'gb-ppp' ? 28 : 31);

const EUROPEAN: Readonly<
  Record<string, new (programme: string, edition: string, specialty: string) => EuropeanLife>
> = {
  'gb-ppp': BritishLife,
  'de-amvv': GermanLife,
  'fr-ppp': FrenchLife,
  'it-aifa': ItalianLife,
};

const WAITS = ['waiting_period', 'test_spacing', 'contraception'];
const WINDOWS = ['window', 'missed_window_wait'];

/**
 * The day before, the day and the day after the edge of every length of the edition: waits run from
 * the start, windows and the wait after a missed one from the first day on which all waits are over.
 */
function edgeDays(
  edition: Edition,
  category: string,
  start: CalendarDay,
  ready: CalendarDay,
  from: From,
): CalendarDay[] {
  const found = new Set<number>([ready - 1, ready, ready + 1]);
  for (const binding of edition.bindings) {
    if (binding.categories.length > 0 && !binding.categories.includes(category)) continue;
    const isWait = WAITS.includes(binding.kind);
    if (!isWait && !WINDOWS.includes(binding.kind)) continue;
    for (const [name, { value }] of Object.entries(binding.parameters)) {
      if (value.kind !== 'length') continue;
      const counts = binding.options.anchorDayCounts === true && name !== 'wait' ? 1 : 0;
      const edge = addLength(isWait ? start : ready, value.length) - counts;
      for (const offset of [-1, 0, 1]) found.add(edge + offset);
    }
  }
  const least = from === 'start' ? start : ready - 1;
  return [...found]
    .filter((day) => day > least && day <= ready + 32)
    .sort((a, b) => a - b) as CalendarDay[];
}

/** Everything on which the bench does not turn is there from the start. */
function baseOf(
  id: string,
  edition: string,
  category: string,
  start: CalendarDay,
  ready: CalendarDay,
  from: From,
): Line[] {
  // The eighteenth birthday is the day on which everything is ready.
  const born = new Date(ready * 86_400_000);
  const bornOn = (Date.UTC(born.getUTCFullYear() - 18, born.getUTCMonth(), born.getUTCDate()) /
    86_400_000) as CalendarDay;
  const isAmerican = id === 'us-ipledge';
  const month = (day: CalendarDay, count: number) =>
    isAmerican ? americanMonth(category, day, count) : europeanMonth(category, day, count);
  const opening = isAmerican
    ? americanStart(edition, category, start, bornOn)
    : europeanStart(id, edition, category, start, bornOn, undefined);
  const isAdultOnly = from === 'start';
  const kept = opening.filter(
    (one) =>
      !isAdultOnly ||
      !(
        one.type === 'IndependentAgreementRecorded' ||
        ('signer' in one.data && one.data.signer === 'guardian')
      ),
  );
  const portalOpen = (lines: Line[]) =>
    lines.map((one) =>
      one.type === 'ExternalAuthorizationRecorded'
        ? { ...one, data: { ...one.data, lastDay: addDays(ready, 200) } }
        : one,
    );
  const untested = (lines: Line[]) =>
    portalOpen(lines).filter((one) => one.type !== 'PregnancyTestReported');
  if (from === 'start') return [...kept, ...untested(month(start, 1))];
  const dayBefore = addDays(ready, -1);
  return [
    ...kept,
    ...portalOpen(month(dayBefore, 1)),
    handedOut(dayBefore, 1),
    ...untested(month(dayBefore, 2)),
  ];
}

function slowOf(id: string, edition: string): Bench['slow'] {
  return (lines, stage, days) => {
    const life =
      id === 'us-ipledge'
        ? new AmericanLife(edition)
        : new EUROPEAN[id]!(id, edition, specialtyOf(id));
    const answers: Answer[] = [];
    const asked = stage as 'prescribe' | 'dispense';
    life.liveThrough(eventsOf(lines, 'gate'), days.at(-1)!, (day) => {
      if (!days.includes(day)) return;
      const { inTheWay, lastDay } = life.complaints(asked, day, 30);
      if (!(life instanceof AmericanLife)) {
        answers.push(answerOf(life.alwaysInTheWay(), inTheWay, lastDay!));
        return;
      }
      const standing = americanStanding(edition, lines, asked, day);
      const until = Math.min(lastDay ?? Infinity, standing.lastDay) as CalendarDay;
      const isPortal = asked === 'dispense' && life.isAuthorisedByPortal(day);
      answers.push(
        answerOf(life.alwaysInTheWay(), [...inTheWay, ...standing.faults], until, isPortal),
      );
    });
    return answers;
  };
}

const specialtyOf = (id: string) =>
  id === 'gb-ppp' ? 'consultant_dermatologist' : 'dermatologist';

/** Loads a programme from its files. */
export function loaded(id: string): Programme {
  const outcome = loadProgramme(join(import.meta.dirname, '../../programmes', id));
  if (!outcome.ok) throw new Error(`${id} does not load`);
  return outcome.loaded.programme;
}

/** Puts one edition and category of a programme on the bench. */
export function benchOf(
  programme: Programme,
  editionId: string,
  category: string,
  from: From,
): Bench {
  const edition = programme.editions.find((one) => one.id === editionId)!;
  const start = parseCalendarDay(FIRST_DAYS[editionId]!)!;
  const ready = addDays(start, readyAfter(programme.id));
  const bound = edition.bindings.filter(
    (one) => one.categories.length === 0 || one.categories.includes(category),
  );
  const anchored = (name: string) =>
    bound.some(
      (one) =>
        (one.options.anchors as readonly string[] | undefined)?.includes(name) ||
        (name === 'prescription' && one.options.measuredOn === name),
    );
  const isAmerican = programme.id === 'us-ipledge';
  return {
    name: `${editionId} ${category}, from the ${from}`,
    programme,
    edition,
    category,
    from,
    base: baseOf(programme.id, editionId, category, start, ready, from),
    days: edgeDays(edition, category, start, ready, from),
    reads: {
      visitDay: anchored('visit'),
      prescriptionDay: anchored('prescription'),
      homeTests: homeTestsOf(bound),
      tests: testsRead(edition, category, from),
      days: edgeDays(edition, category, start, ready, from),
      start,
      contraception: bound.some((one) => one.kind === 'contraception'),
    },
    words: {
      programme: programme.id,
      methods: isAmerican
        ? ['combination_pill', 'male_latex_condom']
        : (EUROPEAN_METHODS as [string, string]),
      topics: isAmerican
        ? ['contraception']
        : ['mental_health_assessment', 'sexual_function_assessment'],
    },
    rules: [onlyEdition(programme, editionId)],
    slow: slowOf(programme.id, editionId),
  };
}

function homeTestsOf(bound: readonly Binding[]): Reads['homeTests'] {
  const tests = bound.filter((one) => one.kind === 'pregnancy_test');
  if (tests.some((one) => one.options.homePermission === true)) return 'permitted';
  const counts = (one: Binding) => {
    const settings = one.options.settings as readonly string[] | undefined;
    return settings === undefined || settings.includes('home');
  };
  return tests.some(counts) ? 'always' : 'never';
}

function testsRead(edition: Edition, category: string, from: From): Reads['tests'] {
  const bound = edition.bindings.filter(
    (one) => one.categories.length === 0 || one.categories.includes(category),
  );
  if (!bound.some((one) => one.kind === 'pregnancy_test')) return 'none';
  if (from === 'start' && bound.some((one) => one.kind === 'missed_window_wait'))
    return 'first window';
  return bound.some((one) => one.options.measuredOn === 'prescription')
    ? 'before prescription'
    : 'latest';
}

const clockOf = zoneClocks();

/** Core's answers on the same days: nothing is heard after the first of them. */
export function coreAnswers(
  bench: Bench,
  lines: readonly Line[],
  stage: Stage,
  days: readonly CalendarDay[],
): Answer[] {
  const known = askedAt(days[0]!);
  const facts = {
    patient: foldPatient(eventsOf(lines, 'gate'), known),
    prescriber: foldOrganisation(eventsOf(lines, 'prescriber'), known),
    pharmacy: foldOrganisation(eventsOf(lines, 'pharmacy'), known),
    programmes: new Map(),
  };
  return days.map((day) =>
    shortly(
      decideGate(bench.rules, facts, { kind: stage, at: askedAt(day), daysSupply: 30 }, clockOf),
    ),
  );
}
