// The next pickups as the part of a printed page: this visit, its window, the pickup, the next.
// Never a promise: the gate is asked again when it counts.

import type { ShownPickup, ShownPickups } from '../services/agenda-pickups.ts';
import { escaped, spoken } from './plain-html.ts';

/** The cascade as a heading and a list; where there is none, what no visit clears. */
export function pickupsText(pickups: ShownPickups): string {
  const { zone, earliest, best, ifADayLater, next, inTheWay } = pickups;
  const head = `<h2>The next pickups</h2>\n<p>Days of ${escaped(zone.replaceAll('_', ' '))}.</p>`;
  if (earliest === null || best === null) {
    const reasons = [...new Set(inTheWay.map(({ text }) => text))];
    return `${head}\n<p>None is found within 60 days.</p>\n<ul>${reasons.map(asLine).join('')}</ul>\n`;
  }
  const title = best.lostDays === 0 ? 'No day lost' : 'Fewest days lost';
  const later =
    ifADayLater === null
      ? []
      : [
          line(
            'A day later',
            `pickup from ${ifADayLater.pickupOn}${lostText(ifADayLater.lostDays)}`,
          ),
        ];
  const lines = [
    line('Earliest possible', planText(earliest)),
    ...(earliest.visitOn === best.visitOn ? [] : [line(title, planText(best))]),
    ...later,
    line('Then', next === null ? 'none is found within 60 days' : planText(next)),
  ];
  return `${head}\n<ul>${lines.join('\n')}</ul>\n`;
}

const asLine = (text: string) => `<li><p>${escaped(text)}</p></li>`;
const line = (title: string, text: string) =>
  `<li><h3>${escaped(title)}</h3><p>${escaped(text)}.</p></li>`;

function planText({ visitOn, deeds, pickupOn, until, coversUntil, lostDays }: ShownPickup): string {
  const done = deeds.map((deed) => spoken(deed.replaceAll(/(?<=.)([A-Z])/g, '_$1').toLowerCase()));
  const visit =
    deeds.length === 0 ? 'nothing is to be done' : `visit on ${visitOn} (${done.join(', ')})`;
  const end = until === null ? '' : ` to the end of ${until.day}`;
  return `${visit}; pickup from ${pickupOn}${end}; capsules until ${coversUntil}${lostText(lostDays)}`;
}

const lostText = (days: number) =>
  days === 0 ? '' : `; ${days} ${days === 1 ? 'day' : 'days'} without a capsule`;
