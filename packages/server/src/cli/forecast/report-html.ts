// A forecast as one self-contained page: plots, bands, icon sentences, sources, warnings.
// Never a script or a request to anywhere, and never a line where nothing may be said.

import type { CurveAnswer, ForecastAnswer, PlanAnswer } from '@aegle/forecast';
import { wordsOf } from './forecast-text.ts';

const WIDTH = 560;
const HEIGHT = 180;
const LEFT = 46;
const BOTTOM = 24;

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem}h2{margin-top:2.5rem;border-bottom:1px solid #999}h3{margin-bottom:.2rem}
svg{max-width:100%;height:auto;background:#fafafa}small,.quiet{color:#444}.warn{background:#fff3cd;padding:.4rem .8rem}
dl dt{font-weight:600}@media print{h2{break-before:page}}`;

/** Text made safe to stand in HTML. */
export function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (sign) => entities[sign]!);
}

/** The page; `sources` gives the citation of each key where it is known. */
export function reportHtml(answer: ForecastAnswer, sources: ReadonlyMap<string, string>): string {
  const { release } = answer;
  const warnings = answer.warnings.map(
    (one) =>
      `<p class="warn">${escaped(one.plan === null ? one.text : `${one.plan}: ${one.text}`)}</p>`,
  );
  const words = (list: ForecastAnswer['lastingEffects']) =>
    `<dl>${list.map((one) => entry(one.topic, one.certainty, one.statement, one.sources)).join('')}</dl>`;
  const plans = answer.plans.map((plan) => planHtml(plan, answer));
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Aegle forecast</title><style>${STYLE}</style></head><body>
<h1>What this plan will probably do, and how sure that is</h1>
<p>About people in the studies, never about one person for sure. Not for clinical use.</p>
<p class="quiet">Model ${escaped(release.name)}, digest
<code>${escaped(release.digest)}</code>; seed ${answer.seed}; ${answer.patients} virtual patients.
Lines are medians; the dark band holds half of the people, the light one nine of ten. The dashed
line is the untreated course.</p>
${warnings.join('\n')}
${plans.join('\n')}
<h2>The usual alternative</h2>${words([answer.alternative])}
<h2>Lasting effects, in words only</h2>${words(answer.lastingEffects)}
<h2>Not forecast</h2>${words(answer.notForecast)}
<h2>Sources</h2><dl>${sourcesHtml(answer, sources)}</dl>
</body></html>
`;
}

function citedText(sources: readonly string[]): string {
  return `<small>[${sources.map(escaped).join(', ')}]</small>`;
}

function planHtml(plan: PlanAnswer, answer: ForecastAnswer): string {
  const curves = plan.curves.map((curve) => {
    const about = `<small>(${escaped(curve.unit)}; certainty ${curve.certainty})</small>`;
    const head = `<h3>${escaped(curve.label)} ${about} ${citedText(curve.sources)}</h3>`;
    if (curve.form === 'words') return `${head}<p>${escaped(wordsOf(curve))}</p>`;
    const untreated = answer.untreated.curves.find((one) => one.endpoint === curve.endpoint);
    return `${head}${plotSvg(curve, untreated, answer.outputDays)}`;
  });
  const grades = plan.grades.map((one) =>
    entry(one.label, one.certainty, one.icons?.sentence ?? 'In words only.', one.sources),
  );
  const relapse = plan.relapse.map((one) =>
    entry(one.label, one.certainty, relapseSentence(one), one.sources),
  );
  const lists = `<h3>Of 100 people</h3><dl>${grades.join('')}</dl>`;
  return `<h2>${escaped(plan.name)}</h2>${curves.join('\n')}${lists}
<h3>Relapse</h3><dl>${relapse.join('')}</dl>`;
}

function entry(
  label: string,
  certainty: string,
  statement: string,
  sources: readonly string[],
): string {
  const head = `${escaped(label)} <small>(certainty ${certainty})</small>`;
  return `<dt>${head}</dt><dd>${escaped(statement)} ${citedText(sources)}</dd>`;
}

function relapseSentence(one: PlanAnswer['relapse'][number]): string {
  const percent = (share: number | null) => (share === null ? '?' : `${Math.round(100 * share)} %`);
  const { withEffect, withNone } = one.doseEffectRange;
  const range = `Between ${percent(withEffect)} and ${percent(withNone)}`;
  const said = one.icons?.sentence ?? '';
  return `${said} ${range} depending on whether the dose matters, which is not known.`;
}

type Line = CurveAnswer['median'];

function plotSvg(
  curve: CurveAnswer,
  untreated: CurveAnswer | undefined,
  days: readonly number[],
): string {
  const values = [curve.high90, curve.low90, curve.median, untreated?.median ?? []].flatMap(
    (line) => line.flatMap((value) => value ?? []),
  );
  const top = Math.max(...values, 1e-9);
  const lastDay = days.at(-1) ?? 1;
  const x = (index: number) => LEFT + ((days[index] ?? 0) / lastDay) * (WIDTH - LEFT - 8);
  const y = (value: number) => HEIGHT - BOTTOM - (value / top) * (HEIGHT - BOTTOM - 8);
  const points = (line: Line) =>
    line.flatMap((value, index) =>
      value === null ? [] : [`${x(index).toFixed(1)},${y(value).toFixed(1)}`],
    );
  const pathOf = (line: Line) => `points="${points(line).join(' ')}"`;
  const around = (low: Line, high: Line) => [...points(low), ...points(high).reverse()].join(' ');
  const band = (low: Line, high: Line, opacity: number) =>
    `<polygon fill="#1f6f8b" fill-opacity="${opacity}" points="${around(low, high)}"/>`;
  const dashed =
    untreated === undefined
      ? ''
      : `<polyline fill="none" stroke="#8b1f1f" stroke-dasharray="5 4" ${pathOf(untreated.median)}/>`;
  const label = `${curve.label}: median ${curve.median.at(-1)?.toFixed(1) ?? 'not stated'} at the end`;
  const words = (atX: number, atY: number, text: string) =>
    `<text x="${atX}" y="${atY}" font-size="12">${text}</text>`;
  return [
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escaped(label)}">`,
    band(curve.low90, curve.high90, 0.15),
    band(curve.low50, curve.high50, 0.3),
    dashed,
    `<polyline fill="none" stroke="#134655" stroke-width="2" ${pathOf(curve.median)}/>`,
    `<line x1="${LEFT}" x2="${WIDTH}" y1="${y(0)}" y2="${y(0)}" stroke="#333"/>`,
    words(2, 16, top.toPrecision(3)),
    words(2, y(0), '0'),
    words(LEFT, HEIGHT - 6, 'day 0'),
    words(WIDTH - 60, HEIGHT - 6, `day ${lastDay}`),
    '</svg>',
  ].join('');
}

function sourcesHtml(answer: ForecastAnswer, known: ReadonlyMap<string, string>): string {
  const keys = new Set<string>();
  for (const plan of answer.plans)
    for (const part of [...plan.curves, ...plan.grades, ...plan.relapse])
      for (const key of part.sources) keys.add(key);
  for (const one of [answer.alternative, ...answer.lastingEffects, ...answer.notForecast])
    for (const key of one.sources) keys.add(key);
  return [...keys]
    .sort()
    .map((key) => `<dt>${escaped(key)}</dt><dd>${escaped(known.get(key) ?? 'see evidence/')}</dd>`)
    .join('');
}
