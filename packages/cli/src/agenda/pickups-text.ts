// The coming pickups in words and as data: this visit, its window, the pickup, what a delay does, the next.
// Never a promise: it says what the gate would say, and the gate is asked again then.

import { formatCalendarDay, formatInstant, type PickupPlan, type Pickups } from '@aegle/core';
import { spoken } from '../of-file/words.ts';

/** Lines of one patient; `place` names the file where there are several. */
export function pickupsText(pickups: Pickups, place: string | undefined): string {
  const { zone, earliest, best, ifADayLater, next, inTheWay } = pickups;
  const whose = place === undefined ? '' : ` [${place}]`;
  const head = `The next pickups${whose}, if everything is done on one day (days of ${zone}):`;
  const lines = [head];
  if (earliest === undefined || best === undefined) {
    const [first] = inTheWay;
    const why = first === undefined ? '' : `: ${first.text.prescriber}`;
    lines.push(`  none is found within 60 days${why}`);
    return lines.join('\n');
  }
  lines.push(`  earliest possible: ${planText(earliest)}`);
  const title = best.lostDays === 0 ? 'no day lost' : 'fewest days lost';
  lines.push(`  ${title}: ${planText(best)}`);
  if (ifADayLater !== undefined)
    lines.push(
      `  a day later: pickup from ${formatCalendarDay(ifADayLater.pickupOn)}${lostText(ifADayLater.lostDays)}`,
    );
  if (next !== undefined) lines.push(`  then: ${planText(next)}`);
  return lines.join('\n');
}

function planText({ visitOn, deeds, pickupOn, closes, coversUntil, lostDays }: PickupPlan): string {
  const visit =
    deeds.length === 0
      ? 'nothing is to be done'
      : `visit on ${formatCalendarDay(visitOn)} (${deeds.map(inWords).join(', ')})`;
  const until = closes === undefined ? '' : ` to ${formatCalendarDay(closes.day)} ${closes.zone}`;
  const pickup = `pickup from ${formatCalendarDay(pickupOn)}${until}`;
  return `${visit}, ${pickup}, capsules until ${formatCalendarDay(coversUntil)}${lostText(lostDays)}`;
}

const lostText = (days: number): string =>
  days === 0 ? '' : `, ${days} ${days === 1 ? 'day' : 'days'} without a capsule`;

/** `VisitHeld` as `visit held`. */
const inWords = (type: string): string =>
  spoken(type.replaceAll(/(?<=.)([A-Z])/g, ' $1').toLowerCase());

/** The same for programs; days as `YYYY-MM-DD`. */
export function pickupsData({
  zone,
  earliest,
  best,
  ifADayLater,
  next,
  inTheWay,
}: Pickups): object {
  return {
    zone,
    earliest: earliest === undefined ? null : planData(earliest),
    best: best === undefined ? null : planData(best),
    ifADayLater:
      ifADayLater === undefined
        ? null
        : { ...ifADayLater, pickupOn: formatCalendarDay(ifADayLater.pickupOn) },
    next: next === undefined ? null : planData(next),
    inTheWay: inTheWay.map(({ code, programme, requirement }) => ({
      code,
      programme,
      requirement,
    })),
  };
}

function planData({ visitOn, pickupOn, closes, coversUntil, ...plan }: PickupPlan): object {
  return {
    ...plan,
    visitOn: formatCalendarDay(visitOn),
    pickupOn: formatCalendarDay(pickupOn),
    coversUntil: formatCalendarDay(coversUntil),
    until:
      closes === undefined
        ? null
        : { day: formatCalendarDay(closes.day), zone: closes.zone, at: formatInstant(closes.at) },
  };
}
