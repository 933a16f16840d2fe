// The next pickups as a cascade: this visit, the window that it opens, the pickup, and the one after it.
// Never a promise: it is the gate asked of a visit that did not happen yet, and it is asked again then.

import type { EventType } from '../events/catalogue.ts';
import { addDays, type CalendarDay } from '../time/calendar-day.ts';
import type { Instant } from '../time/instant.ts';
import type { AgendaEnd, AgendaReason } from './agenda-item.ts';
import { gateSpans } from './gate-spans.ts';
import {
  afterPickup,
  type ImaginedVisit,
  imaginedVisit,
  type VisitQuestion,
} from './imagined-visit.ts';

/** One visit and what follows from it. Days are of the programme's clock. */
export interface PickupPlan {
  /** The day on which everything that is asked for is done. */
  readonly visitOn: CalendarDay;
  /** What is done then, as it would be recorded; empty where nothing is asked for. */
  readonly deeds: readonly EventType[];
  /** First day on which the capsules can be handed out. */
  readonly pickupOn: CalendarDay;
  /** The end of the window; absent where no rule ends it within sight. */
  readonly closes?: AgendaEnd;
  /** The last day that the capsules in hand and these cover, with a dose every day. */
  readonly coversUntil: CalendarDay;
  /** Days without a capsule from today to the pickup. */
  readonly lostDays: number;
}

/** What a day's delay of the visit does. */
export interface Delay {
  readonly pickupOn: CalendarDay;
  readonly lostDays: number;
}

/** The coming pickups; absent members could not be found within sixty days. */
export interface Pickups {
  /** IANA zone whose days these are. */
  readonly zone: string;
  /** The earliest possible pickup. */
  readonly earliest?: PickupPlan;
  /** The latest visit after which no day is lost, or, where one must be, the earliest. */
  readonly best?: PickupPlan;
  /** The same visit a day later. */
  readonly ifADayLater?: Delay;
  /** The month after `best`: the latest visit that loses the fewest days, none where it can. */
  readonly next?: PickupPlan;
  /** Where there is none: what no visit clears. */
  readonly inTheWay: readonly AgendaReason[];
}

/** What is asked: a supply, over a patient's events, with the last day that the capsules cover. */
export interface PickupsQuestion extends VisitQuestion {
  readonly now: Instant;
  readonly daysSupply: number;
  /** Left out: nothing is in hand, as far as anybody knows; every day up to the pickup is then lost. */
  readonly coveredUntil?: CalendarDay;
}

const DAYS_AHEAD = 60;
const DAY_MS = 86_400_000;

/** The earliest pickup, the one that loses no day, and the one after it. */
export function pickupsOf(asked: PickupsQuestion): Pickups {
  const today = asked.gate.clockOf(asked.zone).dayAt(asked.now);
  const found = plansFrom(asked, today);
  const { plans } = found;
  const earliest = plans.reduce<Found | undefined>(
    (best, one) => (best === undefined || one.plan.pickupOn < best.plan.pickupOn ? one : best),
    undefined,
  );
  const { zone } = asked;
  if (earliest === undefined) return { zone, inTheWay: found.left };
  const best = latestOfFewest(plans)!;
  const later = planOn(asked, imaginedVisit(asked, addDays(best.plan.visitOn, 1)));
  const { visit, plan } = best;
  const after = {
    ...asked,
    ...afterPickup(asked, visit, plan.pickupOn, asked.daysSupply),
    coveredUntil: plan.coversUntil,
  };
  const next = latestOfFewest(plansFrom(after, addDays(plan.pickupOn, 1)).plans);
  return {
    zone,
    earliest: earliest.plan,
    best: plan,
    ...(later === undefined
      ? {}
      : { ifADayLater: { pickupOn: later.pickupOn, lostDays: later.lostDays } }),
    ...(next === undefined ? {} : { next: next.plan }),
    inTheWay: [],
  };
}

interface Found {
  readonly visit: ImaginedVisit;
  readonly plan: PickupPlan;
}

/** The latest visit among those that lose the fewest days. */
function latestOfFewest(plans: readonly Found[]): Found | undefined {
  const fewest = Math.min(...plans.map(({ plan }) => plan.lostDays));
  return plans.findLast(({ plan }) => plan.lostDays === fewest);
}

/** A plan for each day of the visit from `first` on, until a later visit can only lose days. */
function plansFrom(
  asked: PickupsQuestion,
  first: CalendarDay,
): { readonly plans: readonly Found[]; readonly left: readonly AgendaReason[] } {
  const plans: Found[] = [];
  let left: readonly AgendaReason[] = [];
  for (let day = first; day <= first + DAYS_AHEAD; day = addDays(day, 1)) {
    const visit = imaginedVisit(asked, day);
    if (day === first) left = visit.left;
    const plan = planOn(asked, visit);
    if (plan === undefined) continue;
    const least = plans[0]?.plan.lostDays;
    if (least !== undefined && plan.lostDays > least) break;
    plans.push({ visit, plan });
  }
  return { plans, left };
}

/** The first window after a visit; undefined where none opens in time. */
function planOn(asked: PickupsQuestion, visit: ImaginedVisit): PickupPlan | undefined {
  const { gate, zone, coveredUntil, daysSupply } = asked;
  const clock = gate.clockOf(zone);
  const after: typeof gate = { ...gate, facts: visit.facts };
  const spans = gateSpans(after, visit.at, (visit.at + DAYS_AHEAD * DAY_MS) as Instant);
  const at = spans.findIndex(({ decision }) => decision.outcome === 'granted');
  if (at === -1) return undefined;
  const closed = spans.findIndex(
    ({ decision }, index) => index > at && decision.outcome === 'denied',
  );
  const pickupOn = clock.dayAt(spans[at]!.from);
  const end = closed === -1 ? undefined : spans[closed - 1]!.until;
  const yesterday = addDays(clock.dayAt(asked.now), -1);
  const inHand = Math.max(coveredUntil ?? yesterday, yesterday) as CalendarDay;
  const covered = Math.max(inHand, pickupOn - 1) as CalendarDay;
  return {
    ...{ visitOn: visit.day, deeds: visit.deeds, pickupOn },
    ...(end === undefined ? {} : { closes: { day: clock.dayAt(end), zone, at: end } }),
    coversUntil: addDays(covered, daysSupply),
    lostDays: Math.max(0, pickupOn - inHand - 1),
  };
}
