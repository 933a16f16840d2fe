// Capsules in hand: what to hand out for a plan, how many are left, and the day they run out.
// Never counts a capsule that nobody accounts for as swallowed, and never hands out past a cap.

import type { EventOf } from '../events/event.ts';
import { addDays, type CalendarDay } from '../time/calendar-day.ts';
import type { CapsuleDay } from './capsules.ts';
import type { Course, CourseDoses, Supply } from './course-history.ts';
import { goesOnOn, isPausedOn, openPause, type Pause } from './pauses.ts';
import type { CapsuleProduct } from './products.ts';

/** One strength of a supply. */
export interface SupplyLine {
  readonly product: CapsuleProduct;
  readonly capsules: number;
  readonly boxes: number;
  /** Capsules in the boxes that the days do not need. */
  readonly over: number;
}

/** What a day's capsules come to over some days. */
export interface SupplyNeed {
  /** Days covered: those asked for, or fewer where a cap or the plan's end comes first. */
  readonly days: number;
  readonly isCapped: boolean;
  readonly lines: readonly SupplyLine[];
}

/** Capsules and whole boxes for `days` days with capsules, never more days than `mostDays`. */
export function supplyFor(day: CapsuleDay, days: number, mostDays: number): SupplyNeed {
  const covered = Math.max(0, Math.min(days, Math.floor(mostDays)));
  const perDay = new Map<string, { readonly product: CapsuleProduct; count: number }>();
  for (const product of day.intakes.flat()) {
    const line = perDay.get(product.code) ?? { product, count: 0 };
    line.count += 1;
    perDay.set(product.code, line);
  }
  const lines = [...perDay.values()].map(({ product, count }) => {
    const capsules = count * covered;
    const boxes = Math.ceil(capsules / product.packSize);
    return { product, capsules, boxes, over: boxes * product.packSize - capsules };
  });
  return { days: covered, isCapped: covered < days, lines };
}

/** What cannot be counted. */
export type SupplyDoubt =
  | 'capsules_not_counted'
  | 'share_not_counted'
  | 'days_not_reported'
  | 'more_gone_than_given';

/** Capsules in the patient's hands at the end of a day, and when they run out. */
export interface InHand {
  /** If only reported doses were taken; absent where a supply does not say its capsules. */
  readonly mostCapsules: number | undefined;
  /** If every day without a report was taken too. */
  readonly fewestCapsules: number | undefined;
  readonly perDay: number | undefined;
  /** The last day that the capsules in hand cover, earliest and latest; absent where not known. */
  readonly lastsFrom: CalendarDay | undefined;
  readonly lastsUntil: CalendarDay | undefined;
  readonly doubts: readonly SupplyDoubt[];
}

interface Count {
  readonly on: CalendarDay;
  readonly capsules: number;
}

/** The capsules in hand at the end of `today`, from the last count at the counter or the first supply. */
export function capsulesInHand(
  course: Course,
  doses: CourseDoses,
  counts: readonly EventOf<'CapsulesCounted'>[],
  today: CalendarDay,
): InHand {
  const doubts = new Set<SupplyDoubt>();
  const supplies = course.supplies.filter(({ event }) => event.occurredOn <= today);
  const counted = lastCount(counts, today);
  const since = counted?.on ?? (Number.NEGATIVE_INFINITY as CalendarDay);
  const later = supplies.filter(({ event }) => event.occurredOn > since);
  if (later.some((one) => capsulesOf(one) === undefined)) doubts.add('capsules_not_counted');
  const perDay = perDayOf(supplies.at(-1));
  const gone = course.gone.filter(({ on }) => on > since && on <= today);
  if (gone.some((one) => one.count === undefined)) doubts.add('share_not_counted');
  const given = later.reduce((sum, one) => sum + (capsulesOf(one) ?? 0), counted?.capsules ?? 0);
  const left = given - gone.reduce((sum, one) => sum + (one.count ?? 0), 0);
  if (left < 0) doubts.add('more_gone_than_given');
  if (perDay === undefined || doubts.size > 0 || (later.length === 0 && counted === undefined))
    return unknownHand(perDay, doubts);
  const firstDay = counted?.on ?? addDays(supplies[0]!.event.occurredOn, -1);
  const { pauses } = course;
  const taken = daysTaken(doses, pauses, firstDay, today);
  if (taken.silent > 0) doubts.add('days_not_reported');
  const mostCapsules = Math.max(0, left - taken.reported * perDay);
  const fewestCapsules = Math.max(0, mostCapsules - taken.silent * perDay);
  // Today's dose is still to be taken unless somebody told of it, or the course rests.
  const rest = openPause(pauses);
  const next = Math.max(
    addDays(today, taken.isTodayTold ? 1 : 0),
    rest === undefined ? today : goesOnOn(rest, today),
  ) as CalendarDay;
  const lasts = (capsules: number) => addDays(next, Math.floor(capsules / perDay + 1e-9) - 1);
  return {
    mostCapsules,
    fewestCapsules,
    perDay,
    lastsFrom: lasts(fewestCapsules),
    lastsUntil: lasts(mostCapsules),
    doubts: [...doubts],
  };
}

function unknownHand(perDay: number | undefined, doubts: ReadonlySet<SupplyDoubt>): InHand {
  return {
    mostCapsules: undefined,
    fewestCapsules: undefined,
    perDay,
    lastsFrom: undefined,
    lastsUntil: undefined,
    doubts: [...doubts],
  };
}

function lastCount(
  counts: readonly EventOf<'CapsulesCounted'>[],
  today: CalendarDay,
): Count | undefined {
  let last: Count | undefined;
  for (const { occurredOn: on, data } of counts)
    if (on <= today && (last === undefined || on >= last.on)) last = { on, capsules: data.count };
  return last;
}

const capsulesOf = ({ event }: Supply): number | undefined => event.data.capsules;

/** Capsules a day that a supply meant: its capsules over its days. */
function perDayOf(supply: Supply | undefined): number | undefined {
  const capsules = supply && capsulesOf(supply);
  return capsules === undefined ? undefined : capsules / supply!.event.data.daysSupply;
}

/**
 * Days after `since` up to `today`: with a dose, and without a word. Today is silent until it is over, and
 * a day of a pause without a word is a day without a dose.
 */
function daysTaken(
  doses: CourseDoses,
  pauses: readonly Pause[],
  since: CalendarDay,
  today: CalendarDay,
): { readonly reported: number; readonly silent: number; readonly isTodayTold: boolean } {
  const taken = new Set(doses.taken.map((dose) => dose.occurredOn as number));
  const missed = new Set(doses.missed.map((dose) => dose.occurredOn as number));
  let reported = 0;
  let silent = 0;
  for (let day: number = since + 1; day <= today; day += 1) {
    if (taken.has(day)) reported += 1;
    else if (missed.has(day) || day === today) continue;
    else if (!isPausedOn(pauses, day as CalendarDay, today)) silent += 1;
  }
  return { reported, silent, isTodayTold: taken.has(today) || missed.has(today) };
}
