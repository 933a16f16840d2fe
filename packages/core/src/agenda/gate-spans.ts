// The gate over the coming days: from when to when it grants, and what it says in between.
// Never a second rule: it asks the same gate, at the turns of days at which its answer changes.

import type { Decision, Reason } from '../decision/decision.ts';
import type { ReasonCode } from '../decision/reason-codes.ts';
import { decideGate } from '../gate/decide-gate.ts';
import { addDays, type CalendarDay } from '../time/calendar-day.ts';
import type { Instant } from '../time/instant.ts';
import { edgesOf, type GateAsked, latestDayOf, namedDays, turnsBetween } from './gate-turns.ts';

/** What the gate says at one instant. */
export interface GateAnswer {
  readonly decision: Decision;
  /** Granted with no rule that ends it: its last day is today, today and again tomorrow. */
  readonly isOpenEnded: boolean;
  /** The latest day that had begun on any of the question's clocks: a first day up to it has come. */
  readonly begun: CalendarDay;
}

/** A stretch of time over which the gate says the same, as decided at `from`. */
export interface GateSpan extends GateAnswer {
  readonly from: Instant;
  /** The last millisecond of it. */
  readonly until: Instant;
}

/** What the gate says at an instant, of facts as they are known now. */
export function decideAt(asked: GateAsked, at: Instant, wantsTrace = false): Decision {
  const { programmes, facts, question, clockOf } = asked;
  return decideGate(programmes, facts, { ...question, at }, clockOf, wantsTrace);
}

/** The same with whether any rule ends it. */
export function answerAt(asked: GateAsked, at: Instant): GateAnswer {
  const decision = decideAt(asked, at);
  const isOpenEnded =
    decision.outcome === 'granted' && decision.lastDay === asked.clockOf(decision.zone).dayAt(at);
  return { decision, isOpenEnded, begun: latestDayOf(asked, at) };
}

/**
 * What the gate says from `from` up to and including `to`, with no event between: contiguous spans,
 * in order. An event recorded meanwhile changes it; a rule of a day does not, for it is in here.
 */
export function gateSpans(asked: GateAsked, from: Instant, to: Instant): readonly GateSpan[] {
  const search = new Search(asked, from, to);
  const spans: GateSpan[] = [];
  for (const at of search.changes()) {
    const answer = search.ask(at);
    const last = spans.at(-1);
    if (last !== undefined && saysTheSame(last, answer)) continue;
    if (last !== undefined)
      spans[spans.length - 1] = { ...last, until: (search.turns[at]! - 1) as Instant };
    spans.push({ from: search.turns[at]!, until: to, ...answer });
  }
  return spans;
}

/**
 * Looks for the turns at which the answer changes without asking at each. It asks where facts, rules
 * and earlier answers name a day, and halves every stretch whose two ends differ. That nothing comes
 * and goes between two equal ends unannounced is held by a property test over every programme.
 */
class Search {
  readonly turns: readonly Instant[];
  readonly #asked: GateAsked;
  readonly #answers = new Map<number, GateAnswer>();
  /** Turns to ask at, whatever stands around them. */
  readonly #named = new Set<number>();

  constructor(asked: GateAsked, from: Instant, to: Instant) {
    this.#asked = asked;
    this.turns = [from, ...turnsBetween(asked, from, to)];
    const first = Math.floor(from / DAY_MS) - 1;
    const last = Math.floor(to / DAY_MS) + 1;
    const days = namedDays(asked, first as CalendarDay, last as CalendarDay);
    for (const day of days) this.#name(day);
  }

  ask(at: number): GateAnswer {
    const known = this.#answers.get(at);
    if (known !== undefined) return known;
    const answer = answerAt(this.#asked, this.turns[at]!);
    this.#answers.set(at, answer);
    for (const day of daysIn(answer)) this.#name(day);
    return answer;
  }

  /** Every turn that was asked at once nothing is left to ask, in order. */
  changes(): readonly number[] {
    const last = this.turns.length - 1;
    this.ask(0);
    this.ask(last);
    for (;;) {
      const open = this.#toAsk();
      if (open.length === 0) break;
      for (const at of open) this.ask(at);
    }
    return [...this.#answers.keys()].sort((left, right) => left - right);
  }

  /** Named turns that were not asked at, and the middle of each stretch whose ends differ. */
  #toAsk(): readonly number[] {
    const named = [...this.#named].filter((at) => !this.#answers.has(at));
    if (named.length > 0) return named;
    const asked = [...this.#answers.keys()].sort((left, right) => left - right);
    return asked.flatMap((at, index) => {
      const next = asked[index + 1];
      if (next === undefined || next - at < 2) return [];
      if (saysTheSame(this.ask(at), this.ask(next))) return [];
      return [Math.floor((at + next) / 2)];
    });
  }

  #name(day: CalendarDay): void {
    for (const edge of edgesOf(this.#asked, day)) {
      const at = this.#indexOf(edge);
      if (at !== undefined) this.#named.add(at);
    }
  }

  /** Where an instant stands among the turns; undefined when it is none of them. */
  #indexOf(instant: Instant): number | undefined {
    let low = 0;
    let high = this.turns.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const turn = this.turns[middle]!;
      if (turn === instant) return middle;
      if (turn < instant) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  }
}

const DAY_MS = 86_400_000;

/** The days that an answer names: its last day; of each reason the first day and the deadline. */
function daysIn({ decision, isOpenEnded, begun }: GateAnswer): readonly CalendarDay[] {
  if (decision.outcome === 'granted') return isOpenEnded ? [] : [decision.lastDay];
  return decision.reasons.flatMap(({ clearableFrom, deadline }) => [
    ...(clearableFrom === undefined || clearableFrom <= begun
      ? []
      : [clearableFrom, addDays(clearableFrom, -1)]),
    ...(deadline === undefined ? [] : [deadline]),
  ]);
}

/** True when two answers have the same outcome, end, supply and reasons. */
export function saysTheSame(one: GateAnswer, other: GateAnswer): boolean {
  const { decision: left } = one;
  const { decision: right } = other;
  if (left.outcome === 'granted' || right.outcome === 'granted')
    return (
      left.outcome === 'granted' &&
      right.outcome === 'granted' &&
      (left.lastDay === right.lastDay || (one.isOpenEnded && other.isOpenEnded)) &&
      left.zone === right.zone &&
      left.maxDaysSupply === right.maxDaysSupply
    );
  return (
    left.disposition === right.disposition &&
    left.reasons.length === right.reasons.length &&
    left.reasons.every((reason, at) => {
      const twin = right.reasons[at]!;
      return isSameReason(reason, twin) && firstDay(reason, one) === firstDay(twin, other);
    })
  );
}

/** What can begin anew on any day names the day of the question: it moves along and says nothing new. */
const movesAlong = ({ code, underlying }: Reason) =>
  code !== 'edition_pending' && ANEW.includes(underlying ?? code);
const ANEW: readonly ReasonCode[] = ['window_closed', 'test_too_old'];

/** From when a reason can be cleared; a day that has come is no promise any more, today or later. */
function firstDay(reason: Reason, { begun }: GateAnswer): CalendarDay | 'now' | undefined {
  const { clearableFrom } = reason;
  if (clearableFrom === undefined) return undefined;
  if (movesAlong(reason)) return 'now';
  return clearableFrom <= begun ? undefined : clearableFrom;
}

function isSameReason(left: Reason, right: Reason): boolean {
  return (
    left.code === right.code &&
    left.programme === right.programme &&
    left.requirement === right.requirement &&
    left.deadline === right.deadline
  );
}
