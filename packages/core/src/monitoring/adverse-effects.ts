// Adverse effects over time: when each began, how bad it was, what was done, when it went, what stays.
// Never a day between two reports: what happened between them is known only as an interval.

import type { RecordFacts } from '../facts/record-facts.ts';
import { symptomWord } from '../terminology/red-flag-symptoms.ts';
import type { CalendarDay } from '../time/calendar-day.ts';

/** One report of one effect; grade 0: not there. */
export interface EffectReport {
  readonly effect: string;
  readonly grade: number;
  readonly day: CalendarDay;
  readonly heardFrom: 'patient' | 'clinician';
  /** What was done about it, as it was told. */
  readonly treatment?: string;
}

/** A moment known only to lie after one report and up to another. */
export interface Between {
  /** Absent: nothing was reported before. */
  readonly after?: CalendarDay;
  readonly by: CalendarDay;
}

export interface EffectEpisode {
  readonly effect: string;
  readonly onset: Between;
  readonly worstGrade: number;
  readonly worstOn: CalendarDay;
  readonly lastPresentOn: CalendarDay;
  readonly treatments: readonly string[];
  /** Absent: nothing has been heard of its end. */
  readonly resolution?: Between & { readonly after: CalendarDay };
}

/** The reports that the record holds, of patients and clinicians alike. */
export function effectReportsOf(record: RecordFacts): readonly EffectReport[] {
  const told = record.symptoms.map(
    ({ data, occurredOn }): EffectReport => ({
      effect: symptomWord(data.symptom),
      grade: data.grade,
      day: occurredOn,
      heardFrom: 'patient',
    }),
  );
  const found = record.adverseEvents.map(
    ({ data, occurredOn }): EffectReport => ({
      effect: symptomWord(data.term),
      grade: data.grade,
      day: occurredOn,
      heardFrom: 'clinician',
      ...(data.treatment === undefined ? {} : { treatment: data.treatment }),
    }),
  );
  return [...told, ...found].sort((left, right) => left.day - right.day);
}

/** Every episode of every effect, in the order in which they began. */
export function effectEpisodes(reports: readonly EffectReport[]): readonly EffectEpisode[] {
  const inOrder = [...reports].sort((left, right) => left.day - right.day);
  const effects = [...new Set(inOrder.map(({ effect }) => effect))];
  return effects
    .flatMap((effect) => episodesOf(inOrder.filter((report) => report.effect === effect)))
    .sort((left, right) => left.onset.by - right.onset.by);
}

function episodesOf(reports: readonly EffectReport[]): readonly EffectEpisode[] {
  const episodes: EffectEpisode[] = [];
  let open: EffectReport[] = [];
  let absentOn: CalendarDay | undefined;
  for (const report of reports) {
    if (report.grade > 0) open.push(report);
    else {
      if (open.length > 0) episodes.push(closed(open, absentOn, report.day));
      open = [];
      absentOn = report.day;
    }
  }
  return open.length > 0 ? [...episodes, closed(open, absentOn, undefined)] : episodes;
}

function closed(
  open: readonly EffectReport[],
  absentOn: CalendarDay | undefined,
  goneBy: CalendarDay | undefined,
): EffectEpisode {
  const [first, last] = [open[0]!, open.at(-1)!];
  const worst = open.reduce((most, report) => (report.grade > most.grade ? report : most));
  return {
    effect: first.effect,
    onset: { ...(absentOn === undefined ? {} : { after: absentOn }), by: first.day },
    worstGrade: worst.grade,
    worstOn: worst.day,
    lastPresentOn: last.day,
    treatments: [...new Set(open.flatMap(({ treatment }) => treatment ?? []))],
    ...(goneBy === undefined ? {} : { resolution: { after: last.day, by: goneBy } }),
  };
}

export type EffectState = 'present' | 'absent' | 'unknown';

/**
 * Whether an effect was there on a day. Between two reports that agree it was as they say; between two
 * that differ, before the first and after the last, it is not known.
 */
export function effectStateAmong(
  reports: readonly { readonly on: number; readonly isPresent: boolean }[],
  on: number,
): EffectState {
  const inOrder = [...reports].sort((left, right) => left.on - right.on);
  const before = inOrder.filter((report) => report.on <= on).at(-1);
  const after = inOrder.find((report) => report.on >= on);
  if (before === undefined || after === undefined) return 'unknown';
  if (before.isPresent !== after.isPresent) return 'unknown';
  return before.isPresent ? 'present' : 'absent';
}
