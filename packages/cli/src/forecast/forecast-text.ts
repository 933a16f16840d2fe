// A forecast as tables for a terminal: medians with 50 and 90 % bands, shares, words, sources.
// Never a number where the answer gives words, and never a ranking of plans.

import type {
  CurveAnswer,
  FlareAnswer,
  ForecastAnswer,
  GradeAnswer,
  Marks,
  PlanAnswer,
  RelapseAnswer,
} from '@aegle/forecast';
import { B1_NOTE, certaintyText } from './certainty-text.ts';

/** Up to this many output days are all shown; of more, the start, each quarter of a year, the end. */
const MOST_SHOWN = 16;

/** The days of a table, by their place among the output days. */
interface Shown {
  readonly days: readonly number[];
  readonly times: readonly number[];
  readonly fewDataFromDay: number | null;
}

function shownOf({ outputDays: days, fewDataFromDay }: ForecastAnswer): Shown {
  const all = days.map((_, index) => index);
  const step = days[1] ?? 1;
  const quarters = all.filter((index) => days[index]! % 91 < step || index === days.length - 1);
  return { days, times: days.length <= MOST_SHOWN ? all : quarters, fewDataFromDay };
}

/** The whole answer. */
export function forecastText(answer: ForecastAnswer): string {
  const { release } = answer;
  const shown = shownOf(answer);
  const lines = [
    `Model ${release.name} (${release.digest.slice(0, 12)}),`,
    `seed ${answer.seed}, ${answer.patients} virtual patients.`,
    'About people simulated from studies, never about one person for sure. Not for clinical use.',
    'A day is its start: day 140 is after 140 days. Bands hold 50 and 90 % of people; a range of',
    'shares holds what is not known.',
    ...answer.warnings.map(
      (one) => `Warning${one.plan === null ? '' : ` (${one.plan})`}: ${one.text}`,
    ),
  ];
  lines.push('', 'Checked against studies that the model had not seen:');
  for (const one of answer.validation) lines.push(`  - ${one.block}: ${one.sentence}`);
  for (const plan of [...answer.plans, answer.untreated]) lines.push('', ...planLines(plan, shown));
  const { alternative } = answer;
  const cited = citedText(alternative.sources);
  lines.push(
    '',
    `The usual alternative: ${alternative.topic}. ${alternative.statement} ${cited}`,
    '',
    'Lasting effects, in words only:',
  );
  for (const one of answer.lastingEffects)
    lines.push(`  - ${one.topic}: ${one.statement} ${citedText(one.sources)}`);
  lines.push('', 'Not forecast:');
  for (const one of answer.notForecast) lines.push(`  - ${one.topic}: ${one.statement}`);
  return `${lines.join('\n')}\n`;
}

function planLines(plan: PlanAnswer, shown: Shown): string[] {
  const last = plan.lastDoseDay === null ? '' : `, last capsule on day ${plan.lastDoseDay}`;
  const lines = [`== ${plan.name}${last}`];
  if (plan.flare !== null) lines.push(...flareLines(plan.flare));
  for (const curve of plan.curves) lines.push(...curveLines(curve, shown));
  for (const grade of plan.grades) lines.push(...gradeLines(grade, shown));
  for (const relapse of plan.relapse)
    lines.push(...relapseLines(relapse, plan.lastDoseDay ?? 0, shown));
  return lines;
}

function citedText(sources: readonly string[]): string {
  return `[${sources.join(', ')}]`;
}

function dayText(day: number, shown: Shown): string {
  const isFew = shown.fewDataFromDay !== null && day >= shown.fewDataFromDay;
  return `    day ${String(day).padStart(4)}${isFew ? ' (few data)' : ''}`;
}

/** Name, badge as it falls with time, sources and check. */
function headOf(marks: Marks, about: string): string[] {
  const [, ...later] = marks.badges;
  const falls = later.map((one) => `, ${certaintyText(one.certainty)} from day ${one.fromDay}`);
  const badge = `${about}${certaintyText(marks.certainty)}${falls.join('')}`;
  return [`${marks.label} (${badge}) ${citedText(marks.sources)}`];
}

function flareLines(flare: FlareAnswer): string[] {
  const from = `from day ${flare.firstDoseDay}, the first capsule; `;
  const said = flare.icons?.sentence ?? 'In words only.';
  const shares = flare.shares.map((one) => `${one.grade} ${percentText(one.share).trim()}`);
  return [...headOf(flare, from), `    ${said} ${shares.join(', ')}`];
}

function curveLines(curve: CurveAnswer, shown: Shown): string[] {
  const head = headOf(curve, `${curve.unit}; `);
  if (curve.form === 'words') return [...head, `    ${wordsOf(curve)}`];
  if (curve.shown === 'B1') head.push(`    ${B1_NOTE}`);
  const rows = shown.times.flatMap((time) => {
    const value = (line: CurveAnswer['median']) => numberText(line[time] ?? null);
    if (curve.median[time] == null) return [];
    const day = shown.days[time]!;
    const half = `50 %: ${value(curve.low50)} to ${value(curve.high50)}`;
    const most = `90 %: ${value(curve.low90)} to ${value(curve.high90)}`;
    const from = curve.unidentifiedFromDay;
    const note = from !== null && day >= from ? '  nobody has measured this' : '';
    return [`${dayText(day, shown)}  ${value(curve.median).padStart(7)}  ${half}  ${most}${note}`];
  });
  return [...head, ...(curve.words === null ? [] : [`    ${curve.words}`]), ...rows];
}

/** What is said where one person may get no number: the widest band at the end, and words. */
export function wordsOf(curve: CurveAnswer): string {
  const low = curve.low90.findLast((value) => value !== null);
  const high = curve.high90.findLast((value) => value !== null);
  if (low == null || high == null) return curve.words ?? 'Nothing can be said.';
  const range = `from ${numberText(low)} to ${numberText(high)}`;
  const said = `No number for one person: somewhere ${range} at the end.`;
  return curve.words === null ? said : `${said} ${curve.words}`;
}

/** Share at or above the grade that counts, day by day; the grades below it are what is left. */
export function countedShare(grade: GradeAnswer, time: number): number {
  const from = grade.grades.findIndex((name) => grade.counted.startsWith(name));
  return grade.shares.slice(from).reduce((sum, line) => sum + (line[time] ?? 0), 0);
}

/** Counted in the people, the same share has a wider range by chance: one range is given, once. */
const FLARE_NOTE =
  'Of the shares of “Acne that gets worse first”, how many so far; their range stands there.';

function gradeLines(grade: GradeAnswer, shown: Shown): string[] {
  const head = headOf(grade, `${grade.counted}; `);
  if (grade.icons === null) return [...head, `    ${grade.words ?? 'In words only.'}`];
  const isFlare = grade.endpoint === 'flare';
  if (isFlare) head.push(`    ${FLARE_NOTE}`);
  const rows = shown.times.flatMap((time) => {
    if (grade.low[time] == null) return [];
    const range = isFlare ? '' : rangeText(grade.low[time] ?? null, grade.high[time] ?? null);
    return [
      `${dayText(shown.days[time]!, shown)}  ${percentText(countedShare(grade, time))}${range}`,
    ];
  });
  return [...head, ...rows];
}

const DAYS_PER_MONTH = 365.25 / 12;

function relapseLines(relapse: RelapseAnswer, lastDoseDay: number, shown: Shown): string[] {
  const head = headOf(relapse, '');
  const since = `${relapse.comparedOnDay - lastDoseDay - 1} days after the last capsule`;
  if (relapse.words !== null) return [...head, `    ${since}: ${relapse.words}`];
  if (relapse.shown === 'B1') head.push(`    ${B1_NOTE}`);
  const rows = shown.times.flatMap((time) => {
    const day = shown.days[time]!;
    const since = day - lastDoseDay - 1;
    if (since <= 0) return [];
    const range = rangeText(relapse.low[time] ?? null, relapse.high[time] ?? null);
    const share = percentText(relapse.share[time] ?? null);
    const months = (since / DAYS_PER_MONTH).toFixed(1);
    return [`${dayText(day, shown)}  ${share}${range}  ${months} months after the last capsule`];
  });
  const { withEffect, withNone } = relapse.doseEffectRange;
  const [some, none] = [percentText(withEffect).trim(), percentText(withNone).trim()];
  return [
    ...head,
    ...rows,
    `    ${since}: ${some} if the reported dose effect holds, ${none} if there is none: not known.`,
  ];
}

function percentText(share: number | null): string {
  return share === null ? '    ?' : `${(100 * share).toFixed(0).padStart(3)} %`;
}

function rangeText(low: number | null, high: number | null): string {
  if (low === null || high === null) return '';
  return `  (${(100 * low).toFixed(0)} to ${(100 * high).toFixed(0)})`;
}

function numberText(value: number | null): string {
  if (value === null) return '-';
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(1);
}
