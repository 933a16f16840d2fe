// The days of supply that a patient still holds, this course or an earlier one, and the last possible dose.
// Never by dose or product: a clinician says that a dose was changed, or is split over two prescriptions.

import { allDispenses, type CapsulesGone, type DispenseFact } from '../facts/patient-facts.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import { isLater, type Placed } from './cycle.ts';
import type { GateView } from './view.ts';

/** Capsules that came into the patient's hands; of no prescription known here where none is named. */
interface Supply {
  /** The event that says so. */
  readonly id: string;
  readonly on: CalendarDay;
  readonly sequence: number;
  readonly days: number;
  readonly prescription?: string | undefined;
  readonly capsules?: number | undefined;
}

/** By today, and not of the prescription asked about (it has its own limit). */
function isBeside(view: GateView, one: DispenseFact): boolean {
  const isAsked = one.event.data.prescription === view.prescription?.data.prescription;
  return !isAsked && one.event.occurredOn <= view.days.happenedBy;
}

function hasCome({ days }: GateView, { event }: DispenseFact): boolean {
  return event.occurredOn <= days.happenedBy;
}

const isAsked = (view: GateView, { prescription }: Supply) =>
  prescription !== undefined && prescription === view.prescription?.data.prescription;

/** The events of what is held beside the prescription asked about, and was not taken back. */
export function heldBeside(view: GateView): readonly string[] {
  return suppliesHeld(view).flatMap((one) => (isAsked(view, one) ? [] : one.id));
}

/** The events of everything that is held, and was not taken back. */
export function heldInAll(view: GateView): readonly string[] {
  return suppliesHeld(view).map((one) => one.id);
}

/**
 * What has come by today, whatever its dose or its product, for capsules in the cupboard can be taken:
 * what was dispensed, and what was found to have been handed out without an authorisation, be it cleared
 * since: whoever cleared it made no capsule vanish.
 */
function suppliesHeld(view: GateView): readonly Supply[] {
  const { happenedBy } = view.days;
  return [...dispensed(view), ...suppliesFound(view)].filter((one) => one.on <= happenedBy);
}

const dispensed = ({ facts }: GateView): readonly Supply[] =>
  allDispenses(facts).map(
    ({ event: { id, occurredOn: on, sequence, data }, daysSupply: days }) => ({
      ...{ id, on, sequence, days, prescription: data.prescription },
      capsules: 'capsules' in data ? data.capsules : undefined,
    }),
  );

const suppliesFound = ({ facts }: GateView): readonly Supply[] =>
  facts.suppliesFound.map(({ id, occurredOn: on, sequence, data }) => ({
    ...{ id, on, sequence, days: data.daysSupply },
  }));

/**
 * Days of supply in the patient's hands at the start of today, if each day since took one day's dose:
 * a supply of 30 days is 30 on the day it is dispensed and 29 the day after. Nothing is taken in a
 * pause or after a reported last dose: what is left of that pack is held. Capsules that staff
 * recorded as lost, returned or destroyed are not held, where capsules tell days. With `isWhole` the
 * supplies of the prescription asked about count too.
 */
export function daysHeld(view: GateView, isWhole = false): number {
  const { earlierDispenses, dispenses, suppliesFound: found } = view.facts;
  const { capsulesGone, coursePauses, courseEnds } = view.facts;
  if (earlierDispenses.length + dispenses.length + found.length === 0) return 0;
  if (coursePauses.length + courseEnds.length + found.length > 0)
    return heldDayByDay(view, isWhole);
  const counts = isWhole ? hasCome : isBeside;
  const most = mostHeld(view, earlierDispenses, dispenses, counts);
  return most === 0 || capsulesGone.length === 0 ? most : heldDayByDay(view, isWhole);
}

type Counts = (view: GateView, one: DispenseFact) => boolean;

/**
 * Without losses: from some supply on, none ran out. The most of these readings is the true one. No
 * list is made here: nearly every decision ends here, with nothing held.
 */
function mostHeld(
  view: GateView,
  earlier: readonly DispenseFact[],
  current: readonly DispenseFact[],
  counts: Counts,
): number {
  const count = earlier.length + current.length;
  const at = (index: number) =>
    index < earlier.length ? earlier[index]! : current[index - earlier.length]!;
  let most = 0;
  for (let index = 0; index < count; index += 1) {
    const first = at(index);
    if (!counts(view, first)) continue;
    let held = first.event.occurredOn - view.days.here;
    for (let other = 0; other < count; other += 1) {
      const one = at(other);
      if (one.event.occurredOn >= first.event.occurredOn && counts(view, one))
        held += one.daysSupply;
    }
    most = Math.max(most, held);
  }
  return most;
}

/** What came in (positive) or went on a day, in days of supply, and when the log heard of it. */
interface Change {
  readonly on: CalendarDay;
  readonly sequence: number;
  readonly days: number;
  /** Of the prescription asked about. */
  readonly isAsked: boolean;
}

/**
 * Day after day: what came in, less what is gone, less a dose on each day on which one was due. What
 * was gone before the log heard of a supply was not of that supply.
 */
function heldDayByDay(view: GateView, isWhole: boolean): number {
  const changes = isWhole ? changesOf(view) : besideAsked(changesOf(view));
  const isTaking = takingOf(view, 'as reported');
  let held = 0;
  let next = 0;
  const { here } = view.days;
  for (let day: number = Math.min(changes[0]?.on ?? here, here); day <= here; day += 1) {
    // What happened further east, where tomorrow has begun, is in hand here today.
    for (; next < changes.length && (day === here || changes[next]!.on === day); next += 1)
      held = heldAfter(held, changes, next);
    if (day < here && isTaking(day)) held = Math.max(0, held - 1);
  }
  return held;
}

/** Supplies and losses, by their day and, of one day, as the log heard of them. */
function changesOf(view: GateView): readonly Change[] {
  const supplies = suppliesHeld(view);
  const perDay = capsulesPerDay(supplies);
  return [
    ...supplies.map((one) => {
      const { on, sequence, days } = one;
      return { on, sequence, days, isAsked: isAsked(view, one) };
    }),
    ...goneOnce(view).map(({ on, sequence, count }) => ({
      ...{ on, sequence, days: -Math.floor(count / perDay), isAsked: false },
    })),
  ].sort((a, b) => a.on - b.on || a.sequence - b.sequence);
}

/**
 * The changes of what is held beside the prescription asked about. Whose capsules are gone nobody knows:
 * they are taken off that prescription's own first, and only what exceeds it off the others.
 */
function besideAsked(changes: readonly Change[]): readonly Change[] {
  const beside: Change[] = [];
  const own: Change[] = [];
  let held = 0;
  for (const change of changes) {
    if (change.days > 0 && !change.isAsked) {
      beside.push(change);
      continue;
    }
    const before = held;
    held = heldAfter(held, own.concat(change), own.length);
    own.push(change);
    if (change.days <= 0) beside.push({ ...change, days: change.days + before - held });
  }
  return beside;
}

/** What is held after one change: a loss leaves what came in by then and was heard of only later. */
function heldAfter(held: number, changes: readonly Change[], at: number): number {
  const { days, sequence } = changes[at]!;
  if (days > 0) return held + days;
  let heardLater = 0;
  for (const one of changes.slice(0, at))
    if (one.days > 0 && one.sequence > sequence) heardLater += one.days;
  return Math.max(held + days, Math.min(held, heardLater), 0);
}

/**
 * The last day on which a dose of what was supplied is possible: the days of all supplies come one
 * after the other, whenever they were dispensed. `as reported`: none was taken after a reported last
 * dose until more was supplied. `whatever was reported`: capsules are missing, so that nobody knows.
 */
export function lastPossibleDose(
  view: GateView,
  known: 'as reported' | 'whatever was reported',
): CalendarDay | undefined {
  const all = [...dispensed(view), ...suppliesFound(view)];
  return all.length === 0 ? undefined : lastDayOfTaking(all, takingOf(view, known, true));
}

function lastDayOfTaking(
  supplies: readonly Supply[],
  isTaking: (day: number) => boolean,
): CalendarDay {
  let day: number = Math.min(...supplies.map((one) => one.on));
  let toCome = supplies.length;
  let held = 0;
  let last = day;
  for (; toCome > 0 || held > 0; day += 1) {
    for (const { on, days } of supplies) {
      if (on !== day) continue;
      held += days;
      toCome -= 1;
    }
    if (held === 0 || !isTaking(day)) continue;
    held -= 1;
    last = day;
  }
  return last as CalendarDay;
}

/**
 * Whether a dose can have been taken on a day: not in a pause, nor after a reported last dose until more
 * was supplied: later by its day or, where the last possible dose is wanted, as the log heard of it.
 */
function takingOf(
  view: GateView,
  known: 'as reported' | 'whatever was reported',
  isLastWanted = false,
): (day: number) => boolean {
  const { coursePauses, courseEnds } = view.facts;
  // A pause or an end that nobody took back has lasted until today; what comes after is open.
  const until = (day: number | undefined) => day ?? view.days.here + 1;
  const breaks: { readonly from: number; readonly to: number }[] = [];
  for (const pause of coursePauses) {
    if (pause.type !== 'CoursePaused') continue;
    const back = firstAfter(
      pause,
      coursePauses.filter((one) => one.type === 'CourseResumed'),
    );
    breaks.push({ from: pause.occurredOn, to: until(back?.occurredOn) });
  }
  for (const end of known === 'as reported' ? courseEnds : []) {
    const supplies = allDispenses(view.facts).map((one) => one.event);
    const more = [
      firstAfter(end, supplies),
      ...(isLastWanted ? [supplies.find((one) => one.sequence > end.sequence)] : []),
    ];
    breaks.push({
      from: (end.data.lastDoseOn ?? end.occurredOn) + 1,
      to: Math.min(...more.map((one) => until(one?.occurredOn))),
    });
  }
  return (day) => !breaks.some(({ from, to }) => from <= day && day < to);
}

/** The first of some events after another. */
function firstAfter(start: Placed, events: readonly Placed[]): Placed | undefined {
  let first: Placed | undefined;
  for (const one of events)
    if (isLater(one, start) && one.occurredOn < (first?.occurredOn ?? Infinity)) first = one;
  return first;
}

/** Each capsule once: what turned up again and was given back was gone already. */
function goneOnce(view: GateView): readonly Omit<CapsulesGone, 'isLost'>[] {
  let stillLost = 0;
  return view.facts.capsulesGone.flatMap(({ on, sequence, count, isLost }) => {
    if (on > view.days.happenedBy) return [];
    const known = isLost ? 0 : Math.min(stillLost, count);
    stillLost += isLost ? count : -known;
    return [{ on, sequence, count: count - known }];
  });
}

/** The most capsules a day that any of these supplies meant; boundless where one does not say. */
function capsulesPerDay(supplies: readonly Supply[]): number {
  let most = 0;
  for (const { capsules = Number.POSITIVE_INFINITY, days } of supplies)
    most = Math.max(most, capsules / days);
  return most;
}
