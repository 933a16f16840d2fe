// "What changed, and what is still there after N months", for one patient, as a value.
// Never a cause: the report says itself that it cannot show that the medicine caused anything.

import type { EvidenceCitation } from '../evidence/evidence-row.ts';
import {
  type EffectEpisode,
  type EffectReport,
  type EffectState,
  effectEpisodes,
  effectStateAmong,
} from '../monitoring/adverse-effects.ts';
import { type CalendarDay, formatCalendarDay } from '../time/calendar-day.ts';
import type { Assessment } from './assessments.ts';
import { CLAIM_OF_DOMAIN, type Claim } from './claims.ts';
import { type FollowUpMonth, followUpOf, monthsAfter } from './follow-up.ts';
import { DOMAINS, type Domain, type MeasurementError, measureOf } from './measures.ts';
import { isInRemission, type RelapseEvent, type RungState, relapseLadder } from './relapse.ts';

/** A value with its day, as `YYYY-MM-DD`. */
export interface ReportedPoint {
  readonly value: number;
  readonly on: string;
}

/** How one measure went. Two measures of a domain are two series and are never joined. */
export interface MeasureSeries {
  readonly measure: string;
  readonly worse: 'up' | 'down';
  /** The last value up to the first day of the course. */
  readonly baseline?: ReportedPoint;
  /** The best value after the baseline. */
  readonly best?: ReportedPoint;
  readonly last?: ReportedPoint & {
    /** Whole months since the last capsule; below 0 during the course. */
    readonly monthsAfterLastDose: number;
  };
  /** The value nearest to each point of the follow-up schedule. */
  readonly points: readonly ({ readonly month: FollowUpMonth } & ReportedPoint)[];
  /** From baseline to last; absent where one of them is missing. */
  readonly change?: {
    readonly points: number;
    readonly direction: 'better' | 'worse' | 'same';
    /** `unknown`: no measurement error of this measure is known. */
    readonly isBeyondError: 'yes' | 'no' | 'unknown';
    readonly citation?: EvidenceCitation;
  };
}

export interface DomainReport {
  readonly domain: Domain;
  readonly series: readonly MeasureSeries[];
  /** What published evidence says to the same question, and how certain that is. */
  readonly published?: Pick<
    Claim,
    'id' | 'claim' | 'known' | 'missing' | 'certainty' | 'citations'
  >;
}

export interface LastingEffect {
  readonly effect: string;
  readonly worstGrade: number;
  readonly beganBy: string;
  readonly lastPresentOn: string;
  readonly goneBy?: string;
  /** Whether it was there on the day of the report, as far as the reports tell. */
  readonly state: EffectState;
  /** Months after the last capsule of the last report that it was there; below 0 during the course. */
  readonly presentMonthsAfter: number;
}

export interface AfterCourseReport {
  readonly asOf: string;
  readonly startedOn: string;
  readonly lastDoseOn: string;
  readonly monthsSinceLastDose: number;
  readonly domains: readonly DomainReport[];
  readonly effects: readonly LastingEffect[];
  readonly relapse: readonly RungState[];
  readonly isInRemission: boolean;
  readonly visits: readonly {
    readonly month: FollowUpMonth;
    readonly state: string;
    readonly bestDay: string;
  }[];
  readonly statements: readonly string[];
}

/** What the report is made from. */
export interface ReportInput {
  readonly startedOn: CalendarDay;
  readonly lastDoseOn: CalendarDay;
  readonly asOf: CalendarDay;
  readonly assessments: readonly Assessment[];
  readonly effects: readonly EffectReport[];
  /** Days on which a follow-up was completed, whatever was asked at it. */
  readonly followUpsOn?: readonly CalendarDay[];
  readonly relapses: readonly RelapseEvent[];
  readonly lastHeardOn: CalendarDay;
  readonly errors: ReadonlyMap<string, MeasurementError>;
  readonly claims: readonly Claim[];
}

export const REPORT_STATEMENTS = [
  'This cannot show that the medicine caused it: acne, age and other things change too.',
  'A change within the measurement error of a scale may be chance.',
  'Nothing is known of the time after the last report.',
] as const;

/** The report; a domain of which nothing was measured stands in it with what is published alone. */
export function afterCourseReport(input: ReportInput): AfterCourseReport {
  const known = input.assessments.filter(({ day }) => day <= input.asOf);
  const heard = input.effects.filter(({ day }) => day <= input.asOf);
  const relapse = relapseLadder(
    input.lastDoseOn,
    input.relapses.filter(({ on }) => on <= input.asOf),
    Math.min(input.lastHeardOn, input.asOf) as CalendarDay,
  );
  const lastIga = known.filter(({ measure }) => measure === 'iga').at(-1)?.value;
  return {
    asOf: formatCalendarDay(input.asOf),
    startedOn: formatCalendarDay(input.startedOn),
    lastDoseOn: formatCalendarDay(input.lastDoseOn),
    monthsSinceLastDose: monthsAfter(input.lastDoseOn, input.asOf),
    domains: DOMAINS.flatMap((domain) => domainReport(input, known, domain)),
    effects: effectEpisodes(heard).map((episode) => lastingEffect(input, heard, episode)),
    relapse,
    isInRemission: isInRemission(relapse, lastIga),
    visits: followUpOf(
      input.lastDoseOn,
      [...known, ...heard].map(({ day }) => day).concat(input.followUpsOn ?? []),
      input.asOf,
    ).map(({ month, state, bestDay }) => ({ month, state, bestDay: formatCalendarDay(bestDay) })),
    statements: REPORT_STATEMENTS,
  };
}

function domainReport(
  input: ReportInput,
  known: readonly Assessment[],
  domain: Domain,
): readonly DomainReport[] {
  const own = known.filter(({ measure }) => measureOf(measure).domain === domain);
  const measures = [...new Set(own.map(({ measure }) => measure))];
  const claim = input.claims.find(({ id }) => id === CLAIM_OF_DOMAIN[domain]);
  if (measures.length === 0 && claim === undefined) return [];
  const series = measures.map((measure) =>
    seriesOf(
      input,
      measure,
      own.filter((one) => one.measure === measure),
    ),
  );
  return [{ domain, series, ...(claim ? { published: publishedOf(claim) } : {}) }];
}

function publishedOf({ id, claim, known, missing, certainty, citations }: Claim) {
  return { id, claim, known, missing, certainty, citations };
}

function seriesOf(
  input: ReportInput,
  id: string,
  assessments: readonly Assessment[],
): MeasureSeries {
  const { worse } = measureOf(id);
  const inOrder = [...assessments].sort((left, right) => left.day - right.day);
  const baseline = inOrder.filter(({ day }) => day <= input.startedOn).at(-1);
  const after = inOrder.filter(({ day }) => day > input.startedOn);
  const last = after.at(-1);
  const best = after.reduce<Assessment | undefined>((most, one) => {
    if (most === undefined) return one;
    return isBetter(worse, one.value, most.value) ? one : most;
  }, undefined);
  const change = baseline && last && changeOf(input, id, worse, baseline.value, last.value);
  return {
    measure: id,
    worse,
    ...(baseline ? { baseline: point(baseline) } : {}),
    ...(best ? { best: point(best) } : {}),
    ...(last
      ? {
          last: { ...point(last), monthsAfterLastDose: monthsAfter(input.lastDoseOn, last.day) },
        }
      : {}),
    points: followUpPoints(input, after),
    ...(change ? { change } : {}),
  };
}

function followUpPoints(input: ReportInput, after: readonly Assessment[]) {
  const days = after.map(({ day }) => day);
  return followUpOf(input.lastDoseOn, days, input.asOf).flatMap(({ month, doneOn }) => {
    const one = after.find(({ day }) => day === doneOn);
    return one === undefined ? [] : [{ month, ...point(one) }];
  });
}

function point({ value, day }: Assessment): ReportedPoint {
  return { value, on: formatCalendarDay(day) };
}

function isBetter(worse: 'up' | 'down', value: number, than: number): boolean {
  return worse === 'up' ? value < than : value > than;
}

function changeOf(
  input: ReportInput,
  id: string,
  worse: 'up' | 'down',
  from: number,
  to: number,
): NonNullable<MeasureSeries['change']> {
  const error = input.errors.get(id);
  const points = to - from;
  const direction = points === 0 ? 'same' : isBetter(worse, to, from) ? 'better' : 'worse';
  if (error === undefined) return { points, direction, isBeyondError: 'unknown' };
  const isBeyondError = Math.abs(points) >= error.points ? 'yes' : 'no';
  return { points, direction, isBeyondError, citation: error.citation };
}

function lastingEffect(
  input: ReportInput,
  heard: readonly EffectReport[],
  episode: EffectEpisode,
): LastingEffect {
  const reports = heard
    .filter(({ effect }) => effect === episode.effect)
    .map(({ day, grade }) => ({ on: day, isPresent: grade > 0 }));
  const { effect, worstGrade, onset, lastPresentOn, resolution } = episode;
  return {
    effect,
    worstGrade,
    beganBy: formatCalendarDay(onset.by),
    lastPresentOn: formatCalendarDay(lastPresentOn),
    ...(resolution ? { goneBy: formatCalendarDay(resolution.by) } : {}),
    state: effectStateAmong(reports, input.asOf),
    presentMonthsAfter: monthsAfter(input.lastDoseOn, lastPresentOn),
  };
}
