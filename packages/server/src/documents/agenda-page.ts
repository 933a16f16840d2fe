// An agenda as a page to print: of a patient, or of a clinic, from the items that its audience reads.
// Never a script, a request to anywhere, or a name: whose page it is stands on the envelope.

import { createHash } from 'node:crypto';
import type { ShownItem } from '../services/agenda-for.ts';
import type { ShownPickups } from '../services/agenda-pickups.ts';
import { pickupsText } from './pickups-part.ts';
import { escaped, spoken } from './plain-html.ts';

/** Whose page it is, and when its items were derived. */
export interface AgendaPageOf {
  readonly of: 'patient' | 'clinic';
  readonly items: readonly ShownItem[];
  /** The cascade of one patient; left out or null: none is planned, or it is not the reader's. */
  readonly pickups?: ShownPickups | null;
  /** ISO instant. */
  readonly at: string;
  /** What stands for the patient of an item on a clinic's page: a pseudonym, or a file. */
  readonly patientOf?: (item: ShownItem) => string;
}

const STYLE = `
:root{color-scheme:light}
body{font:11pt/1.4 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;color:#111;
background:#fff;max-width:60rem;margin:1.5rem auto;padding:0 1rem}
h1,h2,h3,p{overflow-wrap:anywhere}
h1{font-size:1.5rem;margin:0 0 .25rem}
h2{font-size:1.1rem;margin:1.5rem 0 .25rem}
ul{list-style:none;margin:0;padding:0}
li{border-top:1px solid #888;padding:.5rem 0;break-inside:avoid}
h3{font-size:1rem;margin:0}
p{margin:.15rem 0}
.box{display:inline-block;width:.8em;height:.8em;border:1.5px solid #111;margin-right:.5em}
.warning{font-weight:700}
.source{color:#444}
@page{size:A4;margin:16mm}
@media print{body{max-width:none;margin:0;padding:0}}`;

/** How a content policy names this page's own style, and no other. */
export const AGENDA_STYLE_SOURCE = `'sha256-${createHash('sha256').update(STYLE, 'utf8').digest('base64')}'`;

interface Group {
  readonly title: string;
  readonly isIn: (item: ShownItem) => boolean;
}

/** In order; each item stands in the first that takes it. */
const GROUPS: readonly Group[] = [
  { title: 'At once', isIn: ({ isUrgent }) => isUrgent },
  { title: 'Overdue', isIn: ({ state }) => state === 'overdue' },
  { title: 'Now', isIn: ({ state }) => state === 'now' },
  { title: 'Later', isIn: ({ state }) => state === 'later' },
  { title: 'After other steps', isIn: () => true },
];

/** The page, whole: headings, lists and text, readable without its style. */
export function agendaPage(page: AgendaPageOf): string {
  const { of, items, at } = page;
  const title = of === 'patient' ? 'What has to happen' : 'What has to happen: the clinic';
  const groups = GROUPS.map(({ title: head }, index) => {
    const own = items.filter((item) => GROUPS.findIndex(({ isIn }) => isIn(item)) === index);
    return own.length === 0 ? '' : groupText(head, own, page);
  });
  const cascade = page.pickups ? pickupsText(page.pickups) : '';
  const nothing = items.length === 0 ? '<p>Nothing in these days.</p>' : '';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${STYLE}</style></head>
<body><main><h1>${title}</h1>
<p>As known on ${escaped(atText(at))}. It advises; the gate is asked again when it counts.</p>
<p>${escaped(holidaysText(items))}</p>
${nothing}${groups.join('')}${cascade}</main></body></html>
`;
}

function groupText(title: string, items: readonly ShownItem[], page: AgendaPageOf): string {
  const lines = items.map((item) => `<li>${itemText(item, page)}</li>`).join('\n');
  return `<h2>${title}</h2>\n<ul>${lines}</ul>\n`;
}

function itemText(item: ShownItem, { of, patientOf }: AgendaPageOf): string {
  const { what, who, why, alsoWhy, ifMissed, warning } = item;
  const whose = of === 'clinic' && patientOf !== undefined ? `: ${patientOf(item)}` : '';
  const name = what === 'task' ? why.code : what;
  const when = whenText(item);
  const lines = [
    `<h3><span class="box" aria-hidden="true"></span>${escaped(spoken(name) + whose)}</h3>`,
    ...(when === '' ? [] : [`<p>${escaped(when)}</p>`]),
    ...(warning === null ? [] : [`<p class="warning">${escaped(warningText(item))}</p>`]),
    `<p>Who: ${escaped(who.map((role) => spoken(role)).join(', else '))}.</p>`,
    ...[why, ...alsoWhy].map((one, index) => reasonText(index === 0 ? 'Why' : 'And', one)),
    ...(ifMissed === null ? [] : [`<p>If it is missed: ${escaped(ifMissed.text)}</p>`]),
  ];
  return lines.join('');
}

function reasonText(word: string, { text, citation }: ShownItem['why']): string {
  const sources = escaped(citation.sources.join(', '));
  return `<p>${word}: ${escaped(text)} <span class="source">[${sources}]</span></p>`;
}

/** An instant as people read it; the zone is the one that every reader knows. */
const atText = (at: string): string => `${at.slice(0, 10)}, ${at.slice(11, 16)} UTC`;

function whenText({ state, from, until }: ShownItem): string {
  const opens = from === null || state === 'now' ? [] : [`from ${from}`];
  if (until === null) return opens.join('');
  return [...opens, `until the end of ${until.day}, ${until.zone.replaceAll('_', ' ')}`].join(', ');
}

function warningText({ workingDaysLeft: left, lastWorkingDay, lastHour }: ShownItem): string {
  const last =
    lastHour === null || lastWorkingDay === null
      ? lastWorkingDay
      : `${lastWorkingDay}, ${lastHour}`;
  if (last === null) return 'No working day is left.';
  return `${left} working ${left === 1 ? 'day is' : 'days are'} left; the last is ${last}.`;
}

function holidaysText(items: readonly ShownItem[]): string {
  const known = new Set(items.flatMap((one) => one.holidaysOf ?? []));
  if (known.size === 0) return 'Working days leave out weekends; holidays are not known here.';
  return `Working days leave out weekends and the holidays of ${[...known].sort().join(', ')}.`;
}
