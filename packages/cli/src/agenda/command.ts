// `aegle agenda`: what has to happen for the patients of some files, what closes first first.
// Never stores anything, and never drops a file that it cannot read: that is said and ends with 1.

import {
  type CalendarDay,
  compareItems,
  formatInstant,
  parseCalendarDay,
  parseInstant,
} from '@aegle/core';
import { readPatientFile } from '@aegle/data';
import { agendaCalendar, agendaPage, itemsFor, shownPickups } from '@aegle/server';
import type { Command } from 'commander';
import { type AgendaOptions, agendaOfFile } from '../of-file/agenda-of-file.ts';
import { EXIT, InputRefused, refused } from '../world/input-refused.ts';
import { instantAsked } from '../world/instant.ts';
import { type PlacedHistory, placedIn } from '../world/placed-histories.ts';
import { loadRules, ownersOf, programmesOf, type Rules } from '../world/rules.ts';
import type { World } from '../world/world.ts';
import {
  type AgendaHead,
  agendaText,
  itemData,
  type PlacedItem,
  type PlacedPickups,
} from './agenda-text.ts';
import { pickupsData } from './pickups-text.ts';

interface Options {
  readonly at?: string;
  readonly days: string;
  readonly policy: string;
  readonly risk: readonly string[];
  readonly confirm: readonly string[];
  readonly overlay: readonly string[];
  readonly place?: string;
  readonly pharmacyHours?: string;
  readonly closed: readonly string[];
  readonly json?: true;
  readonly ical?: true;
  readonly html?: true;
}

const many = (value: string, earlier: readonly string[]) => [...earlier, ...value.split(',')];

/** Adds `agenda`. */
export function addAgendaCommand(program: Command, world: World, end: (code: number) => void) {
  program
    .command('agenda')
    .description('Who must do what by when: of one patient, or of many in one list')
    .argument('<patients...>', 'patient files (YAML or JSON), NDJSON of one a line, or - for one')
    .option('--days <count>', 'how many days ahead, 1 to 400', '60')
    .option('--at <instant>', 'ISO 8601 with its offset; left out: now')
    .option('--policy <policy>', 'monitoring policy of the evidence', 'delphi-2022')
    .option('--risk <risks>', 'risks that a policy names, e.g. diabetes', many, [])
    .option('--place <path>', 'whose holidays count, e.g. de/by or us; left out: as the file says')
    .option('--pharmacy-hours <hours>', 'such as "mon-fri 09:00-18:00; sat 09:00-13:00"')
    .option('--closed <days>', 'other closed days, YYYY-MM-DD', many, [])
    .option('--confirm <editions>', 'editions taken as confirmed in force', many, [])
    .option('--overlay <overlays>', 'overlays taken as adopted', many, [])
    .option('--json', 'one JSON document')
    .option('--ical', 'a calendar of one patient, without a word about health')
    .option('--html', 'a page to print')
    .addHelpText('after', '\nExit: 0 printed, 1 refused input. It advises and authorises nothing.')
    .action(async (paths: readonly string[], options: Options) =>
      end(await agenda(world, paths, options)),
    );
}

async function agenda(world: World, paths: readonly string[], options: Options): Promise<number> {
  const at = instantAsked(world, options.at);
  const days = Number(options.days);
  if (!Number.isInteger(days) || days < 1 || days > 400)
    throw refused('--days', 'not_in_range', 'Write a whole number from 1 to 400.');
  const histories: PlacedHistory[] = [];
  for (const path of paths) histories.push(...(await placedIn(world, path)));
  const output = outputOf(options, histories.length);
  const rules = loadRules(world.homeFolder);
  const found = readAgendas(histories, rules, {
    at,
    days,
    policy: options.policy,
    risks: options.risk,
    ...(options.place === undefined ? {} : { place: options.place }),
    ...(options.pharmacyHours === undefined ? {} : { pharmacyHours: options.pharmacyHours }),
    closed: closedDays(options.closed),
    assumptions: {
      confirmed: ownersOf(rules, options.confirm, 'editions', '--confirm'),
      adopted: ownersOf(rules, options.overlay, 'overlays', '--overlay'),
    },
  });
  const items = [...found.placed].sort((left, right) => compareItems(left.item, right.item));
  const isMany = histories.length > 1;
  const { holidays, pickups } = found;
  const head = { at: formatInstant(at), isMany, holidays, audience, pickups } as const;
  world.writeOut(WRITERS[output](items, head, rules));
  return EXIT.granted;
}

const audience = 'prescriber';
type Output = 'text' | 'json' | 'ical' | 'html';

const WRITERS: Readonly<
  Record<Output, (items: readonly PlacedItem[], head: AgendaHead, rules: Rules) => string>
> = {
  text: agendaText,
  json: (items, { at, pickups }) => {
    const data = items.map((one) => itemData(one, audience));
    const coming = pickups.map(({ place, of }) => ({ place, ...pickupsData(of) }));
    return `${JSON.stringify({ version: 1, at, items: data, pickups: coming }, null, 2)}\n`;
  },
  ical: (items, { at }, { clockOf }) => {
    const madeAt = parseInstant(at)!;
    const [patient = ''] = items.map((one) => one.patient);
    const own = items.map(({ item }) => item);
    // Whoever asks, a calendar holds what the patient reads.
    const shown = itemsFor(own, patient, 'patient', [], madeAt);
    return agendaCalendar({ patient, items: shown, madeAt, clockOf });
  },
  html: (items, { at, isMany, pickups }) => {
    const now = parseInstant(at)!;
    const shown = items.flatMap(({ item, place }) => itemsFor([item], place, audience, [], now));
    const of = isMany ? 'clinic' : 'patient';
    const [coming] = isMany ? [] : pickups;
    return agendaPage({
      ...{ of, items: shown, at, patientOf: ({ patient }) => patient ?? '' },
      ...(coming === undefined ? {} : { pickups: shownPickups(coming.of, audience) }),
    });
  },
};

function outputOf({ json, ical, html }: Options, count: number): Output {
  const asked = Object.entries({ json, ical, html }).flatMap(([name, is]) => (is ? [name] : []));
  if (asked.length > 1)
    throw refused(`--${asked[1]}`, 'one_output', `Leave out --${asked[0]}, or --${asked[1]}.`);
  if (ical && count > 1)
    throw refused('--ical', 'one_patient', 'Name one file: a calendar is of one patient.');
  return (asked[0] as Output | undefined) ?? 'text';
}

function readAgendas(
  histories: readonly PlacedHistory[],
  rules: Rules,
  asked: AgendaOptions,
): {
  readonly placed: readonly PlacedItem[];
  readonly holidays: ReadonlySet<string | undefined>;
  readonly pickups: AgendaHead['pickups'];
} {
  const placed: PlacedItem[] = [];
  const pickups: PlacedPickups[] = [];
  const holidays = new Set<string | undefined>();
  for (const { place, text } of histories) {
    const reading = readPatientFile(text, programmesOf(rules));
    if (!reading.ok) throw new InputRefused(reading.problems);
    const found = agendaOfFile(rules, reading.history, asked);
    const patient = reading.history.file.patient ?? place;
    for (const item of found.items) placed.push({ place, patient, item });
    holidays.add(found.holidaysOf);
    if (found.pickups !== undefined) pickups.push({ place, of: found.pickups });
  }
  return { placed, holidays, pickups };
}

function closedDays(closed: readonly string[]): ReadonlySet<CalendarDay> {
  return new Set(
    closed.map((text) => {
      const day = parseCalendarDay(text);
      if (day !== undefined) return day;
      throw refused('--closed', 'not_a_day', 'Write days that exist as YYYY-MM-DD, with commas.');
    }),
  );
}
