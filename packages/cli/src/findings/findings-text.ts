// Findings in words, for a terminal: the schedule, the results, the effects, the report.
// Never a colour that carries a meaning, and never a name.

import {
  type AfterCourseReport,
  type CourseFindings,
  formatCalendarDay,
  type Grade,
  type ResultFinding,
  type ScheduledTest,
  trendsByAnalyte,
} from '@aegle/core';
import type { FileFindings } from './findings-of-file.ts';

const say = (word: string) => word.replaceAll('_', ' ').replaceAll('-', ' ');

/** A heading with its lines; a section without a line says `nothing`. */
export interface TextSection {
  readonly title: string;
  readonly lines: readonly string[];
}

const section = (title: string, lines: readonly string[]): TextSection => ({
  title,
  lines: lines.length === 0 ? ['nothing'] : lines,
});

/** Every section; what is not there yet says so. */
export function findingsText({ today, policy, findings }: FileFindings): string {
  const sections = [
    scheduleSection(policy, findings.schedule),
    ...findingSections(findings),
    reportSection(findings.report),
    ...unreadSections(findings),
  ];
  const head = `Findings as of ${formatCalendarDay(today)}. Not for clinical use.`;
  const parts = sections.map(({ title, lines }) => [title, ...lines.map((line) => `  ${line}`)]);
  return `${[[head], ...parts].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** Results, trends, effects and red flags. */
export function findingSections(findings: CourseFindings): readonly TextSection[] {
  return [resultsSection(findings.results), trendsSection(findings), ...effectSections(findings)];
}

/** The dated tests of the policy, then what it does not ask for. */
export function scheduleSection(
  policy: string,
  schedule: readonly ScheduledTest[] = [],
): TextSection {
  return section(`Schedule (${policy})`, schedule.map(scheduleLine));
}

function scheduleLine({ test, state, because, window, citations }: ScheduledTest): string {
  const days = window
    ? ` ${formatCalendarDay(window.firstDay)} to ${formatCalendarDay(window.lastDay)}`
    : '';
  const sources = [...new Set(citations.flatMap((one) => one.sources))].join(', ');
  return `${say(test)}: ${say(state)}${days} (${say(because)}${sources ? `; ${sources}` : ''})`;
}

/** Each result with its grades, the advice on it, and what a person has to look at. */
function resultsSection(results: readonly ResultFinding[]): TextSection {
  return section('Results', results.map(resultLine));
}

function resultLine({ value, doubt, grades, advice, questions, reviews }: ResultFinding): string {
  if (value === undefined)
    return `${doubt ? `held: ${say(doubt)}` : 'a code that Aegle does not know'}; a person looks at it`;
  const { quantity, comparator = '' } = value;
  const head = `${formatCalendarDay(value.day)} ${say(value.analyte)} ${comparator}${quantity.value} ${quantity.unit}`;
  const parts = [
    ...grades.map(gradeText),
    ...(advice?.parts.map(
      ({ action, advice: words }) => `${action}: ${words.replace(/\.$/, '')}`,
    ) ?? []),
    ...questions.map(
      ({ doubt: why, otherUnit }) => `asked: ${say(why)}${otherUnit ? ` (${otherUnit}?)` : ''}`,
    ),
    ...reviews.map(({ reason, urgency }) => `review ${say(urgency)}: ${say(reason)}`),
  ];
  return [head, ...parts].join('; ');
}

function gradeText(grade: Grade): string {
  return grade.kind === 'graded'
    ? `CTCAE ${grade.version} grade ${grade.grade}${grade.mayBeHigher ? ' or higher' : ''}`
    : `CTCAE ${grade.version} ungraded (${say(grade.because)})`;
}

/** How each analyte went, one line a unit; two units are never joined. */
function trendsSection({ results, startedOn }: CourseFindings): TextSection {
  const lines = [...trendsByAnalyte(results, startedOn)].flatMap(([analyte, trends]) =>
    trends.map(({ unit, baseline, points, direction }) => {
      const last = points.at(-1)!;
      const times = last.timesBaseline === undefined ? '' : ` (x ${last.timesBaseline.toFixed(2)})`;
      const from = baseline ? `${baseline.quantity.value} to ` : '';
      return `${say(analyte)} in ${unit}: ${from}${last.result.quantity.value}${times}; ${say(direction)}`;
    }),
  );
  return section('Trends', lines);
}

/** Effects over time, and red flags with what the patient is told. */
function effectSections({ effects, redFlags }: CourseFindings): readonly TextSection[] {
  return [
    section(
      'Effects',
      effects.map(({ effect, onset, worstGrade, lastPresentOn, resolution, treatments }) => {
        const gone = resolution
          ? `gone by ${formatCalendarDay(resolution.by)}`
          : 'not reported as gone';
        const done = treatments.length > 0 ? `; treated: ${treatments.join(', ')}` : '';
        return [
          `${say(effect)}: by ${formatCalendarDay(onset.by)}, worst grade ${worstGrade}`,
          `last reported ${formatCalendarDay(lastPresentOn)}`,
          `${gone}${done}`,
        ].join(', ');
      }),
    ),
    section(
      'Red flags',
      redFlags.map(
        ({ day, flag }) =>
          `${formatCalendarDay(day)} ${say(flag.flag)}. To the patient: ${flag.adviceToPatient}`,
      ),
    ),
  ];
}

/** What changed and what is still there; while the course goes on there is no report. */
export function reportSection(report: AfterCourseReport | undefined): TextSection {
  if (report === undefined) return section('Report', ['the course goes on, or has not begun']);
  const months = report.monthsSinceLastDose;
  return section(`Report: what changed, and what is still there after ${months} months`, [
    ...report.statements,
    ...report.relapse.map(({ rung, state, days }) => `${say(rung)}: ${say(state)}, ${days} days`),
    `in remission so far: ${report.isInRemission ? 'yes' : 'no, or not known'}`,
    ...report.effects.map(
      ({ effect, state, presentMonthsAfter }) =>
        `${say(effect)}: ${state} now; last reported ${
          presentMonthsAfter < 0
            ? 'during the course'
            : `${presentMonthsAfter} months after the last capsule`
        }`,
    ),
    ...report.visits.map(
      ({ month, bestDay, state }) => `visit ${month} months, ${bestDay}: ${state}`,
    ),
    ...report.domains.flatMap(({ domain, series, published }) => [
      `${say(domain)}:${series.length === 0 ? ' nothing was measured' : ''}`,
      ...series.map(({ measure, baseline, best, last, change }) => {
        const points = [baseline, best, last].map((one) => one?.value ?? '-').join(' / ');
        const verdict = change
          ? `, ${change.direction}; beyond measurement error: ${change.isBeyondError}`
          : '';
        return `  ${say(measure)} before / best / last: ${points}${verdict}`;
      }),
      ...(published ? [`  published (${published.certainty}): ${published.known}`] : []),
    ]),
  ]);
}

/** What nobody could read; none where everything was. */
export function unreadSections({ unread }: CourseFindings): readonly TextSection[] {
  if (unread.length === 0) return [];
  const lines = unread.map(
    ({ what, name }) => `${what} ${say(name)}: off its scale, or not a word that is known`,
  );
  return [section('Left to a person', lines)];
}
