// Kaplan-Meier curves and cumulative incidence with competing causes, with 95% intervals.
// Never smooths, never extrapolates past the last person at risk, never counts a censored day as an event.

/** One course: days under observation, and what ended it. 0: still without an event when last seen. */
export interface Observation {
  /** Whole days from the origin, 1 or more. */
  readonly days: number;
  /** 0: censored; 1, 2, …: the cause of the event. */
  readonly cause: number;
}

/** How the interval of a curve is made; R's `survfit` calls them `log` and `log-log`. */
export type IntervalKind = 'log' | 'log-log';

export interface CurvePoint {
  readonly days: number;
  readonly atRisk: number;
  readonly events: number;
  /** Share without an event up to and including this day. */
  readonly survival: number;
  readonly low: number | undefined;
  readonly high: number | undefined;
}

/** 0.975 quantile of the standard normal distribution. */
const Z95 = 1.959963984540054;

/** Counts on one day: of each cause, and of those who left without an event. */
interface DayCounts {
  readonly days: number;
  readonly atRisk: number;
  readonly events: ReadonlyMap<number, number>;
  readonly all: number;
}

/** Days with an event, in order, with the number at risk just before; ties are events first. */
function eventDays(observations: readonly Observation[]): readonly DayCounts[] {
  const byDay = new Map<number, Map<number, number>>();
  for (const { days, cause } of observations) {
    const causes = byDay.get(days) ?? new Map<number, number>();
    causes.set(cause, (causes.get(cause) ?? 0) + 1);
    byDay.set(days, causes);
  }
  let atRisk = observations.length;
  const counts: DayCounts[] = [];
  for (const days of [...byDay.keys()].sort((left, right) => left - right)) {
    const causes = byDay.get(days)!;
    const here = [...causes.values()].reduce((sum, count) => sum + count, 0);
    const all = here - (causes.get(0) ?? 0);
    if (all > 0) counts.push({ days, atRisk, events: causes, all });
    atRisk -= here;
  }
  return counts;
}

/** The share still without any event, with Greenwood's variance. */
export function kaplanMeier(
  observations: readonly Observation[],
  interval: IntervalKind = 'log-log',
): readonly CurvePoint[] {
  let survival = 1;
  let greenwood = 0;
  return eventDays(observations).map(({ days, atRisk, all }) => {
    survival *= 1 - all / atRisk;
    greenwood += all / (atRisk * (atRisk - all));
    const [low, high] = survivalInterval(survival, Math.sqrt(greenwood), interval);
    return { days, atRisk, events: all, survival, low, high };
  });
}

function survivalInterval(
  survival: number,
  errorOfLog: number,
  kind: IntervalKind,
): readonly [number | undefined, number | undefined] {
  if (survival === 0) return [undefined, undefined];
  if (kind === 'log') {
    const [low, high] = [-1, 1].map((side) => survival * Math.exp(side * Z95 * errorOfLog));
    return [low!, Math.min(high!, 1)];
  }
  const log = Math.log(survival);
  const [high, low] = [-1, 1].map((side) =>
    Math.exp(log * Math.exp((side * Z95 * errorOfLog) / Math.abs(log))),
  );
  return [low!, high!];
}

export interface IncidencePoint {
  readonly days: number;
  /** Share with an event of this cause up to and including this day, the other causes competing. */
  readonly incidence: number;
  readonly standardError: number;
  readonly low: number | undefined;
  readonly high: number | undefined;
}

/** People who left on one day by one cause all pull the curve the same way. */
interface Influence {
  readonly days: number;
  readonly cause: number;
  readonly people: number;
  onSurvival: number;
  onIncidence: number;
}

/**
 * Aalen-Johansen: the share with an event of one cause. The standard error is the infinitesimal
 * jackknife, as R's `survfit` gives it for competing causes; the interval is on the log scale.
 */
export function cumulativeIncidence(
  observations: readonly Observation[],
  cause: number,
): readonly IncidencePoint[] {
  const groups = influences(observations);
  let survival = 1;
  let incidence = 0;
  return eventDays(observations).map(({ days, atRisk, events, all }) => {
    const hazard = (events.get(cause) ?? 0) / atRisk;
    const anyHazard = all / atRisk;
    let variance = 0;
    for (const group of groups) {
      const isAtRisk = group.days >= days ? 1 : 0;
      const isEvent = group.days === days && group.cause !== 0 ? 1 : 0;
      const isCause = group.days === days && group.cause === cause ? 1 : 0;
      group.onIncidence +=
        group.onSurvival * hazard + (survival * (isCause - isAtRisk * hazard)) / atRisk;
      group.onSurvival =
        group.onSurvival * (1 - anyHazard) - (survival * (isEvent - isAtRisk * anyHazard)) / atRisk;
      variance += group.people * group.onIncidence ** 2;
    }
    incidence += survival * hazard;
    survival *= 1 - anyHazard;
    const standardError = Math.sqrt(variance);
    const [low, high] = incidenceInterval(incidence, standardError);
    return { days, incidence, standardError, low, high };
  });
}

function influences(observations: readonly Observation[]): readonly Influence[] {
  const groups = new Map<string, Influence>();
  for (const { days, cause } of observations) {
    const key = `${days}/${cause}`;
    const people = (groups.get(key)?.people ?? 0) + 1;
    groups.set(key, { days, cause, people, onSurvival: 0, onIncidence: 0 });
  }
  return [...groups.values()];
}

function incidenceInterval(incidence: number, standardError: number) {
  if (incidence === 0) return [undefined, undefined] as const;
  const reach = (Z95 * standardError) / incidence;
  const [low, high] = [incidence * Math.exp(-reach), incidence * Math.exp(reach)];
  return [low, Math.min(high, 1)] as const;
}

/** The value of a step curve on a day: that of the last point up to it, or nothing yet. */
export function pointAt<P extends { readonly days: number }>(
  points: readonly P[],
  days: number,
): P | undefined {
  return points.filter((point) => point.days <= days).at(-1);
}

/** How many are still under observation on a day, without an event and not yet gone. */
export function atRiskOn(observations: readonly Observation[], days: number): number {
  return observations.filter((one) => one.days >= days).length;
}

/** A share of a count with Wilson's 95% interval; `undefined` where nobody was counted. */
export function shareOf(count: number, of: number) {
  if (of === 0) return undefined;
  const share = count / of;
  const squared = Z95 ** 2;
  const middle = (share + squared / (2 * of)) / (1 + squared / of);
  const reach =
    (Z95 * Math.sqrt((share * (1 - share)) / of + squared / (4 * of ** 2))) / (1 + squared / of);
  return {
    count,
    of,
    share,
    low: count === 0 ? 0 : middle - reach,
    high: count === of ? 1 : middle + reach,
  };
}
export type Share = NonNullable<ReturnType<typeof shareOf>>;
