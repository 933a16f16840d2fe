// What has to happen for many patients: one list, what closes first first, filtered and by the page.
// A certificate stands in it once, for its holder. Never an item, nor a count of items, that the audience does
// not read.

import {
  type AgendaItem,
  type Audience,
  type DatedSpan,
  type Instant,
  parseInstant,
  spanAt,
  type WorkingCalendar,
  withWorkingDays,
} from '@aegle/core';
import { workingCalendarOf } from '@aegle/data';
import type { Scope, Task } from '@aegle/store';
import type { AgendaViewer } from './agenda-case.ts';
import { itemFor, itemsFor, type ShownItem, visible } from './agenda-for.ts';
import { agendasOf } from './agenda-keeping.ts';
import type { KeptAgenda } from './agenda-kept.ts';
import type { ServiceContext } from './context.ts';
import { pharmacyDaysOf, type RegisteredHours, registeredHours } from './opening-days.ts';

/** What is asked of a worklist; members left out keep everything. */
export interface WorklistAsked {
  /** Items that can be done on one of so many days from now; 1 to `KEPT_HORIZON_DAYS`. */
  readonly days: number;
  /** `mine`: whose prescriber asks. `recent`: of whom something was recorded in the last 7 days. */
  readonly whose?: 'mine' | 'recent' | undefined;
  readonly programme?: string | undefined;
  readonly state?: AgendaItem['state'] | 'at_once' | undefined;
  /** A step; of tasks the kind of task. */
  readonly kind?: string | undefined;
  /** Closes within so many days from now, or has closed. */
  readonly closesWithin?: number | undefined;
  readonly skip?: number | undefined;
  readonly limit: number;
}

/** How many items there are of a name. */
export interface Counted {
  readonly name: string;
  readonly count: number;
}

/** One page of a worklist. */
export interface Worklist {
  readonly items: readonly ShownItem[];
  /** How many there are of what was asked for, of which `items` are a page. */
  readonly total: number;
  /** Of everything within the days: how many of each programme. */
  readonly programmes: readonly Counted[];
  /** Of what was asked for, whatever the kind: how many of each kind. */
  readonly kinds: readonly Counted[];
}

/** One item to be put in order; worded only where it is on the page. */
interface Line {
  readonly patient: string;
  readonly id: string;
  readonly kind: string;
  readonly state: AgendaItem['state'] | 'at_once';
  readonly end: number;
  readonly from: number;
  /** Null: nobody knows from when, or it can be done now. */
  readonly firstDay: number | null;
  /** Of a certificate: the same for every patient of whoever holds it. */
  readonly once?: string;
  /** The item's own, where a task moved its deadline or it is a task. */
  readonly shown?: ShownItem;
}

const DAY_MS = 86_400_000;
const RECENT_MS = 7 * DAY_MS;

/** The worklist over these patients. Faults as reading a patient's agenda. */
export async function readWorklist(
  context: ServiceContext,
  scope: Scope,
  patients: readonly string[],
  viewer: AgendaViewer,
  asked: WorklistAsked,
  tasks: readonly Task[],
): Promise<Worklist> {
  const now = parseInstant(scope.now) as Instant;
  const agendas = await agendasOf({ context, scope, viewer }, patients);
  const hours = await context.store.inTransaction(scope, registeredHours);
  const list = new Listing(context, scope.actor.id, viewer, now, tasks, agendas, hours);
  const lastDay = Math.floor(now / DAY_MS) + asked.days;
  const all = patients.flatMap((patient) => list.linesOf(patient, lastDay));
  const inProgramme = list.programmesOf(all);
  const chosen = eachOnce(all.filter((line) => list.isAskedFor(line, asked)));
  const kinds = counted(chosen.map(({ kind }) => kind));
  const kept = chosen.filter(({ kind }) => asked.kind === undefined || kind === asked.kind);
  const { skip = 0, limit } = asked;
  const page = kept.sort(inOrder).slice(skip, skip + limit);
  return {
    items: page.map((line) => list.worded(line)),
    total: kept.length,
    programmes: inProgramme,
    kinds,
  };
}

function counted(names: readonly string[]): readonly Counted[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => ({ name, count }));
}

/** One line for each certificate, whoever's patients ask for it: the one that closes first. */
function eachOnce(lines: readonly Line[]): Line[] {
  const first = new Map<string, Line>();
  for (const line of lines) {
    if (line.once === undefined) continue;
    const known = first.get(line.once);
    if (known === undefined || inOrder(line, known) < 0) first.set(line.once, line);
  }
  if (first.size === 0) return [...lines];
  return lines.filter((line) => line.once === undefined || first.get(line.once) === line);
}

function inOrder(left: Line, right: Line): number {
  const isUrgent = left.state === 'at_once';
  if (isUrgent !== (right.state === 'at_once')) return isUrgent ? -1 : 1;
  if (left.end !== right.end) return left.end < right.end ? -1 : 1;
  return left.from === right.from ? 0 : left.from < right.from ? -1 : 1;
}

/** The agendas of one list, and how an item of them is worded. */
class Listing {
  readonly #tasks = new Map<string, Task[]>();
  readonly #calendars = new Map<string | null, WorkingCalendar>();
  readonly #context: ServiceContext;
  readonly #caller: string;
  readonly #viewer: AgendaViewer;
  readonly #now: Instant;
  readonly #agendas: ReadonlyMap<string, KeptAgenda>;
  readonly #hours: RegisteredHours;

  constructor(
    context: ServiceContext,
    caller: string,
    viewer: AgendaViewer,
    now: Instant,
    tasks: readonly Task[],
    agendas: ReadonlyMap<string, KeptAgenda>,
    hours: RegisteredHours,
  ) {
    this.#hours = hours;
    this.#context = context;
    this.#caller = caller;
    this.#viewer = viewer;
    this.#now = now;
    this.#agendas = agendas;
    for (const task of tasks) {
      if (task.subjectId === null) continue;
      this.#tasks.set(task.subjectId, [...(this.#tasks.get(task.subjectId) ?? []), task]);
    }
  }

  /** The patient's items that are at once, or can be done on some day up to `lastDay`. */
  linesOf(patient: string, lastDay: number): readonly Line[] {
    const all = this.#tasks.has(patient)
      ? this.#shownOf(patient).map((one) => ofShown(one, this.#viewer.audience))
      : this.#linesAtHand(patient);
    return all.filter((line) => isWithin(line, lastDay));
  }

  /** Made once while the same items are shown: between two turns of a day nothing of them changes. */
  #linesAtHand(patient: string): readonly Line[] {
    const span = this.#spanOf(patient);
    if (span === undefined) return [];
    const { audience } = this.#viewer;
    const known = linesBySpan.get(span) ?? new Map<string, readonly Line[]>();
    linesBySpan.set(span, known);
    const lines =
      known.get(audience) ??
      visible(this.#itemsOf(patient), audience).map((item) => ofItem(patient, item, audience));
    known.set(audience, lines);
    return lines;
  }

  /** How many items there are of each programme. */
  programmesOf(lines: readonly Line[]): readonly Counted[] {
    const counts = new Map<string, number>();
    const seen = new Set<string>();
    for (const { patient, once } of lines)
      for (const name of this.#agendas.get(patient)!.programmes) {
        if (once !== undefined && seen.has(`${name}/${once}`)) continue;
        if (once !== undefined) seen.add(`${name}/${once}`);
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
    return [...counts].map(([name, count]) => ({ name, count }));
  }

  isAskedFor({ patient, state, end }: Line, asked: WorklistAsked): boolean {
    const kept = this.#agendas.get(patient)!;
    if (asked.programme !== undefined && !kept.programmes.includes(asked.programme)) return false;
    if (asked.whose === 'mine' && kept.treating !== this.#caller) return false;
    if (asked.whose === 'recent' && kept.heardAt < this.#now - RECENT_MS) return false;
    if (asked.state !== undefined && asked.state !== state) return false;
    const { closesWithin } = asked;
    if (closesWithin === undefined || state === 'at_once') return true;
    return end <= this.#now + closesWithin * DAY_MS;
  }

  worded(line: Line): ShownItem {
    const shown = line.shown ?? this.#wordedAnew(line);
    // A certificate is nobody's of the patients who wait for it.
    return line.once === undefined ? shown : { ...shown, patient: null, unlocks: [] };
  }

  #wordedAnew({ patient, id }: Line): ShownItem {
    const items = visible(this.#itemsOf(patient), this.#viewer.audience);
    const ids = new Set(items.map((item) => item.id));
    const [item] = this.#dated(
      patient,
      items.filter((one) => one.id === id),
    );
    return itemFor(item!, patient, this.#viewer.audience, ids);
  }

  #spanOf(patient: string): DatedSpan | undefined {
    const dated = this.#agendas.get(patient)?.dated;
    // What another server recorded by a clock that is ahead has happened.
    return dated && spanAt(dated, Math.max(this.#now, dated.from) as Instant);
  }

  #itemsOf(patient: string): readonly AgendaItem[] {
    const { items } = this.#agendas.get(patient)!.dated;
    return this.#spanOf(patient)?.shows.map((place) => items[place]!) ?? [];
  }

  /** The items of a patient with tasks, worded: a task can move a deadline. */
  #shownOf(patient: string): readonly ShownItem[] {
    const items = this.#dated(patient, this.#itemsOf(patient));
    const own = this.#tasks.get(patient) ?? [];
    return itemsFor(items, patient, this.#viewer.audience, own, this.#now);
  }

  /** The same with the working days that are left. */
  #dated(patient: string, items: readonly AgendaItem[]): readonly AgendaItem[] {
    const { workPlace: place, pharmacy, zone } = this.#agendas.get(patient)!;
    const calendar = this.#calendars.get(place) ?? workingCalendarOf(place ?? undefined);
    this.#calendars.set(place, calendar);
    const open = pharmacyDaysOf(this.#hours, pharmacy ?? undefined, calendar, zone);
    return withWorkingDays(items, this.#now, this.#context.clockOf, calendar, open);
  }
}

const linesBySpan = new WeakMap<DatedSpan, Map<string, readonly Line[]>>();

function isWithin({ state, firstDay }: Line, lastDay: number): boolean {
  if (state === 'at_once') return true;
  return state !== 'waiting' && (firstDay === null || firstDay <= lastDay);
}

const isUrgent = (what: AgendaItem['what']) =>
  what === 'contact_patient' || what === 'restore_record';

/**
 * A certificate is one deed for all patients of its holder. A judgement on it is made for each patient
 * in the clinic; the office ends all of them with one renewal.
 */
function onceOf(
  {
    id,
    what,
    subject,
  }: Pick<ShownItem, 'id' | 'what'> & { readonly subject?: ShownItem['subject'] },
  audience: Audience,
): Pick<Line, 'once'> {
  const isOneDeed = what === 'prescriber_certificate' || what === 'pharmacy_certificate';
  if (subject == null || !(isOneDeed || audience === 'programme')) return {};
  return { once: `${subject.kind}/${subject.id}/${id}` };
}

function ofItem(patient: string, item: AgendaItem, audience: Audience): Line {
  const { id, what, state, closes, from } = item;
  return {
    patient,
    id,
    ...onceOf(item, audience),
    kind: what,
    state: isUrgent(what) ? 'at_once' : state,
    end: closes?.at ?? Number.POSITIVE_INFINITY,
    from: from ?? Number.POSITIVE_INFINITY,
    firstDay: from ?? null,
  };
}

function ofShown(shown: ShownItem, audience: Audience): Line {
  const firstDay = shown.from === null ? null : Date.parse(shown.from) / DAY_MS;
  return {
    patient: shown.patient!,
    id: shown.id,
    ...onceOf(shown, audience),
    kind: shown.what === 'task' ? shown.why.code : shown.what,
    state: shown.isUrgent ? 'at_once' : shown.state,
    end: shown.until === null ? Number.POSITIVE_INFINITY : Date.parse(shown.until.at),
    from: firstDay ?? Number.POSITIVE_INFINITY,
    firstDay,
    shown,
  };
}
