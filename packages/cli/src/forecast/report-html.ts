// A forecast as one self-contained page: plots, bands, people out of a hundred, sources, warnings.
// Never a script or a request to anywhere, and never a line where nothing may be said.

import type {
  CurveAnswer,
  ForecastAnswer,
  ForecastRequest,
  GradeAnswer,
  PlanAnswer,
  RelapseAnswer,
} from '@aegle/forecast';
import { B1_NOTE, certaintyText } from './certainty-text.ts';
import { escaped } from './escaped.ts';
import { countedShare, wordsOf } from './forecast-text.ts';
import { iconsSvg, plotSvg } from './report-plot.ts';
import { REPORT_STYLE } from './report-style.ts';

const KEY = `<p class="key quiet"><span><i style="background:#134655;height:3px"></i>median</span>
<span><i style="background:#1f6f8b;opacity:.36"></i>half of people</span>
<span><i style="background:#1f6f8b;opacity:.18"></i>nine of ten people</span>
<span><i style="border-top:2px dashed #8b1f1f;height:0"></i>untreated, median</span>
<span><i style="background:#e7f0e9"></i>while capsules are taken</span>
<span><i style="background:#f1ebe4"></i>few data, or none</span></p>`;

/** The page; `sources` gives the citation of each key where it is known. */
export function reportHtml(
  answer: ForecastAnswer,
  request: ForecastRequest,
  sources: ReadonlyMap<string, string>,
): string {
  const warnings = answer.warnings.map(
    (one) =>
      `<p class="warn">${escaped(one.plan === null ? one.text : `${one.plan}: ${one.text}`)}</p>`,
  );
  const words = (list: ForecastAnswer['lastingEffects']) =>
    `<dl>${list.map(wordsHtml).join('')}</dl>`;
  const { release, alternative } = answer;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Aegle forecast</title><style>${REPORT_STYLE}</style></head><body>
<h1>What this plan will probably do, and how sure that is</h1>
<p class="lead">About people in the studies, never about one person for sure. Not for clinical use.</p>
${subjectHtml(request)}
${warnings.join('\n')}
<p class="quiet">Model ${escaped(release.name)}, seed ${answer.seed}, ${answer.patients} virtual
patients a course. Digest of the release <code>${escaped(release.digest)}</code>.</p>
${answer.plans.map((plan) => planHtml(plan, answer)).join('\n')}
<h2>Beside it: no treatment, and the usual alternative</h2>
${untreatedHtml(answer)}
<h3>${escaped(alternative.topic)}</h3><p>${escaped(alternative.statement)}
${badge(alternative.certainty)} ${citedText(alternative.sources)}</p>
<h2>Lasting effects, in words only</h2>${words(answer.lastingEffects)}
<h2>Not forecast</h2>${words(answer.notForecast)}
<h2>Sources</h2><dl class="sources">${sourcesHtml(answer, sources)}</dl>
</body></html>
`;
}

function subjectHtml({ subject }: ForecastRequest): string {
  if (subject.kind === 'population') {
    const own = subject.baseline === undefined ? '' : ', with the baseline that was asked for';
    return `<p>For a population like those of the studies${own}.</p>`;
  }
  const { profile } = subject;
  const said = [
    `${profile.ageYears} years`,
    profile.sex,
    `${profile.weightKg} kg`,
    `${profile.inflammatoryLesions} inflammatory lesions, ${profile.nonInflammatoryLesions} comedones`,
    `${profile.nodules} nodules on the face`,
    profile.isTruncal ? 'acne on the trunk' : 'no acne on the trunk',
  ];
  return `<p>For people like this one: ${escaped(said.join('; '))}.</p>`;
}

function badge(certainty: CurveAnswer['certainty']): string {
  return `<span class="badge ${certainty}">${certaintyText(certainty)}</span>`;
}

function citedText(sources: readonly string[]): string {
  return `<small>[${sources.map(escaped).join(', ')}]</small>`;
}

function wordsHtml(one: ForecastAnswer['alternative']): string {
  const said = `${escaped(one.statement)} ${citedText(one.sources)}`;
  return `<dt>${escaped(one.topic)} ${badge(one.certainty)}</dt><dd>${said}</dd>`;
}

function card(
  label: string,
  certainty: CurveAnswer['certainty'],
  content: string,
  sources: readonly string[],
): string {
  const head = `<h4>${escaped(label)} ${badge(certainty)}</h4>`;
  return `<section class="card">${head}${content}<p>${citedText(sources)}</p></section>`;
}

function planHtml(plan: PlanAnswer, answer: ForecastAnswer): string {
  const part = (title: string, kind: string, cards: readonly string[]) =>
    cards.length === 0
      ? ''
      : `<h3>${title}</h3><div class="cards ${kind}">${cards.join('\n')}</div>`;
  const last = plan.lastDoseDay === null ? '' : `<p>Last capsule on day ${plan.lastDoseDay}.</p>`;
  const curves = plan.curves.map((curve) => curveCard(curve, plan, answer));
  const grades = plan.grades.map((grade) => gradeCard(grade, answer));
  const relapse = plan.relapse.map((one) => relapseCard(one, plan, answer));
  return `<h2>${escaped(plan.name)}</h2>${last}${KEY}
${part('Over time', '', curves)}
${part('Of a hundred people', 'people-cards', grades)}
${part('Treatment again after the course', '', relapse)}`;
}

function curveCard(curve: CurveAnswer, plan: PlanAnswer, answer: ForecastAnswer): string {
  const { label, certainty, sources } = curve;
  if (curve.form === 'words')
    return card(label, certainty, `<p>${escaped(wordsOf(curve))}</p>`, sources);
  const { outputDays: days, untreated, fewDataFromDay } = answer;
  const beside = untreated.curves.find((one) => one.endpoint === curve.endpoint);
  const isDrug = curve.endpoint === 'cumulativeDose' || curve.unit === 'ng/mL';
  const weak = [curve.unidentifiedFromDay, fewDataFromDay].flatMap((day) => day ?? []);
  const last = curve.median.findLastIndex((value) => value !== null);
  const said = `${label}, ${curve.unit}: median ${numberText(curve.median[last])} on day ${days[last] ?? 0}`;
  const plot = plotSvg({
    label: said,
    days,
    middle: curve.median,
    bands: [
      { low: curve.low90, high: curve.high90 },
      { low: curve.low50, high: curve.high50 },
    ],
    untreated: isDrug ? null : (beside?.median ?? null),
    lastDoseDay: plan.lastDoseDay,
    weakFromDay: weak.length === 0 ? null : Math.min(...weak),
    isShare: false,
  });
  const notes = [
    curve.shown === 'B1' ? B1_NOTE : '',
    curve.unidentifiedFromDay === null
      ? ''
      : `Nobody has measured this from day ${curve.unidentifiedFromDay} on.`,
    curve.words ?? '',
  ].filter((note) => note !== '');
  const noted = notes.map((note) => `<p class="note quiet">${escaped(note)}</p>`).join('');
  return card(`${label} (${curve.unit})`, certainty, plot + noted, sources);
}

function numberText(value: number | null | undefined): string {
  return value == null ? 'not stated' : String(Number(value.toPrecision(3)));
}

function gradeCard(grade: GradeAnswer, answer: ForecastAnswer): string {
  const { label, certainty, sources, icons } = grade;
  if (icons === null) return card(label, certainty, '<p>In words only.</p>', sources);
  const beside = answer.untreated.grades.find((one) => one.endpoint === grade.endpoint);
  const time = Math.max(0, answer.outputDays.indexOf(icons.day));
  const untreated =
    beside === undefined || beside.icons === null
      ? ''
      : ` Untreated: about ${Math.round(100 * countedShare(beside, time))}.`;
  const said = `${icons.sentence}${untreated}`;
  const what = `<p><b>${escaped(grade.counted)}</b>, day ${icons.day}</p>`;
  return card(label, certainty, `${what}${iconsSvg(icons)}<p>${escaped(said)}</p>`, sources);
}

function relapseCard(one: RelapseAnswer, plan: PlanAnswer, answer: ForecastAnswer): string {
  const percent = (share: number | null) => (share === null ? '?' : `${Math.round(100 * share)} %`);
  const { withEffect, withNone } = one.doseEffectRange;
  const plot = plotSvg({
    label: `${one.label}: ${one.icons?.sentence ?? 'not stated'}`,
    days: answer.outputDays,
    middle: one.share,
    bands: [{ low: one.low, high: one.high }],
    untreated: null,
    lastDoseDay: plan.lastDoseDay,
    weakFromDay: answer.fewDataFromDay,
    isShare: true,
  });
  const said = `${one.icons?.sentence ?? ''} The band holds what is not known. ${percent(withEffect)} if
the reported effect of dose holds, ${percent(withNone)} if there is none: which, nobody knows.`;
  const note = one.shown === 'B1' ? `<p class="note quiet">${B1_NOTE}</p>` : '';
  return card(one.label, one.certainty, `${plot}<p>${escaped(said)}</p>${note}`, one.sources);
}

/** The untreated course in numbers: start, middle and end of what was asked for. */
function untreatedHtml({ untreated, outputDays }: ForecastAnswer): string {
  const end = outputDays.length - 1;
  const times = [...new Set([0, Math.round(end / 2), end])];
  const moving = untreated.curves.filter(
    (curve) =>
      curve.form === 'numbers' && curve.unit !== 'ng/mL' && curve.endpoint !== 'cumulativeDose',
  );
  if (moving.length === 0) return '';
  const head = times.map((time) => `<th>day ${outputDays[time]}</th>`).join('');
  const rows = moving.map((curve) => {
    const cells = times.map((time) => {
      const band = `${numberText(curve.low90[time])} to ${numberText(curve.high90[time])}`;
      return `<td>${numberText(curve.median[time])} <small>(${band})</small></td>`;
    });
    return `<tr><th>${escaped(`${curve.label}, ${curve.unit}`)}</th>${cells.join('')}</tr>`;
  });
  return `<h3>No treatment</h3><p class="quiet">Median, and the range of nine of ten people.</p>
<table><tr><th></th>${head}</tr>${rows.join('')}</table>`;
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
