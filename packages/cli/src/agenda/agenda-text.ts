// An agenda in words, one item a paragraph, and as data: what, who, from, until, why, what it opens.
// Never a word that core did not give: a screen or a letter is made from the same items.

import {
  type AgendaItem,
  type AgendaReason,
  type Audience,
  formatCalendarDay,
  formatInstant,
  type Pickups,
} from '@aegle/core';
import { dayData, spoken } from '../of-file/words.ts';
import { pickupsText } from './pickups-text.ts';

/** An item with the file that it is of. */
export interface PlacedItem {
  readonly place: string;
  /** The patient's pseudonym, or the file where it gives none. */
  readonly patient: string;
  readonly item: AgendaItem;
}

/** What stands above the list. */
export interface AgendaHead {
  readonly at: string;
  /** With several files each item names its own. */
  readonly isMany: boolean;
  /** Whose holidays the working days leave out; undefined: of a place that is not known. */
  readonly holidays: ReadonlySet<string | undefined>;
  readonly audience: Audience;
  /** Of each file with a course that goes on. */
  readonly pickups: readonly PlacedPickups[];
}

/** The coming pickups of a file. */
export interface PlacedPickups {
  readonly place: string;
  readonly of: Pickups;
}

function holidaysText(holidays: ReadonlySet<string | undefined>): string {
  const known = [...holidays].flatMap((one) => (one === undefined ? [] : [one]));
  const those = known.length === 0 ? '' : ` and the holidays of ${known.join(', ')}`;
  if (!holidays.has(undefined)) return `${those}.`;
  return `${those}. Of a place whose holidays are not known, only weekends.`;
}

const STATES = { now: 'now', later: 'later', waiting: 'waiting', overdue: 'OVERDUE' } as const;

/** The whole list. */
export function agendaText(
  items: readonly PlacedItem[],
  { at, isMany, holidays, audience, pickups }: AgendaHead,
): string {
  const head = [
    `What has to happen, as known at ${at}. It advises; the gate is asked when it counts.`,
    `Working days leave out weekends${holidaysText(holidays)}`,
  ].join('\n');
  const listed = items.map((one) => itemText(one, isMany, audience).join('\n'));
  const parts = listed.length === 0 ? ['Nothing in these days.'] : listed;
  const coming = pickups.map(({ place, of }) => pickupsText(of, isMany ? place : undefined));
  return `${[head, ...parts, ...coming].join('\n\n')}\n`;
}

/** One item as lines: what and when, then who, why, what it opens, and what follows if it is missed. */
export function itemText(
  { place, item }: PlacedItem,
  isMany: boolean,
  audience: Audience,
): readonly string[] {
  const { what, state, who, why, alsoWhy = [], unlocks, ifMissed } = item;
  const whose = isMany ? ` [${place}]` : '';
  const lines = [
    `${spoken(what)}${whose}: ${STATES[state]}${datesText(item)}`,
    `  who: ${who.map(spoken).join(', else ')}`,
    ...[why, ...alsoWhy].map((one, index) =>
      reasonText(index === 0 ? 'why' : 'and', one, audience),
    ),
  ];
  if (unlocks.length > 0) lines.push(`  opens: ${unlocks.map(spoken).join(', ')}`);
  if (ifMissed !== undefined) lines.push(`  if missed: ${ifMissed.text[audience]}`);
  return lines;
}

function reasonText(word: string, { text, programme, citation }: AgendaReason, audience: Audience) {
  return `  ${word}: ${text[audience]} [${programme}: ${citation.sources.join(', ')}]`;
}

function datesText(item: AgendaItem): string {
  const { from, closes, state, warning, workingDaysLeft: left, lastWorkingDay: last } = item;
  const hour = item.lastHour === undefined ? '' : `, ${item.lastHour}`;
  const parts: string[] = [];
  const isDated = from !== undefined && state !== 'now';
  if (isDated)
    parts.push(`${state === 'waiting' ? 'not before' : 'from'} ${formatCalendarDay(from)}`);
  if (closes !== undefined)
    parts.push(`until the end of ${formatCalendarDay(closes.day)} ${closes.zone}`);
  if (warning !== undefined)
    parts.push(
      last === undefined
        ? '! no working day is left'
        : `! ${left} working ${left === 1 ? 'day' : 'days'} left, the last ${formatCalendarDay(last)}${hour}`,
    );
  return parts.length === 0 ? '' : `, ${parts.join(', ')}`;
}

/** One item as data. */
export function itemData({ place, item }: PlacedItem, audience: Audience): object {
  const { id, what, stage, state, who, from, bestDay, closes, unlocks, why, ifMissed } = item;
  return {
    place,
    id,
    what,
    stage: stage ?? null,
    state,
    who,
    from: dayData(from),
    bestDay: dayData(bestDay),
    until:
      closes === undefined
        ? null
        : { day: formatCalendarDay(closes.day), zone: closes.zone, at: formatInstant(closes.at) },
    lastWorkingDay: dayData(item.lastWorkingDay),
    lastHour: item.lastHour ?? null,
    workingDaysLeft: item.workingDaysLeft ?? null,
    warning: item.warning ?? null,
    warnOn: (item.warnOn ?? []).map(formatCalendarDay),
    holidaysOf: item.holidaysOf ?? null,
    why: reasonData(why, audience),
    alsoWhy: (item.alsoWhy ?? []).map((one) => reasonData(one, audience)),
    unlocks,
    ifMissed: ifMissed === undefined ? null : reasonData(ifMissed, audience),
  };
}

function reasonData(reason: AgendaReason, audience: Audience): object {
  const { code, programme, edition, requirement, citation, text } = reason;
  return { code, programme, edition, requirement, citation, text: text[audience] };
}
