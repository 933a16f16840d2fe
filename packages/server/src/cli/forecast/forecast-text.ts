// A forecast as tables for a terminal: medians with 50 and 90 % bands, shares, words, sources.
// Never a number where the answer gives words, and never a ranking of plans.

import type {
  CurveAnswer,
  ForecastAnswer,
  GradeAnswer,
  PlanAnswer,
  RelapseAnswer,
} from '@aegle/forecast';

/** Days shown in the table: the start, each quarter of a year and the horizon. */
function shownTimes(days: readonly number[]): readonly number[] {
  const last = days.length - 1;
  const wanted = days.flatMap((day, index) => (day % 91 < (days[1] ?? 1) ? [index] : []));
  return [...new Set([...wanted, last])];
}

/** The whole answer. */
export function forecastText(answer: ForecastAnswer): string {
  const { release } = answer;
  const lines = [
    `Model ${release.name} (${release.digest.slice(0, 12)}),`,
    `seed ${answer.seed}, ${answer.patients} virtual patients.`,
    'About people in the studies, never about one person for sure. Not for clinical use.',
    ...answer.warnings.map(
      (one) => `Warning${one.plan === null ? '' : ` (${one.plan})`}: ${one.text}`,
    ),
  ];
  for (const plan of [...answer.plans, answer.untreated])
    lines.push('', ...planLines(plan, answer.outputDays));
  lines.push(
    '',
    `The usual alternative: ${answer.alternative.topic}. ${answer.alternative.statement}`,
  );
  lines.push('', 'Lasting effects, in words only:');
  for (const one of answer.lastingEffects)
    lines.push(`  - ${one.topic}: ${one.statement} [${one.sources.join(', ')}]`);
  lines.push('', 'Not forecast:');
  for (const one of answer.notForecast) lines.push(`  - ${one.topic}: ${one.statement}`);
  return `${lines.join('\n')}\n`;
}

function planLines(plan: PlanAnswer, days: readonly number[]): string[] {
  const times = shownTimes(days);
  const last = plan.lastDoseDay === null ? '' : `, last capsule on day ${plan.lastDoseDay}`;
  const lines = [`== ${plan.name}${last}`];
  for (const curve of plan.curves) lines.push(...curveLines(curve, days, times));
  for (const grade of plan.grades) lines.push(gradeLine(grade));
  for (const relapse of plan.relapse) lines.push(...relapseLines(relapse));
  return lines;
}

function curveLines(
  curve: CurveAnswer,
  days: readonly number[],
  times: readonly number[],
): string[] {
  const head = `${curve.label} (${curve.unit}; certainty ${curve.certainty}) [${curve.sources.join(', ')}]`;
  if (curve.form === 'words') return [head, `    ${wordsOf(curve)}`];
  const rows = times.flatMap((time) => {
    const value = (line: CurveAnswer['median']) => numberText(line[time] ?? null);
    if (curve.median[time] == null) return [];
    const half = `50 %: ${value(curve.low50)} to ${value(curve.high50)}`;
    const most = `90 %: ${value(curve.low90)} to ${value(curve.high90)}`;
    const day = String(days[time]).padStart(4);
    return [`    day ${day}  ${value(curve.median).padStart(7)}  ${half}  ${most}`];
  });
  return [head, ...rows];
}

/** What is said where one person may get no number: words, or the widest band at the end. */
export function wordsOf(curve: CurveAnswer): string {
  if (curve.words !== null) return curve.words;
  const low = curve.low90.findLast((value) => value !== null);
  const high = curve.high90.findLast((value) => value !== null);
  if (low == null || high == null) return 'Nothing can be said.';
  const range = `from ${numberText(low)} to ${numberText(high)}`;
  return `No number for one person: somewhere ${range} at the end.`;
}

function gradeLine(grade: GradeAnswer): string {
  const said = grade.icons === null ? 'In words only.' : grade.icons.sentence;
  return `${grade.label} (certainty ${grade.certainty}): ${said} [${grade.sources.join(', ')}]`;
}

function relapseLines(relapse: RelapseAnswer): string[] {
  const { withEffect, withNone } = relapse.doseEffectRange;
  const percent = (share: number | null) => (share === null ? '?' : `${Math.round(100 * share)} %`);
  const said = relapse.icons === null ? '' : ` ${relapse.icons.sentence}`;
  return [
    `${relapse.label} (certainty ${relapse.certainty}):${said} [${relapse.sources.join(', ')}]`,
    `    between ${percent(withEffect)} and ${percent(withNone)} depending on whether`,
    '    the dose matters, which is not known',
  ];
}

function numberText(value: number | null): string {
  if (value === null) return '-';
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(1);
}
